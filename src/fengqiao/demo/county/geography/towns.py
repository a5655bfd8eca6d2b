"""Towns grow: an outline, a few main streets, then every block is divided until it is small enough."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from fengqiao.demo.county.contracts import RoadClass
from fengqiao.demo.county.geography.curves import distance, smooth
from fengqiao.demo.county.geography.layout import metres, read_data
from fengqiao.demo.county.geography.planar import arrange, faces, without_stubs
from fengqiao.demo.county.geography.plane import XY, centroid, contains, signed_area
from fengqiao.demo.county.geography.rivers import River, riverside

STREET_STEP_METRES = 45.0
HECTARE = 10_000.0  # m²
STREET_AREA = 6 * HECTARE  # a cut through a block larger than this is a street, else a lane
SNAP_METRES = 26.0  # a new lane prefers to meet an existing corner
TURN_DEGREES = 9.0  # how far from square a lane may run
MIN_CUT_METRES = 28.0
OUTSKIRTS_FACTOR = 1.9  # blocks at the edge of a town are that much larger
MAX_DEPTH = 12
LANE_SIDES = "东西南北上下前后"  # 东槐树巷 when 槐树巷 is taken


@dataclass(frozen=True, slots=True)
class Street:
    """A road as a line in the plane, before it becomes part of the road graph."""

    name: str
    road_class: RoadClass
    line: list[XY]
    town: str  # "" in the open country
    bridge: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """Ground between streets."""

    town: str
    ring: list[XY]


class NamePool:
    """Gives every street of one town another name; the same name may live in another town."""

    def __init__(self, rng: Random, taken: set[str]) -> None:
        layout = read_data("layout.yaml")
        lanes = _shuffled(layout["lane_names"], rng)
        streets = [f"{base}{rng.choice('街路')}" for base in _shuffled(layout["street_names"], rng)]
        self._streets = (name for name in streets if name not in taken)
        self._lanes = (f"{side}{base}巷" for side in ("", *LANE_SIDES) for base in lanes)

    def next_name(self, road_class: RoadClass) -> str:
        """Give the next free name for a street or lane."""
        street = next(self._streets, None) if road_class is RoadClass.STREET else None
        return street or next(self._lanes)


def _shuffled(names: list[str], rng: Random) -> list[str]:
    result = list(names)
    rng.shuffle(result)
    return result


def grow_town(plan: dict, rivers: list[River], rng: Random) -> tuple[list[Street], list[Block]]:
    """Lay out one town: its streets, and the blocks between them."""
    streets = list(_main_streets(plan, rivers))
    pool = NamePool(rng, {street.name for street in streets})
    graph = without_stubs(arrange([street.line for street in streets]))
    blocks: list[Block] = []
    for ring in faces(graph):
        divide = _Divider(plan, pool, rng)
        divide.divide([graph.points[k] for k in ring], 0)
        streets.extend(divide.streets)
        blocks.extend(divide.blocks)
    return streets, blocks


def _main_streets(plan: dict, rivers: list[River]) -> Iterator[Street]:
    town = plan["name"]
    outline = metres(plan["outline"])
    if "riverside" in plan:
        bank = riverside(rivers, plan["riverside"])
        ring = smooth([bank[-1], *outline, bank[0]], step_metres=STREET_STEP_METRES)
        yield Street(plan["riverside"]["name"], RoadClass.STREET, bank, town)
        yield Street(plan["outline_name"], RoadClass.STREET, ring, town)
    else:
        ring = smooth(outline, step_metres=STREET_STEP_METRES, closed=True)
        yield Street(plan["outline_name"], RoadClass.STREET, ring, town)
    for row in plan["streets"]:
        line = smooth(metres(row["points"]), step_metres=STREET_STEP_METRES)
        yield Street(row["name"], RoadClass(row["class"]), line, town, row.get("bridge", ""))


class _Divider:
    """Cuts one block after the other; keeps the lanes that the cuts became."""

    def __init__(self, plan: dict, pool: NamePool, rng: Random) -> None:
        self._town = plan["name"]
        self._centre = metres([plan["centre"]])[0]
        self._target = plan["block_hectares"] * HECTARE
        self._reach = max(distance(self._centre, point) for point in metres(plan["outline"]))
        self._pool = pool
        self._rng = rng
        self.streets: list[Street] = []
        self.blocks: list[Block] = []

    def divide(self, ring: list[XY], depth: int) -> None:
        """Cut the block in two until the pieces are small enough, then keep them."""
        area = signed_area(ring)
        away = min(1.0, distance(centroid(ring), self._centre) / self._reach)
        target = self._target * (1 + (OUTSKIRTS_FACTOR - 1) * away) * self._rng.uniform(0.75, 1.5)
        cut = _find_cut(ring, self._rng) if area > target and depth < MAX_DEPTH else None
        if cut is None:
            self.blocks.append(Block(self._town, ring))
            return
        road_class = RoadClass.STREET if area > STREET_AREA else RoadClass.LANE
        self.streets.append(Street(self._pool.next_name(road_class), road_class, cut.line, self._town))
        self.divide(cut.left, depth + 1)
        self.divide(cut.right, depth + 1)


@dataclass(frozen=True, slots=True)
class _Cut:
    line: list[XY]
    left: list[XY]
    right: list[XY]


def _find_cut(ring: list[XY], rng: Random) -> _Cut | None:
    long_axis = _long_axis(ring)
    for attempt in range(8):
        share = rng.uniform(0.4, 0.6)
        point = _interior_point(ring, long_axis, share)
        turn = math.radians(rng.uniform(-TURN_DEGREES, TURN_DEGREES)) * (1 + attempt / 4)
        if point is None:
            continue
        cut = _cut_through(ring, point, long_axis + math.pi / 2 + turn, rng)
        if cut is not None:
            return cut
    return None


def _long_axis(ring: list[XY]) -> float:
    """Direction of the side of the narrowest box around the ring (one of the ring's own directions)."""
    best = (math.inf, 0.0)
    for a, b in zip(ring, ring[1:] + ring[:1], strict=True):
        if distance(a, b) < 1.0:
            continue
        angle = math.atan2(b[1] - a[1], b[0] - a[0])
        cos, sin = math.cos(angle), math.sin(angle)
        along = [x * cos + y * sin for x, y in ring]
        across = [y * cos - x * sin for x, y in ring]
        width, height = max(along) - min(along), max(across) - min(across)
        best = min(best, (width * height, angle if width >= height else angle + math.pi / 2))
    return best[1]


def _interior_point(ring: list[XY], axis: float, share: float) -> XY | None:
    cos, sin = math.cos(axis), math.sin(axis)
    along = [x * cos + y * sin for x, y in ring]
    across = [y * cos - x * sin for x, y in ring]
    t = min(along) + (max(along) - min(along)) * share
    for part in (0.5, 0.35, 0.65, 0.2, 0.8):
        s = min(across) + (max(across) - min(across)) * part
        point = (t * cos - s * sin, t * sin + s * cos)
        if contains(ring, point):
            return point
    return None


def _cut_through(ring: list[XY], point: XY, direction: float, rng: Random) -> _Cut | None:
    dx, dy = math.cos(direction), math.sin(direction)
    ahead: tuple[float, int, XY] | None = None
    behind: tuple[float, int, XY] | None = None
    for index, (a, b) in enumerate(zip(ring, ring[1:] + ring[:1], strict=True)):
        reach = _ray(point, dx, dy, a, b)
        if reach is None:
            continue
        hit = (reach, index, (point[0] + reach * dx, point[1] + reach * dy))
        if reach > 0 and (ahead is None or reach < ahead[0]):
            ahead = hit
        if reach <= 0 and (behind is None or reach > behind[0]):
            behind = hit
    if ahead is None or behind is None:
        return None
    return _joined(ring, (behind[1], behind[2]), (ahead[1], ahead[2]), rng)


def _ray(point: XY, dx: float, dy: float, a: XY, b: XY) -> float | None:
    ex, ey = b[0] - a[0], b[1] - a[1]
    cross = dx * ey - dy * ex
    if abs(cross) < 1e-9:
        return None
    u = ((a[0] - point[0]) * dy - (a[1] - point[1]) * dx) / cross
    if not 0 <= u < 1:
        return None
    return ((a[0] - point[0]) * ey - (a[1] - point[1]) * ex) / cross


def _joined(ring: list[XY], start: tuple[int, XY], end: tuple[int, XY], rng: Random) -> _Cut | None:
    (i, p), (j, q) = (_snapped(ring, *start), _snapped(ring, *end))
    if i == j or distance(p, q) < MIN_CUT_METRES:
        return None
    bow = distance(p, q) * rng.uniform(-0.03, 0.03)
    span = distance(p, q)
    middle = ((p[0] + q[0]) / 2 - (q[1] - p[1]) / span * bow, (p[1] + q[1]) / 2 + (q[0] - p[0]) / span * bow)
    line = [p, middle, q]
    left = _deduplicated([*line, *_between(ring, j, i)])
    right = _deduplicated([*line[::-1], *_between(ring, i, j)])
    if min(signed_area(left), signed_area(right)) < 0.12 * signed_area(ring):
        return None
    return _Cut(line, left, right)


def _snapped(ring: list[XY], index: int, point: XY) -> tuple[int, XY]:
    a, b = ring[index], ring[(index + 1) % len(ring)]
    if distance(a, point) < SNAP_METRES and distance(a, point) <= distance(b, point):
        return index, a
    if distance(b, point) < SNAP_METRES:
        return (index + 1) % len(ring), b
    return index, point


def _between(ring: list[XY], after: int, until: int) -> list[XY]:
    """Corners of the ring after the edge `after`, up to the start of the edge `until`."""
    result = []
    k = (after + 1) % len(ring)
    while True:
        result.append(ring[k])
        if k == until:
            return result
        k = (k + 1) % len(ring)


def _deduplicated(ring: list[XY]) -> list[XY]:
    return [point for k, point in enumerate(ring) if distance(point, ring[k - 1]) > 0.5]
