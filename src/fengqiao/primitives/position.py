"""Places on the earth, and the shifted coordinates that Chinese base maps use."""

import math
from dataclasses import dataclass
from typing import Final

# IUGG mean earth radius; against the ellipsoid the error is below 0.6 %, far less than a detour.
EARTH_RADIUS_METRES: Final = 6_371_008.8

# GCJ-02 is computed on the Krasovsky 1940 ellipsoid.
_GCJ_SEMI_MAJOR_AXIS_METRES: Final = 6_378_245.0
_GCJ_ECCENTRICITY_SQUARED: Final = 0.00669342162296594323
# The shift series is expanded around this point.
_GCJ_ORIGIN_LONGITUDE: Final = 105.0
_GCJ_ORIGIN_LATITUDE: Final = 35.0
# Outside this box no shift is applied (the box every GCJ-02 implementation agrees on).
_CHINA_WEST: Final = 72.004
_CHINA_EAST: Final = 137.8347
_CHINA_SOUTH: Final = 0.8293
_CHINA_NORTH: Final = 55.8271
# The inverse is a fixed point; the shift changes so slowly that each round gains three digits.
_GCJ_INVERSE_ROUNDS: Final = 10
_GCJ_INVERSE_TOLERANCE_DEGREES: Final = 1e-10


class InvalidPositionError(ValueError):
    """Longitude or latitude is not a number on the globe."""

    code = "invalid_position"


def _require_on_globe(longitude: float, latitude: float) -> None:
    # NaN fails both comparisons, so it is refused too.
    if not (-180.0 <= longitude <= 180.0 and -90.0 <= latitude <= 90.0):
        raise InvalidPositionError(f"longitude {longitude}, latitude {latitude} is not on the globe")


@dataclass(frozen=True, slots=True)
class Position:
    """A point in degrees, WGS-84 or CGCS2000 (they agree within centimetres)."""

    longitude: float
    latitude: float

    def __post_init__(self) -> None:
        _require_on_globe(self.longitude, self.latitude)


@dataclass(frozen=True, slots=True)
class Gcj02Position:
    """A point in the shifted GCJ-02 degrees; a type of its own, so that it is never stored by mistake."""

    longitude: float
    latitude: float

    def __post_init__(self) -> None:
        _require_on_globe(self.longitude, self.latitude)


def distance_metres(a: Position, b: Position) -> float:
    """Return the great-circle distance between two points in metres (haversine)."""
    latitude_a, latitude_b = math.radians(a.latitude), math.radians(b.latitude)
    half_latitude = (latitude_b - latitude_a) / 2
    half_longitude = math.radians(b.longitude - a.longitude) / 2
    chord = math.sin(half_latitude) ** 2 + math.cos(latitude_a) * math.cos(latitude_b) * math.sin(half_longitude) ** 2
    return 2 * EARTH_RADIUS_METRES * math.asin(math.sqrt(min(1.0, chord)))


def to_gcj02(position: Position) -> Gcj02Position:
    """Return where a Chinese base map draws the position; outside China it is unchanged."""
    longitude, latitude = _shifted(position.longitude, position.latitude)
    return Gcj02Position(longitude=longitude, latitude=latitude)


def from_gcj02(shifted: Gcj02Position) -> Position:
    """Return the true position of a point read from a Chinese base map, exact to millimetres."""
    longitude, latitude = shifted.longitude, shifted.latitude
    if not _is_in_china_box(longitude, latitude):
        return Position(longitude=longitude, latitude=latitude)
    for _ in range(_GCJ_INVERSE_ROUNDS):
        forward_longitude, forward_latitude = _shifted(longitude, latitude)
        longitude_error = shifted.longitude - forward_longitude
        latitude_error = shifted.latitude - forward_latitude
        longitude += longitude_error
        latitude += latitude_error
        if max(abs(longitude_error), abs(latitude_error)) < _GCJ_INVERSE_TOLERANCE_DEGREES:
            break
    return Position(longitude=longitude, latitude=latitude)


def _is_in_china_box(longitude: float, latitude: float) -> bool:
    return _CHINA_WEST <= longitude <= _CHINA_EAST and _CHINA_SOUTH <= latitude <= _CHINA_NORTH


def _shifted(longitude: float, latitude: float) -> tuple[float, float]:
    if not _is_in_china_box(longitude, latitude):
        return longitude, latitude
    x, y = longitude - _GCJ_ORIGIN_LONGITUDE, latitude - _GCJ_ORIGIN_LATITUDE
    east_metres, north_metres = _east_shift_metres(x, y), _north_shift_metres(x, y)
    radians = math.radians(latitude)
    curvature = 1 - _GCJ_ECCENTRICITY_SQUARED * math.sin(radians) ** 2
    meridian_radius = _GCJ_SEMI_MAJOR_AXIS_METRES * (1 - _GCJ_ECCENTRICITY_SQUARED) / (curvature * math.sqrt(curvature))
    parallel_radius = _GCJ_SEMI_MAJOR_AXIS_METRES / math.sqrt(curvature) * math.cos(radians)
    return longitude + math.degrees(east_metres / parallel_radius), latitude + math.degrees(
        north_metres / meridian_radius
    )


def _east_shift_metres(x: float, y: float) -> float:
    """Return the eastward shift at the offset (x, y) in degrees from the origin of the series."""
    return (
        300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * math.sqrt(abs(x))
        + (20.0 * math.sin(6.0 * math.pi * x) + 20.0 * math.sin(2.0 * math.pi * x)) * 2.0 / 3.0
        + (20.0 * math.sin(math.pi * x) + 40.0 * math.sin(math.pi * x / 3.0)) * 2.0 / 3.0
        + (150.0 * math.sin(math.pi * x / 12.0) + 300.0 * math.sin(math.pi * x / 30.0)) * 2.0 / 3.0
    )  # fmt: skip


def _north_shift_metres(x: float, y: float) -> float:
    """Return the northward shift at the offset (x, y) in degrees from the origin of the series."""
    return (
        -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * math.sqrt(abs(x))
        + (20.0 * math.sin(6.0 * math.pi * x) + 20.0 * math.sin(2.0 * math.pi * x)) * 2.0 / 3.0
        + (20.0 * math.sin(math.pi * y) + 40.0 * math.sin(math.pi * y / 3.0)) * 2.0 / 3.0
        + (160.0 * math.sin(math.pi * y / 12.0) + 320.0 * math.sin(math.pi * y / 30.0)) * 2.0 / 3.0
    )  # fmt: skip
