"""The exact solver and single best steps on the same province in the same run, each checked on its own."""

from __future__ import annotations

import time
from collections.abc import Sequence

from fengqiao.bench.contracts import Bench, BenchRequest
from fengqiao.bench.figures import BenchFigure, Goal, Reference
from fengqiao.bench.staffing.province import draw_province
from fengqiao.engines.staffing.advising import CP_SAT, GREEDY, advise_staffing, best_method
from fengqiao.engines.staffing.checking import find_faults
from fengqiao.engines.staffing.contracts import SearchBudget, StaffingAdvice, StaffingProblem

STATIONS, BEATS, OFFICERS = 1_300, 6_742, 200
QUICK = 10
BUDGET = SearchBudget(seed=1, work=60.0, seconds=600.0)
SECONDS_GOAL = 60.0
MISSING = "ortools is not installed (requirements/staffing.txt)"


def run(request: BenchRequest) -> Sequence[BenchFigure]:
    """This function will place the officers of a province by both methods and compare."""
    part = QUICK if request.is_quick else 1
    problem = draw_province(
        stations=STATIONS // part, beats=BEATS // part, officers=OFFICERS // part, seed=request.seed
    )
    greedy, greedy_seconds = _timed(problem, GREEDY)
    request.say(f"single steps: {greedy.worth_minutes} in {greedy_seconds:.2f} s")
    faults = find_faults(problem=problem, allocation=greedy.allocation)
    figures = [BenchFigure("staffing_greedy_seconds", greedy_seconds, "s")]
    if best_method() != CP_SAT:
        figures += [BenchFigure(name, None, "", skipped=MISSING) for name in EXACT]
    else:
        exact, seconds = _timed(problem, CP_SAT)
        request.say(f"exact: {exact.worth_minutes} in {seconds:.2f} s, bound {exact.bound_minutes}")
        faults += find_faults(problem=problem, allocation=exact.allocation)
        again, _ = _timed(problem, CP_SAT)
        figures += _compared(exact, seconds, greedy, greedy_seconds, again)
    return [*figures, BenchFigure("staffing_faults", len(faults), "", goal=Goal("<=", 0))]


EXACT = (
    "staffing_seconds",
    "staffing_gap_to_bound_percent",
    "staffing_greedy_short_percent",
    "staffing_differences_when_repeated",
)


def _compared(
    exact: StaffingAdvice, seconds: float, greedy: StaffingAdvice, greedy_seconds: float, again: StaffingAdvice
) -> list[BenchFigure]:
    units = exact.allocation.keys() | again.allocation.keys()
    changed = sum(exact.allocation.get(code, 0) != again.allocation.get(code, 0) for code in units)
    short = 100 * (exact.worth_minutes - greedy.worth_minutes) / exact.worth_minutes
    return [
        BenchFigure(
            EXACT[0], seconds, "s", (Reference("single steps", greedy_seconds),), goal=Goal("<=", SECONDS_GOAL)
        ),
        _gap(exact),
        BenchFigure(EXACT[2], short, "%"),
        BenchFigure(EXACT[3], changed, "", goal=Goal("<=", 0)),
    ]


def _gap(exact: StaffingAdvice) -> BenchFigure:
    if exact.bound_minutes is None:
        return BenchFigure(EXACT[1], None, "%", skipped="no bound within the budget")
    gap = 100 * (exact.bound_minutes - exact.worth_minutes) / exact.bound_minutes
    return BenchFigure(EXACT[1], gap, "%", goal=Goal("<=", 0.0))


def _timed(problem: StaffingProblem, method: str) -> tuple[StaffingAdvice, float]:
    """Processor seconds: the solver works with one thread, and other programs must not count."""
    begins = time.process_time()
    advice = advise_staffing(problem=problem, budget=BUDGET, method=method)
    return advice, time.process_time() - begins


BENCH = Bench(
    name="staffing",
    what="where the next 200 officers of a province do most: exact beside single best steps",
    figures=("staffing_greedy_seconds", *EXACT, "staffing_faults"),
    run=run,
)
