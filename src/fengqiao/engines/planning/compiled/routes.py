"""Times of a route, and changing it."""

from __future__ import annotations

from fengqiao.engines.planning.compiled.arrays import Day, Routes
from fengqiao.engines.planning.compiled.clock import arrival, earliest_start, latest_departure, latest_start
from fengqiao.engines.planning.compiled.compiling import compiled, compiled_inline


@compiled
def time_route(day: Day, routes: Routes, officer: int) -> None:
    """Fill in the times and sums of one officer's route."""
    count, breaks = routes.counts[officer], day.breaks[officer]
    tasks, by = routes.tasks[officer], routes.latest[officer]
    _walk_forwards(day, routes, officer)
    latest = day.shift_closes[officer]
    by[count] = latest
    following = day.minutes.size + day.leaves_from.size + officer
    for place in range(count - 1, -1, -1):
        task = tasks[place]
        leave_by = latest_departure(latest, day.ways[task, following], breaks)
        latest = latest_start(min(day.closes[task], leave_by), day.minutes[task], breaks)
        by[place] = latest
        following = task


@compiled
def _walk_forwards(day: Day, routes: Routes, officer: int) -> None:
    breaks, sums, count = day.breaks[officer], routes.sums[officer], routes.counts[officer]
    tasks, leaves, arrivals = routes.tasks[officer], routes.leaves[officer], routes.arrives[officer]
    at = day.minutes.size + officer
    leave = day.leaves_from[officer]
    travel, work, prize, urgency = 0.0, 0.0, 0.0, 0.0
    for place in range(count):
        task = tasks[place]
        way, minutes = day.ways[at, task], day.minutes[task]
        arrives = arrival(leave, way, breaks)
        leaves[place] = leave
        arrivals[place] = arrives
        leave = earliest_start(max(arrives, day.opens[task]), minutes, breaks) + minutes
        travel += way
        work += minutes
        prize += day.prizes[task]
        urgency += day.urgency[task]
        at = task
    way = day.ways[at, day.minutes.size + day.leaves_from.size + officer]
    leaves[count] = leave
    arrivals[count] = arrival(leave, way, breaks)
    sums[0] = travel + way if count > 0 else 0.0
    sums[1], sums[2], sums[3] = work, prize, urgency


@compiled_inline
def node_at(day: Day, routes: Routes, officer: int, place: int) -> int:
    """Return the task at a place of a route, or the node where the shift ends."""
    if place < routes.counts[officer]:
        return routes.tasks[officer, place]
    return day.minutes.size + day.leaves_from.size + officer


@compiled
def put_in(day: Day, routes: Routes, officer: int, place: int, task: int) -> None:
    """Insert a task before the one at a place and bring the route's times up to date."""
    tasks, count = routes.tasks[officer], routes.counts[officer]
    for index in range(count, place, -1):
        tasks[index] = tasks[index - 1]
    tasks[place] = task
    routes.counts[officer] = count + 1
    routes.doers[task] = officer
    time_route(day, routes, officer)


@compiled
def take_out(routes: Routes, officer: int, first: int, count: int) -> None:
    """Take tasks out of a route from a place on; times are to be brought up to date by the caller."""
    tasks = routes.tasks[officer]
    for index in range(first, first + count):
        routes.doers[tasks[index]] = -1
    for index in range(first + count, routes.counts[officer]):
        tasks[index - count] = tasks[index]
    routes.counts[officer] -= count


@compiled
def copy_routes(into: Routes, source: Routes) -> None:
    """Make one set of routes equal to another."""
    for officer in range(source.counts.size):
        copy_route(into, source, officer)
    copy_doers(into, source)


@compiled
def copy_route(into: Routes, source: Routes, officer: int) -> None:
    """Make one officer's route equal to that in another set; who does each task is left to the caller."""
    count = source.counts[officer]
    into.counts[officer] = count
    for place in range(count):
        into.tasks[officer, place] = source.tasks[officer, place]
    for place in range(count + 1):
        into.leaves[officer, place] = source.leaves[officer, place]
        into.arrives[officer, place] = source.arrives[officer, place]
        into.latest[officer, place] = source.latest[officer, place]
    for index in range(4):
        into.sums[officer, index] = source.sums[officer, index]


@compiled
def worth(day: Day, routes: Routes) -> float:
    """Return what the search maximises: mandatory tasks first, then prizes less travel and uneven load."""
    officers = routes.counts.size
    mean = 0.0
    for officer in range(officers):
        mean += (routes.sums[officer, 0] + routes.sums[officer, 1]) / officers
    total = 0.0
    for officer in range(officers):
        travel, urgency = routes.sums[officer, 0], routes.sums[officer, 3]
        uneven = abs(travel + routes.sums[officer, 1] - mean)
        total += routes.sums[officer, 2] + day.weights[2] * urgency - day.weights[0] * travel - day.weights[1] * uneven
    return total


@compiled
def copy_doers(into: Routes, source: Routes) -> None:
    """Make the notes of who does each task equal to those of another set."""
    for task in range(source.doers.size):
        into.doers[task] = source.doers[task]
