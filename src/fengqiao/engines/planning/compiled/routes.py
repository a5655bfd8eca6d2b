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
    costs, listed, allowed, count = routes.costs[officer], routes.listed, day.allowed[officer], 0
    for task in range(day.minutes.size):
        costs[task] = np.inf
        if routes.doers[task] < 0 and allowed[task]:
            listed[count] = task
            count += 1
    _price(day, routes, officer, count)


@numba.njit(cache=True)
def find_places_again(day: Day, routes: Routes, officer: int) -> None:
    """Do the same after a task more: what did not fit before does not fit now, and is not looked at."""
    costs, listed, count = routes.costs[officer], routes.listed, 0
    for task in range(day.minutes.size):
        if routes.doers[task] < 0 and costs[task] < np.inf:
            costs[task] = np.inf
            listed[count] = task
            count += 1
    _price(day, routes, officer, count)


@numba.njit(cache=True)
def find_places_of_freed(day: Day, routes: Routes, officer: int, was_free: np.ndarray) -> None:
    """Do the same for the tasks that have just been taken out of other routes."""
    costs, listed, allowed, count = routes.costs[officer], routes.listed, day.allowed[officer], 0
    for task in range(day.minutes.size):
        if routes.doers[task] < 0 and not was_free[task]:
            costs[task] = np.inf
            if allowed[task]:
                listed[count] = task
                count += 1
    _price(day, routes, officer, count)


@numba.njit(cache=True)
def _price(day: Day, routes: Routes, officer: int, count: int) -> None:
    """Fill in the cheapest place of the first `count` listed tasks."""
    # Rows are taken out before the inner loop: a view costs as much as several tries.
    listed, costs, places = routes.listed, routes.costs[officer], routes.places[officer]
    minutes, opens, closes, breaks = day.minutes, day.opens, day.closes, day.breaks[officer]
    at = day.minutes.size + officer
    for place in range(routes.counts[officer] + 1):
        following = _node_at(day, routes, officer, place)
        leave, latest = routes.leaves[officer, place], routes.latest[officer, place] + TOLERANCE
        put_off_from = routes.arrives[officer, place]
        there, back = day.ways[at], day.ways_back[following]
        # Between most neighbours there is no time even for the shortest task on the way.
        if latest - leave >= day.weights[3] + there[following]:
            for index in range(count):
                task = listed[index]
                length = minutes[task]
                start = earliest_start(max(arrival(leave, there[task], breaks), opens[task]), length, breaks)
                ends = start + length
                arrives = arrival(ends, back[task], breaks)
                if arrives > latest or ends > closes[task] + TOLERANCE:
                    continue
                if arrives - put_off_from < costs[task]:
                    costs[task] = arrives - put_off_from
                    places[task] = place
        at = following


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
    find_places_again(day, routes, officer)


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
