"""The adapter to PyVRP: a plan in, a plan out that is worth at least as much.

PyVRP knows no breaks. Where all officers have the same, their time is cut out of the day: travel pauses in a break
anyway, and work that would then stand across one is put after it, or left out, when the route is read back. PyVRP
does not spread work either; a plan that comes back is kept only when it is worth more by this engine's own measure.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from pyvrp import Client, Depot, Location, ProblemData, Solution, VehicleType, solve
from pyvrp import Route as VehicleRoute

from fengqiao.engines.planning.insertion import by_prize_per_minute, fill
from fengqiao.engines.planning.plan_state import PlanState
from fengqiao.engines.planning.problem import Problem
from fengqiao.engines.planning.route import TOLERANCE_MINUTES, Route
from fengqiao.primitives.stopping import ShouldStop

TICKS_PER_MINUTE: Final = 100
"""PyVRP counts in whole numbers. Ways are rounded up and windows inwards, so that what fits it fits us."""
COST_PER_PRIZE: Final = 1000
"""Prizes must be large beside costs of travel (×5 silently gave bad plans)."""
MANDATORY_PRIZES: Final = 10.0
"""A mandatory task counts as so many of the highest prize. Far larger prizes outweigh PyVRP's highest penalty for being
late: seen at a station's size, it then found plans 5 % worse. What drops a mandatory task is not kept anyway."""
OUT_OF_REACH: Final = 100_000_000
"""Ticks; far longer than any shift, short enough that sums do not overflow."""
_ROUNDING: Final = 1e-6


class Polisher:
    """A day as PyVRP reads it. `is_able` tells whether it can be read so at all."""

    def __init__(self, *, problem: Problem, travel_cost: float) -> None:
        self._problem = problem
        self._breaks = problem.shifts[0].clock.breaks if problem.shifts else ()
        self._tasks = np.flatnonzero(problem.allowed.any(axis=0)).tolist()
        self._mandatory_prize = MANDATORY_PRIZES * float(problem.prizes.max(initial=1.0))
        self._data: ProblemData | None = None
        self.is_able = bool(self._tasks) and all(shift.clock.breaks == self._breaks for shift in problem.shifts)
        if self.is_able:
            self._data = self._read(travel_cost)

    def polish(self, *, state: PlanState, seed: int, iterations: int, should_stop: ShouldStop) -> PlanState:
        """This function will search from a plan and return the better one of the given and the found."""
        if self._data is None:
            return state
        place = {task: index for index, task in enumerate(self._tasks)}
        start = Solution(
            self._data,
            [
                VehicleRoute(self._data, [place[task] for task in route.tasks], officer)
                for officer, route in enumerate(state.routes)
                if route.tasks
            ],
        )
        found = self._searched(
            data=self._data, state=state, start=start, seed=seed, iterations=iterations, should_stop=should_stop
        )
        return max(state, found, key=lambda one: one.value)

    def solve_alone(self, *, state: PlanState, seed: int, should_stop: ShouldStop) -> PlanState:
        """This function will search without a plan to start from: PyVRP alone, for comparison."""
        if self._data is None:
            return state
        return self._searched(
            data=self._data, state=state, start=None, seed=seed, iterations=None, should_stop=should_stop
        )

    def _searched(
        self,
        *,
        data: ProblemData,
        state: PlanState,
        start: Solution | None,
        seed: int,
        iterations: int | None,
        should_stop: ShouldStop,
    ) -> PlanState:
        stop = _Stop(iterations, should_stop)
        found = solve(data, stop, seed=seed, collect_stats=False, initial_solution=start)
        orders: list[list[int]] = [[] for _ in state.routes]
        for route in found.best.routes():
            orders[route.vehicle_type()] = [self._tasks[one.idx] for one in route if one.is_client()]
        return _kept_to(state, orders)

    def _read(self, travel_cost: float) -> ProblemData:
        problem, tasks = self._problem, self._tasks
        shifts = problem.shifts
        nodes = np.concatenate(
            [
                problem.locations[tasks],
                [shift.start_location for shift in shifts],
                [shift.end_location for shift in shifts],
            ]
        ).astype(np.int64)
        ways = problem.travel[np.ix_(nodes, nodes)]
        durations = np.minimum(np.ceil(ways * TICKS_PER_MINUTE - _ROUNDING), OUT_OF_REACH).astype(np.int64)
        costs = np.minimum(np.rint(ways * travel_cost * COST_PER_PRIZE), OUT_OF_REACH).astype(np.int64)
        np.fill_diagonal(durations, 0)
        np.fill_diagonal(costs, 0)
        profiles, which = np.unique(problem.allowed[:, tasks], axis=0, return_inverse=True)
        return ProblemData(
            [Location(0, 0)] * len(nodes),
            [self._client(place, task) for place, task in enumerate(tasks)],
            [Depot(len(tasks) + index) for index in range(2 * len(shifts))],
            [self._vehicle(officer, int(profile)) for officer, profile in enumerate(which.ravel())],
            [costs] * len(profiles),
            [_closed(durations, profile) for profile in profiles],
        )

    def _client(self, place: int, task: int) -> Client:
        problem = self._problem
        opens, closes = self._free(float(problem.opens[task])), self._free(float(problem.closes[task]))
        minutes = int(np.ceil(problem.minutes[task] * TICKS_PER_MINUTE - _ROUNDING))
        latest = int(np.floor(closes * TICKS_PER_MINUTE + _ROUNDING)) - minutes
        earliest = int(np.ceil(opens * TICKS_PER_MINUTE - _ROUNDING))
        is_open = latest >= max(earliest, 0)
        prize = float(problem.prizes[task]) + self._mandatory_prize * min(2.0, float(problem.urgency[task]))
        return Client(
            location=place,
            service_duration=minutes if is_open else OUT_OF_REACH,
            tw_early=max(earliest, 0) if is_open else 0,
            tw_late=latest if is_open else 0,
            prize=round(prize * COST_PER_PRIZE),
            required=False,
        )

    def _vehicle(self, officer: int, profile: int) -> VehicleType:
        shift, officers = self._problem.shifts[officer], len(self._problem.shifts)
        leaves = int(np.ceil(max(0.0, self._free(shift.leaves_from)) * TICKS_PER_MINUTE - _ROUNDING))
        closes = int(np.floor(self._free(shift.closes) * TICKS_PER_MINUTE + _ROUNDING))
        return VehicleType(
            start_depot=officer,
            end_depot=officers + officer,
            tw_early=leaves,
            tw_late=max(leaves, closes),
            profile=profile,
        )

    def _free(self, minute: float) -> float:
        """Return the minutes of the day up to a moment without those in breaks."""
        return minute - sum(max(0.0, min(minute, closes) - opens) for opens, closes in self._breaks)


