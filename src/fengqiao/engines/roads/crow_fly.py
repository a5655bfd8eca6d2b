"""Travel times without any road data: straight lines, stretched by a detour."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from fengqiao.engines.roads.contracts import CAR, FloatArray, TravelProfile
from fengqiao.primitives.position import EARTH_RADIUS_METRES, Position


def crow_fly_metres(*, origins: Sequence[Position], destinations: Sequence[Position]) -> FloatArray:
    """Return great-circle distances in metres, one row per origin, one column per destination."""
    from_longitude, from_latitude = _radians(origins)
    to_longitude, to_latitude = _radians(destinations)
    half_latitude = (to_latitude[None, :] - from_latitude[:, None]) / 2
    half_longitude = (to_longitude[None, :] - from_longitude[:, None]) / 2
    along_parallels = np.cos(from_latitude)[:, None] * np.cos(to_latitude)[None, :]
    chord = np.sin(half_latitude) ** 2 + along_parallels * np.sin(half_longitude) ** 2
    metres: FloatArray = 2 * EARTH_RADIUS_METRES * np.arcsin(np.sqrt(np.minimum(1.0, chord)))
    return metres


@dataclass(frozen=True, slots=True)
class CrowFlyTravel:
    """Travel times of a profile along straight lines."""

    profile: TravelProfile = CAR

    def travel_minutes(self, *, origins: Sequence[Position], destinations: Sequence[Position]) -> FloatArray:
        """Return minutes, one row per origin, one column per destination."""
        return self.profile.crow_fly_minutes(crow_fly_metres(origins=origins, destinations=destinations))

    def path(self, *, origin: Position, destination: Position) -> list[Position]:
        """Return the straight line."""
        return [origin, destination]


def _radians(positions: Sequence[Position]) -> tuple[FloatArray, FloatArray]:
    longitudes = np.radians(np.array([position.longitude for position in positions], dtype=np.float64))
    latitudes = np.radians(np.array([position.latitude for position in positions], dtype=np.float64))
    return longitudes, latitudes
