"""Lines that cross become a graph; a graph has faces; faces with one label become one area."""

import itertools
import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from fengqiao.demo.county.geography.curves import distance, nearest_on_segment
from fengqiao.demo.county.geography.plane import XY, signed_area

CELL_METRES = 150.0  # of the search grid: about the length of a street segment
TOUCH_METRES = 1.0  # an end this close to another line meets it
MERGE_METRES = 2.0  # points this close are one junction; more than touching, so that a touch is welded


@dataclass(slots=True)
class Arrangement:
    """Points, and the pieces between them; `tags[k]` says which line piece k came from."""

    points: list[XY]
    pieces: list[tuple[int, int]]
    tags: list[int]


def arrange(lines: Sequence[Sequence[XY]]) -> Arrangement:
    """Cut all lines where they cross or touch, and join what meets."""
    segments = [
        (number, a, b)
        for number, line in enumerate(lines)
        for a, b in itertools.pairwise(line)
        if distance(a, b) > 1e-6
    ]
    cuts: dict[int, list[XY]] = defaultdict(list)
    for i, j in _neighbours([(a, b) for _, a, b in segments]):
        for k, point in _meetings(segments[i][1], segments[i][2], segments[j][1], segments[j][2]):
            cuts[(i, j)[k]].append(point)
    welder = _Welder()
    pieces: dict[tuple[int, int], int] = {}
    for index, (number, a, b) in enumerate(segments):
        stops = sorted([a, *cuts.get(index, []), b], key=partial(distance, a))
        ids = [welder.weld(point) for point in stops]
        for start, end in itertools.pairwise(ids):
            if start != end and (end, start) not in pieces:
                pieces.setdefault((start, end), number)
    return Arrangement(points=welder.points, pieces=list(pieces), tags=list(pieces.values()))


