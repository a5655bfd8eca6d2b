"""Lines that look drawn by water and feet instead of by a ruler."""

import itertools
import math
from random import Random

from fengqiao.demo.county.geography.plane import XY

DUPLICATE_METRES = 0.01


def distance(a: XY, b: XY) -> float:
    """Give the distance in metres."""
    return math.hypot(b[0] - a[0], b[1] - a[1])


def length(points: list[XY]) -> float:
    """Give the length of a line in metres."""
    return sum(distance(a, b) for a, b in itertools.pairwise(points))


def jitter(points: list[XY], rng: Random, metres: float) -> list[XY]:
    """Move every control point a little; the same seed moves it the same way."""
    return [(x + rng.uniform(-metres, metres), y + rng.uniform(-metres, metres)) for x, y in points]


def smooth(control: list[XY], *, step_metres: float, closed: bool = False) -> list[XY]:
    """Run a centripetal-like Catmull-Rom curve through the control points."""
    if len(control) < 3:
        return resample(control, step_metres)
    if closed:
        ext = [control[-1], *control, control[0], control[1]]
    else:
        first = (2 * control[0][0] - control[1][0], 2 * control[0][1] - control[1][1])
        last = (2 * control[-1][0] - control[-2][0], 2 * control[-1][1] - control[-2][1])
        ext = [first, *control, last]
    result: list[XY] = []
    for i in range(1, len(ext) - 2):
        steps = max(2, math.ceil(distance(ext[i], ext[i + 1]) / step_metres))
        result.extend(_catmull_rom(ext[i - 1 : i + 3], k / steps) for k in range(steps))
    result.append(ext[-2] if not closed else result[0])
    return result


def _catmull_rom(p: list[XY], t: float) -> XY:
    def axis(k: int) -> float:
        a, b, c, d = p[0][k], p[1][k], p[2][k], p[3][k]
        return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)

    return axis(0), axis(1)


def resample(points: list[XY], step_metres: float) -> list[XY]:
    """Put a point at least every `step_metres`; the given points stay."""
    result = [points[0]]
    for a, b in itertools.pairwise(points):
        steps = max(1, math.ceil(distance(a, b) / step_metres))
        result.extend((a[0] + (b[0] - a[0]) * k / steps, a[1] + (b[1] - a[1]) * k / steps) for k in range(1, steps + 1))
    return result


def roughen(points: list[XY], rng: Random, *, share: float, depth: int) -> list[XY]:
    """Displace midpoints again and again, as ridges and streams do; `share` is of the segment length."""
    for _ in range(depth):
        finer = [points[0]]
        for a, b in itertools.pairwise(points):
            size = distance(a, b) * share * rng.uniform(-1, 1)
            finer.append(_beside((a[0] + b[0]) / 2, (a[1] + b[1]) / 2, a, b, size))
            finer.append(b)
        points = finer
    return points


def _beside(x: float, y: float, a: XY, b: XY, metres: float) -> XY:
    span = distance(a, b) or 1.0
    return x - (b[1] - a[1]) / span * metres, y + (b[0] - a[0]) / span * metres


def offset(points: list[XY], metres: float) -> list[XY]:
    """Shift a line sideways; positive is to the left of its direction."""
    result = []
    for i, (x, y) in enumerate(points):
        a, b = points[max(i - 1, 0)], points[min(i + 1, len(points) - 1)]
        result.append(_beside(x, y, a, b, metres))
    return result


def band(points: list[XY], half_widths: list[float]) -> list[XY]:
    """Give the outline of a line with a changing half width, as a river has."""
    left = [
        _beside(x, y, points[max(i - 1, 0)], points[min(i + 1, len(points) - 1)], half_widths[i])
        for i, (x, y) in enumerate(points)
    ]
    right = [
        _beside(x, y, points[max(i - 1, 0)], points[min(i + 1, len(points) - 1)], -half_widths[i])
        for i, (x, y) in enumerate(points)
    ]
    return left + right[::-1]


def nearest_on_line(points: list[XY], target: XY) -> tuple[float, XY]:
    """Give distance and foot of the perpendicular from `target` to the line."""
    best = (math.inf, points[0])
    for a, b in itertools.pairwise(points):
        foot = nearest_on_segment(a, b, target)
        best = min(best, (distance(foot, target), foot))
    return best


def nearest_on_segment(a: XY, b: XY, target: XY) -> XY:
    """Give the point of the segment closest to `target`."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    squared = dx * dx + dy * dy
    if squared < DUPLICATE_METRES**2:
        return a
    t = max(0.0, min(1.0, ((target[0] - a[0]) * dx + (target[1] - a[1]) * dy) / squared))
    return a[0] + t * dx, a[1] + t * dy


def point_along(points: list[XY], metres: float) -> tuple[XY, float]:
    """Give the point `metres` along the line and the direction there, in radians."""
    left = metres
    for a, b in itertools.pairwise(points):
        span = distance(a, b)
        if left <= span and span > 0:
            t = left / span
            return (a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t), math.atan2(b[1] - a[1], b[0] - a[0])
        left -= span
    a, b = points[-2], points[-1]
    return b, math.atan2(b[1] - a[1], b[0] - a[0])


def soften(ring: list[XY]) -> list[XY]:
    """Cut the corners of a closed outline once (Chaikin)."""
    result = []
    for a, b in zip(ring, ring[1:] + ring[:1], strict=True):
        result.append((0.75 * a[0] + 0.25 * b[0], 0.75 * a[1] + 0.25 * b[1]))
        result.append((0.25 * a[0] + 0.75 * b[0], 0.25 * a[1] + 0.75 * b[1]))
    return result
