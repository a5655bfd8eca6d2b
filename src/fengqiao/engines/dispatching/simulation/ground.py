"""A plane in kilometres, good to a thousandth for a city or a county, and cells of demand on it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from fengqiao.engines.dispatching.simulation.contracts import MINUTES_A_DAY, FloatArray, InvalidReplayError
from fengqiao.primitives.position import EARTH_RADIUS_METRES, Position

_KM_PER_DEGREE: Final = math.radians(1) * EARTH_RADIUS_METRES / 1000
# Three hours: fine enough for night, rush and evening; a bureau has enough calls for each of eight.
_SLICES: Final = 8


@dataclass(frozen=True, slots=True)
class Plane:
    """Kilometres east and north of a middle."""

    middle: Position

    def to_km(self, *, longitudes: FloatArray, latitudes: FloatArray) -> tuple[FloatArray, FloatArray]:
        """Return kilometres east and north."""
        stretch = _KM_PER_DEGREE * math.cos(math.radians(self.middle.latitude))
        east: FloatArray = (longitudes - self.middle.longitude) * stretch
        north: FloatArray = (latitudes - self.middle.latitude) * _KM_PER_DEGREE
        return east, north

    def place(self, position: Position) -> tuple[float, float]:
        """Return kilometres east and north of one position."""
        east, north = self.to_km(longitudes=np.array([position.longitude]), latitudes=np.array([position.latitude]))
        return float(east[0]), float(north[0])


def plane_of(positions: Sequence[Position]) -> Plane:
    """Return the plane round the median of the positions."""
    if not positions:
        raise InvalidReplayError("no place is known")
    longitude = float(np.median([one.longitude for one in positions]))
    return Plane(Position(longitude, float(np.median([one.latitude for one in positions]))))


@dataclass(frozen=True, slots=True)
class Demand:
    """Where calls come from: cells of one size with their share of the calls in each slice of the day."""

    east_km: FloatArray
    north_km: FloatArray
    shares: FloatArray

    def at(self, minute: float) -> FloatArray:
        """Return the shares of the cells at a moment (minutes since some midnight); they sum to 1."""
        return self.shares[int(minute % MINUTES_A_DAY * _SLICES / MINUTES_A_DAY)]

    @property
    def weights(self) -> FloatArray:
        """Return the shares of the cells over the whole day."""
        mean: FloatArray = self.shares.mean(axis=0)
        return mean


def demand_of(*, minutes: FloatArray, east_km: FloatArray, north_km: FloatArray, cell_km: float = 0.6) -> Demand:
    """Return the demand of earlier calls; a cell stands where its calls are in the mean.

    Every slice gets one day's share of the whole, so that a thin slice does not swear by its few calls.
    """
    if not len(minutes):
        raise InvalidReplayError("the demand of no calls is not known")
    cells = np.stack([np.round(east_km / cell_km), np.round(north_km / cell_km)])
    _, cell = np.unique(cells, axis=1, return_inverse=True)
    cell = cell.reshape(-1)
    count = np.bincount(cell)
    slices = (minutes % MINUTES_A_DAY * _SLICES / MINUTES_A_DAY).astype(np.int64)
    overall = count / count.sum()
    shares = np.stack([np.bincount(cell[slices == one], minlength=len(count)) for one in range(_SLICES)])
    shares = shares + _SLICES * overall
    return Demand(
        np.bincount(cell, east_km) / count,
        np.bincount(cell, north_km) / count,
        shares / shares.sum(axis=1, keepdims=True),
    )
