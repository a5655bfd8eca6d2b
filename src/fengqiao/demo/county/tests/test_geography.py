"""The ground: connected roads, beats that share out the county, two bridges over the river."""

from collections import defaultdict

import pytest

from fengqiao.demo.county.contracts import County, RoadClass
from fengqiao.demo.county.geography.planar import arrange, dissolve, faces, without_stubs
from fengqiao.demo.county.geography.plane import contains, signed_area, to_lonlat, to_plane
from fengqiao.demo.county.geography.terrain import shape_terrain


def _ring(ring: tuple[tuple[float, float], ...]) -> list[tuple[float, float]]:
    return [to_plane(position) for position in ring[:-1]]


def test_every_road_node_can_be_reached_from_every_other(county: County) -> None:
    around: dict[int, set[int]] = defaultdict(set)
    for edge in county.road_map.edges:
        around[edge.start_node_id].add(edge.end_node_id)
        around[edge.end_node_id].add(edge.start_node_id)
    reached, queue = {1}, [1]
    while queue:
        for other in around[queue.pop()] - reached:
            reached.add(other)
            queue.append(other)
    assert reached == {node.node_id for node in county.road_map.nodes}
    assert len(reached) > 1000


def test_edges_begin_and_end_at_their_nodes(county: County) -> None:
    at = {node.node_id: node.position for node in county.road_map.nodes}
    for edge in county.road_map.edges:
        assert edge.geometry[0] == at[edge.start_node_id]
        assert edge.geometry[-1] == at[edge.end_node_id]
        assert edge.length_metres > 0
        assert edge.speed_kmh > 0


def test_the_great_river_is_crossed_by_two_named_bridges_only(county: County) -> None:
    named = {edge_id for bridge in county.road_map.bridges for edge_id in bridge.edge_ids}
    river = next(line for line in county.road_map.water_lines if line.kind == "river")
    surface = next(area for area in county.road_map.water_areas if area.name == river.name)
    ring = _ring(surface.ring)
    wet = {
        edge.edge_id
        for edge in county.road_map.edges
        if any(contains(ring, to_plane(position)) for position in edge.geometry)
    }
    assert [bridge.name for bridge in county.road_map.bridges] == ["枫桥大桥", "渡口大桥"]
    assert all(len(bridge.edge_ids) == 1 for bridge in county.road_map.bridges)
    assert wet <= named


@pytest.mark.parametrize("seed", [1, 9, 42])
def test_other_seeds_make_whole_counties_too(seed: int) -> None:
    terrain = shape_terrain(seed=seed)
    assert len(terrain.territory.beats) == 16
    assert len(terrain.territory.stations) == 3
    assert {street.road_class for street in terrain.streets} == set(RoadClass)


def test_beats_share_out_the_county_without_gap_or_overlap(county: County) -> None:
    whole = abs(signed_area(_ring(county.road_map.county_boundary)))
    parts = sum(abs(signed_area(_ring(beat.boundary))) for beat in county.beats)
    assert parts == pytest.approx(whole, rel=0.002)
    assert min(sum(beat.station_code == code for beat in county.beats) for code in _stations(county)) >= 5


def _stations(county: County) -> set[str]:
    return {beat.station_code for beat in county.beats}


def test_every_address_lies_in_exactly_the_beat_it_names(county: County) -> None:
    rings = {beat.code: _ring(beat.boundary) for beat in county.beats}
    for address in county.addresses:
        inside = [code for code, ring in rings.items() if contains(ring, to_plane(address.position))]
        assert inside == [address.beat_code]


def test_positions_survive_the_way_to_the_plane_and_back() -> None:
    assert to_lonlat(to_plane((108.912345, 33.598765))) == (108.912345, 33.598765)


def test_crossing_lines_become_faces_that_dissolve_into_one_outline() -> None:
    square = [(0.0, 0.0), (100.0, 0.0), (100.0, 100.0), (0.0, 100.0), (0.0, 0.0)]
    graph = without_stubs(arrange([square, [(50.0, -20.0), (50.0, 120.0)]]))
    rings = faces(graph)
    assert sorted(signed_area([graph.points[k] for k in ring]) for ring in rings) == [5000.0, 5000.0]
    joined = dissolve(graph, rings, ["one", "one"])
    assert signed_area(joined["one"]) == 10_000.0
