from __future__ import annotations

import dataclasses

import pytest
from tests.stage import EAST_GATE, FERRY, OLD_TOWN, STATION, Stage

from fengqiao.domains.organisation.contracts import NewUnit, UnitKind
from fengqiao.domains.organisation.public import load_units
from fengqiao.domains.places.contracts import InvalidRoadNetworkError, RoadNetwork
from fengqiao.domains.places.public import load_road_network, path_at, paths_at, travel_times
from fengqiao.engines.roads.contracts import WALKING
from fengqiao.engines.roads.crow_fly import CrowFlyTravel
from fengqiao.foundation.scoping.contracts import SYSTEM, NotAllowedError
from fengqiao.primitives.position import Position

START, END = Position(longitude=108.87, latitude=33.60), Position(longitude=108.88, latitude=33.60)
BEND = (108.875, 33.605)
NETWORK = RoadNetwork(
    longitudes=(108.87, 108.88),
    latitudes=(33.60, 33.60),
    from_nodes=(0,),
    to_nodes=(1,),
    length_metres=(1400.0,),
    speeds_kmh=(30.0,),
    one_way=(False,),
    geometries=(((108.87, 33.60), BEND, (108.88, 33.60)),),
    names=("人民西路",),
)


def test_without_roads_the_crow_flies(stage: Stage) -> None:
    assert isinstance(travel_times(), CrowFlyTravel)


def test_with_roads_the_time_is_theirs_and_the_way_bends(stage: Stage) -> None:
    load_road_network(actor=SYSTEM, network=NETWORK)
    travel = travel_times()
    assert travel.travel_minutes(origins=[START], destinations=[END])[0, 0] == pytest.approx(2.8)
    bend = Position(longitude=BEND[0], latitude=BEND[1])
    assert bend in travel.path(origin=START, destination=END)
    back = travel.path(origin=END, destination=START)
    assert (back[0], back[-1], bend in back) == (END, START, True)
    on_foot = travel_times(profile=WALKING).travel_minutes(origins=[START], destinations=[END])
    assert on_foot[0, 0] == pytest.approx(16.8)


def test_a_new_network_takes_the_place_of_the_last(stage: Stage) -> None:
    load_road_network(actor=SYSTEM, network=NETWORK)
    first = travel_times()
    assert travel_times() is first
    load_road_network(actor=SYSTEM, network=dataclasses.replace(NETWORK, speeds_kmh=(15.0,)))
    assert travel_times().travel_minutes(origins=[START], destinations=[END])[0, 0] == pytest.approx(5.6)


def test_columns_that_do_not_fit_are_refused(stage: Stage) -> None:
    with pytest.raises(InvalidRoadNetworkError, match="one_way"):
        load_road_network(actor=SYSTEM, network=dataclasses.replace(NETWORK, one_way=()))
    with pytest.raises(InvalidRoadNetworkError, match="geometries"):
        load_road_network(actor=SYSTEM, network=dataclasses.replace(NETWORK, geometries=((), ())))
    assert isinstance(travel_times(), CrowFlyTravel)


def test_an_officer_does_not_replace_the_roads(stage: Stage) -> None:
    with pytest.raises(NotAllowedError):
        load_road_network(actor=stage.actor("officer"), network=NETWORK)


def test_a_position_lies_in_the_beat_whose_boundary_holds_it(stage: Stage) -> None:
    old_town, east_gate = Position(longitude=108.875, latitude=33.6), Position(longitude=108.9, latitude=33.6)
    ferry, nowhere = Position(longitude=108.96, latitude=33.575), Position(longitude=108.92, latitude=33.6)
    expected = [stage.paths[OLD_TOWN], stage.paths[EAST_GATE], stage.paths[FERRY], None]
    assert paths_at(positions=[old_town, east_gate, ferry, nowhere]) == expected


def test_a_new_beat_is_known_at_once_also_one_with_a_dent(stage: Stage) -> None:
    in_dent, in_arm = Position(longitude=109.02, latitude=33.63), Position(longitude=109.005, latitude=33.63)
    assert path_at(position=in_arm) is None
    u_shape = (
        (109.0, 33.60), (109.04, 33.60), (109.04, 33.64), (109.03, 33.64), (109.03, 33.61),
        (109.01, 33.61), (109.01, 33.64), (109.0, 33.64), (109.0, 33.60),
    )  # fmt: skip
    paths = load_units(
        actor=SYSTEM, units=[NewUnit("619999410300", "新区警务区", UnitKind.BEAT, STATION, boundary=u_shape)]
    )
    assert path_at(position=in_arm) == paths["619999410300"]
    assert path_at(position=in_dent) is None
