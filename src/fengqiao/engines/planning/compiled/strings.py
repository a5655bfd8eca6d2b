"""Taking strings of neighbouring tasks out of some routes near one place.

As in Christiaens and Vanden Berghe (2020), "Slack induction by string removals".
"""

from __future__ import annotations

import numpy as np

from fengqiao.engines.planning.compiled.arrays import Day, Desk, Routes
from fengqiao.engines.planning.compiled.compiling import compiled
from fengqiao.engines.planning.compiled.routes import take_out, time_route


@compiled
def take_strings_out(day: Day, routes: Routes, desk: Desk, longest: int, most_routes: int) -> None:
    """Take a string of tasks out of each of some routes near one place, and bring times up to date."""
    officers, tasks = day.allowed.shape
    desk.touched[:] = False
    desk.altered[:] = False
    desk.was_freed[:] = False
    near = day.near[np.random.randint(tasks)]
    left = np.random.randint(1, min(most_routes, officers) + 1)
    for index in range(tasks):
        task = near[index]
        officer = routes.doers[task]
        if officer < 0 or desk.touched[officer]:
            continue
        desk.touched[officer] = desk.altered[officer] = True
        _take_string_out(routes, desk, officer, task, longest)
        time_route(day, routes, officer)
        left -= 1
        if left == 0:
            break


@compiled
def _take_string_out(routes: Routes, desk: Desk, officer: int, task: int, longest: int) -> None:
    """Take out a string that holds the task: up to half of a short route, at least one task."""
    count = routes.counts[officer]
    length = np.random.randint(1, min(longest, (count + 1) // 2) + 1)
    at = 0
    while routes.tasks[officer, at] != task:
        at += 1
    first = np.random.randint(max(0, at - length + 1), min(at, count - length) + 1)
    for place in range(first, first + length):
        desk.was_freed[routes.tasks[officer, place]] = True
    take_out(routes, officer, first, length)
