"""Buildings along the streets and inside the blocks: where a door can be."""

import itertools
import math
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

from scipy.spatial import cKDTree

from fengqiao.demo.county.contracts import RoadClass
from fengqiao.demo.county.geography.curves import distance, length, point_along, resample
from fengqiao.demo.county.geography.layout import read_data
from fengqiao.demo.county.geography.plane import XY, centroid, contains
from fengqiao.demo.county.geography.terrain import Terrain
from fengqiao.demo.county.geography.territory import hectares
from fengqiao.demo.county.geography.towns import Block, Street

HALF_ROAD_METRES = {
    RoadClass.MAIN_STREET: 10.0,
    RoadClass.STREET: 6.0,
    RoadClass.LANE: 3.0,
    RoadClass.VILLAGE_ROAD: 3.0,
    RoadClass.PRIMARY: 8.0,
    RoadClass.SECONDARY: 6.0,
}
FRONTAGE_METRES = {RoadClass.MAIN_STREET: (18, 30), RoadClass.STREET: (17, 30), RoadClass.LANE: (13, 22)}
VILLAGE_FRONTAGE_METRES = (16, 32)
DEPTH_METRES = (9.0, 15.0)
PAVEMENT_METRES = 4.0
ROAD_SAMPLE_METRES = 6.0
COMPOUND_HECTARES = 1.6  # blocks from here on may be a walled compound
COMPOUND_SHARE = 0.5
SLAB_METRES = (46.0, 13.0)  # length and depth of a block of flats
SLAB_GAP_METRES = (60.0, 31.0)
EMPTY_SHARE = 0.06  # plots left open


@dataclass(frozen=True, slots=True)
class Plot:
    """One building with its door. `number` counts along the street, odd on the left, even on the right."""

    town: str
    street: str
    number: int
    compound: str
    building: int  # 0 unless in a compound
    road_class: RoadClass
    at: XY
    ring: list[XY]
    edge_id: int


@dataclass(slots=True)
class _Ground:
    """What is taken already: roads, water, parks, and the buildings placed so far."""

    roads: cKDTree
    owners: list[tuple[int, float]]  # of each road sample: edge and half width
    water: cKDTree
    banks: list[float]
    parks: list[list[XY]]
    bridges: set[int]
    taken: dict[tuple[int, int], list[tuple[XY, float]]] = field(default_factory=lambda: defaultdict(list))

    def is_free(self, at: XY, reach: float) -> bool:
        """Say whether a building of this half size may stand here."""
        if any(distance(at, other) < reach + size for other, size in self._around(at)):
            return False
        for index in self.roads.query_ball_point(at, reach + max(HALF_ROAD_METRES.values())):
            sample = self.roads.data[index]
            if math.dist(at, sample) < self.owners[index][1] + reach * 0.8:
                return False
        gap, index = self.water.query(at)
        return bool(gap > self.banks[index] + reach) and not any(contains(park, at) for park in self.parks)

    def take(self, at: XY, reach: float) -> None:
        self.taken[_cell(at)].append((at, reach))

    def nearest_edge(self, at: XY) -> int:
        return self.owners[int(self.roads.query(at)[1])][0]

    def is_on_land_road(self, at: XY) -> bool:
        """Say whether the point lies on a road that was kept, and not on a bridge."""
        gap, index = self.roads.query(at)
        return bool(gap < ROAD_SAMPLE_METRES) and self.owners[int(index)][0] not in self.bridges

    def _around(self, at: XY) -> Iterator[tuple[XY, float]]:
        column, row = _cell(at)
        for i in (column - 1, column, column + 1):
            for j in (row - 1, row, row + 1):
                yield from self.taken.get((i, j), ())


