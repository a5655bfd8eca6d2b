"""Filling routes again by prize per minute put off (Vansteenwegen et al. 2009), looking again only where needed.

The cost of a task grows as routes fill. So the most wanted task by noted costs is looked at once more only when the
route in which it was cheapest has changed since; where it is still the most wanted, it goes in.
"""

from __future__ import annotations

import numpy as np

from fengqiao.engines.planning.compiled.arrays import Day, Desk, Routes
from fengqiao.engines.planning.compiled.compiling import compiled, compiled_inline
from fengqiao.engines.planning.compiled.pricing import price_many, price_one
from fengqiao.engines.planning.compiled.routes import put_in

MANDATORY_WANTED = 1e12
"""A mandatory task is inserted before all others."""


@compiled
def refill(day: Day, routes: Routes, desk: Desk, power: float, noise: float, lean: float) -> None:  # noqa: PLR0917
    """Insert by prize (to a power) per minute put off, mandatory tasks first, until nothing fits any more.

    `noise`: the share of a preference that is chance. Only routes that were cut are looked at, but for the tasks
    just taken out: before, nothing fitted anywhere else.
    """
    count = _list_possible(day, routes, desk, lean)
    for index in range(count):
        task = desk.listed[index]
        wanted = day.prizes[task] ** power * (1.0 - noise * np.random.random())
        desk.wanted[task] = wanted + MANDATORY_WANTED * day.urgency[task]
        _note_preference(desk, task, 0)
    changes = 0
    desk.altered_at[:] = 0
    while count > 0:
        index = _most_wanted(desk, count)
        task = desk.listed[index]
        officer = desk.officers[task]
        if desk.altered_at[officer] <= desk.noted_at[task]:
            put_in(day, routes, officer, desk.places[task], task)
            changes += 1
            desk.altered[officer] = True
            desk.altered_at[officer] = changes
            desk.costs[task] = np.inf
        else:
            _look_again(day, routes, desk, task, lean)
            _note_preference(desk, task, changes)
        if desk.costs[task] == np.inf:
            count -= 1
            desk.listed[index] = desk.listed[count]


@compiled
def _list_possible(day: Day, routes: Routes, desk: Desk, lean: float) -> int:
    """List the tasks that nobody does and that fit somewhere, with their costs noted; return how many."""
    free, freed = 0, 0
    for task in range(day.minutes.size):
        if routes.doers[task] < 0:
            desk.costs[task] = np.inf
            desk.listed[free] = task
            # Those just taken out stand first.
            if desk.was_freed[task]:
                desk.listed[free] = desk.listed[freed]
                desk.listed[freed] = task
                freed += 1
            free += 1
    for officer in range(desk.touched.size):
        price_many(day, routes, desk, officer, free if desk.touched[officer] else freed, lean)
    possible = 0
    for index in range(free):
        task = desk.listed[index]
        if desk.costs[task] < np.inf:
            desk.listed[possible] = task
            possible += 1
    return possible


@compiled
def _look_again(day: Day, routes: Routes, desk: Desk, task: int, lean: float) -> None:
    desk.costs[task] = np.inf
    for officer in range(desk.touched.size):
        if day.allowed[officer, task] and (desk.touched[officer] or desk.was_freed[task]):
            price_one(day, routes, desk, officer, task, lean)


@compiled_inline
def _note_preference(desk: Desk, task: int, changes: int) -> None:
    desk.noted_at[task] = changes
    desk.preferences[task] = desk.wanted[task] / (max(desk.costs[task], 0.0) + 1.0)


@compiled_inline
def _most_wanted(desk: Desk, count: int) -> int:
    """Return where in the list the task stands that is wanted most."""
    chosen, highest = 0, -1.0
    for index in range(count):
        preference = desk.preferences[desk.listed[index]]
        if preference > highest:
            chosen, highest = index, preference
    return chosen
