"""Reads of single tasks."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence

from django.db.models import Q, QuerySet
from django.utils.translation import get_language

from fengqiao.domains.duties.contracts import DutiesError, RowRecord
from fengqiao.domains.duties.public import get_row, list_versions
from fengqiao.domains.organisation.public import get_staff
from fengqiao.domains.places.contracts import SubjectKind
from fengqiao.domains.places.public import list_premises
from fengqiao.domains.tasks.contracts import (
    OPEN_STATES,
    CompletionResult,
    TaskKind,
    TaskRecord,
    TaskState,
)
from fengqiao.domains.tasks.models import Task
from fengqiao.domains.tasks.wording import in_language, reason_of, reason_text
from fengqiao.domains.tasks.workflow.replay_inputs import read_facts
from fengqiao.foundation.clock.clock import local_now, local_zone
from fengqiao.foundation.scoping.contracts import SYSTEM, Actor, NotVisibleError
from fengqiao.foundation.scoping.permissions import holds, paths_for, scoped
from fengqiao.primitives.position import Position
from fengqiao.primitives.timeline import TimelineEntry

PREMISES_SUBJECTS = frozenset(
    {SubjectKind.KEY_VENUE, SubjectKind.PROTECTED_UNIT, SubjectKind.SCHOOL, SubjectKind.RENTAL_HOUSING}
)


def task_record(row: Task) -> TaskRecord:
    """This function will turn a row into the value that others may hold; texts in the language of the page."""
    reason = reason_of(row.reason)
    return TaskRecord(
        id=row.pk,
        uid=row.uid,
        kind=TaskKind(row.kind),
        state=TaskState(row.state),
        title=in_language(row.title_zh, row.title_en),
        subject_kind=row.subject_kind,
        subject_id=row.subject_id,
        subject_label=row.subject_label,
        position=_position(row),
        address_text=row.address_text,
        scope_path=row.scope_path,
        staff_id=row.staff_id,
        staff_name=row.staff.name if row.staff else "",
        list_code=row.list_code,
        list_version=row.list_version,
        row_number=row.row_number,
        reason=reason,
        reason_text=reason_text(reason),
        facts_used=dict(read_facts(row.facts_used)),
        opens_date=row.opens_date,
        due_date=row.due_date,
        opens_minute=row.opens_minute,
        closes_minute=row.closes_minute,
        minutes=row.minutes,
        officers_needed=row.officers_needed,
        priority=row.priority,
        mandatory=row.mandatory,
        completed_at=row.completed_at,
        result=CompletionResult(row.result) if row.result else None,
        note=row.note,
        reassigned_from=row.reassigned_from,
        signed_for_at=row.signed_for_at,
        started_at=row.started_at,
        minutes_spent=row.minutes_spent,
        answers=dict(row.answers),
        attempt=row.attempt,
        station_path=row.station_path,
        duplicate_of=row.duplicate_of_id,
        closes_date=row.closes_date,
        postponed_to=row.postponed_to,
        promised_date=row.promised_date,
        promised_minute=row.promised_minute,
        promised_to=row.promised_to,
        is_own_initiative=row.is_own_initiative,
        basis=row.basis,
        companions=tuple(row.companions),
        companion_names=tuple(get_staff(staff_id=one).name for one in row.companions),
    )


def _position(row: Task) -> Position | None:
    if row.longitude is None or row.latitude is None:
        return None
    return Position(longitude=row.longitude, latitude=row.latitude)


def visible_tasks(actor: Actor) -> QuerySet[Task]:
    """This function will select what the actor may see: own tasks, those he comes along to, his subtrees'."""
    rows = Task.objects.select_related("staff")
    own = Q(pk__in=[])
    if actor.staff_id is not None and paths_for(actor, "tasks.view_own"):
        own = Q(staff_id=actor.staff_id) | is_companion(actor.staff_id)
    return rows.filter(own | Q(pk__in=scoped(Task.objects.all(), paths_for(actor, "tasks.view")).values("pk")))


def is_companion(staff_id: int) -> Q:
    """This function will select the work for several to which somebody comes along."""
    return Q(officers_needed__gt=1, companions__contains=[staff_id])