def _cell(at: XY) -> tuple[int, int]:
    return int(at[0] // 50), int(at[1] // 50)


def build_plots(terrain: Terrain, rng: Random) -> list[Plot]:
    """Place all buildings of towns and villages. Compounds come first, street fronts fill what is left."""
    ground = _survey(terrain)
    plots: list[Plot] = []
    pool = _compound_names(rng)
    fronts = [(street, *_front_points(street, rng)) for street in terrain.streets if street.town]
    gates = Counter[tuple[str, str]]()
    for block in terrain.blocks:
        plots.extend(_compound(block, ground=ground, pool=pool, gates=gates, terrain=terrain, rng=rng))
    offsets: Counter[tuple[str, str]] = Counter()
    for street, spots, count in fronts:
        key = (street.town, street.name)
        plots.extend(_street_front(street, spots, offsets[key], ground, rng))
        offsets[key] += count * 2
    return plots


def _survey(terrain: Terrain) -> _Ground:
    samples: list[XY] = []
    owners: list[tuple[int, float]] = []
    for edge in terrain.graph.edges:
        points = resample(terrain.graph.lines[edge.edge_id], ROAD_SAMPLE_METRES)
        samples.extend(points)
        owners.extend([(edge.edge_id, HALF_ROAD_METRES[edge.road_class])] * len(points))
    water = [(p, w) for r in terrain.rivers for p, w in zip(r.line, r.half_widths, strict=True)]
    dense = [(p, w) for (a, w), (b, _) in itertools.pairwise(water) for p in _between(a, b)]
    return _Ground(
        roads=cKDTree(samples),
        owners=owners,
        water=cKDTree([point for point, _ in dense]),
        banks=[half_width for _, half_width in dense],
        parks=[park.ring for park in terrain.parks],
        bridges={edge.edge_id for edge in terrain.graph.edges if edge.is_bridge},
    )


def _between(a: XY, b: XY) -> list[XY]:
    return [a] if distance(a, b) > 400.0 else resample([a, b], 30.0)[:-1] or [a]


def _front_points(street: Street, rng: Random) -> tuple[list[tuple[XY, float, float]], int]:
    """Spots along a street: point on the road, direction, frontage."""
    low, high = FRONTAGE_METRES.get(street.road_class, VILLAGE_FRONTAGE_METRES)
    spots: list[tuple[XY, float, float]] = []
    walked, total = 0.0, length(street.line)
    while True:
        frontage = rng.uniform(low, high)
        if walked + frontage > total:
            return spots, len(spots)
        point, direction = point_along(street.line, walked + frontage / 2)
        spots.append((point, direction, frontage))
        walked += frontage


def _street_front(
    street: Street, spots: list[tuple[XY, float, float]], offset: int, ground: _Ground, rng: Random
) -> Iterator[Plot]:
    for order, (point, direction, frontage) in enumerate(spots):
        if not ground.is_on_land_road(point):
            continue
        for side in (1, -1):
            depth = rng.uniform(*DEPTH_METRES)
            width = (frontage - 3.0) * rng.uniform(0.72, 1.0)
            away = HALF_ROAD_METRES[street.road_class] + PAVEMENT_METRES + depth / 2 + rng.uniform(0, 2.5)
            turn = direction + side * math.pi / 2
            at = (point[0] + away * math.cos(turn), point[1] + away * math.sin(turn))
            reach = min(width, depth) / 2
            if rng.random() < EMPTY_SHARE or not ground.is_free(at, reach):
                continue
            ground.take(at, max(width, depth) / 2 - 1.0)
            number = offset + 2 * order + (1 if side > 0 else 2)
            yield Plot(
                street.town,
                street.name,
                number,
                "",
                0,
                street.road_class,
                at,
                _rectangle(at, direction, width, depth),
                ground.nearest_edge(point),
            )


def _compound(
    block: Block,
    *,
    ground: _Ground,
    pool: Iterator[str],
    gates: Counter[tuple[str, str]],
    terrain: Terrain,
    rng: Random,
) -> Iterator[Plot]:
    works = block.town == "东关产业园"
    if hectares(block.ring) < COMPOUND_HECTARES or (not works and rng.random() > COMPOUND_SHARE):
        return
    centre = centroid(block.ring)
    edge = terrain.graph.edges[ground.nearest_edge(centre) - 1]
    gates[(block.town, edge.name)] += 1
    number = 100 + gates[(block.town, edge.name)] * 2 if not works else gates[(block.town, edge.name)] * 8
    name = "" if works else next(pool)
    axis = _axis(block.ring)
    size = (62.0, 34.0) if works else SLAB_METRES
    gap = (84.0, 56.0) if works else SLAB_GAP_METRES
    inset = 12.0 if works else 22.0
    count = 0
    for at in _slab_spots(block.ring, centre, axis, gap):
        reach = size[0] / 2
        if not contains(block.ring, at) or not ground.is_free(at, size[1] / 2 + inset / 2):
            continue
        ring = _rectangle(at, axis, *size)
        if not all(contains(block.ring, corner) for corner in ring):
            continue
        ground.take(at, reach - 6.0)
        count += 1
        yield Plot(
            block.town,
            edge.name,
            number,
            name,
            0 if works else count,
            edge.road_class,
            at,
            ring,
            edge.edge_id,
        )
        if works:
            number += 2


def _slab_spots(ring: list[XY], centre: XY, axis: float, gap: tuple[float, float]) -> Iterator[XY]:
    reach = max(distance(centre, point) for point in ring)
    cos, sin = math.cos(axis), math.sin(axis)
    across = int(reach // gap[1]) + 1
    along = int(reach // gap[0]) + 1
    for j in range(-across, across + 1):
        for i in range(-along, along + 1):
            u, v = (i + 0.5 * (j % 2) * 0.3) * gap[0], j * gap[1]
            yield centre[0] + u * cos - v * sin, centre[1] + u * sin + v * cos


def _axis(ring: list[XY]) -> float:
    a, b = max(zip(ring, ring[1:] + ring[:1], strict=True), key=lambda side: distance(*side))
    angle = math.atan2(b[1] - a[1], b[0] - a[0])
    return angle if abs(math.cos(angle)) > abs(math.sin(angle)) else angle + math.pi / 2  # flats face south


def _rectangle(at: XY, direction: float, width: float, depth: float) -> list[XY]:
    cos, sin = math.cos(direction), math.sin(direction)
    corners = ((-0.5, -0.5), (0.5, -0.5), (0.5, 0.5), (-0.5, 0.5))
    return [(at[0] + u * width * cos - v * depth * sin, at[1] + u * width * sin + v * depth * cos) for u, v in corners]


def _compound_names(rng: Random) -> Iterator[str]:
    plan = read_data("addresses.yaml")["compounds"]
    names = [first + second for first in plan["first"] for second in plan["second"]]
    rng.shuffle(names)
    return iter(names)
