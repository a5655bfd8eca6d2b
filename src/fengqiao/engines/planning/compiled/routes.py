"""Times of a route, and the cheapest place in it for every task that nobody does yet."""

from __future__ import annotations

import numba
import numpy as np

from fengqiao.engines.planning.compiled.arrays import Day, Routes
from fengqiao.engines.planning.compiled.clock import arrival, earliest_start, latest_departure, latest_start

TOLERANCE = 1e-6
"""Sums of minutes differ in the last digits with the order of adding."""


@numba.njit(cache=True)
def time_route(day: Day, routes: Routes, officer: int) -> None:
    """Fill in the times and sums of one officer's route."""
    count, breaks = routes.counts[officer], day.breaks[officer]
    _walk_forwards(day, routes, officer)
    end = day.minutes.size + day.leaves_from.size + officer
    latest = day.shift_closes[officer]
    routes.latest[officer, count] = latest
    following = end
    for place in range(count - 1, -1, -1):
        task = routes.tasks[officer, place]
        leave_by = latest_departure(latest, day.ways[task, following], breaks)
        latest = latest_start(min(day.closes[task], leave_by), day.minutes[task], breaks)
        routes.latest[officer, place] = latest
        following = task


@numba.njit(cache=True)
def _walk_forwards(day: Day, routes: Routes, officer: int) -> None:
    breaks, sums = day.breaks[officer], routes.sums[officer]
    at = day.minutes.size + officer
    leave = day.leaves_from[officer]
    sums[:] = 0.0
    for place in range(routes.counts[officer]):
        task = routes.tasks[officer, place]
        way = day.ways[at, task]
        arrives = arrival(leave, way, breaks)
        routes.leaves[officer, place] = leave
        routes.arrives[officer, place] = arrives
        leave = earliest_start(max(arrives, day.opens[task]), day.minutes[task], breaks) + day.minutes[task]
        sums[0] += way
        sums[1] += day.minutes[task]
        sums[2] += day.prizes[task]
        sums[3] += day.mandatory[task]
        at = task
    way = day.ways[at, day.minutes.size + day.leaves_from.size + officer]
    routes.leaves[officer, routes.counts[officer]] = leave
    routes.arrives[officer, routes.counts[officer]] = arrival(leave, way, breaks)
    if routes.counts[officer] > 0:
        sums[0] += way


@numba.njit(cache=True)
def find_places(day: Day, routes: Routes, officer: int) -> None:
    """Fill in for every task that nobody does what it costs in this route at its cheapest place."""
    free = 0
    for task in range(day.minutes.size):
        routes.costs[officer, task] = np.inf
        if routes.doers[task] < 0 and day.allowed[officer, task]:
            routes.free[free] = task
            free += 1
    at = day.minutes.size + officer
    for place in range(routes.counts[officer] + 1):
        following = _node_at(day, routes, officer, place)
        slack = routes.latest[officer, place] - routes.leaves[officer, place] + TOLERANCE
        # Between most neighbours there is no time even for the shortest task on the way.
        if slack >= day.weights[3] + day.ways[at, following]:
            for index in range(free):
                _try_place(day, routes, officer, routes.free[index], place, at, following)
        at = following


@numba.njit(cache=True)
def find_place(day: Day, routes: Routes, officer: int, task: int) -> None:
    """Fill in what one task costs in a route at its cheapest place."""
    routes.costs[officer, task] = np.inf
    if not day.allowed[officer, task]:
        return
    at = day.minutes.size + officer
    for place in range(routes.counts[officer] + 1):
        following = _node_at(day, routes, officer, place)
        _try_place(day, routes, officer, task, place, at, following)
        at = following


@numba.njit(cache=True, inline="always")
def _try_place(day: Day, routes: Routes, officer: int, task: int, place: int, at: int, following: int) -> None:
    """Note the place between two nodes when the task fits there and costs less than where it was noted before."""
    breaks, minutes = day.breaks[officer], day.minutes[task]
    arrives = arrival(routes.leaves[officer, place], day.ways[at, task], breaks)
    ends = earliest_start(max(arrives, day.opens[task]), minutes, breaks) + minutes
    if ends > day.closes[task] + TOLERANCE:
        return
    arrives = arrival(ends, day.ways_back[following, task], breaks)
    if arrives <= routes.latest[officer, place] + TOLERANCE:
        cost = arrives - routes.arrives[officer, place]
        if cost < routes.costs[officer, task]:
            routes.costs[officer, task] = cost
            routes.places[officer, task] = place


@numba.njit(cache=True, inline="always")
def _node_at(day: Day, routes: Routes, officer: int, place: int) -> int:
    """Return the task at a place of a route, or the node where the shift ends."""
    if place < routes.counts[officer]:
        return routes.tasks[officer, place]
    return day.minutes.size + day.leaves_from.size + officer


@numba.njit(cache=True)
def put_in(day: Day, routes: Routes, officer: int, task: int) -> None:
    """Insert a task at its cheapest place and bring the route's times and costs up to date."""
    place, count = routes.places[officer, task], routes.counts[officer]
    for index in range(count, place, -1):
        routes.tasks[officer, index] = routes.tasks[officer, index - 1]
    routes.tasks[officer, place] = task
    routes.counts[officer] = count + 1
    routes.doers[task] = officer
    time_route(day, routes, officer)
    # One task more makes no room: what did not fit before does not fit now.
    for other in range(day.minutes.size):
        if routes.doers[other] < 0 and routes.costs[officer, other] < np.inf:
            find_place(day, routes, officer, other)


@numba.njit(cache=True)
def take_out(routes: Routes, officer: int, first: int, count: int) -> None:
    """Take tasks out of a route from a place on; times and costs are to be brought up to date by the caller."""
    for index in range(first, first + count):
        routes.doers[routes.tasks[officer, index]] = -1
    for index in range(first + count, routes.counts[officer]):
        routes.tasks[officer, index - count] = routes.tasks[officer, index]
    routes.counts[officer] -= count


@numba.njit(cache=True)
def copy_routes(into: Routes, source: Routes) -> None:
    """Make one set of routes equal to another."""
    for officer in range(source.counts.size):
        count = source.counts[officer]
        into.counts[officer] = count
        into.tasks[officer, :count] = source.tasks[officer, :count]
        into.leaves[officer, : count + 1] = source.leaves[officer, : count + 1]
        into.arrives[officer, : count + 1] = source.arrives[officer, : count + 1]
        into.latest[officer, : count + 1] = source.latest[officer, : count + 1]
        into.costs[officer] = source.costs[officer]
        into.places[officer] = source.places[officer]
        into.sums[officer] = source.sums[officer]
    into.doers[:] = source.doers


@numba.njit(cache=True)
def worth(day: Day, routes: Routes) -> float:
    """Return what the search maximises: mandatory tasks first, then prizes less travel and uneven load."""
    officers = routes.counts.size
    mean = (routes.sums[:, 0].sum() + routes.sums[:, 1].sum()) / officers
    total = 0.0
    for officer in range(officers):
        sums = routes.sums[officer]
        uneven = abs(sums[0] + sums[1] - mean)
        total += sums[2] + day.weights[2] * sums[3] - day.weights[0] * sums[0] - day.weights[1] * uneven
    return total
