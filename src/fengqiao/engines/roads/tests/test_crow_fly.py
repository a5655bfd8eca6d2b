import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fengqiao.engines.roads.contracts import CAR, E_BIKE, WALKING, InvalidRoadsError, TravelProfile
from fengqiao.engines.roads.crow_fly import CrowFlyTravel, crow_fly_metres
from fengqiao.primitives.position import Position, distance_metres

positions = st.builds(Position, st.floats(-180, 180), st.floats(-89, 89))


@given(origins=st.lists(positions, max_size=4), destinations=st.lists(positions, max_size=4))
def test_the_matrix_agrees_with_the_distance_of_two_positions(
    origins: list[Position], destinations: list[Position]
) -> None:
    metres = crow_fly_metres(origins=origins, destinations=destinations)

    assert metres.shape == (len(origins), len(destinations))
    for row, origin in enumerate(origins):
        for column, destination in enumerate(destinations):
            assert metres[row, column] == pytest.approx(distance_metres(origin, destination), abs=1e-3)


def test_a_car_makes_thirty_five_kilometres_of_road_in_an_hour() -> None:
    origin = Position(109.0, 34.0)
    destination = Position(109.0, 34.0 + 35 / 1.3 / 111.19508)
    [[by_car]] = CrowFlyTravel(CAR).travel_minutes(origins=[origin], destinations=[destination])
    [[on_foot]] = CrowFlyTravel(WALKING).travel_minutes(origins=[origin], destinations=[destination])
    [[by_e_bike]] = CrowFlyTravel(E_BIKE).travel_minutes(origins=[origin], destinations=[destination])

    assert by_car == pytest.approx(60, rel=1e-4)
    assert np.array([on_foot, by_e_bike]) == pytest.approx([420, 105], rel=1e-4)


def test_the_drawn_way_is_the_straight_line() -> None:
    a, b = Position(109.0, 34.0), Position(109.1, 34.1)

    assert CrowFlyTravel().path(origin=a, destination=b) == [a, b]


def test_a_profile_that_stands_still_is_refused() -> None:
    with pytest.raises(InvalidRoadsError):
        TravelProfile("none", speed_kmh=0)
