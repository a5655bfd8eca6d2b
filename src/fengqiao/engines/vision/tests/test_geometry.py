import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fengqiao.engines.vision.geometry import Box, boxes_to_array, contains, iou_matrix, polygon_problem

fractions = st.floats(0, 1, allow_nan=False)


@given(x=fractions, y=fractions)
def test_a_point_is_in_a_rectangle_exactly_when_it_lies_between_its_sides(x: float, y: float) -> None:
    rectangle = ((0.2, 0.3), (0.7, 0.3), (0.7, 0.9), (0.2, 0.9))
    strictly_inside = 0.2 < x < 0.7 and 0.3 < y < 0.9
    strictly_outside = not (0.2 <= x <= 0.7 and 0.3 <= y <= 0.9)
    if strictly_inside or strictly_outside:
        assert contains(polygon=rectangle, point=(x, y)) is strictly_inside


def test_a_notch_in_a_polygon_is_outside() -> None:
    arrow = ((0.0, 0.0), (1.0, 0.0), (0.5, 0.5), (1.0, 1.0), (0.0, 1.0))
    assert contains(polygon=arrow, point=(0.25, 0.5))
    assert not contains(polygon=arrow, point=(0.9, 0.5))


@pytest.mark.parametrize(
    ("polygon", "problem"),
    [
        (((0.1, 0.1), (0.9, 0.1)), "fewer_than_three_points"),
        (((0.1, 0.1), (1.2, 0.1), (0.5, 0.9)), "point_outside_picture"),
        (((0.1, 0.1), (0.5, 0.1), (0.9, 0.1)), "no_area"),
        (((0.1, 0.1), (0.9, 0.9), (0.9, 0.1), (0.1, 0.8)), "crosses_itself"),
        (((0.1, 0.1), (0.9, 0.1), (0.9, 0.9), (0.1, 0.9)), None),
    ],
)
def test_a_badly_drawn_polygon_is_named(polygon: tuple[tuple[float, float], ...], problem: str | None) -> None:
    assert polygon_problem(polygon) == problem


@given(st.tuples(fractions, fractions), st.tuples(fractions, fractions))
def test_overlap_is_symmetric_and_never_above_one(first: tuple[float, float], second: tuple[float, float]) -> None:
    boxes = boxes_to_array([Box(x, y, x + 0.3, y + 0.2) for x, y in (first, second)])
    overlaps = iou_matrix(boxes, boxes)
    assert np.allclose(overlaps, overlaps.T)
    assert np.allclose(np.diag(overlaps), 1)
    assert overlaps.max() <= 1 + 1e-9
