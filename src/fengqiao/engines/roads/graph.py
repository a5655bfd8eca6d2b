"""A road graph with shortest times by Dijkstra: quick enough that no routing server is needed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import numpy as np

from fengqiao.engines.roads.contracts import (
    CAR,
    METRES_PER_MINUTE_PER_KMH,
    FloatArray,
    IntArray,
    InvalidRoadsError,
    TravelProfile,
)
from fengqiao.engines.roads.crow_fly import crow_fly_metres
from fengqiao.primitives.position import EARTH_RADIUS_METRES, Position

# Scipy takes a second to load, and a process that only shows pages needs none of it.
if TYPE_CHECKING:
    from scipy.sparse import csr_matrix
    from scipy.spatial import cKDTree

# A road must not cost nothing: scipy reads a stored zero as "no road".
_SHORTEST_MINUTES: Final = 1e-6
# Scipy's mark for "nothing comes before this node".
_NO_PREDECESSOR: Final = -9999


@dataclass(frozen=True, slots=True, eq=False)
class RoadGraph:
    """Crossings and the roads between them.

    `longitudes`, `latitudes`: one entry per node. `from_nodes`, `to_nodes`, `length_metres`, `speeds_kmh`,
    `one_way`: one entry per road; a road that is not one-way is travelled in both directions.
    Raises InvalidRoadsError when the arrays do not fit each other.
    """

    longitudes: FloatArray
    latitudes: FloatArray
    from_nodes: IntArray
    to_nodes: IntArray
    length_metres: FloatArray
    speeds_kmh: FloatArray
    one_way: np.ndarray
    _index: cKDTree = field(init=False, repr=False)

    def __post_init__(self) -> None:
        from scipy.spatial import cKDTree

        nodes, roads = len(self.longitudes), len(self.from_nodes)
        if nodes == 0 or len(self.latitudes) != nodes:
            raise InvalidRoadsError("longitudes and latitudes must be of one length, with at least one node")
        for name in ("to_nodes", "length_metres", "speeds_kmh", "one_way"):
            if len(getattr(self, name)) != roads:
                raise InvalidRoadsError(f"{name} has not one entry per road")
        ends = np.concatenate([self.from_nodes, self.to_nodes])
        if roads and (ends.min() < 0 or ends.max() >= nodes):
            raise InvalidRoadsError("a road ends at a node that does not exist")
        if roads and (self.length_metres.min() < 0 or self.speeds_kmh.min() <= 0):
            raise InvalidRoadsError("a road has a negative length or no speed")
        object.__setattr__(self, "_index", cKDTree(_on_sphere(self.longitudes, self.latitudes)))

    def position_of(self, node: int) -> Position:
        """Return where the node lies."""
        return Position(longitude=float(self.longitudes[node]), latitude=float(self.latitudes[node]))

    def nearest_nodes(self, positions: Sequence[Position]) -> tuple[IntArray, FloatArray]:
        """Return for each position the nearest node and the straight distance to it in metres."""
        longitudes = np.array([position.longitude for position in positions], dtype=np.float64)
        latitudes = np.array([position.latitude for position in positions], dtype=np.float64)
        if not len(positions):
            return np.zeros(0, dtype=np.int64), np.zeros(0)
        chords, nodes = self._index.query(_on_sphere(longitudes, latitudes))
        half = np.minimum(1.0, chords / (2 * EARTH_RADIUS_METRES))
        return nodes.astype(np.int64), 2 * EARTH_RADIUS_METRES * np.arcsin(half)

    def minutes_matrix(self, profile: TravelProfile) -> csr_matrix:
        """Return the minutes between neighbouring nodes; of parallel roads the quickest."""
        from scipy.sparse import csr_matrix

        speeds = np.minimum(self.speeds_kmh, profile.speed_kmh)
        minutes = np.maximum(self.length_metres / (speeds * METRES_PER_MINUTE_PER_KMH), _SHORTEST_MINUTES)
        back = ~self.one_way.astype(bool) if profile.obeys_one_way else np.ones(len(minutes), dtype=bool)
        starts = np.concatenate([self.from_nodes, self.to_nodes[back]])
        ends = np.concatenate([self.to_nodes, self.from_nodes[back]])
        both = np.concatenate([minutes, minutes[back]])
        # A sparse matrix adds up what is stored twice, so only the quickest of parallel roads may stay.
        order = np.lexsort((both, ends, starts))
        starts, ends, both = starts[order], ends[order], both[order]
        is_first = np.ones(len(both), dtype=bool)
        is_first[1:] = (starts[1:] != starts[:-1]) | (ends[1:] != ends[:-1])
        nodes = len(self.longitudes)
        return csr_matrix((both[is_first], (starts[is_first], ends[is_first])), shape=(nodes, nodes))


@dataclass(frozen=True, slots=True, eq=False)
class RoadTravel:
    """Travel times of a profile on a road graph.

    The way from a position to the nearest node, and from the last node to the destination, is crow-fly.
    Between two positions at the same node, where no road leads, and beyond `farthest_snap_metres` from
    any road, the straight line with its detour is taken.
    """

    graph: RoadGraph
    profile: TravelProfile = CAR
    farthest_snap_metres: float = 2_000.0
    _minutes: csr_matrix = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_minutes", self.graph.minutes_matrix(self.profile))

    def travel_minutes(self, *, origins: Sequence[Position], destinations: Sequence[Position]) -> FloatArray:
        """Return minutes, one row per origin, one column per destination."""
        from scipy.sparse.csgraph import dijkstra

        direct = self.profile.crow_fly_minutes(crow_fly_metres(origins=origins, destinations=destinations))
        if not origins or not destinations:
            return direct
        start_nodes, to_start = self.graph.nearest_nodes(origins)
        end_nodes, from_end = self.graph.nearest_nodes(destinations)
        sources, row_of = np.unique(start_nodes, return_inverse=True)
        on_roads = dijkstra(self._minutes, indices=sources)[row_of][:, end_nodes]
        access = self.profile.crow_fly_minutes(to_start)[:, None]
        egress = self.profile.crow_fly_minutes(from_end)[None, :]
        by_road = np.where(self._off_road(to_start)[:, None] | self._off_road(from_end), np.inf, on_roads)
        by_road = by_road + access + egress
        same_node = start_nodes[:, None] == end_nodes[None, :]
        return np.where(np.isinf(by_road) | same_node, direct, by_road)

    def path(self, *, origin: Position, destination: Position) -> list[Position]:
        """Return the line along the roads, from the origin to the destination, both included."""
        from scipy.sparse.csgraph import dijkstra

        nodes, away = self.graph.nearest_nodes([origin, destination])
        start, end = int(nodes[0]), int(nodes[1])
        if start == end or self._off_road(away).any():
            return [origin, destination]
        minutes, before = dijkstra(self._minutes, indices=start, return_predecessors=True)
        if np.isinf(minutes[end]):
            return [origin, destination]
        backwards = [end]
        while before[backwards[-1]] != _NO_PREDECESSOR:
            backwards.append(int(before[backwards[-1]]))
        return [origin, *(self.graph.position_of(node) for node in reversed(backwards)), destination]

    def _off_road(self, metres: FloatArray) -> np.ndarray:
        is_off: np.ndarray = metres > self.farthest_snap_metres
        return is_off


def _on_sphere(longitudes: FloatArray, latitudes: FloatArray) -> FloatArray:
    """Return points in metres around the earth's centre, in which nearest means nearest."""
    x, y = np.radians(longitudes), np.radians(latitudes)
    points = np.column_stack([np.cos(y) * np.cos(x), np.cos(y) * np.sin(x), np.sin(y)])
    return EARTH_RADIUS_METRES * points
