"""The day and the routes as arrays, in the form that the compiled search works on."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from fengqiao.engines.planning.compiled.clock import padded_breaks
from fengqiao.engines.planning.contracts import PlanParameters
from fengqiao.engines.planning.problem import Problem
from fengqiao.engines.planning.shift_clock import Minutes


class Day(NamedTuple):
    """What does not change. `ways`: minutes between nodes: the tasks, then the officers' starts, then their ends.

    `ways_back`: the same from the other end, so that a row holds the ways to one node. `near`: for every task all
    tasks, the nearest first. `weights`: what a minute of travel, an uneven minute and a mandatory task are worth;
    then the minutes of the shortest task.
    """

    ways: Minutes
    ways_back: Minutes
    minutes: Minutes
    opens: Minutes
    closes: Minutes
    prizes: Minutes
    urgency: Minutes
    allowed: np.ndarray
    leaves_from: Minutes
    shift_closes: Minutes
    breaks: Minutes
    near: np.ndarray
    weights: Minutes


class Routes(NamedTuple):
    """What the search changes, by officer (rows).

    `tasks[:counts]` in order; at place p the way leads from task p-1 to task p: `leaves` when it starts, `arrives`
    when it ends, `latest` by when it may end. `sums`: travel minutes, work minutes, prize, urgency.
    `doers`: who does each task, -1 nobody.
    """

    tasks: np.ndarray
    counts: np.ndarray
    leaves: Minutes
    arrives: Minutes
    latest: Minutes
    sums: Minutes
    doers: np.ndarray


class Desk(NamedTuple):
    """Room for the notes of one step.

    By task: `costs` of the cheapest place, `places` and `officers` say where that is, `noted_at` after how many
    changes it was noted, `wanted` and `preferences`; `listed` holds tasks, `was_freed` those just taken out.
    By officer: `touched` those whose routes were cut, `altered` those whose routes are no longer as before the
    step, `altered_at` after how many changes.
    """

    costs: Minutes
    places: np.ndarray
    officers: np.ndarray
    noted_at: np.ndarray
    wanted: Minutes
    preferences: Minutes
    listed: np.ndarray
    was_freed: np.ndarray
    touched: np.ndarray
    altered: np.ndarray
    altered_at: np.ndarray


MANDATORY_WORTH = 1e7
"""One more mandatory task outweighs any prizes that a day can hold."""


def day_arrays(*, problem: Problem, parameters: PlanParameters) -> Day:
    """This function will return the problem as arrays."""
    shifts = problem.shifts
    starts = np.array([shift.start_location for shift in shifts], dtype=np.int64)
    ends = np.array([shift.end_location for shift in shifts], dtype=np.int64)
    nodes = np.concatenate([problem.locations, starts, ends])
    ways = np.ascontiguousarray(problem.travel[np.ix_(nodes, nodes)])
    count = len(problem.tasks)
    return Day(
        ways=ways,
        ways_back=np.ascontiguousarray(ways.T),
        minutes=problem.minutes,
        opens=problem.opens,
        closes=problem.closes,
        prizes=problem.prizes,
        urgency=problem.urgency,
        allowed=np.ascontiguousarray(problem.allowed),
        leaves_from=np.array([shift.leaves_from for shift in shifts], dtype=np.float64),
        shift_closes=np.array([shift.closes for shift in shifts], dtype=np.float64),
        breaks=padded_breaks([shift.clock.breaks for shift in shifts]),
        near=(ways + ways.T)[:count, :count].argsort(axis=1, kind="stable"),
        weights=_weights(problem, parameters),
    )


def _weights(problem: Problem, parameters: PlanParameters) -> Minutes:
    shortest = float(problem.minutes.min()) if problem.minutes.size else 0.0
    travel, uneven = parameters.prize_per_travel_minute, parameters.prize_per_uneven_minute
    return np.array([travel, uneven, MANDATORY_WORTH, shortest], dtype=np.float64)


def no_routes(day: Day) -> Routes:
    """This function will return room for routes in which nobody does anything yet; the times are not filled in."""
    officers, tasks = day.allowed.shape
    return Routes(
        tasks=np.zeros((officers, tasks), dtype=np.int64),
        counts=np.zeros(officers, dtype=np.int64),
        leaves=np.zeros((officers, tasks + 1)),
        arrives=np.zeros((officers, tasks + 1)),
        latest=np.zeros((officers, tasks + 1)),
        sums=np.zeros((officers, 4)),
        doers=np.full(tasks, -1, dtype=np.int64),
    )


def clear_desk(day: Day) -> Desk:
    """This function will return room for notes."""
    officers, tasks = day.allowed.shape
    return Desk(
        costs=np.full(tasks, np.inf),
        places=np.zeros(tasks, dtype=np.int64),
        officers=np.zeros(tasks, dtype=np.int64),
        noted_at=np.zeros(tasks, dtype=np.int64),
        wanted=np.zeros(tasks),
        preferences=np.zeros(tasks),
        listed=np.zeros(tasks, dtype=np.int64),
        was_freed=np.zeros(tasks, dtype=np.bool_),
        touched=np.zeros(officers, dtype=np.bool_),
        altered=np.zeros(officers, dtype=np.bool_),
        altered_at=np.zeros(officers, dtype=np.int64),
    )
