"""The day plan of one officer and of a station, beside the greedy plan that a person would make."""

from __future__ import annotations

import random
from collections.abc import Sequence

import numpy as np

from fengqiao.bench.engines.timing import processor_seconds
from fengqiao.bench.figures import BenchFigure, Goal, Reference
from fengqiao.engines.planning.contracts import Break, PlanOfficer, PlanParameters, PlanTask, TravelMatrix
from fengqiao.engines.planning.day_plan import plan_day
from fengqiao.engines.planning.insertion import by_prize_first, fill
from fengqiao.engines.planning.plan_state import PlanState
from fengqiao.engines.planning.problem import build_problem

MORNING, EVENING = 8 * 60.0, 18 * 60.0
BREAKS = (Break("roll_call", 480, 500), Break("meal", 720, 780))
FARTHEST_MINUTES = 30
OPENS, LASTS = (480, 480, 540, 600, 840), (90, 180, 300, 600)


def measure_plan(*, name: str, officers: int, tasks: int, goal_seconds: float, seed: int, repeats: int) -> BenchFigure:
    """This function will time the plan of so many officers, and the greedy plan of the same day."""
    staff = draw_officers(count=officers)
    work, travel = draw_tasks(count=tasks, seed=seed)

    def greedy() -> object:
        problem = build_problem(officers=staff, tasks=work, travel_minutes=travel, now=0.0)
        empty = PlanState.empty(problem=problem, parameters=PlanParameters())
        return fill(empty, wanted=by_prize_first(problem))

    seconds = processor_seconds(
        work=lambda: plan_day(officers=staff, tasks=work, travel_minutes=travel, seed=seed), repeats=repeats
    )
    reference = Reference("the greedy plan", processor_seconds(work=greedy, repeats=repeats))
    return BenchFigure(name, seconds, "s", [reference], Goal("<=", goal_seconds))


def draw_officers(*, count: int) -> Sequence[PlanOfficer]:
    """This function will draw a team: every third can do traffic, every other one must come back to the station."""
    return [_officer(number) for number in range(count)]


def draw_tasks(*, count: int, seed: int) -> tuple[Sequence[PlanTask], TravelMatrix]:
    """This function will draw a day: places within 40 minutes, windows, a few mandatory and some that need a skill."""
    dice = random.Random(seed)
    places = np.array([[dice.uniform(0, FARTHEST_MINUTES) for _ in range(2)] for _ in range(count // 2 + 1)])
    travel = np.hypot(*np.moveaxis(places[:, None] - places[None, :], -1, 0)).round()
    return [_task(number, len(places), dice) for number in range(count)], travel


def _officer(number: int) -> PlanOfficer:
    return PlanOfficer(
        id=f"officer {number}",
        opens_minute=MORNING,
        closes_minute=EVENING,
        start_location=0,
        end_location=0 if number % 2 == 0 else None,
        skills=frozenset({"traffic"}) if number % 3 == 0 else frozenset(),
        breaks=BREAKS,
    )


def _task(number: int, places: int, dice: random.Random) -> PlanTask:
    opens = dice.choice(OPENS)
    return PlanTask(
        id=f"task {number}",
        location=dice.randrange(places),
        minutes=dice.choice((15, 20, 30, 45, 60)),
        prize=dice.choice((10, 20, 40, 80)),
        opens_minute=opens,
        closes_minute=opens + dice.choice(LASTS),
        mandatory=dice.random() < 0.1,
        skills=frozenset({"traffic"}) if dice.random() < 0.1 else frozenset(),
    )
