"""Tasks for several officers: all of them are at the place at the same time, in the plan and for the checker."""

import random
from dataclasses import replace
from itertools import combinations, permutations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fengqiao.engines.planning.contracts import Break, DayPlans, PlanOfficer, PlanTask, Work
from fengqiao.engines.planning.day_plan import plan_day
from fengqiao.engines.planning.feasibility import find_violations
from fengqiao.engines.planning.tests.samples import MEAL, a_station, a_task, an_officer, on_a_line, why_left_out

pytestmark = pytest.mark.usefixtures("algorithm")


def crews(plans: DayPlans) -> dict[str, dict[str, Work]]:
    found: dict[str, dict[str, Work]] = {}
    for plan in plans.plans:
        for stop in plan.stops:
            for work in stop.works:
                found.setdefault(work.task_id, {})[plan.officer_id] = work
    return found


def test_both_officers_are_at_the_place_from_the_start_to_the_end() -> None:
    officers = [an_officer("near", start_location=1), an_officer("far", start_location=4)]
    tasks = [a_task("both", 1, officers_needed=2), a_task("alone", 3, prize=5)]
    plans = plan_day(officers=officers, tasks=tasks, travel_minutes=on_a_line(5))
    together = crews(plans)["both"]

    assert sorted(together) == ["far", "near"]
    assert len({(work.starts_minute, work.ends_minute) for work in together.values()}) == 1
    assert together["far"].starts_minute >= 480 + 30
    assert (plans.figures.tasks_done, plans.figures.prize) == (2, 15)


def test_who_leads_has_the_skills_and_whoever_comes_along_is_asked_for() -> None:
    officers = [an_officer("trained", skills=frozenset({"drone"})), an_officer("other"), an_officer("friend")]
    task = a_task("both", officers_needed=2, skills=frozenset({"drone"}), companion_ids=frozenset({"friend"}))
    plans = plan_day(officers=officers, tasks=[task], travel_minutes=on_a_line(2))

    assert sorted(crews(plans)["both"]) == ["friend", "trained"]


def test_a_break_of_one_is_a_break_of_both() -> None:
    officers = [an_officer("a", breaks=(MEAL,)), an_officer("b", breaks=(Break("late meal", 13 * 60, 14 * 60),))]
    task = a_task("both", 0, minutes=30, officers_needed=2, opens_minute=11 * 60 + 45, closes_minute=15 * 60)
    plans = plan_day(officers=officers, tasks=[task], travel_minutes=on_a_line(1))

    assert {work.starts_minute for work in crews(plans)["both"].values()} == {14 * 60}


def test_less_valuable_work_gives_way_and_more_valuable_does_not() -> None:
    officers = [an_officer("a", closes_minute=600), an_officer("b", closes_minute=600)]
    alone = [a_task(str(n), 0, minutes=30, prize=20) for n in range(8)]
    both = a_task("both", 0, minutes=60, officers_needed=2)

    def is_done(prize: float) -> bool:
        tasks = [*alone, replace(both, prize=prize)]
        return "both" in crews(plan_day(officers=officers, tasks=tasks, travel_minutes=on_a_line(1)))

    assert is_done(100)
    assert not is_done(60)


def test_a_task_for_more_officers_than_there_are_says_so() -> None:
    tasks = [
        a_task("two", officers_needed=2),
        a_task("night", officers_needed=2, opens_minute=1300, closes_minute=1400),
    ]
    one = plan_day(officers=[an_officer("a")], tasks=tasks, travel_minutes=on_a_line(2))
    two = plan_day(officers=[an_officer("a"), an_officer("b")], tasks=tasks, travel_minutes=on_a_line(2))

    assert why_left_out(one) == {"two": "needs_team", "night": "needs_team"}
    assert why_left_out(two) == {"night": "outside_window"}


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10_000), officers=st.integers(1, 5), tasks=st.integers(1, 25))
def test_every_plan_with_teams_is_feasible_and_no_worse_than_the_greedy_one(
    seed: int, officers: int, tasks: int
) -> None:
    dice = random.Random(seed)
    staff, work, travel = a_station(officers=officers, tasks=tasks, seed=seed)
    work = [replace(one, officers_needed=dice.choice([1, 1, 2, 3])) for one in work]
    plans = plan_day(officers=staff, tasks=work, travel_minutes=travel, iterations=20, seed=seed)

    assert find_violations(officers=staff, tasks=work, travel_minutes=travel, plans=plans.plans) == []
    assert plans.figures.mandatory_done >= plans.greedy_figures.mandatory_done
    done = {task_id for task_id in crews(plans)}
    assert done | {one.task_id for one in plans.left_out} == {one.id for one in work}
    assert plans.figures.tasks_done == len(done)


def test_the_same_seed_gives_the_same_plan_with_teams() -> None:
    officers, tasks, travel = a_station(officers=4, tasks=40, seed=3)
    tasks = [replace(one, officers_needed=2) if n % 5 == 0 else one for n, one in enumerate(tasks)]
    first, second = (
        plan_day(officers=officers, tasks=tasks, travel_minutes=travel, seed=5, iterations=200) for _ in range(2)
    )

    assert first == second


