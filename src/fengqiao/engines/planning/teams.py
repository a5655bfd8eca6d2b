"""Tasks for several officers within the plan: appointed one by one, and appointed anew where that is worth more."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import numpy as np

from fengqiao.engines.planning.algorithms import Improve
from fengqiao.engines.planning.appointments import (
    best_appointment,
    is_appointed,
    with_appointment,
    without_appointment,
)
from fengqiao.engines.planning.insertion import by_prize_first, by_prize_per_minute, fill
from fengqiao.engines.planning.plan_state import PlanState
from fengqiao.engines.planning.problem import Problem
from fengqiao.engines.planning.search import SearchResult
from fengqiao.primitives.stopping import ShouldStop

POWER: Final = 2.0
"""Of the prize in the quick plans: valuable tasks first, as published."""


def appoint_in_turn(state: PlanState, teams: Iterable[int]) -> PlanState:
    """Return the plan with the teams appointed that fit without anything giving way to them."""
    for team in teams:
        found = best_appointment(state=state, team=team, may_drop=False)
        state = state if found is None else with_appointment(state=state, appointment=found)
    return state


def greedy_plan(*, start: PlanState) -> PlanState:
    """Return what a person would plan from the mandatory appointments on: the highest prize first."""
    filled = fill(start, wanted=by_prize_first(start.problem))
    return appoint_in_turn(filled, [team for team in ranked_teams(start.problem) if not _is_mandatory(start, team)])


def mandatory_teams(problem: Problem) -> list[int]:
    """Return the mandatory tasks for several officers, the one that closes first in front."""
    some = [team for team, parts in enumerate(problem.teams) if problem.credits[parts[0]] > 0]
    return sorted(some, key=lambda team: (problem.closes[problem.teams[team][0]], team))


def ranked_teams(problem: Problem) -> list[int]:
    """Return all tasks for several officers, the mandatory ones first, then the most valuable."""
    parts = [one[0] for one in problem.teams]
    return sorted(range(len(parts)), key=lambda n: (-problem.credits[parts[n]], -problem.prizes[parts[n]], n))


def settle(*, state: PlanState, should_stop: ShouldStop) -> PlanState:
    """Return the plan with each team appointed, moved or dropped, whatever is worth most; never a worse one."""
    best = state
    for team in ranked_teams(state.problem):
        if should_stop():
            break
        open_again = (
            without_appointment(state=best, team=team) if is_appointed(problem=best.problem, team=team) else best
        )
        found = best_appointment(state=open_again, team=team, may_drop=True)
        others = [open_again]
        if found is not None:
            others.append(with_appointment(state=open_again, appointment=found))
        best = max([best, *(_filled(one) for one in others)], key=lambda one: one.honest_value)
    return best


def improve_with_teams(
    *, start: PlanState, improve: Improve, seed: int, iterations: int, should_stop: ShouldStop
) -> SearchResult:
    """Return the best plan found: appointments are settled before the search and once more half-way."""
    half = iterations // 2
    first = improve(settle(state=start, should_stop=should_stop), seed, half, should_stop)
    if first.was_stopped:
        return first
    settled = settle(state=first.best, should_stop=should_stop)
    second = improve(settled, seed + 1, iterations - half, should_stop)
    return SearchResult(second.best, half + second.iterations_run, second.was_stopped)


def _filled(state: PlanState) -> PlanState:
    worth = by_prize_per_minute(state.problem, power=POWER, noise=np.ones(len(state.problem.tasks)))
    return fill(state, wanted=worth)


def whole(state: PlanState) -> PlanState:
    """Return the plan without the appointments that somebody does not keep."""
    for team, parts in enumerate(state.problem.teams):
        if is_appointed(problem=state.problem, team=team) and state.unserved[list(parts)].any():
            state = without_appointment(state=state, team=team)
    return state


def _is_mandatory(state: PlanState, team: int) -> bool:
    return bool(state.problem.credits[state.problem.teams[team][0]] > 0)
