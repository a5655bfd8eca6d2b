"""The mean gap to the best values known, of ours and of the others, over the same cases in the same run."""

from __future__ import annotations

import statistics
from collections.abc import Mapping, Sequence
from typing import Final

from fengqiao.bench.figures import BenchFigure, Goal, Reference
from fengqiao.bench.planning.cases import FEWEST_OFFICERS, MOST_OFFICERS, Case
from fengqiao.bench.planning.solvers import (
    Day,
    Solved,
    Solver,
    greedy,
    missing_package,
    ours,
    pyvrp_alone,
    solve,
    warm_up,
)
from fengqiao.bench.planning.stopping import Course
from fengqiao.engines.planning.contracts import PlanParameters

SECONDS = 1.0
GAP_GOAL = 0.5
ONLY_PRIZES = PlanParameters(prize_per_travel_minute=0.001, prize_per_uneven_minute=0.0)
"""The cases count prizes only; the way decides between equals."""
GREEDY: Final = "the greedy plan"
STOPPED: Final = "stopped before"


def measure_cases(*, cases: Sequence[Case], course: Course) -> list[BenchFigure]:
    """This function will solve every case by every solver that is installed, until it is stopped."""
    warm_up(Day(cases[0].officers, cases[0].tasks, cases[0].travel, ONLY_PRIZES))
    own = _solve_all("ours", ours, cases, course)
    plain = _solve_all(GREEDY, greedy, cases, course, is_silent=True)
    figures = [
        _mean_gap("toptw_gap_percent", own, plain),
        *(_of_size(own, plain, officers) for officers in range(FEWEST_OFFICERS, MOST_OFFICERS + 1)),
        BenchFigure("toptw_cases", len(own), ""),
        _of_others("toptw_gap_pyvrp_percent", "pyvrp", cases, course),
        _of_others("toptw_gap_ortools_percent", "ortools", cases, course),
    ]
    longest = max((one.processor_seconds for one in own.values()), default=None)
    violations = sum(one.violations for one in own.values()) if own else None
    return [
        *figures,
        BenchFigure("toptw_longest_seconds", longest, "s", goal=Goal("<=", SECONDS), skipped=_unless(own)),
        BenchFigure("toptw_violations", violations, "", goal=Goal("<=", 0), skipped=_unless(own)),
    ]


def gap_percent(case: Case, solved: Solved) -> float:
    """This function will return by how much a plan falls short of the best known; negative: it is better."""
    return 100.0 * (case.best_known - solved.prize) / case.best_known


_Results = Mapping[Case, Solved]


def _solve_all(
    name: str, solver: Solver, cases: Sequence[Case], course: Course, *, is_silent: bool = False
) -> _Results:
    solved: dict[Case, Solved] = {}
    with course.stoppable():
        for case in course.each(cases):
            day = Day(case.officers, case.tasks, case.travel, ONLY_PRIZES)
            found = solve(solver=solver, day=day, seconds=SECONDS, seed=course.seed)
            solved[case] = found
            if not is_silent:
                place = f"{len(solved)} of {len(cases)}"
                course.say(f"{name}, {place}: {case.name}: {found.prize:g} of {case.best_known:g}")
    return solved


def _of_size(own: _Results, plain: _Results, officers: int) -> BenchFigure:
    some = {case: one for case, one in own.items() if len(case.officers) == officers}
    return _mean_gap(f"toptw_gap_m{officers}_percent", some, plain, has_goal=False)


def _mean_gap(name: str, solved: _Results, plain: _Results, *, has_goal: bool = True) -> BenchFigure:
    gaps = [gap_percent(case, one) for case, one in solved.items()]
    beside = [gap_percent(case, plain[case]) for case in solved if case in plain]
    references = [Reference(GREEDY, statistics.fmean(beside))] if beside else []
    value = statistics.fmean(gaps) if gaps else None
    goal = Goal("<=", GAP_GOAL) if has_goal else None
    return BenchFigure(name, value, "%", references, goal, skipped=None if gaps else "no case of this size was solved")


def _of_others(figure: str, package: str, cases: Sequence[Case], course: Course) -> BenchFigure:
    if missing_package(package):
        return BenchFigure(figure, None, "%", skipped=f"{package} is not installed")
    solved = _solve_all(package, _other(package), cases, course)
    gaps = [gap_percent(case, one) for case, one in solved.items()]
    return BenchFigure(figure, statistics.fmean(gaps) if gaps else None, "%", skipped=_unless(solved))


def _unless(solved: _Results) -> str | None:
    return None if solved else STOPPED


def _other(package: str) -> Solver:
    if package == "pyvrp":
        return pyvrp_alone
    from fengqiao.bench.planning.routing import ortools_routing

    return ortools_routing
