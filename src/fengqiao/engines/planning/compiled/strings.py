"""One step of the search: strings of neighbouring tasks out, then fill again with what is worth most.

Strings as in Christiaens and Vanden Berghe (2020), "Slack induction by string removals"; the prize per minute put
off as in Vansteenwegen et al. (2009) for the team orienteering problem with time windows.
"""

from __future__ import annotations

import numba
import numpy as np

from fengqiao.engines.planning.compiled.arrays import Day, Routes
from fengqiao.engines.planning.compiled.routes import find_places, find_places_of_freed, put_in, take_out, time_route
from fengqiao.engines.planning.shift_clock import Minutes

MANDATORY_WANTED = 1e12
"""A mandatory task is inserted before all others."""


@numba.njit(cache=True)
def take_strings_out(day: Day, routes: Routes, longest: int, most_routes: int) -> None:
    """Take a string of tasks out of each of some routes near one place, and bring costs up to date."""
    officers, tasks = day.allowed.shape
    touched = np.zeros(officers, dtype=np.bool_)
    was_free = routes.doers < 0
    centre = np.random.randint(tasks)
    left = np.random.randint(1, min(most_routes, officers) + 1)
    for index in range(tasks):
        task = day.near[centre, index]
        officer = routes.doers[task]
        if officer < 0 or touched[officer]:
            continue
        touched[officer] = True
        _take_string_out(routes, officer, task, longest)
        left -= 1
        if left == 0:
            break
    _bring_up_to_date(day, routes, touched, was_free)


@numba.njit(cache=True)
def _take_string_out(routes: Routes, officer: int, task: int, longest: int) -> None:
    """Take out a string that holds the task: up to half of a short route, at least one task."""
    count = routes.counts[officer]
    length = np.random.randint(1, min(longest, (count + 1) // 2) + 1)
    at = 0
    while routes.tasks[officer, at] != task:
        at += 1
    first = np.random.randint(max(0, at - length + 1), min(at, count - length) + 1)
    take_out(routes, officer, first, length)


@numba.njit(cache=True)
def _bring_up_to_date(day: Day, routes: Routes, touched: np.ndarray, was_free: np.ndarray) -> None:
    """Costs in a route left alone are known, but for the tasks that have just been taken out of others."""
    for officer in range(touched.size):
        if touched[officer]:
            time_route(day, routes, officer)
            find_places(day, routes, officer)
        else:
            find_places_of_freed(day, routes, officer, was_free)


@numba.njit(cache=True)
def refill(day: Day, routes: Routes, power: float, noise: float, lean: float) -> None:
    """Insert by prize (to a power) per minute put off, mandatory tasks first, until nothing fits any more.

    `noise`: the share of a preference that is chance. With `lean` a minute of load that an officer has already
    counts as so many minutes of cost.
    """
    wanted = np.empty(day.prizes.size)
    for task in range(wanted.size):
        wanted[task] = day.prizes[task] ** power * (1.0 - noise * np.random.random())
        if day.mandatory[task]:
            wanted[task] += MANDATORY_WANTED
    while True:
        task, officer = _most_wanted(routes, wanted, lean)
        if task < 0:
            return
        put_in(day, routes, officer, task)


@numba.njit(cache=True)
def _most_wanted(routes: Routes, wanted: Minutes, lean: float) -> tuple[int, int]:
    """Return the task to insert next and who does it; -1 when nothing fits."""
    highest, chosen, doer = -1.0, -1, -1
    costs, sums, doers = routes.costs, routes.sums, routes.doers
    for task in range(wanted.size):
        if doers[task] >= 0:
            continue
        cheapest, officer = np.inf, -1
        for index in range(costs.shape[0]):
            cost = costs[index, task]
            if lean > 0.0:
                cost += lean * (sums[index, 0] + sums[index, 1])
            if cost < cheapest:
                cheapest, officer = cost, index
        if officer >= 0:
            preference = wanted[task] / (max(cheapest, 0.0) + 1.0)
            if preference > highest:
                highest, chosen, doer = preference, task, officer
    return chosen, doer