def get_task(*, actor: Actor, task_id: int) -> TaskRecord:
    """This function will return a task that the actor may see. Raises NotVisibleError."""
    row = Task.objects.select_related("staff").filter(pk=task_id).first()
    if row is None or not _may_see(actor, row):
        raise NotVisibleError
    return task_record(row)


def subjects_in_hand(*, actor: Actor, subject_kind: str) -> frozenset[str]:
    """This function will name the subjects of the actor's own tasks that are open or were done today.

    A stand-in's too; what a task led to is often written down just after it was completed.
    """
    if actor.staff_id is None:
        return frozenset()
    midnight = local_now().replace(hour=0, minute=0, second=0, microsecond=0)
    rows = Task.objects.filter(staff_id=actor.staff_id, subject_kind=subject_kind).filter(
        Q(state__in=OPEN_STATES) | Q(state=TaskState.COMPLETED, completed_at__gte=midnight)
    )
    return frozenset(rows.values_list("subject_id", flat=True))


def _may_see(actor: Actor, row: Task) -> bool:
    is_own = actor.staff_id is not None and actor.staff_id in (row.staff_id, *row.companions)
    if is_own and paths_for(actor, "tasks.view_own"):
        return True
    return holds(actor, "tasks.view", row.scope_path)


def list_tasks(
    *, actor: Actor, on: datetime.date, under: str = "", states: Iterable[TaskState] | None = None
) -> Sequence[TaskRecord]:
    """This function will list the visible tasks of a day below a path: open by then, or completed on it, by due day."""
    start = datetime.datetime.combine(on, datetime.time(), local_zone())
    is_of_day = Q(state__in=list(OPEN_STATES), opens_date__lte=on) | Q(
        completed_at__gte=start, completed_at__lt=start + datetime.timedelta(days=1)
    )
    rows = visible_tasks(actor).filter(is_of_day, scope_path__startswith=under)
    if states is not None:
        rows = visible_tasks(actor).filter(scope_path__startswith=under, state__in=list(states), opens_date__lte=on)
    return [task_record(row) for row in rows.order_by("due_date", "priority", "pk")]


def task_timeline(*, actor: Actor, task_id: int) -> Sequence[TimelineEntry]:
    """This function will return what happened to a task, oldest first. Raises NotVisibleError."""
    get_task(actor=actor, task_id=task_id)
    row = Task.objects.get(pk=task_id)
    entries = [TimelineEntry(row.created_at, "", "listed")]
    entries.extend(
        TimelineEntry(entry.at, entry.actor_name, entry.what, entry.note) for entry in row.entries.order_by("at", "pk")
    )
    return entries


def row_of(*, list_code: str, list_version: int, row_number: int, scope_path: str) -> RowRecord | None:
    """This function will return the row that a task follows from; None when that version is not kept here."""
    try:
        return get_row(code=list_code, version=list_version, number=row_number, path=scope_path)
    except DutiesError:
        return None


def contact_of(task: TaskRecord) -> tuple[str, str] | None:
    """This function will return who answers for the premises of a task: name and telephone; None for other subjects.

    It is the contact of a business for the officer whose task it is; the telephones of residents are personal
    records and open only with a reason.
    """
    if task.subject_kind not in PREMISES_SUBJECTS:
        return None
    for row in list_premises(actor=SYSTEM, under=task.scope_path):
        if row.code == task.subject_id and row.contact_phone:
            return row.contact_name, row.contact_phone
    return None


def list_titles() -> dict[tuple[str, int], str]:
    """This function will name every version of every list in the language of the page."""
    language = get_language() or ""
    return {(one.code, one.version): one.title.in_language(language) for one in list_versions(actor=SYSTEM)}


def evidence_asked(task: Task | TaskRecord) -> tuple[str, ...]:
    """This function will return what the task's standard asks for."""
    row = row_of(
        list_code=task.list_code,
        list_version=task.list_version,
        row_number=task.row_number,
        scope_path=task.scope_path,
    )
    return row.evidence if row is not None else ()
