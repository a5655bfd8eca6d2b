"""The local plane: metres east and north of the county's origin, for a county a few dozen kilometres wide."""

import math

from fengqiao.demo.county.contracts import Line, LonLat

XY = tuple[float, float]

ORIGIN: LonLat = (108.9, 33.6)  # an arbitrary point; terrain, rivers and towns around it are invented
METRES_PER_DEGREE = 111_320.0  # of latitude; the error over 20 km is under 0.3 %
DECIMALS = 6  # of a degree: about 0.1 m

_METRES_PER_LONGITUDE = METRES_PER_DEGREE * math.cos(math.radians(ORIGIN[1]))


def to_lonlat(point: XY) -> LonLat:
    """Place a point of the plane on the globe."""
    return (
        round(ORIGIN[0] + point[0] / _METRES_PER_LONGITUDE, DECIMALS),
        round(ORIGIN[1] + point[1] / METRES_PER_DEGREE, DECIMALS),
    )


def to_plane(position: LonLat) -> XY:
    """Bring a position on the globe into the plane."""
    return (
        (position[0] - ORIGIN[0]) * _METRES_PER_LONGITUDE,
        (position[1] - ORIGIN[1]) * METRES_PER_DEGREE,
    )


def line_to_lonlat(points: list[XY]) -> Line:
    """Place a whole line on the globe."""
    return tuple(to_lonlat(point) for point in points)


def ring_to_lonlat(points: list[XY]) -> Line:
    """Place an outline on the globe: closed and counter-clockwise."""
    turned = points if signed_area(points) > 0 else points[::-1]
    line = line_to_lonlat(turned)
    return line if line[0] == line[-1] else (*line, line[0])


def signed_area(ring: list[XY]) -> float:
    """Give the area in m², positive when the ring runs counter-clockwise."""
    return 0.5 * sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:] + ring[:1], strict=True))


def contains(ring: list[XY], point: XY) -> bool:
    """Say whether the point lies inside the ring (even-odd rule)."""
    x, y = point
    inside = False
    previous = ring[-1]
    for current in ring:
        if (current[1] > y) != (previous[1] > y):
            crossing = (previous[0] - current[0]) * (y - current[1]) / (previous[1] - current[1]) + current[0]
            inside ^= x < crossing
        previous = current
    return inside


def centroid(ring: list[XY]) -> XY:
    """Give the centre of gravity of the ring's area."""
    area = signed_area(ring)
    x = y = 0.0
    for a, b in zip(ring, ring[1:] + ring[:1], strict=True):
        cross = a[0] * b[1] - b[0] * a[1]
        x += (a[0] + b[0]) * cross
        y += (a[1] + b[1]) * cross
    return x / (6 * area), y / (6 * area)