class _Welder:
    """Gives points that nearly coincide one number."""

    def __init__(self) -> None:
        self.points: list[XY] = []
        self._cells: dict[tuple[int, int], list[int]] = defaultdict(list)

    def weld(self, point: XY) -> int:
        column, row = int(point[0] // MERGE_METRES), int(point[1] // MERGE_METRES)
        for i in (column - 1, column, column + 1):
            for j in (row - 1, row, row + 1):
                for known in self._cells.get((i, j), ()):
                    if distance(self.points[known], point) < MERGE_METRES:
                        return known
        self.points.append(point)
        self._cells[(column, row)].append(len(self.points) - 1)
        return len(self.points) - 1


def _neighbours(segments: list[tuple[XY, XY]]) -> Iterator[tuple[int, int]]:
    cells: dict[tuple[int, int], list[int]] = defaultdict(list)
    for index, (a, b) in enumerate(segments):
        low_x, high_x = sorted((a[0], b[0]))
        low_y, high_y = sorted((a[1], b[1]))
        for i in range(int((low_x - TOUCH_METRES) // CELL_METRES), int((high_x + TOUCH_METRES) // CELL_METRES) + 1):
            for j in range(int((low_y - TOUCH_METRES) // CELL_METRES), int((high_y + TOUCH_METRES) // CELL_METRES) + 1):
                cells[(i, j)].append(index)
    seen: set[tuple[int, int]] = set()
    for members in cells.values():
        for position, i in enumerate(members):
            for j in members[position + 1 :]:
                if (i, j) not in seen:
                    seen.add((i, j))
                    yield i, j


def _meetings(a: XY, b: XY, c: XY, d: XY) -> list[tuple[int, XY]]:
    """Where two segments meet: (0, point) cuts the first, (1, point) the second."""
    found: list[tuple[int, XY]] = []
    for end, start, stop, which in ((a, c, d, 1), (b, c, d, 1), (c, a, b, 0), (d, a, b, 0)):
        foot = nearest_on_segment(start, stop, end)
        if distance(foot, end) < TOUCH_METRES:
            found.append((which, end))
    if found:
        return found
    rx, ry, sx, sy = b[0] - a[0], b[1] - a[1], d[0] - c[0], d[1] - c[1]
    cross = rx * sy - ry * sx
    if abs(cross) < 1e-9:
        return []
    t = ((c[0] - a[0]) * sy - (c[1] - a[1]) * sx) / cross
    u = ((c[0] - a[0]) * ry - (c[1] - a[1]) * rx) / cross
    if 0 < t < 1 and 0 < u < 1:
        point = (a[0] + t * rx, a[1] + t * ry)
        return [(0, point), (1, point)]
    return []


def without_stubs(
    graph: Arrangement, *, shorter_than_metres: float = math.inf, tags: set[int] | None = None
) -> Arrangement:
    """Take away dead ends shorter than the given length; of the lines with these tags, or of all."""
    degree: dict[int, list[int]] = defaultdict(list)
    for index, (a, b) in enumerate(graph.pieces):
        degree[a].append(index)
        degree[b].append(index)
    gone: set[int] = set()
    for start in [node for node, around in degree.items() if len(around) == 1]:
        path, metres = _walk_stub(graph, degree, start, gone)
        wanted = tags is None or all(graph.tags[k] in tags for k in path)
        if wanted and metres < shorter_than_metres:
            gone.update(path)
    if not gone:
        return graph
    kept = [index for index in range(len(graph.pieces)) if index not in gone]
    smaller = Arrangement(graph.points, [graph.pieces[k] for k in kept], [graph.tags[k] for k in kept])
    return without_stubs(smaller, shorter_than_metres=shorter_than_metres, tags=tags)


def _walk_stub(graph: Arrangement, degree: dict[int, list[int]], node: int, gone: set[int]) -> tuple[list[int], float]:
    path: list[int] = []
    metres = 0.0
    while True:
        ways = [k for k in degree[node] if k not in gone and k not in path]
        if len(ways) != 1:
            return path, metres
        path.append(ways[0])
        a, b = graph.pieces[ways[0]]
        metres += distance(graph.points[a], graph.points[b])
        node = b if node == a else a
        if len(degree[node]) != 2:
            return path, metres


def faces(graph: Arrangement) -> list[list[int]]:
    """Give the bounded faces as rings of point numbers, counter-clockwise."""
    following = _next_half_edges(graph)
    seen: set[tuple[int, int]] = set()
    result = []
    for start in sorted(following):
        if start in seen:
            continue
        ring = []
        edge = start
        while edge not in seen:
            seen.add(edge)
            ring.append(edge[0])
            edge = following[edge]
        if len(ring) > 2 and signed_area([graph.points[k] for k in ring]) > 1.0:
            result.append(ring)
    return result


def _next_half_edges(graph: Arrangement) -> dict[tuple[int, int], tuple[int, int]]:
    """At every point turn as far right as possible: the left face is walked counter-clockwise."""
    around: dict[int, list[int]] = defaultdict(list)
    for a, b in graph.pieces:
        around[a].append(b)
        around[b].append(a)
    following = {}
    for node, others in around.items():
        others.sort(key=partial(_bearing, graph, node))
        for position, other in enumerate(others):
            following[(other, node)] = (node, others[position - 1])
    return following


def _bearing(graph: Arrangement, node: int, other: int) -> float:
    (x, y), (u, v) = graph.points[node], graph.points[other]
    return math.atan2(v - y, u - x)


def dissolve(graph: Arrangement, rings: list[list[int]], labels: list[str]) -> dict[str, list[XY]]:
    """Join the faces of one label; give the largest outline of each."""
    owner = {
        (a, b): label
        for ring, label in zip(rings, labels, strict=True)
        for a, b in zip(ring, ring[1:] + ring[:1], strict=True)
    }
    border: dict[str, dict[int, list[int]]] = defaultdict(lambda: defaultdict(list))
    for (a, b), label in owner.items():
        if owner.get((b, a)) != label:
            border[label][a].append(b)
    return {label: _largest_ring(graph, steps) for label, steps in border.items()}


def _largest_ring(graph: Arrangement, steps: dict[int, list[int]]) -> list[XY]:
    best: list[XY] = []
    best_area = 0.0
    while steps:
        node = next(iter(steps))
        ring = []
        while steps.get(node):
            ring.append(graph.points[node])
            following = steps[node].pop()
            if not steps[node]:
                del steps[node]
            node = following
        area = signed_area(ring) if len(ring) > 2 else 0.0
        if area > best_area:
            best, best_area = ring, area
    return best
