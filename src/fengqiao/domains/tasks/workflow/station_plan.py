"""A station's day: officers, tasks and travel minutes in, each officer's stops out, with a cap on stops."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np

from fengqiao.domains.tasks.contracts import BreakCode
from fengqiao.domains.tasks.workflow.breaks import breaks_of_day
from fengqiao.domains.tasks.workflow.hours import EARLIEST_MINUTE, NOON_BREAK
from fengqiao.engines.planning.algorithms import REGRET
from fengqiao.engines.planning.contracts import (
    Break,
    DayPlans,
    LeftOut,
    OfficerPlan,
    PlanOfficer,
    PlanTask,
)
from fengqiao.engines.planning.day_plan import plan_day
from fengqiao.primitives.reason import Reason

MOST_PLACES: Final = 10
"""The cap on a day: more places are not a plan but a wish. A second time at the same door counts once."""
LONG_STAY_MINUTES: Final = 120
MOST_PLACES_BESIDE_A_STAY: Final = 8
"""Half a day in one place (a village stay) leaves less of the day for others."""
TENTHS: Final = 10.0
WAY_MINUTES: Final = 20
"""Somebody who must be at a school gate at 07:20 leaves the station that much earlier."""


@dataclass(frozen=True, slots=True)
class PlanInputs:
    """What a planning starts from, plain enough for JSON. `tenths`: travel in tenths of a minute, so that a
    stored matrix is the very matrix that was planned with. Location 0 is the station. `algorithm`: the search that
    makes the plan, so that another one installed later does not change what is replayed."""

    officers: tuple[dict[str, Any], ...]
    tasks: tuple[dict[str, Any], ...]
    tenths: tuple[tuple[int, ...], ...]
    seed: int
    now_minute: int = 0
    algorithm: str = REGRET


@dataclass(frozen=True, slots=True)
class StationPlan:
    """`plans` and `left_out` of the engine after the cap; figures and budget of the run that chose."""

    plans: tuple[OfficerPlan, ...]
    left_out: tuple[LeftOut, ...]
    chosen_by: DayPlans


def officer_input(
    *,
    staff_id: int,
    opens: int,
    closes: int,
    is_fixed: bool,
    tasks: Sequence[Mapping[str, Any]],
    away: Iterable[tuple[float, float]] = (),
) -> dict[str, Any]:
    """This function will describe an officer: hours (a day shift opens earlier for a school guard) and breaks.

    `away`: what holds the officer up. Roll-call is when the shift begins; whoever stands at a school gate comes back.
    """
    early = [int(task["opens"]) - WAY_MINUTES for task in tasks if _is_before(task, opens)]
    roll_call_at = opens
    if early and not is_fixed:
        opens = max(EARLIEST_MINUTE, min(opens, *early))
    breaks = breaks_of_day(opens=opens, closes=closes, roll_call_at=roll_call_at, tasks=tasks, away=away)
    has_break = any(code == BreakCode.MEAL for code, _, _ in breaks)
    return {"id": str(staff_id), "opens": opens, "closes": closes, "has_break": has_break, "breaks": breaks}


def _is_before(task: Mapping[str, Any], opens: int) -> bool:
    """Tell whether a task has to begin before the shift does."""
    return bool(task["closes"] - max(task["opens"], opens) < task["minutes"])


def plan_station(inputs: PlanInputs) -> StationPlan:
    """This function will plan the day; the same inputs give the same plan.

    First each officer with the own work; then what did not fit is offered to colleagues of the beat; and where
    somebody is still over the cap, once more with the best of them only: what is cut is left out as `day_full`.
    """
    tasks = {row["id"]: as_task(row) for row in inputs.tasks}
    helpers = {row["id"]: frozenset(row["helpers"]) for row in inputs.tasks}
    first = plans = _plan(inputs, tasks)
    kept = _within_cap(first, tasks)
    spare = {one: helpers[one] for one in tasks if one not in kept and helpers[one]}
    if spare:
        plans = _plan(inputs, _held(tasks, {**{one: frozenset({doer}) for one, doer in kept.items()}, **spare}))
    before = _doers(plans)
    best = _within_cap(plans, tasks)
    if len(best) < len(_done(plans)):
        plans = _plan(inputs, _held(tasks, {one: frozenset({doer}) for one, doer in best.items()}))
    done = _done(plans)
    known = {one.task_id: one for one in first.left_out}
    full = _full_days(plans)
    doers = {**_doers(first), **kept, **before}
    left_out = [
        known.get(one) or _cut(task, full.get(doers.get(one, ""))) for one, task in tasks.items() if one not in done
    ]
    return StationPlan(plans.plans, tuple(left_out), first)


def _plan(inputs: PlanInputs, tasks: Mapping[str, PlanTask]) -> DayPlans:
    return plan_day(
        officers=[as_officer(one) for one in inputs.officers],
        tasks=list(tasks.values()),
        travel_minutes=np.array(inputs.tenths, dtype=np.float64).reshape(len(inputs.tenths), -1) / TENTHS,
        now=float(inputs.now_minute),
        seed=inputs.seed,
        algorithm=inputs.algorithm,
    )


def _held(tasks: Mapping[str, PlanTask], doers: Mapping[str, frozenset[str]]) -> dict[str, PlanTask]:
    """Return the tasks that have doers, each open to these only."""
    return {one: replace(task, officer_ids=doers[one]) for one, task in tasks.items() if one in doers}


def _done(plans: DayPlans) -> set[str]:
    return {work.task_id for plan in plans.plans for stop in plan.stops for work in stop.works}


def _doers(plans: DayPlans) -> dict[str, str]:
    return {work.task_id: one.officer_id for one in plans.plans for stop in one.stops for work in stop.works}


def _full_days(plans: DayPlans) -> dict[str, int]:
    """Return officer → places, for those whose day has the most places that a day may have."""
    places = {one.officer_id: len(_by_place(one)) for one in plans.plans}
    return {one.officer_id: places[one.officer_id] for one in plans.plans if places[one.officer_id] >= _cap(one)}


def _cap(plan: OfficerPlan) -> int:
    """Return how many places fit into an officer's day."""
    has_stay = any(
        work.ends_minute - work.starts_minute >= LONG_STAY_MINUTES for stop in plan.stops for work in stop.works
    )
    return MOST_PLACES_BESIDE_A_STAY if has_stay else MOST_PLACES


