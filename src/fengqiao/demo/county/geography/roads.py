"""From streets as lines to the road graph that units drive on."""

import itertools
import math
from collections import defaultdict
from dataclasses import dataclass
from random import Random

from fengqiao.demo.county.contracts import Bridge, DisconnectedRoadsError, RoadClass, RoadEdge, RoadNode
from fengqiao.demo.county.geography.curves import (
    distance,
    length,
    nearest_on_line,
    roughen,
    smooth,
)
from fengqiao.demo.county.geography.layout import moved, read_data
from fengqiao.demo.county.geography.planar import Arrangement, arrange, without_stubs
from fengqiao.demo.county.geography.plane import XY, contains, line_to_lonlat, to_lonlat
from fengqiao.demo.county.geography.rivers import River
from fengqiao.demo.county.geography.towns import Street

ROAD_JITTER_METRES = 70.0
ROAD_STEP_METRES = 60.0
SNAP_TO_TOWN_METRES = 420.0  # a country road ends on the nearest street within this reach
ROAD_BEND = 0.055  # share by which a road leaves the straight between two points
STUB_METRES = 420.0  # a town street does not stick out beyond its last crossing
TOWN_CLASSES = (RoadClass.MAIN_STREET, RoadClass.STREET, RoadClass.LANE)
LONGEST_EDGE_METRES = 320.0  # so that a unit can stand near anywhere on the graph
SPEED_KMH = {
    RoadClass.PRIMARY: 70.0,
    RoadClass.SECONDARY: 50.0,
    RoadClass.MAIN_STREET: 40.0,
    RoadClass.STREET: 32.0,
    RoadClass.LANE: 18.0,
    RoadClass.VILLAGE_ROAD: 25.0,
}


@dataclass(frozen=True, slots=True)
class RoadGraph:
    """Nodes and edges, with the same lines once more in the plane for those who build on them."""

    nodes: tuple[RoadNode, ...]
    edges: tuple[RoadEdge, ...]
    bridges: tuple[Bridge, ...]
    lines: dict[int, list[XY]]  # by edge_id
    towns: dict[int, str]  # edge_id → town or village, "" in the open country


def lay_country_roads(streets: list[Street], rng: Random) -> list[Street]:
    """Lay the roads between the towns; their ends meet the streets there."""
    laid: list[Street] = []
    for row in read_data("layout.yaml")["roads"]:
        control = moved(row["points"], rng, ROAD_JITTER_METRES)
        control[0], control[-1] = (_snapped(control[k], [*streets, *laid]) for k in (0, -1))
        bent = roughen(smooth(control, step_metres=ROAD_STEP_METRES * 7), rng, share=ROAD_BEND, depth=1)
        line = smooth(bent, step_metres=ROAD_STEP_METRES)
        laid.append(Street(row["name"], RoadClass(row["class"]), line, ""))
    return laid


def _snapped(point: XY, streets: list[Street]) -> XY:
    reach, foot = min(nearest_on_line(street.line, point) for street in streets)
    return foot if reach < SNAP_TO_TOWN_METRES else point


def build_graph(streets: list[Street], rivers: list[River], outline: list[XY]) -> RoadGraph:
    """Join all streets into one connected graph inside the county.

    Raises DisconnectedRoadsError when a part larger than a stray lane cannot be reached.
    """
    in_town = {tag for tag, street in enumerate(streets) if street.road_class in TOWN_CLASSES}
    arrangement = without_stubs(
        arrange([street.line for street in streets]), shorter_than_metres=STUB_METRES, tags=in_town
    )
    arrangement = _main_component(_inside(arrangement, outline))
    chains = _chains(arrangement)
    node_ids: dict[int, int] = {}
    edges: list[RoadEdge] = []
    lines: dict[int, list[XY]] = {}
    towns: dict[int, str] = {}
    for tag, chain in chains:
        for piece in _shortened(arrangement, chain):
            points = [arrangement.points[k] for k in piece]
            edge_id = len(edges) + 1
            start, end = (node_ids.setdefault(k, len(node_ids) + 1) for k in (piece[0], piece[-1]))
            edges.append(_edge(edge_id, streets[tag], points, (start, end), rivers))
            lines[edge_id] = points
            towns[edge_id] = streets[tag].town
    nodes = tuple(RoadNode(node_id, to_lonlat(arrangement.points[k])) for k, node_id in node_ids.items())
    return RoadGraph(nodes, tuple(edges), _bridges(edges, lines, streets, rivers), lines, towns)


def _inside(graph: Arrangement, outline: list[XY]) -> Arrangement:
    kept = [k for k, (a, b) in enumerate(graph.pieces) if all(contains(outline, graph.points[p]) for p in (a, b))]
    return Arrangement(graph.points, [graph.pieces[k] for k in kept], [graph.tags[k] for k in kept])


