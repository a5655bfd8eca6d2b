"""Reads of a day that changed: its revisions, breaks, what is broken, put off, and how long something waits."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Sequence

from django.db.models import QuerySet

from fengqiao.domains.tasks.contracts import (
    OPEN_STATES,
    DayState,
    PostponementRecord,
    PostponementState,
    RevisionKind,
    RevisionRecord,
    TaskRecord,
)
from fengqiao.domains.tasks.models import DayPlan, PlanRevision, Postponement, Task
from fengqiao.domains.tasks.queries.tasks import task_record
from fengqiao.domains.tasks.wording import broken_text
from fengqiao.domains.tasks.workflow.putting_off import last_day
from fengqiao.foundation.clock.clock import today
from fengqiao.foundation.scoping.contracts import Actor, NotVisibleError
from fengqiao.foundation.scoping.permissions import holds, paths_for, require

LOOK_BACK_DAYS = 30
"""How far back somebody asks how long a task has been left out."""


def postponement_record(row: Postponement) -> PostponementRecord:
    """This function will turn a row into the value that others may hold."""
    return PostponementRecord(
        id=row.pk,
        task=task_record(row.task),
        asked_by=row.asked_by.name,
        asked_at=row.asked_at,
        to_date=row.to_date,
        reason=row.reason,
        state=PostponementState(row.state),
        decided_by=row.decided_by,
        answer=row.answer,
        promised_minute=row.promised_minute,
        promised_to=row.promised_to,
    )


def get_day_state(*, actor: Actor, staff_id: int, date: datetime.date) -> DayState | None:
    """This function will return what pages show beside a list; None without a plan. Raises NotVisibleError."""
    plan = DayPlan.objects.select_related("run").filter(staff_id=staff_id, date=date).first()
    is_own = actor.staff_id == staff_id and bool(paths_for(actor, "tasks.view_own"))
    if not is_own and (plan is None or not holds(actor, "tasks.view", plan.station_path)):
        raise NotVisibleError
    if plan is None:
        return None
    left_out = [one["task"] for one in plan.left_out]
    return DayState(
        breaks=tuple((code, float(first), float(last)) for code, first, last in plan.breaks),
        broken=_broken(plan),
        postponed=tuple(_postponed(staff_id=staff_id, date=date)),
        revisions=tuple(list_revisions(plan=plan)),
        carried_days=carried_days(station_path=plan.station_path, date=date, task_ids=left_out),
    )


def list_revisions(*, plan: DayPlan) -> Sequence[RevisionRecord]:
    """This function will return a plan's history, oldest first; the system's plan that nobody changed is its last."""
    rows = list(PlanRevision.objects.filter(plan=plan).defer("inputs").order_by("number"))
    records = [
        RevisionRecord(
            number=row.number,
            kind=RevisionKind(row.kind),
            made_at=row.made_at,
            actor_name=row.actor_name,
            note=row.note,
            stops=len(row.items),
            left_out=len(row.left_out),
        )
        for row in rows
    ]
    if not rows or rows[-1].run_id != plan.run_id:
        kind = RevisionKind.MORNING if plan.run.revision == 1 else RevisionKind.REPLANNED
        number = len(records) + 1
        records.append(RevisionRecord(number, kind, plan.run.made_at, "", "", len(plan.items), len(plan.left_out)))
    return records


def carried_days(*, station_path: str, date: datetime.date, task_ids: Iterable[int]) -> dict[int, int]:
    """This function will return on how many earlier days each task was left out of the plans of its station."""
    wanted = set(task_ids)
    if not wanted:
        return {}
    earlier = DayPlan.objects.filter(
        station_path=station_path, date__lt=date, date__gte=date - datetime.timedelta(days=LOOK_BACK_DAYS)
    ).values_list("date", "left_out")
    seen = {(day, one["task"]) for day, left_out in earlier for one in left_out if one["task"] in wanted}
    return dict(Counter(task for _, task in seen))


def list_postponements(
    *, actor: Actor, station_path: str, states: Iterable[PostponementState]
) -> Sequence[PostponementRecord]:
    """This function will list what is put off in a station, or asked to be. Raises NotVisibleError."""
    require(actor, "tasks.view", station_path, view="tasks.view")
    rows = _rows().filter(station_path=station_path, state__in=list(states), task__state__in=list(OPEN_STATES))
    return [postponement_record(row) for row in rows.order_by("asked_at", "pk")]


def _postponed(*, staff_id: int, date: datetime.date) -> list[PostponementRecord]:
    """What is off the list of this day, and what a leader has still to decide or has refused today."""
    rows = _rows().filter(task__staff_id=staff_id, from_date__lte=date, to_date__gt=date)
    latest: dict[int, Postponement] = {}
    for row in rows.filter(task__state__in=list(OPEN_STATES)).order_by("asked_at", "pk"):
        latest[row.task_id] = row
    return [postponement_record(row) for row in latest.values() if _is_told(row, date)]


def _is_told(row: Postponement, date: datetime.date) -> bool:
    if row.state == PostponementState.AGREED:
        return row.task.postponed_to is not None and row.task.postponed_to > date
    return row.from_date == date


def _rows() -> QuerySet[Postponement]:
    return Postponement.objects.select_related("task", "task__staff", "asked_by")


def _broken(plan: DayPlan) -> dict[int, str]:
    marked = {one["task"]: one["broken"] for one in plan.items if "broken" in one}
    rows = Task.objects.filter(pk__in=marked, state__in=list(OPEN_STATES))
    return {
        row.pk: broken_text(broken=marked[row.pk], opens=row.opens_minute, closes=row.closes_minute) for row in rows
    }


def last_day_to_wait(*, task: TaskRecord) -> datetime.date:
    """This function will return the last day to which a task may be put off."""
    return last_day(closes_date=task.closes_date, today=today())
