"""Villages: a few crooked lanes off the road that passes through."""

import math
from random import Random

from fengqiao.demo.county.contracts import RoadClass
from fengqiao.demo.county.geography.curves import distance, length, nearest_on_line, point_along, roughen
from fengqiao.demo.county.geography.layout import metres
from fengqiao.demo.county.geography.plane import XY
from fengqiao.demo.county.geography.rivers import River
from fengqiao.demo.county.geography.towns import Street

SPREAD_METRES = 340.0  # how far along the road a village reaches from its centre
LANE_METRES = (110.0, 290.0)
SIDE_LANE_METRES = (50.0, 120.0)
SIDE_LANE_SHARE = 0.75
WATER_GAP_METRES = 70.0
PARALLEL_SHARE = 0.5  # so many villages have a back lane that ties the others together


def village_lanes(plan: dict, roads: list[Street], rivers: list[River], rng: Random) -> list[Street]:
    """Lay the lanes of one village."""
    centre = metres([plan["centre"]])[0]
    road = min(roads, key=lambda street: nearest_on_line(street.line, centre)[0])
    middle = _metres_to(road.line, centre)
    lanes: list[Street] = []
    tips: dict[int, list[tuple[float, XY]]] = {1: [], -1: []}
    total = length(road.line)
    for number in range(plan["lanes"]):
        share = (number + rng.uniform(0.2, 0.8)) / plan["lanes"] * 2 - 1
        along = min(max(middle + share * SPREAD_METRES, 10.0), total - 10.0)
        start, direction = point_along(road.line, along)
        side = 1 if number % 2 else -1
        line = _lane(start, direction + side * math.pi / 2, LANE_METRES, rng)
        if _near_water(line, rivers):
            continue
        name = f"{plan['name'][:-1]}{number + 1}组路"
        lanes.append(Street(name, RoadClass.VILLAGE_ROAD, line, plan["name"]))
        tips[side].append((along, line[len(line) * 2 // 3]))
        if rng.random() < SIDE_LANE_SHARE:
            fork = line[rng.randrange(2, len(line) - 2)]
            turn = direction + rng.choice((0.0, math.pi))
            lanes.append(Street(name, RoadClass.VILLAGE_ROAD, _lane(fork, turn, SIDE_LANE_METRES, rng), plan["name"]))
    for side, found in tips.items():
        if len(found) > 1 and rng.random() < PARALLEL_SHARE:
            back = roughen([point for _, point in sorted(found)][:3], rng, share=0.06, depth=2)
            if _near_water(back, rivers):
                continue
            lanes.append(
                Street(
                    f"{plan['name'][:-1]}{'后' if side > 0 else '前'}路",
                    RoadClass.VILLAGE_ROAD,
                    back,
                    plan["name"],
                )
            )
    return lanes


def _lane(start: XY, direction: float, reaches: tuple[float, float], rng: Random) -> list[XY]:
    reach = rng.uniform(*reaches)
    turn = direction + rng.uniform(-0.35, 0.35)
    end = (start[0] + reach * math.cos(turn), start[1] + reach * math.sin(turn))
    return roughen([start, end], rng, share=0.1, depth=3)


def _near_water(line: list[XY], rivers: list[River]) -> bool:
    return any(
        nearest_on_line(river.line, point)[0] < WATER_GAP_METRES / 2 + river.width_metres / 2
        for river in rivers
        for point in line[1::2]
    )


def _metres_to(line: list[XY], target: XY) -> float:
    nearest = min(range(len(line)), key=lambda k: distance(line[k], target))
    return length(line[: nearest + 1]) if nearest else 0.0