def _closed(durations: np.ndarray, allowed: np.ndarray) -> np.ndarray:
    """Return the ways of officers to whom some tasks are not allowed: those are out of reach."""
    closed = durations.copy()
    barred = np.flatnonzero(~allowed)
    closed[:, barred] = OUT_OF_REACH
    closed[barred, barred] = 0
    return closed


def _kept_to(state: PlanState, orders: Sequence[Sequence[int]]) -> PlanState:
    """Return the orders as a plan; where a break lets something not fit, others are put in its place."""
    plan = state.with_routes({officer: _fitting(state.problem, officer, order) for officer, order in enumerate(orders)})
    if sum(len(route.tasks) for route in plan.routes) == sum(map(len, orders)):
        return plan
    return fill(plan, wanted=by_prize_per_minute(state.problem, power=2.0, noise=np.ones(len(state.problem.tasks))))


def _fitting(problem: Problem, officer: int, order: Sequence[int]) -> Route:
    """Return the route with those tasks of an order that can be kept to, tried one after another."""
    route = Route(problem=problem, officer=officer, tasks=())
    for task in order:
        longer = route.with_task(task, place=len(route.tasks))
        if problem.allowed[officer, task] and _can_be_kept_to(longer):
            route = longer
    return route


def _can_be_kept_to(route: Route) -> bool:
    problem = route.problem
    in_time = all(
        start + problem.minutes[task] <= problem.closes[task] + TOLERANCE_MINUTES
        for task, start in zip(route.tasks, route.starts, strict=True)
    )
    return in_time and route.arrivals[-1] <= problem.shifts[route.officer].closes + TOLERANCE_MINUTES


class _Stop:
    """The end of the budget or the guard, as PyVRP asks for it."""

    def __init__(self, iterations: int | None, should_stop: ShouldStop) -> None:
        self._left = iterations
        self._should_stop = should_stop

    def __call__(self, best_cost: int) -> bool:
        if self._left is not None:
            self._left -= 1
            if self._left < 0:
                return True
        return self._should_stop()
