"""The county's outline, its stations and its beats: areas that share their borders exactly."""

import math
from dataclasses import dataclass
from random import Random

from fengqiao.demo.county.contracts import PlaceNotFoundError
from fengqiao.demo.county.geography.curves import roughen, smooth
from fengqiao.demo.county.geography.layout import METRES_PER_KILOMETRE, metres, read_data
from fengqiao.demo.county.geography.planar import Arrangement, arrange, dissolve, faces, without_stubs
from fengqiao.demo.county.geography.plane import XY, contains, signed_area
from fengqiao.demo.county.geography.rivers import River
from fengqiao.demo.county.geography.towns import Street

OUTLINE_CORNERS = 26
OUTLINE_NOISE = (-0.06, 0.09)  # share of the radius
DIVIDE_BEND = 0.09  # ridges bend
DIVIDE_ROUGHNESS = 0.06  # and have teeth
STREET_STEP_METRES = 60.0


@dataclass(frozen=True, slots=True)
class Territory:
    """Outlines in the plane, by the key of beat and station in `organisation.yaml`."""

    outline: list[XY]
    beats: dict[str, list[XY]]
    stations: dict[str, list[XY]]


def draw_outline(rng: Random) -> list[XY]:
    """Draw the border of the county."""
    plan = read_data("layout.yaml")["boundary"]
    control = []
    for k in range(OUTLINE_CORNERS):
        angle = math.tau * k / OUTLINE_CORNERS
        reach = METRES_PER_KILOMETRE * (1 + rng.uniform(*OUTLINE_NOISE))
        control.append((plan["half_width"] * reach * math.cos(angle), plan["half_height"] * reach * math.sin(angle)))
    closed = roughen([*control, control[0]], rng, share=0.13, depth=3)
    return smooth(closed[:-1], step_metres=120.0, closed=True)


def divide(
    *,
    outline: list[XY],
    rivers: list[River],
    streets: list[Street],
    seeds: dict[str, list[XY]],
    station_of: dict[str, str],
    rng: Random,
) -> Territory:
    """Divide the county into beats. `seeds`: points that lie in each beat; `station_of`: beat → station.

    Raises PlaceNotFoundError when the bends of this seed leave a beat without ground.
    """
    great = next(river for river in rivers if river.kind == "river")
    lines = [
        outline,
        great.line,
        *(_divide_line(row, streets, rng) for row in read_data("layout.yaml")["divides"]),
    ]
    graph = without_stubs(arrange(lines))
    rings = [ring for ring in faces(graph) if contains(outline, _inner(graph, ring))]
    labels = _labels(graph, rings, seeds)
    lost = sorted(set(seeds) - set(labels))
    if lost:
        raise PlaceNotFoundError(f"beats without ground: {', '.join(lost)}")
    beats = dissolve(graph, rings, labels)
    stations = dissolve(graph, rings, [station_of[label] for label in labels])
    whole = dissolve(graph, rings, ["county"] * len(rings))["county"]
    return Territory(whole, beats, stations)


def _divide_line(row: dict, streets: list[Street], rng: Random) -> list[XY]:
    if "street" in row:
        street = next(street for street in streets if street.name == row["street"])
        before = metres([row["extend_start"]]) if "extend_start" in row else []
        after = metres([row["extend_end"]]) if "extend_end" in row else []
        head = roughen([*before, street.line[0]], rng, share=DIVIDE_ROUGHNESS, depth=3)[:-1] if before else []
        tail = roughen([street.line[-1], *after], rng, share=DIVIDE_ROUGHNESS, depth=3)[1:] if after else []
        return [*head, *street.line, *tail]
    bent = roughen(metres(row["points"]), rng, share=DIVIDE_BEND, depth=2)
    return roughen(smooth(bent, step_metres=300.0), rng, share=DIVIDE_ROUGHNESS, depth=2)


def _inner(graph: Arrangement, ring: list[int]) -> XY:
    """A point just left of the ring's longest side, so surely inside."""
    points = [graph.points[k] for k in ring]
    a, b = max(zip(points, points[1:] + points[:1], strict=True), key=lambda e: math.dist(e[0], e[1]))
    span = math.dist(a, b)
    return (a[0] + b[0]) / 2 - (b[1] - a[1]) / span, (a[1] + b[1]) / 2 + (b[0] - a[0]) / span


def _labels(graph: Arrangement, rings: list[list[int]], seeds: dict[str, list[XY]]) -> list[str]:
    """Name each face after the seed in it; a face without one joins the neighbour with the longest border."""
    labels: list[str | None] = []
    for ring in rings:
        points = [graph.points[k] for k in ring]
        labels.append(next((key for key, at in seeds.items() if any(contains(points, p) for p in at)), None))
    owner = {edge: k for k, ring in enumerate(rings) for edge in zip(ring, ring[1:] + ring[:1], strict=True)}
    while None in labels:
        open_faces = [k for k, label in enumerate(labels) if label is None]
        best = max(
            ((*_longest_border(graph, rings[k], owner, labels), k) for k in open_faces),
            key=lambda found: found[0],
        )
        labels[best[2]] = best[1]
    return [label for label in labels if label is not None]


def _longest_border(
    graph: Arrangement, ring: list[int], owner: dict[tuple[int, int], int], labels: list[str | None]
) -> tuple[float, str]:
    shared: dict[str, float] = {}
    for a, b in zip(ring, ring[1:] + ring[:1], strict=True):
        other = owner.get((b, a))
        label = labels[other] if other is not None else None
        if label is not None:
            shared[label] = shared.get(label, 0.0) + math.dist(graph.points[a], graph.points[b])
    if not shared:
        return 0.0, ""
    label = max(shared, key=lambda key: shared[key])
    return shared[label], label


def hectares(ring: list[XY]) -> float:
    """Give the area of an outline in hectares."""
    return abs(signed_area(ring)) / 10_000.0
