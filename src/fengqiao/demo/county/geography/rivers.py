"""Rivers, streams and the reservoir."""

import math
from dataclasses import dataclass
from random import Random

from fengqiao.demo.county.contracts import WaterArea, WaterLine
from fengqiao.demo.county.geography.curves import band, distance, length, offset, point_along, roughen, smooth
from fengqiao.demo.county.geography.layout import metres, moved, read_data
from fengqiao.demo.county.geography.plane import XY, line_to_lonlat, ring_to_lonlat

RIVER_JITTER_METRES = 40.0  # small: towns sit on the banks
STREAM_JITTER_METRES = 120.0
WIDTH_CHANGE = 0.28  # share by which a river widens and narrows on its way
WIDTH_WAVE_METRES = 900.0
RIVER_BEND = 0.035  # share by which the great river leaves its drawn course
STEP_METRES = 60.0
BROOK_METRES = (1100.0, 3000.0)
BROOK_GAP_METRES = (900.0, 1700.0)
BROOK_WIDTH_METRES = 5.0


@dataclass(frozen=True, slots=True)
class River:
    """A river in the plane: centre line, half width at each of its points, outline of the surface."""

    name: str
    kind: str
    width_metres: float
    line: list[XY]
    half_widths: list[float]
    surface: list[XY]


def lay_rivers(rng: Random) -> list[River]:
    """Draw every river of the layout, each with its own bends."""
    return [_river(row, rng) for row in read_data("layout.yaml")["rivers"]]


def _river(row: dict, rng: Random) -> River:
    great = row["kind"] == "river"
    control = moved(row["points"], rng, RIVER_JITTER_METRES if great else STREAM_JITTER_METRES)
    if great:
        control = roughen(control, rng, share=RIVER_BEND, depth=1)
    else:
        control[-2:] = metres(row["points"])[-2:]  # the mouth stays where the great river passes
        control = roughen(control, rng, share=0.09, depth=2)
    line = smooth(control, step_metres=STEP_METRES)
    phase = rng.uniform(0, math.tau)
    half_widths = [_half_width(row["width"], index, len(line), phase, great=great) for index in range(len(line))]
    return River(row["name"], row["kind"], row["width"], line, half_widths, band(line, half_widths))


def _half_width(width: float, index: int, count: int, phase: float, *, great: bool) -> float:
    wave = 1 + WIDTH_CHANGE * math.sin(phase + index * STEP_METRES / WIDTH_WAVE_METRES * math.tau / 3)
    growth = 1.0 if great else 0.45 + 0.55 * index / count  # a stream grows on its way down
    return width / 2 * wave * growth


def lay_brooks(rivers: list[River], rng: Random) -> list[River]:
    """Let small brooks come down from the hills, each into the river or stream it meets at its end."""
    brooks = []
    for river in rivers:
        walked, side = rng.uniform(500.0, 1100.0), rng.choice((1, -1))
        while walked < length(river.line) - 400.0:
            mouth, direction = point_along(river.line, walked)
            turn = direction + math.pi + side * rng.uniform(0.85, 1.35)  # upstream, to one side
            brooks.append(_brook(mouth, turn, rng.uniform(*BROOK_METRES), rng))
            walked, side = walked + rng.uniform(*BROOK_GAP_METRES), -side
    return brooks


def _brook(mouth: XY, turn: float, reach: float, rng: Random) -> River:
    source = (mouth[0] + reach * math.cos(turn), mouth[1] + reach * math.sin(turn))
    line = smooth(roughen([source, mouth], rng, share=0.16, depth=3), step_metres=STEP_METRES * 2)
    half_widths = [BROOK_WIDTH_METRES / 2] * len(line)
    return River("", "brook", BROOK_WIDTH_METRES, line, half_widths, band(line, half_widths))


def reservoir_surface(rivers: list[River]) -> list[XY]:
    """Draw the lake behind the dam: a drop-shaped widening of its stream."""
    plan = read_data("layout.yaml")["reservoir"]
    river = next(river for river in rivers if river.name == plan["river"])
    centre = metres([plan["centre"]])[0]
    middle = min(range(len(river.line)), key=lambda k: distance(river.line[k], centre))
    half = int(plan["length"] / STEP_METRES / 2)
    start, stop = max(middle - half, 1), min(middle + half, len(river.line) - 1)
    points = river.line[start : stop + 1]
    last = len(points) - 1
    widths = [
        plan["half_width"] * (math.sin(math.pi * (k / last) ** 1.6) ** 0.8 * (0.8 + 0.2 * math.cos(k * 0.9)) + 0.02)
        for k in range(len(points))
    ]
    return band(points, widths)


def riverside(rivers: list[River], plan: dict, *, setback_metres: float = 55.0) -> list[XY]:
    """Give the line of a street along the bank, from the water's edge inland by the setback."""
    river = next(river for river in rivers if river.name == plan["river"])
    begin, end = metres([plan["from"]])[0], metres([plan["to"]])[0]
    first = min(range(len(river.line)), key=lambda k: distance(river.line[k], begin))
    last = min(range(len(river.line)), key=lambda k: distance(river.line[k], end))
    points = river.line[first : last + 1]
    reach = max(river.half_widths) + setback_metres
    return offset(points, reach if plan["side"] == "left" else -reach)


def water_areas(rivers: list[River]) -> tuple[WaterArea, ...]:
    """Give every surface for the map."""
    name = read_data("layout.yaml")["reservoir"]["name"]
    lake = WaterArea(name=name, kind="reservoir", ring=ring_to_lonlat(reservoir_surface(rivers)))
    return (*(WaterArea(river.name, river.kind, ring_to_lonlat(river.surface)) for river in rivers), lake)


def water_lines(rivers: list[River]) -> tuple[WaterLine, ...]:
    """Give every centre line for the map."""
    return tuple(WaterLine(river.name, river.kind, river.width_metres, line_to_lonlat(river.line)) for river in rivers)
