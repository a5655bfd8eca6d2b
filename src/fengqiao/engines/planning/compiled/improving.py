"""The compiled search seen from outside: a plan and a budget in, the best plan found out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from fengqiao.engines.planning.compiled.annealing import Tuning, anneal, fill_up, prepare
from fengqiao.engines.planning.compiled.arrays import Routes, clear_desk, day_arrays, no_routes
from fengqiao.engines.planning.compiled.routes import copy_routes
from fengqiao.engines.planning.plan_state import PlanState
from fengqiao.engines.planning.polishing import Polisher
from fengqiao.engines.planning.route import Route
from fengqiao.engines.planning.search import SearchResult
from fengqiao.primitives.stopping import ShouldStop

STEPS_AT_ONCE: Final = 100
"""Between two looks at the guard: some milliseconds at a station's size."""
PATIENCE: Final = 3
"""Cycles without a better plan after which PyVRP is asked."""
POLISH_ITERATIONS: Final = 300
"""Steps of PyVRP in one turn."""
SEEDS: Final = 2**32
_SEED_STRIDE: Final = 1_000_003


class CompiledSearch:
    """Keeps its place between calls, so that the search can take turns with another one."""

    def __init__(self, *, start: PlanState, seed: int, tuning: Tuning | None = None) -> None:
        self._empty = start
        self._seed = seed
        self._tuning = tuning or Tuning()
        self.day = day_arrays(problem=start.problem, parameters=start.parameters)
        self._current, self._candidate, self.best_arrays = (no_routes(self.day) for _ in range(3))
        self.steps = 0
        self._desk = clear_desk(self.day)
        self.go_on_from(start)

    def go_on_from(self, state: PlanState) -> None:
        """This function will make a plan the best one and the one to go on from."""
        self.best_arrays = as_arrays(state, no_routes(self.day))
        prepare(self.day, self.best_arrays)
        fill_up(self.day, self.best_arrays, self._desk)
        copy_routes(self._current, self.best_arrays)

    def run(self, *, steps: int, should_stop: ShouldStop) -> bool:
        """This function will do so many steps and tell whether the guard cut them short."""
        ends = self.steps + steps
        while self.steps < ends:
            if should_stop():
                return True
            until = min(ends, self.steps + STEPS_AT_ONCE)
            seed = (self._seed * _SEED_STRIDE + self.steps) % SEEDS
            anneal(
                self.day,
                self._current,
                self._candidate,
                self.best_arrays,
                self._desk,
                self.steps,
                until,
                seed,
                self._tuning,
            )
            self.steps = until
        return False

    @property
    def best(self) -> PlanState:
        """The best plan found so far."""
        problem, parameters = self._empty.problem, self._empty.parameters
        routes = [
            Route(problem=problem, officer=officer, tasks=self.best_arrays.tasks[officer, :count].tolist())
            for officer, count in enumerate(self.best_arrays.counts.tolist())
        ]
        return PlanState(problem=problem, parameters=parameters, routes=routes)


def as_arrays(state: PlanState, routes: Routes) -> Routes:
    """This function will fill in who does what; times and costs are left to `prepare`."""
    orders: Sequence[Sequence[int]] = [route.tasks for route in state.routes]
    for officer, order in enumerate(orders):
        routes.tasks[officer, : len(order)] = order
        routes.counts[officer] = len(order)
    return routes


def improve_compiled(start: PlanState, seed: int, iterations: int, should_stop: ShouldStop) -> SearchResult:
    """This function will anneal in cycles, and polish with PyVRP at the end and whenever cycles find nothing more.

    After polishing the next cycle starts from the better plan.
    """
    if not start.routes or not start.problem.tasks:
        return SearchResult(start, iterations, was_stopped=False)
    tuning = _fitting(iterations)
    search = CompiledSearch(start=start, seed=seed, tuning=tuning)
    polisher = Polisher(problem=start.problem, travel_cost=start.parameters.prize_per_travel_minute)
    best, stale, was_stopped = start, 0, False
    while search.steps < iterations and not was_stopped:
        was_stopped = search.run(steps=min(tuning.cycle, iterations - search.steps), should_stop=should_stop)
        found = max(best, search.best, key=lambda state: state.value)
        stale = 0 if found.value > best.value else stale + 1
        best = found
        if not was_stopped and (stale >= PATIENCE or search.steps >= iterations):
            stale = 0
            polished = polisher.polish(state=best, seed=seed, iterations=POLISH_ITERATIONS, should_stop=should_stop)
            if polished.value > best.value:
                best = polished
                search.go_on_from(best)
    return SearchResult(best, search.steps, was_stopped)


def _fitting(iterations: int) -> Tuning:
    """Return the tuning with cycles of equal length that fill the budget: a cycle that is cut short never cools."""
    longest = Tuning().cycle
    cycles = max(1, -(-iterations // longest))
    return Tuning()._replace(cycle=max(1, min(longest, -(-iterations // cycles))))
