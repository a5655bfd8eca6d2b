"""Which beat a position lies in, by the beats' boundaries."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from fengqiao.domains.organisation.contracts import UnitKind
from fengqiao.domains.organisation.public import list_units, units_stamp
from fengqiao.primitives.position import Position


@dataclass(frozen=True, slots=True)
class _Area:
    path: str
    ring: tuple[tuple[float, float], ...]
    west: float
    south: float
    east: float
    north: float

    def contains(self, position: Position) -> bool:
        x, y = position.longitude, position.latitude
        if not (self.west <= x <= self.east and self.south <= y <= self.north):
            return False
        return _is_inside(self.ring, x, y)


class _Cache:
    stamp: tuple[int, int] | None = None
    areas: tuple[_Area, ...] = ()


def path_at(*, position: Position) -> str | None:
    """This function will return the path of the beat whose boundary holds the position, None where none does."""
    return paths_at(positions=[position])[0]


def paths_at(*, positions: Sequence[Position]) -> list[str | None]:
    """This function will return for each position the path of its beat, None where no beat holds it."""
    areas = _areas()
    return [next((area.path for area in areas if area.contains(at)), None) for at in positions]


def _areas() -> tuple[_Area, ...]:
    stamp = units_stamp()
    if _Cache.stamp != stamp:
        units = list_units(kind=UnitKind.BEAT)
        _Cache.areas = tuple(_area(unit.path, unit.boundary) for unit in units if len(unit.boundary) > 2)
        _Cache.stamp = stamp
    return _Cache.areas


def _area(path: str, ring: tuple[tuple[float, float], ...]) -> _Area:
    longitudes, latitudes = [point[0] for point in ring], [point[1] for point in ring]
    return _Area(path, ring, min(longitudes), min(latitudes), max(longitudes), max(latitudes))


def _is_inside(ring: tuple[tuple[float, float], ...], x: float, y: float) -> bool:
    """Tell whether a ray from the point crosses the ring an odd number of times."""
    inside = False
    before_x, before_y = ring[-1]
    for at_x, at_y in ring:
        crosses = (at_y > y) != (before_y > y)
        if crosses and x < (before_x - at_x) * (y - at_y) / (before_y - at_y) + at_x:
            inside = not inside
        before_x, before_y = at_x, at_y
    return inside
