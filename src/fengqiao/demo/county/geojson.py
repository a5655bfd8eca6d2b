"""The county as one GeoJSON object for the quiet base map."""

from collections.abc import Iterator
from typing import Any

from fengqiao.demo.county.contracts import County, Line, OrganKind, Ring

Feature = dict[str, Any]


def county_geojson(county: County, *, with_buildings: bool = True) -> dict[str, Any]:
    """Give a FeatureCollection; `layer` in the properties says what a feature is.

    Layers, in the order in which a map draws them: relief (`floor_metres`), green (`kind`), brook,
    water (`kind`, `name`), building, road (`road_class`, `name`, `is_bridge`), beat, station,
    county, place (`kind`, `name`, `rank`, `angle_degrees`).
    """
    return {"type": "FeatureCollection", "features": list(_features(county, with_buildings=with_buildings))}


def _features(county: County, *, with_buildings: bool) -> Iterator[Feature]:
    ground = county.road_map
    for band in ground.relief:
        yield _area("relief", band.ring, floor_metres=band.floor_metres)
    for green in ground.green_areas:
        yield _area("green", green.ring, kind=green.kind, name=green.name)
    for line in ground.water_lines:
        if line.kind == "brook":
            yield _line("brook", line.line, width_metres=line.width_metres)
    for water in ground.water_areas:
        yield _area("water", water.ring, kind=water.kind, name=water.name)
    if with_buildings:
        for building in ground.buildings:
            yield _area("building", building.ring)
    for edge in ground.edges:
        yield _line("road", edge.geometry, name=edge.name, road_class=edge.road_class.value, is_bridge=edge.is_bridge)
    yield from _boundaries(county)
    for place in ground.place_names:
        yield {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": list(place.position)},
            "properties": {
                "layer": "place",
                "name": place.name,
                "kind": place.kind,
                "rank": place.rank,
                "angle_degrees": place.angle_degrees,
            },
        }


def _boundaries(county: County) -> Iterator[Feature]:
    for beat in county.beats:
        yield _area("beat", beat.boundary, code=beat.code, name=beat.name, station_code=beat.station_code)
    for organ in county.organs:
        if organ.kind is OrganKind.STATION and organ.boundary is not None:
            yield _area("station", organ.boundary, code=organ.code, name=organ.name)
    yield _area("county", county.road_map.county_boundary, code=county.county_code)


def _area(layer: str, ring: Ring, **properties: Any) -> Feature:
    return {
        "type": "Feature",
        "geometry": {"type": "Polygon", "coordinates": [[list(position) for position in ring]]},
        "properties": {"layer": layer, **properties},
    }


def _line(layer: str, line: Line, **properties: Any) -> Feature:
    return {
        "type": "Feature",
        "geometry": {"type": "LineString", "coordinates": [list(position) for position in line]},
        "properties": {"layer": layer, **properties},
    }
