import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fengqiao.primitives.position import (
    Gcj02Position,
    InvalidPositionError,
    Position,
    distance_metres,
    from_gcj02,
    to_gcj02,
)

XIAN_BELL_TOWER_AREA = Position(longitude=108.9398, latitude=34.3416)
METRES_PER_MILLIMETRE = 0.001

positions = st.builds(
    Position,
    longitude=st.floats(min_value=-180, max_value=180),
    latitude=st.floats(min_value=-90, max_value=90),
)
positions_in_china = st.builds(
    Position,
    longitude=st.floats(min_value=73.0, max_value=135.0),
    latitude=st.floats(min_value=3.0, max_value=54.0),
)


def test_the_shift_has_its_known_answer_in_xian():
    shifted = to_gcj02(XIAN_BELL_TOWER_AREA)
    assert shifted.longitude == pytest.approx(108.944456, abs=5e-7)
    assert shifted.latitude == pytest.approx(34.340044, abs=5e-7)


def test_the_shift_in_xian_is_about_460_metres():
    shifted = to_gcj02(XIAN_BELL_TOWER_AREA)
    drawn_at = Position(longitude=shifted.longitude, latitude=shifted.latitude)
    assert distance_metres(XIAN_BELL_TOWER_AREA, drawn_at) == pytest.approx(460, abs=5)


def test_a_position_outside_china_is_unchanged():
    oakland = Position(longitude=-122.27, latitude=37.80)
    assert to_gcj02(oakland) == Gcj02Position(longitude=-122.27, latitude=37.80)
    assert from_gcj02(to_gcj02(oakland)) == oakland


@given(position=positions_in_china)
def test_shifting_forth_and_back_returns_to_the_same_millimetre(position):
    assert distance_metres(position, from_gcj02(to_gcj02(position))) < METRES_PER_MILLIMETRE


@pytest.mark.parametrize(
    ("longitude", "latitude"),
    [(180.1, 0.0), (-180.1, 0.0), (0.0, 90.1), (0.0, -90.1), (math.nan, 0.0), (0.0, math.nan)],
)
@pytest.mark.parametrize("kind", [Position, Gcj02Position])
def test_a_point_off_the_globe_is_refused(kind, longitude, latitude):
    with pytest.raises(InvalidPositionError):
        kind(longitude=longitude, latitude=latitude)


def test_one_degree_of_latitude_is_about_111_kilometres():
    assert distance_metres(Position(108.0, 34.0), Position(108.0, 35.0)) == pytest.approx(111_195, abs=1)


def test_opposite_points_are_half_the_circumference_apart():
    assert distance_metres(Position(0.0, 0.0), Position(180.0, 0.0)) == pytest.approx(math.pi * 6_371_008.8)


@given(a=positions, b=positions)
def test_distance_is_symmetric_and_never_negative(a, b):
    assert distance_metres(a, b) == pytest.approx(distance_metres(b, a))
    assert distance_metres(a, b) >= 0
    assert distance_metres(a, a) == 0
