"""No mandatory task is dropped while a plan with all of them exists, by trying every plan."""

import random
from itertools import permutations, product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fengqiao.engines.planning.contracts import Break, PlanOfficer, PlanTask
from fengqiao.engines.planning.day_plan import plan_day
from fengqiao.engines.planning.feasibility import find_violations
from fengqiao.engines.planning.mandatory import place_mandatory
from fengqiao.engines.planning.problem import build_problem
from fengqiao.engines.planning.tests.samples import a_task, an_officer, done, on_a_line
from fengqiao.primitives.stopping import never_stop

pytestmark = pytest.mark.usefixtures("algorithm")


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
        for n in range(dice.choice([1, 2]))
    ]
    tasks = []
    for n in range(5):
        opens = dice.randrange(0, 90)
        tasks.append(
            a_task(
                str(n),
                dice.randrange(4),
                minutes=dice.randrange(5, 30),
                opens_minute=opens,
                closes_minute=opens + dice.randrange(30, 90),
                mandatory=n < 4,
                prize=0 if n < 4 else 1_000,
            )
        )
    return officers, tasks, travel


def some_plan_holds_all(officers: list[PlanOfficer], tasks: list[PlanTask], travel: np.ndarray) -> bool:
    for owners in product(range(len(officers)), repeat=len(tasks)):
        shares = [[t for t, owner in zip(tasks, owners, strict=True) if owner == n] for n in range(len(officers))]
        if all(
            any(_can_walk(officer, order, travel) for order in permutations(share))
            for officer, share in zip(officers, shares, strict=True)
        ):
            return True
    return False


def _can_walk(officer: PlanOfficer, order: tuple[PlanTask, ...], travel: np.ndarray) -> bool:
    """Walk through the day minute by minute: slow, and without any of the engine's arithmetic."""

    def is_pause(minute: float) -> bool:
        return any(one.opens_minute <= minute < one.closes_minute for one in officer.breaks)

    def walk(minute: float, steps: float) -> float:
        while steps:
            steps -= not is_pause(minute)
            minute += 1
        return minute

    minute, place = officer.opens_minute, officer.start_location
    for task in order:
        minute = walk(minute, travel[place, task.location])
        while minute < task.opens_minute or any(is_pause(minute + n) for n in range(int(task.minutes))):
            minute += 1
        minute, place = minute + task.minutes, task.location
        if minute > task.closes_minute:
            return False
    if order and officer.end_location is not None:
        minute = walk(minute, travel[place, officer.end_location])
    return minute <= officer.closes_minute


@settings(max_examples=120, deadline=None)
@given(seed=st.integers(0, 100_000))
def test_no_mandatory_task_is_dropped_while_a_plan_with_all_of_them_exists(seed: int) -> None:
    officers, tasks, travel = a_tight_day(seed)
    plans = plan_day(officers=officers, tasks=tasks, travel_minutes=travel, iterations=5)
    mandatory = [task for task in tasks if task.mandatory]
    holds_all = plans.figures.mandatory_done == len(mandatory)

    assert find_violations(officers=officers, tasks=tasks, travel_minutes=travel, plans=plans.plans) == []
    assert holds_all == some_plan_holds_all(officers, mandatory, travel)


def test_the_exact_search_finds_the_one_order_that_works() -> None:
    # Inserted at its cheapest place first, the long task in the middle would block the way back.
    tasks = [
        a_task("early", 3, minutes=10, opens_minute=0, closes_minute=45, mandatory=True),
        a_task("middle", 1, minutes=10, opens_minute=0, closes_minute=75, mandatory=True),
        a_task("late", 4, minutes=10, opens_minute=90, closes_minute=115, mandatory=True),
    ]
    officer = an_officer(opens_minute=0, closes_minute=200)
    problem = build_problem(officers=[officer], tasks=tasks, travel_minutes=on_a_line(5), now=0)
    found = place_mandatory(problem=problem, tasks=[0, 1, 2], should_stop=never_stop)

    assert found.routes == ((0, 1, 2),)
    assert sorted(done(plan_day(officers=[officer], tasks=tasks, travel_minutes=on_a_line(5)))) == [
        "early",
        "late",
        "middle",
    ]


def test_a_search_that_is_cut_proves_nothing() -> None:
    officers, tasks, travel = a_tight_day(1)
    problem = build_problem(officers=officers, tasks=tasks, travel_minutes=travel, now=0)
    cut = place_mandatory(problem=problem, tasks=[0, 1, 2, 3], should_stop=lambda: True)

    assert (cut.routes, cut.is_proven) == (None, False)
