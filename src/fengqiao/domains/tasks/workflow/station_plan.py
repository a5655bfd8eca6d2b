"""A station's day: officers, tasks and travel minutes in, each officer's stops out, with a cap on stops."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final

import numpy as np

from fengqiao.domains.tasks.workflow.hours import DAY_OPENS_MINUTE, EARLIEST_MINUTE, NOON_BREAK
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

MOST_STOPS: Final = 10
"""The cap on a day: more stops are not a plan but a wish."""
TENTHS: Final = 10.0
WAY_MINUTES: Final = 20
"""Somebody who must be at a school gate at 07:20 leaves the station that much earlier."""


@dataclass(frozen=True, slots=True)
class PlanInputs:
    """What a planning starts from, plain enough for JSON. `tenths`: travel in tenths of a minute, so that a
    stored matrix is the very matrix that was planned with. Location 0 is the station."""

    officers: tuple[dict[str, Any], ...]
    tasks: tuple[dict[str, Any], ...]
    tenths: tuple[tuple[int, ...], ...]
    seed: int
    now_minute: int = 0


@dataclass(frozen=True, slots=True)
class StationPlan:
    """`plans` and `left_out` of the engine after the cap; figures and budget of the run that chose."""

    plans: tuple[OfficerPlan, ...]
    left_out: tuple[LeftOut, ...]
    chosen_by: DayPlans


def officer_input(
    *, staff_id: int, opens: int, closes: int, is_rostered: bool, tasks: Sequence[Mapping[str, Any]]
) -> dict[str, Any]:
    """This function will describe an officer: hours (earlier for a school guard, if not rostered) and noon break.

    The break is dropped on a day that holds a task which does not fit before or after it (a village stay).
    """
    early = [int(task["opens"]) - WAY_MINUTES for task in tasks if _is_before_office(task)]
    if not is_rostered and opens == DAY_OPENS_MINUTE and early:
        opens = max(EARLIEST_MINUTE, min(opens, *early))
    has_break = (
        opens < NOON_BREAK[0] and closes > NOON_BREAK[1] and all(_fits_beside_noon(one, opens, closes) for one in tasks)
    )
    return {"id": str(staff_id), "opens": opens, "closes": closes, "has_break": has_break}


def _is_before_office(task: Mapping[str, Any]) -> bool:
    """Tell whether a task has to begin before the office day does."""
    return bool(task["closes"] - max(task["opens"], DAY_OPENS_MINUTE) < task["minutes"])


def _fits_beside_noon(task: Mapping[str, Any], opens: int, closes: int) -> bool:
    first, last = max(opens, task["opens"]), min(closes, task["closes"])
    before = min(last, NOON_BREAK[0]) - first
    after = last - max(first, NOON_BREAK[1])
    return max(before, after) >= task["minutes"] or last - first < task["minutes"]


def plan_station(inputs: PlanInputs) -> StationPlan:
    """This function will plan the day; the same inputs give the same plan.

    First everything that is worth it, then, where somebody has more than MOST_STOPS stops, once more with the
    best of them only: what is cut is left out with the reason `day_full`.
    """
    officers = [_officer(one) for one in inputs.officers]
    tasks = [_task(one) for one in inputs.tasks]
    matrix = np.array(inputs.tenths, dtype=np.float64).reshape(len(inputs.tenths), -1) / TENTHS
    first = plan_day(
        officers=officers, tasks=tasks, travel_minutes=matrix, now=float(inputs.now_minute), seed=inputs.seed
    )
    kept = _within_cap(first, {task.id: task for task in tasks})
    if kept is None:
        return StationPlan(first.plans, first.left_out, first)
    held = [replace(task, officer_ids=frozenset({kept[task.id]})) for task in tasks if task.id in kept]
    second = plan_day(
        officers=officers, tasks=held, travel_minutes=matrix, now=float(inputs.now_minute), seed=inputs.seed
    )
    done = {work.task_id for plan in second.plans for stop in plan.stops for work in stop.works}
    known = {one.task_id for one in first.left_out}
    cut = [
        LeftOut(task.id, task.mandatory, Reason("day_full", {"stops": MOST_STOPS}))
        for task in tasks
        if task.id not in done and task.id not in known
    ]
    return StationPlan(second.plans, (*first.left_out, *cut), first)


def _within_cap(plans: DayPlans, tasks: Mapping[str, PlanTask]) -> dict[str, str] | None:
    """Return task → officer of what is kept, None when nobody is over the cap. Mandatory stops are kept first."""
    if all(len(plan.stops) <= MOST_STOPS for plan in plans.plans):
        return None
    kept: dict[str, str] = {}
    for plan in plans.plans:
        worth = [
            (
                any(tasks[work.task_id].mandatory for work in stop.works),
                sum(tasks[work.task_id].prize for work in stop.works),
                -number,
            )
            for number, stop in enumerate(plan.stops)
        ]
        for _, _, minus in sorted(worth, reverse=True)[:MOST_STOPS]:
            kept.update({work.task_id: plan.officer_id for work in plan.stops[-minus].works})
    return kept


def _officer(row: Mapping[str, Any]) -> PlanOfficer:
    return PlanOfficer(
        id=row["id"],
        opens_minute=row["opens"],
        closes_minute=row["closes"],
        start_location=0,
        end_location=0,
        breaks=(Break("noon", *NOON_BREAK),) if row["has_break"] else (),
    )


def _task(row: Mapping[str, Any]) -> PlanTask:
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
