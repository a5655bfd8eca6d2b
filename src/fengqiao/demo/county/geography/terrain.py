"""All of the ground under the county, before anybody lives on it."""

import math
from contextlib import suppress
from dataclasses import dataclass
from random import Random

import numpy as np
from scipy.spatial import cKDTree

from fengqiao.demo.county.contracts import CountyError, GreenArea, PlaceName, ReliefBand
from fengqiao.demo.county.geography.curves import resample
from fengqiao.demo.county.geography.layout import metres, read_data
from fengqiao.demo.county.geography.plane import XY, centroid, ring_to_lonlat, to_lonlat
from fengqiao.demo.county.geography.relief import raise_ground, relief_bands, woods
from fengqiao.demo.county.geography.rivers import River, lay_brooks, lay_rivers
from fengqiao.demo.county.geography.roads import RoadGraph, build_graph, lay_country_roads
from fengqiao.demo.county.geography.territory import Territory, divide, draw_outline, hectares
from fengqiao.demo.county.geography.towns import Block, Street, grow_town
from fengqiao.demo.county.geography.villages import village_lanes

ATTEMPTS = 5
PARK_SHARE = 0.05  # of the blocks of a town
PARK_INSET = 0.82
BROOK_CLEARANCE_METRES = 120.0


@dataclass(frozen=True, slots=True)
class Terrain:
    """Rivers, streets, blocks and areas in the plane, with the road graph."""

    rivers: list[River]
    brooks: list[River]
    streets: list[Street]
    blocks: list[Block]
    parks: list[Block]
    territory: Territory
    graph: RoadGraph
    relief: tuple[ReliefBand, ...]
    greens: tuple[GreenArea, ...]


def shape_terrain(*, seed: int) -> Terrain:
    """Make the terrain of a seed: the same seed gives the same ground to the last decimal.

    Bends that break the county (a beat without ground, a road cut off) are drawn again, a few times.
    """
    for attempt in range(ATTEMPTS - 1):
        with suppress(CountyError):
            return _shape(seed, Random(f"terrain-{seed}-{attempt}"))
    return _shape(seed, Random(f"terrain-{seed}-{ATTEMPTS}"))


def _shape(seed: int, rng: Random) -> Terrain:
    layout = read_data("layout.yaml")
    rivers = lay_rivers(rng)
    streets: list[Street] = []
    blocks: list[Block] = []
    for plan in layout["towns"]:
        town_streets, town_blocks = grow_town(plan, rivers, rng)
        streets.extend(town_streets)
        blocks.extend(town_blocks)
    brooks = _free_brooks(lay_brooks(rivers, rng), rivers, blocks)
    roads = lay_country_roads(streets, rng)
    for plan in layout["villages"]:
        streets.extend(village_lanes(plan, roads, rivers, rng))
    streets.extend(roads)
    outline = draw_outline(rng)
    seeds, station_of = _beat_seeds()
    territory = divide(outline=outline, rivers=rivers, streets=streets, seeds=seeds, station_of=station_of, rng=rng)
    graph = build_graph(streets, rivers, territory.outline)
    generator = np.random.default_rng(seed)
    settled = [point for plan in (*layout["towns"], *layout["villages"]) for point in metres([plan["centre"]])]
    heights = raise_ground(rivers, brooks, [*settled, *(block.ring[0] for block in blocks)], generator)
    parks = _parks(blocks, rng)
    greens = (
        *woods(heights, generator),
        *(GreenArea("", "park", ring_to_lonlat(_inset(p.ring))) for p in parks),
    )
    return Terrain(rivers, brooks, streets, blocks, parks, territory, graph, relief_bands(heights), greens)


def _free_brooks(brooks: list[River], rivers: list[River], blocks: list[Block]) -> list[River]:
    """Leave out brooks that would run through a town or across another river than the one they end in."""
    built = cKDTree([point for block in blocks for point in block.ring])
    water = cKDTree([point for river in rivers for point in river.line])
    free = []
    for brook in brooks:
        path = resample(brook.line, BROOK_CLEARANCE_METRES / 2)
        upper = [point for point in path if math.dist(point, path[-1]) > BROOK_CLEARANCE_METRES * 2]
        if built.query(path)[0].min() > BROOK_CLEARANCE_METRES and water.query(upper)[0].min() > BROOK_CLEARANCE_METRES:
            free.append(brook)
    return free


def _beat_seeds() -> tuple[dict[str, list[XY]], dict[str, str]]:
    seeds: dict[str, list[XY]] = {}
    station_of: dict[str, str] = {}
    for station in read_data("organisation.yaml")["stations"]:
        for beat in station["beats"]:
            seeds[beat["key"]] = metres(beat["seeds"])
            station_of[beat["key"]] = station["key"]
    return seeds, station_of


def _parks(blocks: list[Block], rng: Random) -> list[Block]:
    """Choose the parks: middling blocks, some in every town."""
    result = []
    for town in sorted({block.town for block in blocks}):
        mine = sorted((b for b in blocks if b.town == town and hectares(b.ring) > 1.0), key=lambda b: b.ring[0])
        result.extend(rng.sample(mine, max(1, round(len(mine) * PARK_SHARE))) if mine else [])
    return result


def _inset(ring: list[XY]) -> list[XY]:
    centre = centroid(ring)
    return [(centre[0] + (x - centre[0]) * PARK_INSET, centre[1] + (y - centre[1]) * PARK_INSET) for x, y in ring]


def place_names(terrain: Terrain) -> tuple[PlaceName, ...]:
    """Write the names on the map."""
    layout = read_data("layout.yaml")
    organisation = read_data("organisation.yaml")
    names = []
    ranks = {"county_town": 1, "town": 2}
    for plan in layout["towns"]:
        if plan["kind"] in ranks:
            names.append(_name(plan["name"], plan["kind"], ranks[plan["kind"]], plan["centre"]))
    villages = {plan["name"]: plan["centre"] for plan in layout["villages"]}
    names.extend(_name(name, "village", 3, centre) for name, centre in villages.items())
    names.extend(
        _name(name, "community", 4, at) for name, at in organisation["communities"].items() if name not in villages
    )
    names.extend(_name(row["name"], "hill", 4, row["at"]) for row in layout["hills"])
    names.extend(PlaceName(bridge.name, "bridge", 4, bridge.position, 0.0) for bridge in terrain.graph.bridges)
    for river in terrain.rivers:
        names.extend(_river_names(river))
    return tuple(names)


def _name(name: str, kind: str, rank: int, kilometres: list[float]) -> PlaceName:
    return PlaceName(name, kind, rank, to_lonlat(metres([kilometres])[0]), 0.0)


def _river_names(river: River) -> list[PlaceName]:
    shares = (0.2, 0.62, 0.86) if river.kind == "river" else (0.45,)
    result = []
    for share in shares:
        k = int(len(river.line) * share)
        a, b = river.line[k], river.line[min(k + 4, len(river.line) - 1)]
        angle = math.degrees(math.atan2(b[1] - a[1], b[0] - a[0]))
        upright = angle - 180 if angle > 90 else angle + 180 if angle < -90 else angle
        result.append(
            PlaceName(river.name, "river", 2 if river.kind == "river" else 4, to_lonlat(a), round(upright, 1))
        )
    return result
