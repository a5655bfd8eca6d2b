"""Terrain and roads. Every position is (longitude, latitude) in degrees, WGS-84 / CGCS2000."""

from dataclasses import dataclass
from enum import StrEnum

LonLat = tuple[float, float]
Line = tuple[LonLat, ...]
Ring = tuple[LonLat, ...]
"""A closed outline, counter-clockwise, first position repeated at the end, as GeoJSON asks."""


class RoadClass(StrEnum):
    """Classes from wide to narrow; a map draws them in this order, the widest on top."""

    PRIMARY = "primary"  # 县域干线公路
    SECONDARY = "secondary"  # 乡镇公路
    MAIN_STREET = "main_street"  # 城镇主街
    STREET = "street"  # 支路
    LANE = "lane"  # 巷
    VILLAGE_ROAD = "village_road"  # 村道


@dataclass(frozen=True, slots=True)
class RoadNode:
    """A junction, a dead end, or a point where a long road was divided."""

    node_id: int
    position: LonLat


@dataclass(frozen=True, slots=True)
class RoadEdge:
    """A piece of road between two nodes, open in both directions unless `one_way` (start to end)."""

    edge_id: int
    name: str
    road_class: RoadClass
    start_node_id: int
    end_node_id: int
    geometry: Line
    length_metres: float
    speed_kmh: float
    is_bridge: bool
    one_way: bool


@dataclass(frozen=True, slots=True)
class WaterArea:
    """A river surface, lake or reservoir."""

    name: str
    kind: str  # "river", "stream" or "reservoir"
    ring: Ring


@dataclass(frozen=True, slots=True)
class WaterLine:
    """The centre line of a river or stream, upstream to downstream."""

    name: str
    kind: str
    width_metres: float
    line: Line


@dataclass(frozen=True, slots=True)
class GreenArea:
    """Park, wood or field; `kind` is "park", "wood" or "field"."""

    name: str
    kind: str
    ring: Ring


@dataclass(frozen=True, slots=True)
class ReliefBand:
    """The outline of all ground above `floor_metres` over the valley floor, for soft shading."""

    floor_metres: float
    ring: Ring


@dataclass(frozen=True, slots=True)
class Bridge:
    """One of the named bridges over the great river."""

    code: str
    name: str
    position: LonLat
    edge_ids: tuple[int, ...]
    length_metres: float


@dataclass(frozen=True, slots=True)
class Building:
    """A footprint; `address_code` is empty for a building without an address of its own."""

    ring: Ring
    address_code: str


@dataclass(frozen=True, slots=True)
class PlaceName:
    """A name on the map. `rank` 1 is shown first (county town), 5 last (lane or pavilion)."""

    name: str
    kind: str  # "county_town", "town", "village", "community", "river", "hill", "bridge"
    rank: int
    position: LonLat
    angle_degrees: float  # 0 = written level; names of rivers follow the water


@dataclass(frozen=True, slots=True)
class RoadMap:
    """The whole terrain of the county."""

    nodes: tuple[RoadNode, ...]
    edges: tuple[RoadEdge, ...]
    bridges: tuple[Bridge, ...]
    water_areas: tuple[WaterArea, ...]
    water_lines: tuple[WaterLine, ...]
    green_areas: tuple[GreenArea, ...]
    relief: tuple[ReliefBand, ...]
    buildings: tuple[Building, ...]
    place_names: tuple[PlaceName, ...]
    county_boundary: Ring
