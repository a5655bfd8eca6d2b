"""The one door: where the officers at hand do most, with the reasons."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Final

from fengqiao.engines.staffing.contracts import (
    MethodMissingError,
    SearchBudget,
    Solved,
    StaffingAdvice,
    StaffingProblem,
)
from fengqiao.engines.staffing.explaining import explain
from fengqiao.engines.staffing.greedy import is_separable, solve_greedily
from fengqiao.engines.staffing.worth import Ground, worth_of
from fengqiao.primitives.stopping import ShouldStop, never_stop

# Names are stored with every piece of advice; one changes when the same inputs may give another answer.
CP_SAT: Final = "cp-sat-1"
GREEDY: Final = "greedy-1"


def best_method() -> str:
    """This function will return the best method whose packages are installed."""
    return CP_SAT if find_spec("ortools") else GREEDY


def advise_staffing(
    *,
    problem: StaffingProblem,
    budget: SearchBudget = SearchBudget(),  # noqa: B008 - a frozen value
    method: str | None = None,
    should_stop: ShouldStop = never_stop,
) -> StaffingAdvice:
    """This function will return the distribution of officers that is worth most, with reasons. Always usable.

    Without OR-Tools single best steps stand in, which is exact where no unit can be looked after from near
    (`is_proven` says so). Raises InvalidStaffingError, MethodMissingError.
    """
    wanted = method or best_method()
    if wanted not in (CP_SAT, GREEDY) or (wanted == CP_SAT and best_method() != CP_SAT):
        raise MethodMissingError(wanted)
    ground = Ground(problem)
    greedy = solve_greedily(ground=ground)
    greedy_worth = worth_of(ground=ground, allocation=greedy.allocation)
    chosen = _chosen(ground, greedy, greedy_worth, budget, should_stop) if wanted == CP_SAT else greedy
    placed = sum(chosen.allocation.values())
    return StaffingAdvice(
        units=explain(ground=ground, allocation=chosen.allocation),
        placed=placed,
        left_over=problem.officers - placed,
        worth_minutes=worth_of(ground=ground, allocation=chosen.allocation),
        greedy_worth_minutes=greedy_worth,
        bound_minutes=chosen.bound,
        is_proven=chosen.is_proven,
        was_stopped=chosen.was_stopped,
        stands_in=wanted == GREEDY and not is_separable(problem=problem),
        method=wanted,
    )


def _chosen(ground: Ground, greedy: Solved, worth: int, budget: SearchBudget, should_stop: ShouldStop) -> Solved:
    """Of two that are worth the same the greedy one is taken: it has the more natural order."""
    from fengqiao.engines.staffing.cp_sat import solve_exactly

    if should_stop():
        return Solved(greedy.allocation, greedy.is_proven, greedy.bound, was_stopped=True)
    exact = solve_exactly(ground=ground, start=greedy.allocation, budget=budget, should_stop=should_stop)
    if worth_of(ground=ground, allocation=exact.allocation) > worth:
        return exact
    return Solved(greedy.allocation, exact.is_proven, exact.bound, exact.was_stopped)
