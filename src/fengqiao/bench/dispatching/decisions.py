"""How long one decision takes at worst, with a thousand units: whom to send, and whom to move up."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

import numpy as np

from fengqiao.bench.engines.dispatching import NEED, NOW, draw_units
from fengqiao.bench.figures import BenchFigure, Goal
from fengqiao.bench.spread import percentile
from fengqiao.engines.dispatching.contracts import CoverPoint, DispatchParameters
from fengqiao.engines.dispatching.moving_up import best_move
from fengqiao.engines.dispatching.recommendation import recommend
from fengqiao.engines.roads.crow_fly import CrowFlyTravel
from fengqiao.primitives.position import Position

UNITS: Final = 1000
PLACES: Final = 35
"""As many beats as the recorded city has."""
MILLISECONDS_GOAL: Final = 50.0
PERCENT: Final = 0.99


def measure_decisions(*, repeats: int, seed: int) -> list[BenchFigure]:
    """This function will measure the slowest but one in a hundred of each decision, in processor time."""
    goal = Goal("<=", MILLISECONDS_GOAL)
    return [
        BenchFigure("decision_p99_ms", _p99(_recommending(seed), repeats), "ms", goal=goal),
        BenchFigure("move_p99_ms", _p99(_moving(seed), repeats), "ms", goal=goal),
    ]


def _recommending(seed: int) -> Callable[[], object]:
    crews, travel, parameters = draw_units(count=UNITS, seed=seed), CrowFlyTravel(), DispatchParameters()
    points = [
        CoverPoint(str(place), unit.position or Position(0, 0), 1.0 + place)
        for place, unit in enumerate(crews[:PLACES])
    ]
    return lambda: recommend(need=NEED, units=crews, travel=travel, now=NOW, parameters=parameters, cover_points=points)


def _moving(seed: int) -> Callable[[], object]:
    dice = np.random.default_rng(seed)
    reaches = (dice.random((UNITS, PLACES)) < 0.1).astype(np.float64)
    posts = (dice.random((PLACES, PLACES)) < 0.1).astype(np.float64)
    weights, extra = np.full(PLACES, 1 / PLACES), dice.uniform(0, 20, (UNITS, PLACES))
    return lambda: best_move(
        reaches=reaches, posts=posts, weights=weights, extra_km=extra, busy_share=0.5, price_per_km=0.003
    )


def _p99(work: Callable[[], object], repeats: int) -> float:
    work()
    taken = []
    for _ in range(repeats):
        begins = time.process_time()
        work()
        taken.append((time.process_time() - begins) * 1000)
    return percentile(taken, PERCENT)
