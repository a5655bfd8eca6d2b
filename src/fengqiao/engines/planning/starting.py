"""The quick plans that the search starts from: the greedy one, and one that holds every mandatory task."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from fengqiao.engines.planning.appointments import Appointment, best_appointment, is_appointed, with_appointment
from fengqiao.engines.planning.insertion import by_prize_first, by_prize_per_minute, fill
from fengqiao.engines.planning.mandatory import place_mandatory
from fengqiao.engines.planning.mandatory_teams import MandatoryTeamPlan, place_mandatory_with_teams
from fengqiao.engines.planning.plan_state import PlanState
from fengqiao.engines.planning.route import Route
from fengqiao.engines.planning.teams import POWER, appoint_in_turn, greedy_plan, mandatory_teams
from fengqiao.primitives.stopping import ShouldStop


@dataclass(frozen=True, slots=True)
class Start:
    """`greedy` is what a person would plan, `best` what the search starts from.

    `is_proven`: a mandatory task that is missing in it fits into no plan with all the others.
    """

    greedy: PlanState
    best: PlanState
    is_proven: bool


def quick_plans(*, empty: PlanState, should_stop: ShouldStop) -> Start:
    """Return the plans to start from, mandatory tasks of several officers appointed before anything else."""
    base = appoint_in_turn(empty, mandatory_teams(empty.problem))
    greedy = greedy_plan(start=base)
    wanted = by_prize_per_minute(empty.problem, power=POWER, noise=np.ones(len(empty.problem.tasks)))
    by_prize = fill(base, wanted=by_prize_first(base.problem))
    best = max([by_prize, fill(base, wanted=wanted)], key=lambda state: state.value)
    possible, teams = _possible_mandatory(empty), _possible_teams(empty)
    held = all(is_appointed(problem=base.problem, team=team) for team in teams)
    if held and best.mandatory == len(possible) + sum(len(empty.problem.teams[team]) for team in teams):
        return Start(greedy, best, is_proven=False)
    if teams:
        exact_teams = place_mandatory_with_teams(
            problem=empty.problem, tasks=possible, teams=teams, should_stop=should_stop
        )
        held_all = _with_all(empty, exact_teams)
        return Start(greedy, held_all or best, exact_teams.is_proven and held_all is None)
    exact = place_mandatory(problem=empty.problem, tasks=possible, should_stop=should_stop)
    if exact.routes is None:
        return Start(greedy, best, exact.is_proven)
    routes = {n: Route(problem=empty.problem, officer=n, tasks=tasks) for n, tasks in enumerate(exact.routes)}
    return Start(greedy, fill(empty.with_routes(routes), wanted=wanted), is_proven=False)


def _with_all(empty: PlanState, exact: MandatoryTeamPlan) -> PlanState | None:
    """Return the plan that holds every mandatory task, filled up; None when none was found."""
    if exact.routes is None:
        return None
    state = empty
    for team, (starts, officers) in exact.appointments.items():
        state = with_appointment(state=state, appointment=Appointment(team, starts, officers))
    routes = {n: Route(problem=state.problem, officer=n, tasks=tasks) for n, tasks in enumerate(exact.routes)}
    wanted = by_prize_per_minute(state.problem, power=POWER, noise=np.ones(len(state.problem.tasks)))
    return fill(state.with_routes(routes), wanted=wanted)


def _possible_mandatory(empty: PlanState) -> list[int]:
    """Return the mandatory tasks of one officer that fit at least into somebody's empty day."""
    if not empty.routes:
        return []
    fits = np.isfinite(np.stack([route.costs.minutes for route in empty.routes])).any(axis=0)
    return [int(task) for task in np.flatnonzero(fits & empty.problem.mandatory)]


def _possible_teams(empty: PlanState) -> list[int]:
    """Return the mandatory tasks of several officers that fit at least into empty days."""
    return [
        team
        for team in mandatory_teams(empty.problem)
        if best_appointment(state=empty, team=team, may_drop=False) is not None
    ]
