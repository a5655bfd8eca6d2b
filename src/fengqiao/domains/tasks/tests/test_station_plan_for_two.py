"""Work for two in the plan of a station: both go there at one time or nobody does, whoever leads may lead."""

from __future__ import annotations

from itertools import combinations, permutations, product
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fengqiao.domains.tasks.tests.test_station_plan import inputs, officer, row
from fengqiao.domains.tasks.workflow.companions import SWORN
from fengqiao.domains.tasks.workflow.crews import MOST_PLACES, crews_of, lead_first
from fengqiao.domains.tasks.workflow.station_plan import (
    TENTHS,
    PlanInputs,
    StationPlan,
    as_officer,
    as_task,
    plan_station,
)
from fengqiao.engines.planning.feasibility import find_violations

ABLE = {SWORN}


def able(staff_id: int, *skills: str) -> dict[str, Any]:
    return {**officer(staff_id), "skills": sorted({SWORN, *skills})}


def auxiliary(staff_id: int) -> dict[str, Any]:
    return officer(staff_id)


def for_two(number: int, *, officers: list[str], companions: list[str], **changes: Any) -> dict[str, Any]:
    more = {"officers_needed": 2, "companions": companions, "skills": [SWORN], "lead": officers[0]}
    return row(number, officers=officers, **{**more, **changes})


def times_of(plan: StationPlan, task_id: str) -> dict[str, tuple[float, float]]:
    return {
        one.officer_id: (work.starts_minute, work.ends_minute)
        for one in plan.plans
        for stop in one.stops
        for work in stop.works
        if work.task_id == task_id
    }


def violations(given_inputs: PlanInputs, plan: StationPlan) -> list[Any]:
    """The independent checker over what everybody may do, whoever helps included."""
    tasks = [{**one, "officers": [*one["officers"], *one["helpers"]]} for one in given_inputs.tasks]
    return find_violations(
        officers=[as_officer(one) for one in given_inputs.officers],
        tasks=[as_task(one) for one in tasks],
        travel_minutes=np.array(given_inputs.tenths, dtype=np.float64) / TENTHS,
        plans=plan.plans,
    )


def test_both_officers_are_planned_to_the_place_at_one_time() -> None:
    tasks = [for_two(1, officers=["1"], companions=["1", "2"]), row(2, officers=["2"], opens=510, closes=600)]
    given_inputs = inputs([able(1), able(2)], tasks)
    plan = plan_station(given_inputs)
    together = times_of(plan, "1")
    assert sorted(together) == ["1", "2"]
    assert len(set(together.values())) == 1
    assert not violations(given_inputs, plan)


def test_an_auxiliary_comes_along_and_never_leads() -> None:
    task = for_two(1, officers=["1"], companions=["1", "2", "3"])
    crew = crews_of(plan_station(inputs([able(1), auxiliary(3)], [task])).plans)["1"]
    assert lead_first(row=task, crew=crew, skills={"1": ABLE, "3": set()}) == ("1", "3")
    nobody = plan_station(inputs([auxiliary(1), auxiliary(3)], [task]))
    assert not crews_of(nobody.plans)
    assert {one.reason.code for one in nobody.left_out} == {"no_skill"}


def test_whoever_has_no_colleague_at_work_does_not_go_alone() -> None:
    plan = plan_station(inputs([able(1)], [for_two(1, officers=["1"], companions=["1"])]))
    assert not crews_of(plan.plans)
    assert {one.reason.code for one in plan.left_out} == {"needs_team"}


def test_work_for_two_counts_as_a_place_in_both_days_and_is_cut_from_both() -> None:
    full = [row(n, officers=["2"], prize=60.0) for n in range(1, 12)]
    task = for_two(12, officers=["1"], companions=["1", "2"], prize=31.0)
    plan = plan_station(inputs([able(1), able(2)], [*full, task]))
    assert len(crews_of(plan.plans).get("12", ())) in (0, 2)
    for one in plan.plans:
        assert len({stop.location for stop in one.stops}) <= MOST_PLACES


def test_what_one_cannot_keep_is_offered_to_another_companion() -> None:
    full = [row(n, officers=["2"], mandatory=True) for n in range(1, 11)]
    task = for_two(11, officers=["1"], companions=["1", "2", "3"])
    plan = plan_station(inputs([able(1), able(2), able(3)], [*full, task]))
    assert crews_of(plan.plans)["11"] == {"1", "3"}


def test_work_that_asks_for_a_skill_goes_to_a_colleague_who_has_it() -> None:
    task = row(1, officers=["1"], helpers=["2"], skills=["drone"])
    plan = plan_station(inputs([able(1), able(2, "drone")], [task]))
    assert crews_of(plan.plans)["1"] == {"2"}


def test_a_plan_stored_before_there_were_crews_is_the_same_as_ever() -> None:
    """The keys of a stored row name no crew: one officer does it, with no companions and no skills."""
    plain = as_task(row(1, officers=["1"]))
    assert (plain.officers_needed, plain.companion_ids, plain.skills) == (1, frozenset(), frozenset())
    assert as_officer(officer(1)).skills == frozenset()


