"""Travel times on the loaded roads, kept in each process until the roads are replaced."""

from __future__ import annotations

import itertools
import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from fengqiao.domains.places.models import RoadNetworkRow
from fengqiao.engines.roads.contracts import CAR, FloatArray, TravelProfile, TravelTimes
from fengqiao.engines.roads.crow_fly import CrowFlyTravel
from fengqiao.engines.roads.graph import RoadGraph, RoadTravel
from fengqiao.primitives.position import Position

Point = tuple[float, float]
Line = tuple[Position, ...]


@dataclass(frozen=True, slots=True)
class DrawnTravel:
    """Travel times of the graph, with ways that bend as the roads do. `bends`: what lies between two crossings."""

    travel: RoadTravel
    bends: dict[tuple[Position, Position], Line]

    def travel_minutes(self, *, origins: Sequence[Position], destinations: Sequence[Position]) -> FloatArray:
        """This function will return minutes, one row per origin, one column per destination."""
        return self.travel.travel_minutes(origins=origins, destinations=destinations)

    def path(self, *, origin: Position, destination: Position) -> list[Position]:
        """This function will return the line along the roads with their bends, both ends included."""
        corners = self.travel.path(origin=origin, destination=destination)
        line = corners[:1]
        for before, after in itertools.pairwise(corners):
            line.extend(self.bends.get((before, after), ()))
            line.append(after)
        return line


@dataclass(slots=True)
class _Cache:
    version: uuid.UUID | None = None
    graph: RoadGraph | None = None
    bends: dict[tuple[Position, Position], Line] = field(default_factory=dict)
    travels: dict[str, TravelTimes] = field(default_factory=dict)


_cache = _Cache()


def travel_times(*, profile: TravelProfile = CAR) -> TravelTimes:
    """This function will return travel times on the loaded roads, or crow-fly ones where none are loaded."""
    version = RoadNetworkRow.objects.values_list("version", flat=True).first()
    if version is None:
        return CrowFlyTravel(profile)
    if _cache.version != version:
        _read_network()
    if profile.name not in _cache.travels and _cache.graph is not None:
        _cache.travels[profile.name] = DrawnTravel(RoadTravel(_cache.graph, profile), _cache.bends)
    return _cache.travels[profile.name]


def build_graph(row: RoadNetworkRow) -> RoadGraph:
    """This function will build the graph of a network. Raises InvalidRoadsError when its columns do not fit."""
    return RoadGraph(
        longitudes=np.array(row.longitudes, dtype=np.float64),
        latitudes=np.array(row.latitudes, dtype=np.float64),
        from_nodes=np.array(row.from_nodes, dtype=np.int64),
        to_nodes=np.array(row.to_nodes, dtype=np.int64),
        length_metres=np.array(row.length_metres, dtype=np.float64),
        speeds_kmh=np.array(row.speeds_kmh, dtype=np.float64),
        one_way=np.array(row.one_way, dtype=bool),
    )


def _read_network() -> None:
    row = RoadNetworkRow.objects.get()
    _cache.graph = build_graph(row)
    _cache.bends = _bends_of(row, _cache.graph)
    _cache.travels = {}
    _cache.version = row.version


def _bends_of(row: RoadNetworkRow, graph: RoadGraph) -> dict[tuple[Position, Position], Line]:
    """Return the inner points of each road, both ways; of parallel roads the shortest is drawn."""
    bends: dict[tuple[Position, Position], Line] = {}
    longest_first = sorted(range(len(row.geometries)), key=lambda road: -row.length_metres[road])
    for road in longest_first:
        inner = tuple(Position(longitude=x, latitude=y) for x, y in row.geometries[road][1:-1])
        start, end = graph.position_of(row.from_nodes[road]), graph.position_of(row.to_nodes[road])
        bends[start, end] = inner
        bends[end, start] = inner[::-1]
    return bends
