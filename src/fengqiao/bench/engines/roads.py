"""A matrix of travel times over a town's streets, beside the bare Dijkstra on the same graph."""

from __future__ import annotations

import random

import numpy as np
from scipy.sparse.csgraph import dijkstra

from fengqiao.bench.engines.timing import processor_seconds
from fengqiao.bench.figures import BenchFigure, Goal, Reference
from fengqiao.engines.roads.contracts import CAR
from fengqiao.engines.roads.graph import RoadGraph, RoadTravel
from fengqiao.primitives.position import Position

WEST, SOUTH, STEP = 109.0, 34.0, 0.005
"""Degrees; crossings lie some 500 m apart."""
BLOCK_METRES, SPEED_KMH = 500.0, 30.0
SECONDS_GOAL = 1.0


def measure_matrix(*, crossings: int, points: int, seed: int, repeats: int) -> BenchFigure:
    """This function will time the way between all points of a town of crossings × crossings."""
    graph = draw_town(crossings=crossings)
    travel = RoadTravel(graph)
    dice, extent = random.Random(seed), (crossings - 1) * STEP
    doors = [Position(WEST + dice.uniform(0, extent), SOUTH + dice.uniform(0, extent)) for _ in range(points)]
    minutes, sources = graph.minutes_matrix(CAR), np.unique(graph.nearest_nodes(doors)[0])
    seconds = processor_seconds(work=lambda: travel.travel_minutes(origins=doors, destinations=doors), repeats=repeats)
    bare = processor_seconds(work=lambda: dijkstra(minutes, indices=sources), repeats=repeats)
    reference = Reference("scipy.sparse.csgraph.dijkstra on the same graph", bare)
    return BenchFigure("road_matrix_seconds", seconds, "s", [reference], Goal("<=", SECONDS_GOAL))


def draw_town(*, crossings: int) -> RoadGraph:
    """This function will lay out a square town of straight streets."""
    node = np.arange(crossings * crossings).reshape(crossings, crossings)
    starts = np.concatenate([node[:, :-1].ravel(), node[:-1].ravel()])
    ends = np.concatenate([node[:, 1:].ravel(), node[1:].ravel()])
    return RoadGraph(
        longitudes=np.tile(WEST + STEP * np.arange(crossings), crossings),
        latitudes=np.repeat(SOUTH + STEP * np.arange(crossings), crossings),
        from_nodes=starts,
        to_nodes=ends,
        length_metres=np.full(len(starts), BLOCK_METRES),
        speeds_kmh=np.full(len(starts), SPEED_KMH),
        one_way=np.zeros(len(starts), dtype=bool),
    )
