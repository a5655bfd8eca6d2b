"""The plan of a station's day: caps, helpers, the noon break, and the independent checker of any plan."""

from __future__ import annotations

from typing import Any

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from fengqiao.domains.tasks.workflow.crews import LONG_STAY_MINUTES, MOST_PLACES, MOST_PLACES_BESIDE_A_STAY
from fengqiao.domains.tasks.workflow.station_plan import (
    TENTHS,
    PlanInputs,
    StationPlan,
    as_officer,
    as_task,
    officer_input,
    plan_station,
)
from fengqiao.engines.planning.feasibility import find_violations


def row(number: int, *, officers: list[str], helpers: list[str] | None = None, **changes: Any) -> dict[str, Any]:
    plain = {
        "id": str(number), "location": number, "minutes": 15, "prize": 30.0, "opens": 510, "closes": 1200,
        "mandatory": False, "officers": officers, "helpers": helpers or [],
    }  # fmt: skip
    return {**plain, **changes}


def officer(staff_id: int, tasks: list[dict[str, Any]] | None = None) -> dict[str, Any]:
    return officer_input(staff_id=staff_id, opens=510, closes=1080, is_fixed=False, tasks=tasks or [])


def inputs(officers: list[dict[str, Any]], tasks: list[dict[str, Any]]) -> PlanInputs:
    places = 1 + max((one["location"] for one in tasks), default=0)
    tenths = tuple(tuple(20 * abs(a - b) for b in range(places)) for a in range(places))
    return PlanInputs(tuple(officers), tuple(tasks), tenths, seed=7)


def done_by(plan: StationPlan) -> dict[str, str]:
    return {work.task_id: one.officer_id for one in plan.plans for stop in one.stops for work in stop.works}


def test_what_does_not_fit_into_ones_day_goes_to_a_colleague_of_the_beat() -> None:
    tasks = [row(n, officers=["1"], helpers=["2"]) for n in range(1, 16)]
    doers = done_by(plan_station(inputs([officer(1), officer(2)], tasks)))
    assert sorted(doers) == sorted(str(n) for n in range(1, 16))
    assert list(doers.values()).count("1") == MOST_PLACES


def test_what_is_cut_by_the_cap_says_so() -> None:
    tasks = [row(n, officers=["1"]) for n in range(1, 14)]
    plan = plan_station(inputs([officer(1)], tasks))
    assert len(done_by(plan)) == MOST_PLACES
    assert {one.reason.code for one in plan.left_out} == {"day_full"}


def test_half_a_day_in_one_place_leaves_fewer_places_for_the_rest() -> None:
    stay = row(1, officers=["1"], minutes=LONG_STAY_MINUTES, mandatory=True)
    plan = plan_station(inputs([officer(1)], [stay, *(row(n, officers=["1"]) for n in range(2, 14))]))
    assert len(done_by(plan)) == MOST_PLACES_BESIDE_A_STAY
    assert "1" in done_by(plan)
    assert {one.reason.parameters["places"] for one in plan.left_out} == {MOST_PLACES_BESIDE_A_STAY}


def test_several_tasks_at_one_place_count_once_for_the_cap() -> None:
    tasks = [row(n, officers=["1"], location=1 + n % 10) for n in range(1, 17)]
    assert len(done_by(plan_station(inputs([officer(1)], tasks)))) == 16


def test_the_noon_break_is_dropped_for_a_long_stay_only() -> None:
    stay = row(1, officers=["1"], minutes=420)
    assert not officer(1, [stay])["has_break"]
    assert officer(1, [row(2, officers=["1"])])["has_break"]


@settings(max_examples=25, deadline=None)
@given(st.data())
def test_no_plan_breaks_a_window_a_shift_or_the_cap(data: st.DataObject) -> None:
    count = data.draw(st.integers(1, 24))
    tasks = []
    for number in range(1, count + 1):
        opens = data.draw(st.integers(480, 1000))
        owner = data.draw(st.sampled_from(["1", "2"]))
        tasks.append(
            row(
                number,
                officers=[owner],
                helpers=data.draw(st.sampled_from([[], ["1" if owner == "2" else "2"]])),
                minutes=data.draw(st.integers(5, 60)),
                opens=opens,
                closes=opens + data.draw(st.integers(60, 300)),
                location=data.draw(st.integers(1, 14)),
            )
        )
    given_inputs = inputs([officer(1), officer(2)], tasks)
    plan = plan_station(given_inputs)
    matrix = np.array(given_inputs.tenths, dtype=np.float64) / TENTHS
    allowed = [{**one, "officers": [*one["officers"], *one["helpers"]]} for one in tasks]
    assert not find_violations(
        officers=[as_officer(one) for one in given_inputs.officers],
        tasks=[as_task(one) for one in allowed],
        travel_minutes=matrix,
        plans=plan.plans,
    )
    assert all(len({stop.location for stop in one.stops}) <= MOST_PLACES for one in plan.plans)
    assert set(done_by(plan)) | {one.task_id for one in plan.left_out} == {one["id"] for one in tasks}
    assert not set(done_by(plan)) & {one.task_id for one in plan.left_out}


def test_the_day_is_called_full_only_where_it_has_the_most_places() -> None:
    far = [row(n, officers=["1"], minutes=100) for n in range(1, 10)]
    plan = plan_station(inputs([officer(1)], far))
    assert len(done_by(plan)) < MOST_PLACES
    assert {one.reason.code for one in plan.left_out} == {"no_time"}