def _cut(task: PlanTask, places: int | None) -> LeftOut:
    """It says that the day is full only where it is; else the hours of the shift were not enough."""
    reason = Reason("day_full", {"places": places}) if places else Reason("no_time", {"minutes": task.minutes})
    return LeftOut(task.id, task.mandatory, reason)


def _within_cap(plans: DayPlans, tasks: Mapping[str, PlanTask]) -> dict[str, str]:
    """Return task → officer of what fits under the cap. Mandatory places are kept first, then the most worthwhile."""
    kept: dict[str, str] = {}
    for plan in plans.plans:
        groups = list(_by_place(plan).values())
        worth = [
            (any(tasks[one].mandatory for one in group), sum(tasks[one].prize for one in group), -number)
            for number, group in enumerate(groups)
        ]
        for _, _, minus in sorted(worth, reverse=True)[: _cap(plan)]:
            kept.update({one: plan.officer_id for one in groups[-minus]})
    return kept


def _by_place(plan: OfficerPlan) -> dict[int, list[str]]:
    groups: dict[int, list[str]] = {}
    for stop in plan.stops:
        groups.setdefault(stop.location, []).extend(work.task_id for work in stop.works)
    return groups


def as_officer(row: Mapping[str, Any]) -> PlanOfficer:
    """This function will read an officer of the inputs; those stored before breaks had names know only noon."""
    noon = [("noon", *NOON_BREAK)] if row["has_break"] else []
    return PlanOfficer(
        id=row["id"],
        opens_minute=row["opens"],
        closes_minute=row["closes"],
        start_location=row.get("start", 0),
        end_location=0,
        breaks=tuple(Break(*one) for one in row.get("breaks", noon)),
    )


def as_task(row: Mapping[str, Any]) -> PlanTask:
    """Two-officer tasks are planned for the one who leads; the list says that a colleague comes along."""
    return PlanTask(
        id=row["id"],
        location=row["location"],
        minutes=row["minutes"],
        prize=row["prize"],
        opens_minute=row["opens"],
        closes_minute=row["closes"],
        mandatory=row["mandatory"],
        officer_ids=frozenset(row["officers"]),
    )
