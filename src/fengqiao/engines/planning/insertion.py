"""Filling a plan: insert tasks one by one at their cheapest places until nothing fits any more."""

from collections.abc import Callable
from typing import Any, Final, TypeAlias

import numpy as np

from fengqiao.engines.planning.plan_state import PlanState
from fengqiao.engines.planning.problem import Problem
from fengqiao.engines.planning.shift_clock import Minutes

# Minutes that each task costs at its cheapest place → how much each task is wanted next.
Choice: TypeAlias = Callable[[Minutes], Minutes]

# Regret of a task that only one officer can take: it goes before all that have a second way.
_ONLY_ONE_OFFICER: Final = 1e6
# Among equals a narrow window goes first; far below any regret in minutes that matters.
_WINDOW_WEIGHT: Final = 1e-3


def fill(state: PlanState, *, wanted: Choice, lean: float = 0.0) -> PlanState:
    """Return the plan with every task inserted that fits, mandatory ones first.

    `wanted` is given the cheapest cost of every task in minutes and returns how much each is wanted;
    mandatory tasks are ordered by regret: what it costs to give the best place to another task. With
    `lean` a minute of load that an officer has already counts as so many minutes of cost, so that the
    work leans towards those with less.
    """
    problem, routes = state.problem, list(state.routes)
    if not routes or not problem.tasks:
        return state
    costs = np.stack([route.costs.minutes for route in routes])
    loads = np.array([route.load_minutes for route in routes])
    unserved = state.unserved.copy()
    while True:
        cheapest = costs.min(axis=0)
        possible = unserved & np.isfinite(cheapest)
        if not possible.any():
            return state.with_routes(dict(enumerate(routes)))
        urgent = possible & problem.mandatory
        preference = _regret(problem, costs) if urgent.any() else wanted(cheapest)
        task = int(np.where(urgent if urgent.any() else possible, preference, -np.inf).argmax())
        officer = int((costs[:, task] + lean * loads).argmin())
        place = int(routes[officer].costs.places[task])
        routes[officer] = routes[officer].with_task(task, place=place)
        costs[officer] = routes[officer].costs.minutes
        loads[officer] = routes[officer].load_minutes
        unserved[task] = False


def by_prize_first(problem: Problem) -> Choice:
    """Return the order that a person would take: the highest prize first, wherever it is cheapest."""
    # The task's index breaks ties, so that the order of the input decides and nothing else.
    order = problem.prizes - np.arange(len(problem.tasks)) * 1e-9
    return lambda cheapest: order


def by_prize_per_minute(problem: Problem, *, power: float, noise: np.ndarray[Any, Any]) -> Choice:
    """Return the order by prize (to a power) per minute that it puts the rest of the day off."""
    worth = problem.prizes**power * noise
    return lambda cheapest: worth / (np.maximum(cheapest, 0.0) + 1.0)


def _regret(problem: Problem, costs: Minutes) -> Minutes:
    if len(costs) == 1:
        regret = np.full(costs.shape[1], _ONLY_ONE_OFFICER)
    else:
        best, second = np.partition(costs, 1, axis=0)[:2]
        regret = np.full(costs.shape[1], _ONLY_ONE_OFFICER)
        known = np.isfinite(second)
        regret[known] = second[known] - best[known]
    return regret - _WINDOW_WEIGHT * (problem.closes - problem.opens)