@st.composite
def days_for_two(draw: st.DrawFn) -> PlanInputs:
    """Three officers and an auxiliary; some work needs two, some a skill."""
    people = ["1", "2", "3"]
    rows = []
    for number in range(1, draw(st.integers(1, 18)) + 1):
        opens = draw(st.integers(480, 1000))
        owner = draw(st.sampled_from(people))
        changes: dict[str, Any] = {
            "minutes": draw(st.integers(5, 60)),
            "opens": opens,
            "closes": opens + draw(st.integers(60, 300)),
            "location": draw(st.integers(1, 12)),
            "helpers": draw(st.sampled_from([[], [one for one in people if one != owner]])),
        }
        if draw(st.booleans()):
            companions = draw(st.sampled_from([["4"], [*people, "4"], [owner]]))
            rows.append(for_two(number, officers=[owner], companions=companions, **changes))
        else:
            skills = draw(st.sampled_from([[], ["drone"]]))
            rows.append(row(number, officers=[owner], **changes, **({"skills": skills} if skills else {})))
    return inputs([able(1), able(2, "drone"), able(3), auxiliary(4)], rows)


@settings(max_examples=40, deadline=None)
@given(days_for_two())
def test_work_for_two_is_in_both_days_at_one_time_or_in_none_and_no_skill_is_missing(given_inputs: PlanInputs) -> None:
    plan = plan_station(given_inputs)
    assert not violations(given_inputs, plan)
    crews, left_out = crews_of(plan.plans), {one.task_id for one in plan.left_out}
    skills = {one["id"]: set(one.get("skills", ())) for one in given_inputs.officers}
    for one in given_inputs.tasks:
        crew = crews.get(one["id"], frozenset())
        assert len(crew) in (0, one.get("officers_needed", 1))
        assert bool(crew) != (one["id"] in left_out)
        assert len(set(times_of(plan, one["id"]).values())) <= 1
        if crew:
            lead = lead_first(row=one, crew=crew, skills=skills)[0]
            assert set(one.get("skills", ())) <= skills[lead]
    assert all(len({stop.location for stop in one.stops}) <= MOST_PLACES for one in plan.plans)
    assert plan_station(given_inputs) == plan


@st.composite
def tight_days(draw: st.DrawFn) -> PlanInputs:
    """Two officers, three mandatory tasks of which one or two need both: small enough to try every order."""
    rows = []
    for number in range(1, 4):
        opens = draw(st.integers(540, 660))
        changes: dict[str, Any] = {
            "minutes": draw(st.integers(10, 40)),
            "opens": opens,
            "closes": opens + draw(st.integers(40, 110)),
            "location": draw(st.integers(1, 4)),
            "mandatory": True,
        }
        owner = draw(st.sampled_from(["1", "2"]))
        if number < 3 and (number == 1 or draw(st.booleans())):
            rows.append(for_two(number, officers=[owner], companions=["1", "2"], **changes))
        else:
            rows.append(row(number, officers=[owner], **changes))
    tenths = tuple(tuple(100 * abs(a - b) for b in range(5)) for a in range(5))
    people = [{**able(one), "has_break": False, "breaks": []} for one in (1, 2)]
    return PlanInputs(tuple(people), tuple(rows), tenths, seed=3)


def some_plan_holds_all(given_inputs: PlanInputs) -> bool:
    """Try every order of the tasks, walking from place to place: none of the engine's arithmetic."""
    ways = [
        list(combinations(("1", "2"), 2)) if one.get("officers_needed") == 2 else [(one["officers"][0],)]
        for one in given_inputs.tasks
    ]
    return any(
        _can_be_done(given_inputs, [given_inputs.tasks[n] for n in order], [crews[n] for n in order])
        for crews in product(*ways)
        for order in permutations(range(len(given_inputs.tasks)))
    )


def _can_be_done(given_inputs: PlanInputs, tasks: list[dict[str, Any]], crews: list[tuple[str, ...]]) -> bool:
    people = {one["id"]: one for one in given_inputs.officers}
    at = {one: (0, float(people[one]["opens"])) for one in people}
    for task, crew in zip(tasks, crews, strict=True):
        reached = [at[one][1] + given_inputs.tenths[at[one][0]][task["location"]] / TENTHS for one in crew]
        starts = max([float(task["opens"]), *reached])
        if starts + task["minutes"] > task["closes"]:
            return False
        at.update({one: (task["location"], starts + task["minutes"]) for one in crew})
    return all(at[one][1] + given_inputs.tenths[at[one][0]][0] / TENTHS <= people[one]["closes"] for one in people)


@settings(max_examples=60, deadline=None)
@given(tight_days())
def test_no_mandatory_work_for_two_is_dropped_while_a_plan_with_all_exists(given_inputs: PlanInputs) -> None:
    plan = plan_station(given_inputs)
    assert not violations(given_inputs, plan)
    assert (not plan.left_out) == some_plan_holds_all(given_inputs)


@pytest.mark.parametrize("kept", [0, 1])
def test_the_checker_sees_when_one_of_two_stands_there_alone(kept: int) -> None:
    given_inputs = inputs([able(1), able(2)], [for_two(1, officers=["1"], companions=["1", "2"])])
    plan = plan_station(given_inputs)
    alone = StationPlan((plan.plans[kept],), plan.left_out, plan.chosen_by)
    assert "needs_team" in {one.reason.code for one in violations(given_inputs, alone)}
