"""An order that a person chose is timed as it is; what it breaks is told by the independent checker."""

from __future__ import annotations

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from fengqiao.engines.planning.contracts import Break, PlanOfficer, PlanTask
from fengqiao.engines.planning.day_plan import plan_day
from fengqiao.engines.planning.retiming import best_place, retime

NOON = Break("noon", 720, 780)


def officer(closes: float = 1080) -> PlanOfficer:
    return PlanOfficer("1", 510, closes, start_location=0, end_location=0, breaks=(NOON,))


def line(places: int, minutes: float = 10.0) -> np.ndarray:
    return np.array([[minutes * abs(a - b) for b in range(places)] for a in range(places)], dtype=np.float64)


def task(name: str, at: int, *, opens: float = 510, closes: float = 1080, minutes: float = 30) -> PlanTask:
    return PlanTask(name, at, minutes, 30.0, opens_minute=opens, closes_minute=closes)


def starts(plan: object) -> dict[str, float]:
    return {work.task_id: work.starts_minute for stop in plan.stops for work in stop.works}  # type: ignore[attr-defined]


def test_the_order_stays_as_it_was_chosen_and_every_start_follows_from_the_way() -> None:
    done = retime(officer=officer(), tasks=[task("b", 2), task("a", 1)], travel_minutes=line(3))
    assert starts(done.plan) == {"b": 530, "a": 570}
    assert not done.violations


def test_a_window_that_the_order_misses_is_told_and_the_work_stays_in_the_plan() -> None:
    early = task("early", 1, closes=570)
    done = retime(officer=officer(), tasks=[task("long", 2, minutes=120), early], travel_minutes=line(3))
    assert starts(done.plan)["early"] == 660
    assert [(one.task_id, one.reason.code) for one in done.violations] == [("early", "outside_window")]


def test_an_order_that_outlasts_the_shift_says_so() -> None:
    done = retime(officer=officer(closes=600), tasks=[task("a", 1, minutes=60), task("b", 2)], travel_minutes=line(3))
    assert {one.reason.code for one in done.violations} == {"after_shift"}


def test_nobody_works_through_noon_in_a_chosen_order() -> None:
    done = retime(officer=officer(), tasks=[task("a", 1, minutes=185), task("b", 1)], travel_minutes=line(2))
    assert starts(done.plan) == {"a": 520, "b": 780}


def test_a_task_that_is_added_goes_where_nothing_breaks() -> None:
    order = [task("a", 1, closes=560), task("c", 3)]
    added = task("b", 2, closes=600)
    assert best_place(officer=officer(), tasks=order, added=added, travel_minutes=line(4)) == 1
    assert best_place(officer=officer(), tasks=order, added=added, travel_minutes=line(4), first=2) == 2


def test_of_work_for_two_only_ones_own_part_is_retimed() -> None:
    both = PlanTask(id="both", location=1, minutes=30, prize=1, officers_needed=2)
    done = retime(officer=officer(), tasks=[both, task("a", 1)], travel_minutes=line(2))
    assert [work.task_id for stop in done.plan.stops for work in stop.works] == ["both", "a"]
    assert done.violations == ()


@settings(deadline=None)
@given(st.data())
def test_retiming_what_the_search_made_breaks_nothing_and_moves_nothing(data: st.DataObject) -> None:
    tasks = []
    for number in range(data.draw(st.integers(1, 7))):
        opens = data.draw(st.integers(480, 900))
        closes = opens + data.draw(st.integers(60, 300))
        tasks.append(
            task(
                str(number),
                data.draw(st.integers(0, 4)),
                opens=opens,
                closes=closes,
                minutes=data.draw(st.integers(5, 60)),
            )
        )
    made = plan_day(officers=[officer()], tasks=tasks, travel_minutes=line(5), seed=3, iterations=20)
    by_id = {one.id: one for one in tasks}
    order = [by_id[work.task_id] for stop in made.plans[0].stops for work in stop.works]
    again = retime(officer=officer(), tasks=order, travel_minutes=line(5))
    assert again.plan == made.plans[0]
    assert not again.violations
