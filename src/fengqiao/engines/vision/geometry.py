"""Points, boxes and polygons in fractions of the picture: (0, 0) is top left, (1, 1) bottom right."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

Point: TypeAlias = tuple[float, float]
Polygon: TypeAlias = tuple[Point, ...]
FloatArray: TypeAlias = NDArray[np.float64]

MIN_POLYGON_AREA = 1e-5
"""Share of the picture below which a polygon is a slip of the mouse: 9 pixels of a 1280 × 720 picture."""


@dataclass(frozen=True, slots=True)
class Box:
    left: float
    top: float
    right: float
    bottom: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.bottom - self.top

    @property
    def foot_point(self) -> Point:
        """Where the thing stands: the middle of the lower edge."""
        return ((self.left + self.right) / 2, self.bottom)

    def touches_edge(self, *, margin: float) -> bool:
        return min(self.left, self.top, 1 - self.right, 1 - self.bottom) <= margin

    def clipped(self) -> "Box":
        left, top = min(max(self.left, 0.0), 1.0), min(max(self.top, 0.0), 1.0)
        return Box(left, top, min(max(self.right, left), 1.0), min(max(self.bottom, top), 1.0))

    def as_list(self) -> list[float]:
        return [self.left, self.top, self.right, self.bottom]


def boxes_to_array(boxes: Sequence[Box]) -> FloatArray:
    """This function will return an array (n, 4) of left, top, right, bottom."""
    return np.array([box.as_list() for box in boxes], dtype=np.float64).reshape(-1, 4)


def iou_matrix(first: FloatArray, second: FloatArray) -> FloatArray:
    """This function will return the intersection over union of (n, 4) with (m, 4) boxes as (n, m)."""
    top_left = np.maximum(first[:, None, :2], second[None, :, :2])
    bottom_right = np.minimum(first[:, None, 2:], second[None, :, 2:])
    overlap = np.prod(np.clip(bottom_right - top_left, 0, None), axis=2)
    area_first = np.prod(np.clip(first[:, 2:] - first[:, :2], 0, None), axis=1)
    area_second = np.prod(np.clip(second[:, 2:] - second[:, :2], 0, None), axis=1)
    union = area_first[:, None] + area_second[None, :] - overlap
    return np.where(union > 0, overlap / np.where(union > 0, union, 1), 0.0)


def contains(*, polygon: Polygon, point: Point) -> bool:
    """This function will say whether the point is inside, by counting crossings of a ray to the right."""
    x, y = point
    inside = False
    for (x1, y1), (x2, y2) in zip(polygon, polygon[1:] + polygon[:1], strict=True):
        if (y1 > y) != (y2 > y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1):
            inside = not inside
    return inside


def polygon_problem(polygon: Polygon) -> str | None:
    """This function will return the code of what is wrong with a drawn polygon, or None."""
    if len(polygon) < 3:
        return "fewer_than_three_points"
    if any(not (0 <= x <= 1 and 0 <= y <= 1) for x, y in polygon):
        return "point_outside_picture"
    if _area(polygon) < MIN_POLYGON_AREA:
        return "no_area"
    if _crosses_itself(polygon):
        return "crosses_itself"
    return None


def _area(polygon: Polygon) -> float:
    closed = zip(polygon, polygon[1:] + polygon[:1], strict=True)
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in closed)) / 2


def _crosses_itself(polygon: Polygon) -> bool:
    edges = list(zip(polygon, polygon[1:] + polygon[:1], strict=True))
    count = len(edges)
    return any(
        _edges_cross(edges[i], edges[j])
        for i in range(count)
        for j in range(i + 2, count)
        if not (i == 0 and j == count - 1)
    )


def _edges_cross(first: tuple[Point, Point], second: tuple[Point, Point]) -> bool:
    (a, b), (c, d) = first, second
    return _turn(a, b, c) * _turn(a, b, d) < 0 and _turn(c, d, a) * _turn(c, d, b) < 0


def _turn(a: Point, b: Point, c: Point) -> float:
    return (b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0])
