"""OR-Tools' routing as a reference: disjunctions with prizes, a dimension of time, guided local search."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
from ortools.constraint_solver import pywrapcp, routing_enums_pb2

from fengqiao.bench.planning.solvers import Day
from fengqiao.engines.planning.contracts import OfficerPlan
from fengqiao.engines.planning.figures import officer_plan
from fengqiao.engines.planning.problem import Problem, build_problem
from fengqiao.engines.planning.route import Route

TICKS: Final = 100
PRIZE_COST: Final = 1000
"""A prize outweighs any way, as in the cases' own objective."""


def ortools_routing(day: Day, seconds: float, seed: int) -> Sequence[OfficerPlan]:
    """This function will plan with OR-Tools; it has no seed, and its limit is in seconds waited."""
    problem = build_problem(officers=day.officers, tasks=day.tasks, travel_minutes=day.travel, now=0.0)
    tasks, officers = len(problem.tasks), len(problem.officers)
    starts, ends = list(range(tasks, tasks + officers)), list(range(tasks + officers, tasks + 2 * officers))
    nodes = pywrapcp.RoutingIndexManager(tasks + 2 * officers, officers, starts, ends)
    model = pywrapcp.RoutingModel(nodes)
    _add_time(problem, nodes, model)
    for task in range(tasks):
        model.AddDisjunction([nodes.NodeToIndex(task)], int(problem.prizes[task] * PRIZE_COST))
    search = pywrapcp.DefaultRoutingSearchParameters()
    search.first_solution_strategy = routing_enums_pb2.FirstSolutionStrategy.PARALLEL_CHEAPEST_INSERTION
    search.local_search_metaheuristic = routing_enums_pb2.LocalSearchMetaheuristic.GUIDED_LOCAL_SEARCH
    search.time_limit.FromMilliseconds(int(seconds * 1000))
    found = model.SolveWithParameters(search)
    return [
        officer_plan(route=Route(problem=problem, officer=officer, tasks=_order(model, nodes, found, officer)))
        for officer in range(officers)
    ]


def _add_time(problem: Problem, nodes: Any, model: Any) -> None:
    tasks, shifts = len(problem.tasks), problem.shifts
    places = [*problem.locations, *(one.start_location for one in shifts), *(one.end_location for one in shifts)]
    ways = np.ceil(problem.travel[np.ix_(places, places)] * TICKS - 1e-6).astype(np.int64)
    minutes = np.zeros(len(places), dtype=np.int64)
    minutes[:tasks] = np.ceil(problem.minutes * TICKS)
    # Matrices, not functions: else it would ask Python for every way.
    model.SetArcCostEvaluatorOfAllVehicles(model.RegisterTransitMatrix((ways // TICKS).tolist()))
    horizon = int(max(shift.closes for shift in shifts) * TICKS)
    times = (ways + minutes[:, None]).tolist()
    model.AddDimension(model.RegisterTransitMatrix(times), horizon, horizon, False, "time")
    time = model.GetDimensionOrDie("time")
    for task in range(tasks):
        latest = int((problem.closes[task] - problem.minutes[task]) * TICKS)
        time.CumulVar(nodes.NodeToIndex(task)).SetRange(int(problem.opens[task] * TICKS), latest)
    for officer, shift in enumerate(shifts):
        time.CumulVar(model.Start(officer)).SetRange(int(shift.leaves_from * TICKS), horizon)
        time.CumulVar(model.End(officer)).SetRange(0, int(shift.closes * TICKS))


def _order(model: Any, nodes: Any, found: Any, officer: int) -> list[int]:
    order, index = [], model.Start(officer) if found is not None else None
    while index is not None and not model.IsEnd(index):
        if not model.IsStart(index):
            order.append(nodes.IndexToNode(index))
        index = found.Value(model.NextVar(index))
    return order
