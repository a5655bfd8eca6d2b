"""Where units are best at home: the weighted k-median of earlier calls."""

from __future__ import annotations

from typing import Final

import numpy as np

from fengqiao.engines.dispatching.simulation.contracts import FloatArray, InvalidReplayError
from fengqiao.engines.dispatching.simulation.ground import Demand

_STARTS: Final = 4
_ROUNDS: Final = 60
_STEPS_A_ROUND: Final = 2
# Weiszfeld's step divides by the distance to the median; nearer than 20 metres is the median itself.
_NEAREST_KM: Final = 0.02


def fit_homes(*, demand: Demand, units: int, seed: int) -> FloatArray:
    """Return one home per unit (rows of east, north) so that calls lie near one: the best of a few Lloyd descents."""
    if units < 1:
        raise InvalidReplayError("there is at least one unit")
    dice = np.random.default_rng(seed)
    points = np.stack([demand.east_km, demand.north_km], axis=1)
    weights = demand.weights
    found = [_descend(points, weights, _spread(points, weights, units, dice)) for _ in range(_STARTS)]
    return min(found, key=lambda homes: float(weights @ _distances(points, homes).min(axis=1)))


def _spread(points: FloatArray, weights: FloatArray, units: int, dice: np.random.Generator) -> FloatArray:
    """Return first places, each drawn where the calls are far from those before it (k-means++)."""
    homes = [points[dice.choice(len(points), p=weights / weights.sum())]]
    nearest = _distances(points, np.array(homes))[:, 0]
    while len(homes) < units:
        pull = weights * nearest**2
        chances = pull / pull.sum() if pull.sum() > 0 else weights / weights.sum()
        homes.append(points[dice.choice(len(points), p=chances)])
        nearest = np.minimum(nearest, _distances(points, homes[-1][None])[:, 0])
    return np.array(homes)


def _descend(points: FloatArray, weights: FloatArray, homes: FloatArray) -> FloatArray:
    for _ in range(_ROUNDS):
        owner = _distances(points, homes).argmin(axis=1)
        moved = homes.copy()
        for _ in range(_STEPS_A_ROUND):
            away = np.hypot(*(points - moved[owner]).T)
            pull = weights / np.maximum(away, _NEAREST_KM)
            total = np.bincount(owner, pull, minlength=len(homes))
            held = total > 0
            for axis in (0, 1):
                sums = np.bincount(owner, pull * points[:, axis], minlength=len(homes))
                moved[held, axis] = sums[held] / total[held]
        if np.allclose(moved, homes, atol=1e-4):
            break
        homes = moved
    return homes


def _distances(points: FloatArray, homes: FloatArray) -> FloatArray:
    away: FloatArray = np.hypot(points[:, None, 0] - homes[None, :, 0], points[:, None, 1] - homes[None, :, 1])
    return away
