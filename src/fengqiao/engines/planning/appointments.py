"""When and by whom a task for several officers is done: a fixed time at which all of them are at its place.

Once appointed, each officer's part is a mandatory task with a window of exactly its length, so that any search of
single routes keeps it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

import numpy as np

from fengqiao.engines.planning.plan_state import PlanState
from fengqiao.engines.planning.problem import URGENCY_OF_PART, Problem, may_come_along, may_lead
from fengqiao.engines.planning.route import TOLERANCE_MINUTES, Route
from fengqiao.engines.planning.shift_clock import Minutes

# So many tasks of an officer's day may give way to an appointment.
_MOST_DROPPED: Final = 4
# Appointments are tried at the moments at which somebody could be there, and every so many minutes.
_GRID_MINUTES: Final = 15.0
_MOST_STARTS: Final = 96
# Between times that cost the same prize, the one that puts the rest off least.
_PRIZE_PER_MINUTE: Final = 1e-3


@dataclass(frozen=True, slots=True)
class Appointment:
    """`team`: which task of several officers. `officers`: by index, the one who leads first. `loss`: prizes that
    give way to it, and a little for minutes that the rest is put off."""

    team: int
    starts_minute: float
    officers: tuple[int, ...]
    loss: float = 0.0


@dataclass(frozen=True, slots=True, eq=False)
class _Options:
    """For each start the cheapest way for one officer: tasks `first` to before `following` give way."""

    loss: Minutes
    first: np.ndarray
    following: np.ndarray


def is_appointed(*, problem: Problem, team: int) -> bool:
    """Tell whether it is settled when and by whom a task for several officers is done."""
    return bool(problem.allowed[:, problem.teams[team][0]].any())


def best_appointment(*, state: PlanState, team: int, may_drop: bool) -> Appointment | None:
    """Return the appointment that costs least; None when there is none.

    With `may_drop` tasks that are neither mandatory nor appointed may give way to it.
    """
    problem, part = state.problem, state.problem.teams[team][0]
    task = problem.tasks[part]
    leads = np.array([may_lead(officer=one, task=task) for one in problem.officers], dtype=bool)
    able = leads | np.array([may_come_along(officer=one, task=task) for one in problem.officers], dtype=bool)
    starts = _possible_starts([route for route, can in zip(state.routes, able, strict=True) if can], part)
    if not len(starts) or able.sum() < task.officers_needed:
        return None
    most = _MOST_DROPPED if may_drop else 0
    losses = np.stack(
        [
            _options(route, part, starts, most).loss if can else np.full(len(starts), np.inf)
            for route, can in zip(state.routes, able, strict=True)
        ]
    )
    found = [
        appointment
        for index, start in enumerate(starts)
        for appointment in [_at(team, float(start), losses[:, index], leads, task.officers_needed)]
        if appointment is not None
    ]
    return min(found, key=lambda one: (one.loss, one.starts_minute), default=None)


def _at(team: int, start: float, losses: Minutes, leads: np.ndarray, needed: int) -> Appointment | None:
    """Return who does it at one time: somebody who may lead, and the cheapest others."""
    ranked = [int(one) for one in losses.argsort(kind="stable") if np.isfinite(losses[one])]
    lead = next((one for one in ranked if leads[one]), None)
    if lead is None or len(ranked) < needed:
        return None
    chosen = (lead, *[one for one in ranked if one != lead][: needed - 1])
    return Appointment(team, start, chosen, float(losses[list(chosen)].sum()))


def _possible_starts(routes: Sequence[Route], part: int) -> Minutes:
    if not routes:
        return np.zeros(0)
    problem = routes[0].problem
    opens, closes, minutes = problem.opens[part], problem.closes[part], problem.minutes[part]
    moments = [np.arange(opens, closes - minutes + TOLERANCE_MINUTES, _GRID_MINUTES)]
    for route in routes:
        clock = problem.shifts[route.officer].clock
        ways = problem.travel[route.places[:-1], problem.locations[part]]
        arrives = clock.arrivals(leave=_leaves(route), travel=ways)
        moments.append(clock.earliest_starts(at=np.maximum(arrives, opens), minutes=np.full(len(arrives), minutes)))
    starts = np.unique(np.concatenate(moments))
    starts = starts[starts <= closes - minutes + TOLERANCE_MINUTES]
    if len(starts) <= _MOST_STARTS:
        return starts
    return starts[np.linspace(0, len(starts) - 1, _MOST_STARTS).astype(np.int64)]


def _leaves(route: Route) -> Minutes:
    """Return when the officer is free to go: from the start, then after each task."""
    ends = np.array(route.starts, dtype=np.float64) + route.problem.minutes[list(route.tasks)]
    return np.concatenate([[route.problem.shifts[route.officer].leaves_from], ends])


def _options(route: Route, part: int, starts: Minutes, most_dropped: int) -> _Options:
    problem, clock = route.problem, route.problem.shifts[route.officer].clock
    count, at, minutes = len(route.tasks), problem.locations[part], problem.minutes[part]
    first, following = np.array(
        [(i, j) for i in range(count + 1) for j in range(i, min(count, i + most_dropped) + 1)]
    ).T
    places, arrivals, latest = (np.array(one) for one in (route.places, route.arrivals, route.latest))
    arrives = clock.arrivals(leave=_leaves(route)[first], travel=problem.travel[places[first], at])
    way_on = np.broadcast_to(problem.travel[at, places[following + 1]][:, None], (len(first), len(starts)))
    next_arrives = clock.arrivals(leave=np.broadcast_to(starts + minutes, way_on.shape), travel=way_on)
    is_clear = clock.earliest_starts(at=starts, minutes=np.full(len(starts), minutes)) <= starts
    fits = (
        is_clear[None, :]
        & (arrives[:, None] <= starts[None, :] + TOLERANCE_MINUTES)
        & (next_arrives <= latest[following][:, None] + TOLERANCE_MINUTES)
    )
    order = list(route.tasks)
    worth = np.where(problem.mandatory[order], np.inf, problem.prizes[order])
    lost = np.array([worth[i:j].sum() for i, j in zip(first, following, strict=True)])
    put_off = np.maximum(0.0, next_arrives - arrivals[following][:, None])
    cost = np.where(fits, lost[:, None] + _PRIZE_PER_MINUTE * put_off, np.inf)
    best = cost.argmin(axis=0)
    return _Options(cost[best, np.arange(len(starts))], first[best], following[best])


def with_appointment(*, state: PlanState, appointment: Appointment) -> PlanState:
    """Return the plan with the parts put in and what gives way to them left out."""
    parts = state.problem.teams[appointment.team]
    problem = _appointed(state.problem, parts, appointment)
    routes = _moved(state, problem)
    starts = np.array([appointment.starts_minute])
    for part, officer in zip(parts, appointment.officers, strict=True):
        found = _options(state.routes[officer], part, starts, _MOST_DROPPED)
        order, first, following = state.routes[officer].tasks, int(found.first[0]), int(found.following[0])
        tasks = (*order[:first], part, *order[following:])
        routes[officer] = Route(problem=problem, officer=officer, tasks=tasks)
    return PlanState(problem=problem, parameters=state.parameters, routes=routes)


def without_appointment(*, state: PlanState, team: int) -> PlanState:
    """Return the plan in which it is open again when and by whom a task for several officers is done."""
    old, parts = state.problem, list(state.problem.teams[team])
    allowed, opens, closes = old.allowed.copy(), old.opens.copy(), old.closes.copy()
    mandatory, urgency = old.mandatory.copy(), old.urgency.copy()
    allowed[:, parts], mandatory[parts], urgency[parts] = False, False, 0.0
    opens[parts], closes[parts] = old.tasks[parts[0]].opens_minute, old.tasks[parts[0]].closes_minute
    problem = replace(old, allowed=allowed, mandatory=mandatory, urgency=urgency, opens=opens, closes=closes)
    routes = [
        Route(problem=problem, officer=route.officer, tasks=[task for task in route.tasks if task not in parts])
        for route in state.routes
    ]
    return PlanState(problem=problem, parameters=state.parameters, routes=routes)


def _appointed(old: Problem, parts: Sequence[int], appointment: Appointment) -> Problem:
    allowed, opens, closes = old.allowed.copy(), old.opens.copy(), old.closes.copy()
    mandatory, urgency = old.mandatory.copy(), old.urgency.copy()
    for part, officer in zip(parts, appointment.officers, strict=True):
        allowed[officer, part] = mandatory[part] = True
        urgency[part] = URGENCY_OF_PART
        opens[part] = appointment.starts_minute
        closes[part] = appointment.starts_minute + old.minutes[part]
    return replace(old, allowed=allowed, mandatory=mandatory, urgency=urgency, opens=opens, closes=closes)


def _moved(state: PlanState, problem: Problem) -> list[Route]:
    return [Route(problem=problem, officer=route.officer, tasks=route.tasks) for route in state.routes]
