"""Steps of the search under a temperature that falls: at first a worse plan may be gone on from, at last hardly."""

from __future__ import annotations

import math
from typing import NamedTuple

import numpy as np

from fengqiao.engines.planning.compiled.arrays import Day, Desk, Routes
from fengqiao.engines.planning.compiled.compiling import compiled
from fengqiao.engines.planning.compiled.refilling import refill
from fengqiao.engines.planning.compiled.routes import copy_doers, copy_route, copy_routes, time_route, worth
from fengqiao.engines.planning.compiled.strings import take_strings_out


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
    cycle: int = 8_000
    lowest_power: float = 1.0
    highest_power: float = 2.0
    most_lean: float = 0.3


@compiled
def prepare(day: Day, routes: Routes) -> None:
    """Fill in the times of routes of which only the tasks are known."""
    for officer in range(routes.counts.size):
        for place in range(routes.counts[officer]):
            routes.doers[routes.tasks[officer, place]] = officer
        time_route(day, routes, officer)


@compiled
def fill_up(day: Day, routes: Routes, desk: Desk) -> None:
    """Insert what still fits anywhere: the steps rely on it that nothing does."""
    desk.touched[:] = True
    desk.was_freed[:] = False
    refill(day, routes, desk, 1.0, 0.0, 0.0)


@compiled
def anneal(  # noqa: PLR0917 - compiled functions take no keywords only
    day: Day,
    current: Routes,
    candidate: Routes,
    best: Routes,
    desk: Desk,
    begins: int,
    ends: int,
    seed: int,
    tuning: Tuning,
) -> None:
    """Do the steps from `begins` to before `ends`; `best` keeps the best plan met."""
    np.random.seed(seed)
    scale = day.prizes.mean()
    now, highest = worth(day, current), worth(day, best)
    copy_routes(candidate, current)
    for step in range(begins, ends):
        share = (step % tuning.cycle) / tuning.cycle
        heat = scale * tuning.hot * (tuning.cold / tuning.hot) ** share
        _step(day, candidate, desk, tuning)
        reached = worth(day, candidate)
        if reached > now + heat * math.log(np.random.random() + 1e-300):
            now = reached
            _copy_altered(current, candidate, desk)
            if now > highest:
                highest = now
                copy_routes(best, current)
        else:
            _copy_altered(candidate, current, desk)


@compiled
def _step(day: Day, routes: Routes, desk: Desk, tuning: Tuning) -> None:
    take_strings_out(day, routes, desk, tuning.longest_string, tuning.most_routes)
    power = tuning.lowest_power + (tuning.highest_power - tuning.lowest_power) * np.random.random()
    noise = tuning.noise * np.random.random()
    # Only where uneven work costs something does work lean towards those with less of it.
    lean = tuning.most_lean * np.random.random() ** 2 if day.weights[1] > 0 else 0.0
    refill(day, routes, desk, power, noise, lean)


@compiled
def _copy_altered(into: Routes, source: Routes, desk: Desk) -> None:
    for officer in range(desk.altered.size):
        if desk.altered[officer]:
            copy_route(into, source, officer)
    copy_doers(into, source)