def test_the_guard_leaves_a_plan_with_teams() -> None:
    officers, tasks, travel = a_station(officers=4, tasks=40, seed=3)
    tasks = [replace(one, officers_needed=2) if n % 5 == 0 else one for n, one in enumerate(tasks)]
    plans = plan_day(officers=officers, tasks=tasks, travel_minutes=travel, should_stop=lambda: True)

    assert plans.was_stopped
    assert find_violations(officers=officers, tasks=tasks, travel_minutes=travel, plans=plans.plans) == []
    assert plans.figures.prize >= plans.greedy_figures.prize > 0


def a_tight_day(seed: int) -> tuple[list[PlanOfficer], list[PlanTask], np.ndarray]:
    dice = random.Random(seed)
    points = [(dice.randrange(30), dice.randrange(30)) for _ in range(4)]
    travel = np.array([[abs(ax - bx) + abs(ay - by) for bx, by in points] for ax, ay in points], dtype=float)
    officers = [
        an_officer(
            f"o{n}",
            opens_minute=0,
            closes_minute=dice.choice([120, 150, 180]),
            end_location=dice.choice([0, None]),
            breaks=(Break("meal", 60, 80),) if dice.random() < 0.5 else (),
        )
        for n in range(dice.choice([2, 3]))
    ]
    tasks = []
    for n in range(4):
        opens = dice.randrange(0, 90)
        tasks.append(
            a_task(
                str(n),
                dice.randrange(4),
                minutes=dice.randrange(5, 30),
                opens_minute=opens,
                closes_minute=opens + dice.randrange(30, 90),
                mandatory=True,
                prize=0,
                officers_needed=2 if n < 2 else 1,
            )
        )
    return officers, tasks, travel


def some_plan_holds_all(officers: list[PlanOfficer], tasks: list[PlanTask], travel: np.ndarray) -> bool:
    """Try every order and every crew, walking minute by minute: none of the engine's arithmetic."""
    everybody = range(len(officers))
    ways = [list(combinations(everybody, task.officers_needed)) for task in tasks]
    return any(
        _can_be_done(officers, [tasks[n] for n in order], [chosen[n] for n in order], travel)
        for chosen in product(*ways)
        for order in permutations(range(len(tasks)))
    )


def _can_be_done(officers: list[PlanOfficer], tasks: list, crew_of: list, travel: np.ndarray) -> bool:
    def is_pause(officer: int, minute: float) -> bool:
        return any(one.opens_minute <= minute < one.closes_minute for one in officers[officer].breaks)

    def walk(officer: int, minute: float, steps: float) -> float:
        while steps:
            steps -= not is_pause(officer, minute)
            minute += 1
        return minute

    at = [(one.start_location, one.opens_minute) for one in officers]
    for task, crew in zip(tasks, crew_of, strict=True):
        minute = max(walk(n, at[n][1], travel[at[n][0], task.location]) for n in crew)
        while minute < task.opens_minute or any(
            is_pause(n, minute + k) for n in crew for k in range(int(task.minutes))
        ):
            minute += 1
        if minute + task.minutes > task.closes_minute:
            return False
        for n in crew:
            at[n] = (task.location, minute + task.minutes)
    worked = {n for crew in crew_of for n in crew}
    ends = [
        walk(n, at[n][1], travel[at[n][0], officers[n].end_location])
        if officers[n].end_location is not None
        else at[n][1]
        for n in worked
    ]
    return all(end <= officers[n].closes_minute for n, end in zip(worked, ends, strict=True))


@settings(max_examples=60, deadline=None)
@given(seed=st.integers(0, 100_000))
def test_no_mandatory_task_of_several_is_dropped_while_a_plan_with_all_exists(seed: int) -> None:
    officers, tasks, travel = a_tight_day(seed)
    plans = plan_day(officers=officers, tasks=tasks, travel_minutes=travel, iterations=4)

    assert find_violations(officers=officers, tasks=tasks, travel_minutes=travel, plans=plans.plans) == []
    assert (plans.figures.mandatory_done == len(tasks)) == some_plan_holds_all(officers, tasks, travel)


def test_the_checker_finds_teams_that_are_none() -> None:
    officers = [an_officer("a", skills=frozenset({"drone"})), an_officer("b"), an_officer("c")]
    task = a_task("both", officers_needed=2, skills=frozenset({"drone"}))
    plans = plan_day(officers=officers[:2], tasks=[task], travel_minutes=on_a_line(2)).plans

    def codes(*found: object, tasks: list[PlanTask] | None = None) -> set[str]:
        violations = find_violations(officers=officers, tasks=tasks or [task], travel_minutes=on_a_line(2), plans=found)
        return {one.reason.code for one in violations}

    late = plans[1].stops[0]
    moved = replace(late.works[0], starts_minute=600, ends_minute=630)
    later = replace(plans[1], stops=(replace(late, works=(moved,), leaves_minute=630),), ends_minute=630)
    assert codes(*plans) == set()
    assert codes(plans[0]) == {"needs_team"}
    assert codes(plans[0], later) == {"not_together"}
    assert codes(plans[1], replace(plans[1], officer_id="c")) == {"nobody_leads"}
    assert codes(*plans, replace(plans[1], officer_id="c")) == {"done_twice"}
    assert codes(*plans, tasks=[replace(task, companion_ids=frozenset({"c"}))]) == {"not_theirs"}
