"""Iterated local search: take strings of neighbouring tasks out, fill again, keep what is good enough.

Strings as in Christiaens and Vanden Berghe (2020), "Slack induction by string removals"; the prize per
minute put off as in Vansteenwegen et al. (2009) for the team orienteering problem with time windows.
"""

import math
import random
from dataclasses import dataclass
from typing import Final

import numpy as np

from fengqiao.engines.planning.insertion import by_prize_per_minute, fill
from fengqiao.engines.planning.plan_state import PlanState
from fengqiao.engines.planning.problem import Problem
from fengqiao.engines.planning.route import Route
from fengqiao.primitives.stopping import ShouldStop

# Powers of the prize tried in turn: 1 favours short tasks, 2 valuable ones (as published).
_PRIZE_POWERS: Final = (1.0, 1.5, 2.0)
# How strongly work leans towards officers with less of it, tried in turn.
_LEANS: Final = (0.0, 0.05, 0.3)
# How far the choice of the next task may stray from the best: the share of a preference that is chance.
_NOISE: Final = 0.35
# A plan worse by this share of the prize is still gone on from, falling to nothing at the end.
_FIRST_THRESHOLD: Final = 0.015
# The longest string taken out of one route, and how many routes a step may touch.
_LONGEST_STRING: Final = 6
_MOST_ROUTES: Final = 4
# After so many steps without a new best the search goes on from the best.
_PATIENCE: Final = 150


@dataclass(frozen=True, slots=True)
class SearchResult:
    """The best plan found, the steps done, and whether the guard cut them short."""

    best: PlanState
    iterations_run: int
    was_stopped: bool


def improve(*, start: PlanState, seed: int, iterations: int, should_stop: ShouldStop) -> SearchResult:
    """Return the best plan found from a start in a number of steps; the same seed gives the same plan."""
    dice, noise = random.Random(seed), np.random.default_rng(seed)
    near = _neighbours(start.problem)
    current = best = start
    best_at = 0
    for iteration in range(iterations):
        if should_stop():
            return SearchResult(best, iteration, was_stopped=True)
        candidate = _step(current, near, dice, noise)
        threshold = _FIRST_THRESHOLD * best.prize * (1 - iteration / iterations)
        if candidate.value > current.value - threshold:
            current = candidate
        if candidate.value > best.value:
            best, best_at = candidate, iteration
        elif iteration - best_at > _PATIENCE:
            current, best_at = best, iteration
    return SearchResult(best, iterations, was_stopped=False)


def _neighbours(problem: Problem) -> np.ndarray:
    """Return for every task all tasks, the nearest first (there and back)."""
    there = problem.travel[np.ix_(problem.locations, problem.locations)]
    return (there + there.T).argsort(axis=1, kind="stable")


def _step(state: PlanState, near: np.ndarray, dice: random.Random, noise: np.random.Generator) -> PlanState:
    worn = _take_strings_out(state, near, dice)
    chance = 1.0 - _NOISE * noise.random(len(state.problem.tasks))
    wanted = by_prize_per_minute(state.problem, power=dice.choice(_PRIZE_POWERS), noise=chance)
    lean = dice.choice(_LEANS) if state.parameters.prize_per_uneven_minute > 0 else 0.0
    return fill(worn, wanted=wanted, lean=lean)


def _take_strings_out(state: PlanState, near: np.ndarray, dice: random.Random) -> PlanState:
    """Return the plan without a string of tasks in each of some routes near one place."""
    officer_of = {task: officer for officer, route in enumerate(state.routes) for task in route.tasks}
    if not near.size:
        return state
    centre = dice.randrange(len(near))
    wanted_routes = dice.randint(1, _MOST_ROUTES)
    changed: dict[int, Route] = {}
    for task in near[centre].tolist():
        officer = officer_of.get(task)
        if officer is None or officer in changed:
            continue
        changed[officer] = _without_string(state.routes[officer], task, dice)
        if len(changed) == wanted_routes:
            break
    return state.with_routes(changed)


def _without_string(route: Route, task: int, dice: random.Random) -> Route:
    """Return the route without a string that holds the task."""
    # Up to half of a short route, at least one task.
    longest = min(_LONGEST_STRING, math.ceil(len(route.tasks) / 2))
    count = dice.randint(1, longest)
    at = route.tasks.index(task)
    first = dice.randint(max(0, at - count + 1), min(at, len(route.tasks) - count))
    return route.without(first=first, count=count)
