from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fengqiao.engines.roads.contracts import CAR, WALKING, InvalidRoadsError
from fengqiao.engines.roads.crow_fly import CrowFlyTravel
from fengqiao.engines.roads.graph import RoadGraph, RoadTravel
from fengqiao.primitives.position import Position, distance_metres

STEP = 0.005  # degrees between crossings, some 460 to 560 m


def a_grid(*, columns: int = 4, rows: int = 4, **changes: Any) -> RoadGraph:
    """A town of straight streets with a crossing every STEP degrees."""
    node = np.arange(columns * rows).reshape(rows, columns)
    longitudes = np.tile(109 + STEP * np.arange(columns), rows)
    latitudes = np.repeat(34 + STEP * np.arange(rows), columns)
    starts = np.concatenate([node[:, :-1].ravel(), node[:-1].ravel()])
    ends = np.concatenate([node[:, 1:].ravel(), node[1:].ravel()])
    metres = np.array(
        [
            distance_metres(Position(longitudes[a], latitudes[a]), Position(longitudes[b], latitudes[b]))
            for a, b in zip(starts, ends, strict=True)
        ]
    )
    given_arrays: dict[str, Any] = {
        "longitudes": longitudes,
        "latitudes": latitudes,
        "from_nodes": starts,
        "to_nodes": ends,
        "length_metres": metres,
        "speeds_kmh": np.full(len(starts), 30.0),
        "one_way": np.zeros(len(starts), dtype=bool),
    }
    return RoadGraph(**(given_arrays | changes))


def minutes(travel: RoadTravel, origin: Position, destination: Position) -> float:
    return float(travel.travel_minutes(origins=[origin], destinations=[destination])[0, 0])


def test_travel_follows_the_streets() -> None:
    grid = a_grid()
    travel = RoadTravel(grid)
    corner, opposite = grid.position_of(0), grid.position_of(15)
    metres = 3 * distance_metres(corner, grid.position_of(1)) + 3 * distance_metres(corner, grid.position_of(4))

    assert minutes(travel, corner, opposite) == pytest.approx(metres / 500, rel=1e-3)


def test_the_drawn_way_leads_over_neighbouring_crossings() -> None:
    grid = a_grid()
    origin, destination = Position(108.9995, 34.0), Position(109 + 3 * STEP, 34 + 3 * STEP + 0.0005)
    way = RoadTravel(grid).path(origin=origin, destination=destination)

    assert (way[0], way[-1]) == (origin, destination)
    assert len(way) == 2 + 7
    longest = distance_metres(grid.position_of(0), grid.position_of(4)) + 1
    assert all(distance_metres(a, b) < longest for a, b in pairwise(way))


def test_a_one_way_street_sends_cars_round_and_lets_walkers_through() -> None:
    square = a_grid(columns=2, rows=2)
    to_west = np.array([False, False, False, False])
    to_west[0] = True  # the southern street, 0 → 1
    grid = a_grid(columns=2, rows=2, one_way=to_west)
    west, east = grid.position_of(0), grid.position_of(1)

    assert minutes(RoadTravel(grid), west, east) == minutes(RoadTravel(square), west, east)
    assert minutes(RoadTravel(grid), east, west) > 2.9 * minutes(RoadTravel(square), east, west)
    walk = RoadTravel(grid, WALKING)
    assert minutes(walk, east, west) == pytest.approx(minutes(walk, west, east))


def test_of_two_parallel_roads_the_quicker_one_counts() -> None:
    nodes = {"longitudes": np.array([109.0, 109.01]), "latitudes": np.array([34.0, 34.0])}
    graph = RoadGraph(
        **nodes,
        from_nodes=np.array([0, 0, 1]),
        to_nodes=np.array([1, 1, 0]),
        length_metres=np.array([5_000.0, 1_000.0, 3_000.0]),
        speeds_kmh=np.array([30.0, 30.0, 30.0]),
        one_way=np.zeros(3, dtype=bool),
    )

    assert minutes(RoadTravel(graph), graph.position_of(0), graph.position_of(1)) == pytest.approx(2.0)


def test_where_no_road_leads_the_straight_line_is_taken() -> None:
    island = a_grid(from_nodes=np.array([0]), to_nodes=np.array([1]), length_metres=np.array([500.0]),
                    speeds_kmh=np.array([30.0]), one_way=np.array([False]))  # fmt: skip
    a, b = island.position_of(0), island.position_of(15)
    far = Position(110.0, 35.0)
    travel, crow_fly = RoadTravel(island), CrowFlyTravel(CAR)

    for destination in (b, far):
        expected = crow_fly.travel_minutes(origins=[a], destinations=[destination])[0, 0]
        assert minutes(travel, a, destination) == pytest.approx(expected)
        assert travel.path(origin=a, destination=destination) == [a, destination]


def test_a_road_of_no_length_still_connects() -> None:
    graph = a_grid(columns=2, rows=1, length_metres=np.array([0.0]))

    assert minutes(RoadTravel(graph), graph.position_of(0), graph.position_of(1)) < 0.001


in_town = st.builds(Position, st.floats(108.999, 109.016), st.floats(33.999, 34.016))


@settings(max_examples=40, deadline=None)
@given(points=st.lists(in_town, min_size=1, max_size=5))
def test_the_matrix_agrees_with_its_single_entries(points: list[Position]) -> None:
    travel = RoadTravel(a_grid())
    matrix = travel.travel_minutes(origins=points, destinations=points)

    assert np.all(matrix >= 0)
    assert np.all(np.isfinite(matrix))
    assert matrix[0, -1] == pytest.approx(minutes(travel, points[0], points[-1]))
    assert np.allclose(matrix, matrix.T)  # no street is one-way
    assert matrix.diagonal() == pytest.approx(0)


def test_a_station_sized_matrix_has_a_way_from_every_point_to_every_other() -> None:
    travel = RoadTravel(a_grid(columns=120, rows=120))
    rng = np.random.default_rng(1)
    points = [Position(109 + x, 34 + y) for x, y in rng.uniform(0, 119 * STEP, size=(200, 2))]
    matrix = travel.travel_minutes(origins=points, destinations=points)

    assert matrix.shape == (200, 200)
    assert np.all(np.isfinite(matrix))


@pytest.mark.parametrize(
    "wrong",
    [
        {"to_nodes": np.array([1])},
        {"from_nodes": np.full(24, 99)},
        {"speeds_kmh": np.zeros(24)},
        {"latitudes": np.zeros(3)},
    ],
)
def test_roads_that_contradict_themselves_are_refused(wrong: dict[str, np.ndarray]) -> None:
    with pytest.raises(InvalidRoadsError):
        a_grid(**wrong)


def test_no_origins_give_an_empty_matrix() -> None:
    grid = a_grid()

    assert RoadTravel(grid).travel_minutes(origins=[], destinations=[grid.position_of(0)]).shape == (0, 1)
