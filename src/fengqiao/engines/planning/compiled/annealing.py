"""Steps of the search under a temperature that falls: at first a worse plan may be gone on from, at last hardly."""

from __future__ import annotations

import math
from typing import NamedTuple

import numba
import numpy as np

from fengqiao.engines.planning.compiled.arrays import Day, Routes
from fengqiao.engines.planning.compiled.routes import copy_routes, find_places, time_route, worth
from fengqiao.engines.planning.compiled.strings import refill, take_strings_out


class Tuning(NamedTuple):
    """Found by trying on part of the public cases (docs/performance.md).

    `hot` and `cold`: the first and last temperature as a share of the mean prize. `cycle`: the steps in which it
    falls. `powers` of the prize: 1 favours short tasks, 2 valuable ones.
    """

    longest_string: int = 10
    most_routes: int = 3
    noise: float = 0.5
    hot: float = 0.3
    cold: float = 0.01
    cycle: int = 3_000
    lowest_power: float = 1.0
    highest_power: float = 2.0
    most_lean: float = 0.3


@numba.njit(cache=True)
def prepare(day: Day, routes: Routes) -> None:
    """Fill in times and costs of routes of which only the tasks are known."""
    for officer in range(routes.counts.size):
        for place in range(routes.counts[officer]):
            routes.doers[routes.tasks[officer, place]] = officer
    for officer in range(routes.counts.size):
        time_route(day, routes, officer)
        find_places(day, routes, officer)


@numba.njit(cache=True)
def anneal(  # noqa: PLR0917 - compiled functions take no keywords only
    day: Day, current: Routes, candidate: Routes, best: Routes, begins: int, ends: int, seed: int, tuning: Tuning
) -> None:
    """Do the steps from `begins` to before `ends`; `best` keeps the best plan met."""
    np.random.seed(seed)
    scale = day.prizes.mean()
    now, highest = worth(day, current), worth(day, best)
    copy_routes(candidate, current)
    for step in range(begins, ends):
        share = (step % tuning.cycle) / tuning.cycle
        heat = scale * tuning.hot * (tuning.cold / tuning.hot) ** share
        _step(day, candidate, tuning)
        reached = worth(day, candidate)
        if reached > now + heat * math.log(np.random.random() + 1e-300):
            now = reached
            copy_routes(current, candidate)
            if now > highest:
                highest = now
                copy_routes(best, current)
        else:
            copy_routes(candidate, current)


@numba.njit(cache=True)
def _step(day: Day, routes: Routes, tuning: Tuning) -> None:
    take_strings_out(day, routes, tuning.longest_string, tuning.most_routes)
    power = tuning.lowest_power + (tuning.highest_power - tuning.lowest_power) * np.random.random()
    noise = tuning.noise * np.random.random()
    # Only where uneven work costs something does work lean towards those with less of it.
    lean = tuning.most_lean * np.random.random() ** 2 if day.weights[1] > 0 else 0.0
    refill(day, routes, power, noise, lean)
