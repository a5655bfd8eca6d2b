"""A station's day: officers, tasks and travel minutes in, each officer's stops out, with a cap on stops."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np

from fengqiao.domains.tasks.contracts import BreakCode
from fengqiao.domains.tasks.workflow.breaks import breaks_of_day
from fengqiao.domains.tasks.workflow.crews import Crew, Crews, crews_of, full_days, within_cap
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
    Work for several officers stands in the days of all of them at one time, or in none.
    """
    tasks = {row["id"]: as_task(row) for row in inputs.tasks}
    first = plans = _plan(inputs, tasks)
    kept = within_cap(first, tasks)
    offered = _offered(inputs, tasks, first, kept)
    if offered:
        held = _held(tasks, kept)
        plans = _plan(inputs, {one: {**held, **offered}[one] for one in tasks if one in held or one in offered})
    before = crews_of(plans.plans)
    best = within_cap(plans, tasks)
    if len(best) < len(before):
        plans = _plan(inputs, _held({**tasks, **offered}, best))
    done = crews_of(plans.plans)
    known = {one.task_id: one for one in first.left_out}
    full = full_days(plans)
    doers = {**crews_of(first.plans), **kept, **before}
    left_out = [
        known.get(one) or _cut(task, _places(full, doers.get(one, frozenset())))
        for one, task in tasks.items()
        if one not in done
    ]
    return StationPlan(plans.plans, tuple(left_out), first)


def _offered(inputs: PlanInputs, tasks: Mapping[str, PlanTask], first: DayPlans, kept: Crews) -> dict[str, PlanTask]:
    """Return what is in no day yet and others may do: who helps leads; nobody whose day is full comes along."""
    planned, full = crews_of(first.plans), frozenset(full_days(first))
    offered = {}
    for row in inputs.tasks:
        task, helpers = tasks[row["id"]], frozenset(row["helpers"])
        is_torn = task.officers_needed > 1 and task.id in planned
        if task.id in kept or not (helpers or is_torn):
            continue
        leads = helpers or task.officer_ids
        others = (task.companion_ids - full) | leads if task.officers_needed > 1 else task.companion_ids
        offered[task.id] = replace(task, officer_ids=leads, companion_ids=others)
    return offered


def _plan(inputs: PlanInputs, tasks: Mapping[str, PlanTask]) -> DayPlans:
    return plan_day(
        officers=[as_officer(one) for one in inputs.officers],
        tasks=list(tasks.values()),
        travel_minutes=np.array(inputs.tenths, dtype=np.float64).reshape(len(inputs.tenths), -1) / TENTHS,
        now=float(inputs.now_minute),
        seed=inputs.seed,
        algorithm=inputs.algorithm,
    )


def _held(tasks: Mapping[str, PlanTask], crews: Crews) -> dict[str, PlanTask]:
    """Return the tasks that have a crew, each open to it only; who led may lead again."""
    return {one: _of_crew(task, crews[one]) for one, task in tasks.items() if one in crews}


def _of_crew(task: PlanTask, crew: Crew) -> PlanTask:
    if task.officers_needed == 1:
        return replace(task, officer_ids=crew)
    return replace(task, officer_ids=(task.officer_ids & crew) or crew, companion_ids=crew)


def _places(full: Mapping[str, int], crew: Crew) -> int | None:
    """Return how many places the fullest day of a crew has; None when nobody's day is full."""
    return max((full[one] for one in crew if one in full), default=None)


def _cut(task: PlanTask, places: int | None) -> LeftOut:
    """It says that the day is full only where it is; else the hours of the shift were not enough."""
    reason = Reason("day_full", {"places": places}) if places else Reason("no_time", {"minutes": task.minutes})
    return LeftOut(task.id, task.mandatory, reason)


def as_officer(row: Mapping[str, Any]) -> PlanOfficer:
    """This function will read an officer of the inputs; those stored before breaks had names know only noon."""
    noon = [("noon", *NOON_BREAK)] if row["has_break"] else []
    return PlanOfficer(
        id=row["id"],
        opens_minute=row["opens"],
        closes_minute=row["closes"],
        start_location=row.get("start", 0),
        end_location=0,
        skills=frozenset(row.get("skills", ())),
        breaks=tuple(Break(*one) for one in row.get("breaks", noon)),
    )


def as_task(row: Mapping[str, Any]) -> PlanTask:
    """This function will read a task of the inputs; those stored before work for several had a crew name one officer.

    `officers` may lead, `companions` may come along; where nobody may, those who lead must be several themselves.
    """
    needed, leads = row.get("officers_needed", 1), frozenset(row["officers"])
    return PlanTask(
        id=row["id"],
        location=row["location"],
        minutes=row["minutes"],
        prize=row["prize"],
        opens_minute=row["opens"],
        closes_minute=row["closes"],
        mandatory=row["mandatory"],
        skills=frozenset(row.get("skills", ())),
        officer_ids=leads,
        officers_needed=needed,
        companion_ids=frozenset(row.get("companions", ())) | leads if needed > 1 else frozenset(),
    )
