"""A station's day, 12 officers × 200 tasks, in five processor seconds beside a minute of PyVRP alone."""

from __future__ import annotations

import statistics
from collections.abc import Callable
from dataclasses import replace

from fengqiao.bench.engines.planning import draw_officers, draw_tasks
from fengqiao.bench.figures import BenchFigure, Goal
from fengqiao.bench.planning.solvers import Day, Solved, missing_package, ours, pyvrp_alone, solve, warm_up
from fengqiao.engines.planning.contracts import PlanParameters
from fengqiao.engines.planning.figures import gini

OFFICERS, TASKS, SECONDS = 12, 200, 5.0
SHORT_GOAL, GINI_GOAL, PRICE_GOAL = 1.0, 0.15, 2.0
UNEVEN = PlanParameters(prize_per_uneven_minute=0.0)


def measure_stations(
    *, stations: int, reference_seconds: float, seed: int, say: Callable[[str], None]
) -> list[BenchFigure]:
    """This function will plan so many stations' days: for the prize alone, and shared out evenly."""
    days = [_draw_day(seed + number) for number in range(stations)]
    warm_up(days[0])
    free, even = [], []
    for number, day in enumerate(days):
        free.append(solve(solver=ours, day=replace(day, parameters=UNEVEN), seconds=SECONDS, seed=seed))
        even.append(solve(solver=ours, day=day, seconds=SECONDS, seed=seed))
        say(f"station {number}: {free[-1].prize:g}, shared out evenly {even[-1].prize:g}")
    price = statistics.fmean(_short_of(one, other) for one, other in zip(even, free, strict=True))
    violations = sum(one.violations for one in [*free, *even])
    return [
        _beside_pyvrp(days, free, reference_seconds, seed, say),
        BenchFigure("station_workload_gini", max(map(_gini, even)), "", goal=Goal("<=", GINI_GOAL)),
        BenchFigure("station_price_of_even_percent", price, "%", goal=Goal("<=", PRICE_GOAL)),
        BenchFigure("station_violations", violations, "", goal=Goal("<=", 0)),
    ]


def _beside_pyvrp(
    days: list[Day], free: list[Solved], seconds: float, seed: int, say: Callable[[str], None]
) -> BenchFigure:
    name = "station_short_of_pyvrp_percent"
    if missing_package("pyvrp"):
        return BenchFigure(name, None, "%", skipped="pyvrp is not installed")
    short = []
    for number, (day, own) in enumerate(zip(days, free, strict=True)):
        given_day = replace(day, parameters=UNEVEN)
        other = solve(solver=pyvrp_alone, day=given_day, seconds=seconds, seed=seed)
        short.append(_short_of(own, other))
        say(f"station {number}: PyVRP {other.prize:g}, mandatory {other.mandatory_done} to our {own.mandatory_done}")
    return BenchFigure(name, statistics.fmean(short), "%", goal=Goal("<=", SHORT_GOAL))


def _draw_day(seed: int) -> Day:
    tasks, travel = draw_tasks(count=TASKS, seed=seed)
    return Day(draw_officers(count=OFFICERS), tasks, travel, PlanParameters())


def _short_of(own: Solved, other: Solved) -> float:
    return 100.0 * (other.prize - own.prize) / other.prize


def _gini(solved: Solved) -> float:
    return gini([plan.work_minutes + plan.travel_minutes for plan in solved.plans])
