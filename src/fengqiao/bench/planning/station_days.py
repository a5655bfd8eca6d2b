"""A station's day, 12 officers × 200 tasks, in five processor seconds beside a minute of PyVRP alone."""

from __future__ import annotations

import statistics
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from fengqiao.bench.engines.planning import draw_officers, draw_tasks
from fengqiao.bench.figures import BenchFigure, Goal, Reference
from fengqiao.bench.planning.public_cases import GREEDY, STOPPED
from fengqiao.bench.planning.solvers import (
    Day,
    Solved,
    greedy,
    missing_package,
    ours,
    pyvrp_alone,
    solve,
    warm_up,
)
from fengqiao.bench.planning.stopping import Course
from fengqiao.engines.planning.contracts import PlanParameters
from fengqiao.engines.planning.figures import gini

OFFICERS, TASKS, SECONDS = 12, 200, 5.0
SHORT_GOAL, GINI_GOAL, PRICE_GOAL = 1.0, 0.15, 2.0
UNEVEN: Final = PlanParameters(prize_per_uneven_minute=0.0)
MANDATORY_PRIZE: Final = 1_000.0
"""A plan that holds one mandatory task less is not a better one, whatever its prizes."""


@dataclass(frozen=True, slots=True)
class _Station:
    """One day by every solver. `free`: for the prize alone; `even`: shared out."""

    free: Solved
    even: Solved
    plain: Solved
    pyvrp: Solved | None


def measure_stations(*, stations: int, reference_seconds: float, course: Course) -> list[BenchFigure]:
    """This function will plan so many stations' days: for the prize alone, and shared out evenly."""
    days = [_draw_day(course.seed + number) for number in range(stations)]
    warm_up(days[0])
    done: list[_Station] = []
    with course.stoppable():
        for number, day in enumerate(course.each(days)):
            done.append(_measure(day, reference_seconds, course.seed))
            course.say(f"station {number + 1} of {stations}: {_told(done[-1])}")
    skipped = None if done else STOPPED
    price = _mean([_short_of(one.even, one.free) for one in done])
    unevenness = max((_gini(one.even) for one in done), default=None)
    before = [Reference("for the prize alone", max(_gini(one.free) for one in done))] if done else []
    violations = sum(one.free.violations + one.even.violations for one in done) if done else None
    return [
        _beside_pyvrp(done),
        BenchFigure("station_workload_gini", unevenness, "", before, Goal("<=", GINI_GOAL), skipped),
        BenchFigure("station_price_of_even_percent", price, "%", goal=Goal("<=", PRICE_GOAL), skipped=skipped),
        BenchFigure("station_violations", violations, "", goal=Goal("<=", 0), skipped=skipped),
    ]


def _measure(day: Day, reference_seconds: float, seed: int) -> _Station:
    for_prize = replace(day, parameters=UNEVEN)
    return _Station(
        free=solve(solver=ours, day=for_prize, seconds=SECONDS, seed=seed),
        even=solve(solver=ours, day=day, seconds=SECONDS, seed=seed),
        plain=solve(solver=greedy, day=for_prize, seconds=SECONDS, seed=seed),
        pyvrp=None
        if missing_package("pyvrp")
        else solve(solver=pyvrp_alone, day=for_prize, seconds=reference_seconds, seed=seed),
    )


def _told(one: _Station) -> str:
    other = "" if one.pyvrp is None else f", PyVRP {one.pyvrp.prize:g} ({one.pyvrp.mandatory_done} mandatory)"
    own = f"{one.free.prize:g} ({one.free.mandatory_done} mandatory), shared out evenly {one.even.prize:g}"
    return f"{own}, greedy {one.plain.prize:g}{other}"


def _beside_pyvrp(done: Sequence[_Station]) -> BenchFigure:
    name = "station_short_of_pyvrp_percent"
    if missing_package("pyvrp"):
        return BenchFigure(name, None, "%", skipped="pyvrp is not installed")
    short = _mean([_short_of(one.free, one.pyvrp) for one in done if one.pyvrp])
    plain = _mean([_short_of(one.plain, one.pyvrp) for one in done if one.pyvrp])
    references = [] if plain is None else [Reference(GREEDY, plain)]
    return BenchFigure(name, short, "%", references, Goal("<=", SHORT_GOAL), None if done else STOPPED)


def _draw_day(seed: int) -> Day:
    tasks, travel = draw_tasks(count=TASKS, seed=seed)
    return Day(draw_officers(count=OFFICERS), tasks, travel, PlanParameters())


def _short_of(own: Solved, other: Solved) -> float:
    return 100.0 * (_worth(other) - _worth(own)) / other.prize


def _worth(solved: Solved) -> float:
    return solved.prize + MANDATORY_PRIZE * solved.mandatory_done


def _mean(values: Sequence[float]) -> float | None:
    return statistics.fmean(values) if values else None


def _gini(solved: Solved) -> float:
    return gini([plan.work_minutes + plan.travel_minutes for plan in solved.plans])