def _main_component(graph: Arrangement) -> Arrangement:
    around: dict[int, list[int]] = defaultdict(list)
    for a, b in graph.pieces:
        around[a].append(b)
        around[b].append(a)
    reached: set[int] = set()
    best: set[int] = set()
    for start in sorted(around):
        if start in reached:
            continue
        part, queue = {start}, [start]
        while queue:
            for other in around[queue.pop()]:
                if other not in part:
                    part.add(other)
                    queue.append(other)
        reached |= part
        best = max(best, part, key=len)
    lost = len(around) - len(best)
    if lost > 0.01 * len(around):  # more than a stray lane: the layout itself is broken
        raise DisconnectedRoadsError(f"{lost} of {len(around)} road points cannot be reached")
    kept = [k for k, (a, _) in enumerate(graph.pieces) if a in best]
    return Arrangement(graph.points, [graph.pieces[k] for k in kept], [graph.tags[k] for k in kept])


def _chains(graph: Arrangement) -> list[tuple[int, list[int]]]:
    """Join pieces of one street between junctions."""
    around: dict[int, list[int]] = defaultdict(list)
    for index, (a, b) in enumerate(graph.pieces):
        around[a].append(index)
        around[b].append(index)

    def passes(node: int) -> bool:
        return len(around[node]) == 2 and graph.tags[around[node][0]] == graph.tags[around[node][1]]

    used: set[int] = set()
    result = []
    starts = [k for k, (a, b) in enumerate(graph.pieces) if not passes(a) or not passes(b)]
    for index in [*starts, *range(len(graph.pieces))]:
        if index in used:
            continue
        a, b = graph.pieces[index]
        chain = [b, a] if not passes(b) else [a, b]
        used.add(index)
        while passes(chain[-1]):
            onward = next((k for k in around[chain[-1]] if k not in used), None)
            if onward is None:
                break
            used.add(onward)
            p, q = graph.pieces[onward]
            chain.append(q if p == chain[-1] else p)
        result.append((graph.tags[index], chain))
    return result


def _shortened(graph: Arrangement, chain: list[int]) -> list[list[int]]:
    """Divide a long chain at its own points into edges of bounded length."""
    total = length([graph.points[k] for k in chain])
    parts = max(1, math.ceil(total / LONGEST_EDGE_METRES))
    if chain[0] == chain[-1]:
        parts = max(parts, 3)  # a loop needs nodes of its own
    if parts == 1 or len(chain) <= parts:
        return [chain]
    pieces: list[list[int]] = []
    current, walked = [chain[0]], 0.0
    for a, b in itertools.pairwise(chain):
        walked += distance(graph.points[a], graph.points[b])
        current.append(b)
        if walked >= total / parts * (len(pieces) + 1) and b != chain[-1]:
            pieces.append(current)
            current = [b]
    pieces.append(current)
    return [piece for piece in pieces if len(piece) > 1]


def _edge(edge_id: int, street: Street, points: list[XY], ends: tuple[int, int], rivers: list[River]) -> RoadEdge:
    return RoadEdge(
        edge_id=edge_id,
        name=street.name,
        road_class=street.road_class,
        start_node_id=ends[0],
        end_node_id=ends[1],
        geometry=line_to_lonlat(points),
        length_metres=round(length(points), 1),
        speed_kmh=SPEED_KMH[street.road_class],
        is_bridge=any(_crosses(points, river) for river in rivers),
        one_way=False,
    )


def _crosses(points: list[XY], river: River) -> bool:
    """Say whether the line passes from one bank to the other (it meets the centre line)."""
    low_x, high_x = min(x for x, _ in points), max(x for x, _ in points)
    low_y, high_y = min(y for _, y in points), max(y for _, y in points)
    for a, b in zip(river.line, river.line[1:], strict=False):
        if max(a[0], b[0]) < low_x or min(a[0], b[0]) > high_x or max(a[1], b[1]) < low_y or min(a[1], b[1]) > high_y:
            continue
        if any(_cross(a, b, c, d) for c, d in itertools.pairwise(points)):
            return True
    return False


def _cross(a: XY, b: XY, c: XY, d: XY) -> bool:
    def side(p: XY, q: XY, r: XY) -> float:
        return (q[0] - p[0]) * (r[1] - p[1]) - (q[1] - p[1]) * (r[0] - p[0])

    return side(a, b, c) * side(a, b, d) <= 0 and side(c, d, a) * side(c, d, b) <= 0


def _bridges(
    edges: list[RoadEdge], lines: dict[int, list[XY]], streets: list[Street], rivers: list[River]
) -> tuple[Bridge, ...]:
    great = next(river for river in rivers if river.kind == "river")
    result: list[Bridge] = []
    for street in (street for street in streets if street.bridge):
        mine = [edge for edge in edges if edge.name == street.name and _crosses(lines[edge.edge_id], great)]
        middle = min(
            (point for edge in mine for point in _dense(lines[edge.edge_id])),
            key=lambda point: nearest_on_line(great.line, point)[0],
        )
        result.append(
            Bridge(
                code=f"619999B{len(result) + 1:03d}",
                name=street.bridge,
                position=to_lonlat(middle),
                edge_ids=tuple(edge.edge_id for edge in mine),
                length_metres=round(great.width_metres * 1.35, 0),
            )
        )
    return tuple(result)


def _dense(points: list[XY]) -> list[XY]:
    return [
        (a[0] + (b[0] - a[0]) * k / 8, a[1] + (b[1] - a[1]) * k / 8)
        for a, b in itertools.pairwise(points)
        for k in range(9)
    ]
