"""The mean gap to the best values known, of ours and of the others, over the same cases in the same run."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Sequence

from fengqiao.bench.figures import BenchFigure, Goal
from fengqiao.bench.planning.cases import FEWEST_OFFICERS, MOST_OFFICERS, Case
from fengqiao.bench.planning.solvers import Day, Solved, Solver, missing_package, ours, pyvrp_alone, solve, warm_up
from fengqiao.engines.planning.contracts import PlanParameters

SECONDS = 1.0
GAP_GOAL = 0.5
ONLY_PRIZES = PlanParameters(prize_per_travel_minute=0.001, prize_per_uneven_minute=0.0)
"""The cases count prizes only; the way decides between equals."""


def measure_cases(*, cases: Sequence[Case], seed: int, say: Callable[[str], None]) -> list[BenchFigure]:
    """This function will solve every case by every solver that is installed."""
    warm_up(Day(cases[0].officers, cases[0].tasks, cases[0].travel, ONLY_PRIZES))
    own = _solve_all("ours", ours, cases, seed, say)
    gaps = [gap_percent(case, one) for case, one in zip(cases, own, strict=True)]
    figures = [BenchFigure("toptw_gap_percent", statistics.fmean(gaps), "%", goal=Goal("<=", GAP_GOAL))]
    for officers in range(FEWEST_OFFICERS, MOST_OFFICERS + 1):
        some = [gap for case, gap in zip(cases, gaps, strict=True) if len(case.officers) == officers]
        name = f"toptw_gap_m{officers}_percent"
        value = statistics.fmean(some) if some else None
        figures.append(BenchFigure(name, value, "%", skipped=None if some else "no case of this size"))
    figures.append(_of_others("toptw_gap_pyvrp_percent", "pyvrp", cases, seed, say))
    figures.append(_of_others("toptw_gap_ortools_percent", "ortools", cases, seed, say))
    longest = max(one.processor_seconds for one in own)
    figures.append(BenchFigure("toptw_longest_seconds", longest, "s", goal=Goal("<=", SECONDS)))
    violations = sum(one.violations for one in own)
    figures.append(BenchFigure("toptw_violations", violations, "", goal=Goal("<=", 0)))
    return figures


def gap_percent(case: Case, solved: Solved) -> float:
    """This function will return by how much a plan falls short of the best known; negative: it is better."""
    return 100.0 * (case.best_known - solved.prize) / case.best_known


def _solve_all(name: str, solver: Solver, cases: Sequence[Case], seed: int, say: Callable[[str], None]) -> list[Solved]:
    solved = []
    for case in cases:
        day = Day(case.officers, case.tasks, case.travel, ONLY_PRIZES)
        solved.append(solve(solver=solver, day=day, seconds=SECONDS, seed=seed))
        say(f"{name}: {case.name}: {solved[-1].prize:g} of {case.best_known:g}")
    return solved


def _of_others(figure: str, package: str, cases: Sequence[Case], seed: int, say: Callable[[str], None]) -> BenchFigure:
    if missing_package(package):
        return BenchFigure(figure, None, "%", skipped=f"{package} is not installed")
    solved = _solve_all(package, _other(package), cases, seed, say)
    gaps = [gap_percent(case, one) for case, one in zip(cases, solved, strict=True)]
    return BenchFigure(figure, statistics.fmean(gaps), "%")


def _other(package: str) -> Solver:
    if package == "pyvrp":
        return pyvrp_alone
    from fengqiao.bench.planning.routing import ortools_routing

    return ortools_routing
