"""Which searches there are, which of them this environment can run, and the one door to them."""

from __future__ import annotations

from collections.abc import Callable
from importlib.util import find_spec
from typing import Final, TypeAlias

from fengqiao.engines.planning.contracts import AlgorithmMissingError
from fengqiao.engines.planning.plan_state import PlanState
from fengqiao.engines.planning.search import SearchResult, improve
from fengqiao.primitives.stopping import ShouldStop

# Names are stored with every plan; one changes when the same seed may give another plan.
REGRET: Final = "regret-ils-1"
COMPILED: Final = "strings-pyvrp-4"
"""Compiled annealing over strings, then PyVRP: needs requirements/plan.txt."""

Improve: TypeAlias = Callable[[PlanState, int, int, ShouldStop], SearchResult]

# A small day is solved in some dozens of steps; a station's (12 × 200) gains little after 600.
_REGRET_STEPS: Final = (60, 600, 3)
# 12 × 200: 16,000 compiled steps and then PyVRP take 1.7 processor seconds and lose 0.5 % at most to 40,000 in 2.7.
_COMPILED_STEPS: Final = (1_000, 40_000, 80)


def best_algorithm() -> str:
    """This function will return the best search whose packages are installed."""
    return COMPILED if all(find_spec(name) for name in ("numba", "pyvrp")) else REGRET


def iteration_budget(*, tasks: int, algorithm: str) -> int:
    """This function will return the steps of search that fit a number of tasks."""
    fewest, most, per_task = _COMPILED_STEPS if algorithm == COMPILED else _REGRET_STEPS
    return min(most, max(fewest, per_task * tasks))


def improve_by(*, algorithm: str) -> Improve:
    """This function will return the search of that name. Raises AlgorithmMissingError when it cannot run here."""
    if algorithm == REGRET:
        return _improve_uncompiled
    if algorithm != COMPILED or best_algorithm() != COMPILED:
        raise AlgorithmMissingError(algorithm)
    from fengqiao.engines.planning.compiled.improving import improve_compiled

    return improve_compiled


def _improve_uncompiled(start: PlanState, seed: int, iterations: int, should_stop: ShouldStop) -> SearchResult:
    return improve(start=start, seed=seed, iterations=iterations, should_stop=should_stop)
