"""An officer's own figures, for the officer; and the month's loads of a station, for its leaders."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Count, F, IntegerField, Q, QuerySet, Sum
from django.db.models.functions import Coalesce, TruncDate

from fengqiao.domains.organisation.public import list_appointments
from fengqiao.domains.tasks.contracts import CompletionResult, TaskState
from fengqiao.domains.tasks.contracts.burden import DayBurden
from fengqiao.domains.tasks.contracts.evaluation import MonthLoad, OwnMonth
from fengqiao.domains.tasks.models import CompletionRecord, Task
from fengqiao.domains.tasks.queries.evaluation.months import next_month
from fengqiao.domains.tasks.queries.evaluation.rules import rules_at
from fengqiao.foundation.clock.clock import local_zone, today
from fengqiao.foundation.scoping.contracts import Actor, NotVisibleError
from fengqiao.foundation.scoping.permissions import require, require_somewhere

ASKED = Coalesce(F("task__minutes"), F("minutes"), output_field=IntegerField())
"""What was imported has no task: it counts as asked for as long as it took."""
THERE = 1 + Coalesce(F("task__companions__len"), 0)
"""How many were there: who did it, and who came along."""


def own_month(*, actor: Actor, month: datetime.date) -> OwnMonth:
    """This function will count the actor's own month. There is no way to ask for somebody else's.

    Raises NotAllowedError without own tasks, NotVisibleError for somebody who is not of the staff.
    """
    paths = require_somewhere(actor, "tasks.view_own")
    if actor.staff_id is None:
        raise NotVisibleError
    late = datetime.timedelta(minutes=rules_at(path=max(paths, key=len)).rules.late_after_minutes)
    came_along = Q(task__officers_needed__gt=1, task__companions__contains=[actor.staff_id])
    done = _done(month).filter(Q(staff_id=actor.staff_id) | came_along)
    counts = done.aggregate(
        completed=Count("pk"),
        done=Count("pk", filter=Q(result=CompletionResult.DONE)),
        nobody_there=Count("pk", filter=Q(result=CompletionResult.NOBODY_THERE)),
        declined=Count("pk", filter=Q(result=CompletionResult.DECLINED)),
        minutes_asked=Sum(ASKED),
        minutes_spent=Sum("minutes"),
        entered_late=Count("pk", filter=Q(recorded_at__gt=F("completed_at") + late)),
    )
    return OwnMonth(month=month, **{name: value or 0 for name, value in counts.items()}, **_due(actor, month))


def _due(actor: Actor, month: datetime.date) -> Mapping[str, int]:
    rows = (
        Task.objects.filter(staff_id=actor.staff_id, due_date__gte=month, due_date__lt=next_month(month), attempt=1)
        .exclude(state=TaskState.CANCELLED)
        .filter(Q(due_date__lt=today()) | Q(state=TaskState.COMPLETED))
    )
    in_time = rows.filter(state=TaskState.COMPLETED).annotate(day=TruncDate("completed_at", tzinfo=local_zone()))
    return {"due": rows.count(), "on_time": in_time.filter(day__lte=F("due_date")).count()}


def _done(month: datetime.date) -> QuerySet[CompletionRecord]:
    start, end = (datetime.datetime.combine(day, datetime.time(), local_zone()) for day in (month, next_month(month)))
    return CompletionRecord.objects.filter(completed_at__gte=start, completed_at__lt=end)


def month_loads(*, actor: Actor, station_path: str, month: datetime.date) -> Sequence[MonthLoad]:
    """This function will return what lay on each officer of a station: tasks and minutes, in the order of the beats.

    For the station's leaders only. Raises NotVisibleError, NotAllowedError.
    """
    require(actor, "tasks.close_questions", station_path, view="tasks.evaluate")
    rows = _done(month).filter(scope_path__startswith=station_path, staff__isnull=False).order_by()
    sums: dict[int, Any] = {
        row["staff_id"]: row
        for row in rows.values("staff_id").annotate(tasks=Count("pk"), asked=Sum(ASKED), spent=Sum("minutes"))
    }
    for companions, asked, spent in rows.filter(task__officers_needed__gt=1).values_list(
        "task__companions", "task__minutes", "minutes"
    ):
        for one in companions:
            known = sums.get(one, {"tasks": 0, "asked": 0, "spent": 0})
            sums[one] = {"tasks": known["tasks"] + 1, "asked": known["asked"] + asked, "spent": known["spent"] + spent}
    posts = {one.staff.id: one for one in list_appointments(on=today(), under=station_path)}
    ordered = sorted(posts.values(), key=lambda one: (len(one.path) == len(station_path), one.path, one.staff.number))
    return [
        MonthLoad(
            staff_id=one.staff.id,
            staff_name=one.staff.name,
            place=one.unit_name,
            tasks=sums[one.staff.id]["tasks"],
            minutes_asked=sums[one.staff.id]["asked"] or 0,
            minutes_spent=sums[one.staff.id]["spent"] or 0,
        )
        for one in ordered
        if one.staff.id in sums
    ]


def burden_between(*, from_at: datetime.datetime, to_at: datetime.datetime, under: str) -> DayBurden:
    """This function will count what the lists took in a half-open span below a path, from the records themselves."""
    rows = CompletionRecord.objects.filter(
        scope_path__startswith=under, completed_at__gte=from_at, completed_at__lt=to_at
    )
    asked = ASKED * Coalesce(F("task__officers_needed"), 1)
    sums = rows.aggregate(visits=Count("pk"), asked=Sum(asked), spent=Sum(F("minutes") * THERE))
    answers = rows.filter(task__isnull=False).values_list("task__answers", flat=True)
    return DayBurden(sums["visits"], sums["asked"] or 0, sums["spent"] or 0, sum(len(one) for one in answers if one))
