"""Use cases: an officer takes waiting work of the own station into the own day; a leader gives it to an officer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Final

from django.db import transaction
from django.db.models import QuerySet

from fengqiao.domains.organisation.contracts import UnitRecord
from fengqiao.domains.organisation.public import get_staff, list_appointments, station_of
from fengqiao.domains.tasks.actions.changing_the_day.adding import put_in
from fengqiao.domains.tasks.actions.changing_the_day.reading import open_own_day
from fengqiao.domains.tasks.actions.changing_the_day.revising import known_change
from fengqiao.domains.tasks.actions.generation.placing import NewTask
from fengqiao.domains.tasks.actions.generation.queueing import Queue, raise_one, read_queue
from fengqiao.domains.tasks.actions.generation.working_out import one_at_a_time
from fengqiao.domains.tasks.contracts import (
    ChangedDay,
    DayOverError,
    TaskMoved,
    TaskRecord,
    TaskState,
    WrongOfficerError,
)
from fengqiao.domains.tasks.contracts.waiting import WaitingQueue, WaitingRow, WaitingWork
from fengqiao.domains.tasks.models import DayPlan, Task, TaskEntry
from fengqiao.domains.tasks.queries.tasks import task_record
from fengqiao.domains.tasks.wording import in_language, reason_of, reason_text
from fengqiao.engines.duties.contracts import Subject, SubjectKey
from fengqiao.foundation.audit.recording import record
from fengqiao.foundation.clock.clock import now, today
from fengqiao.foundation.events.publishing import publish
from fengqiao.foundation.scoping.contracts import Actor, NotVisibleError
from fengqiao.foundation.scoping.permissions import require, require_somewhere

SHOWN_OF_A_ROW: Final = 8
"""Of each row the most pressing; a queue of thousands of households is no list to read."""


@transaction.atomic
def take_waiting(*, actor: Actor, key: str, client_id: str) -> ChangedDay:
    """This function will take work that waits at the own station into the own day, where it breaks least.

    Whoever takes it has signed for it; no morning moves it. The change is a revision like any other. Raises
    NotWaitingError where somebody was faster, TogetherRefusedError for work of two where nobody can come along,
    NotAllowedError, DayOverError without a list of today.
    """
    require_somewhere(actor, "tasks.do_own")
    station = _own_station(actor)
    one_at_a_time([station.path])
    day = open_own_day(actor=actor)
    if known := known_change(plan=day.plan, client_id=client_id):
        return known
    task = _task_for(station, key, day.plan.staff_id)
    task.is_assigned_by_hand, task.state, task.signed_for_at = True, TaskState.SIGNED_FOR, now()
    task.save(update_fields=["staff_id", "is_assigned_by_hand", "state", "signed_for_at"])
    _tell(actor, task, "take_waiting_task", "")
    day.tasks[task.pk] = task
    return put_in(actor=actor, day=day, task=task, client_id=client_id)


@transaction.atomic
def assign_waiting(*, actor: Actor, station_path: str, key: str, staff_id: int) -> TaskRecord:
    """This function will put waiting work on an officer's desk, by a leader; it comes beside the officer's list.

    Raises NotVisibleError, NotAllowedError, NotWaitingError, WrongOfficerError for somebody outside the station.
    """
    station = _station_for(actor, station_path, "tasks.generate")
    if not list_appointments(on=today(), under=station.path, staff_id=staff_id):
        raise WrongOfficerError(staff_id=staff_id)
    one_at_a_time([station.path])
    task = _task_for(station, key, staff_id)
    task.is_assigned_by_hand = True
    task.save(update_fields=["staff_id", "is_assigned_by_hand"])
    _tell(actor, task, "assign_waiting_task", get_staff(staff_id=staff_id).name)
    return task_record(Task.objects.select_related("staff").get(pk=task.pk))


@transaction.atomic
def list_waiting(*, actor: Actor, station_path: str = "") -> WaitingQueue:
    """This function will show what waits: of the own station, or of one that the actor may look at.

    The own beat's first. Raises NotVisibleError, NotAllowedError, DayOverError where the actor has no list of today.
    """
    if station_path:
        station = _station_for(actor, station_path, "tasks.view")
    else:
        require_somewhere(actor, "tasks.do_own")
        station = _own_station(actor)
    queue = read_queue(station=station, date=today())
    without = [
        WaitingRow(in_language(task.title_zh, task.title_en), 1, [_of_task(task)]) for task in _without_officer(station)
    ]
    return WaitingQueue(station.path, station.name, today(), [*without, *_rows(queue, actor.staff_id)])


def _own_station(actor: Actor) -> UnitRecord:
    plan = DayPlan.objects.filter(staff_id=actor.staff_id, date=today()).first()
    station = station_of(path=plan.station_path) if plan else None
    if station is None:
        raise DayOverError(date=today())
    return station


def _station_for(actor: Actor, path: str, permission: str) -> UnitRecord:
    station = station_of(path=path)
    if station is None:
        raise NotVisibleError
    require(actor, permission, station.path, view="tasks.view")
    return station


def _task_for(station: UnitRecord, key: str, staff_id: int) -> Task:
    """Return the task of what waits: one without an officer, or one that is raised now. Its officer is not written."""
    known = _without_officer(station).filter(uid=key).select_for_update(of=("self",)).order_by("-attempt").first()
    if known is not None:
        known.staff_id = staff_id
        return known
    queue = read_queue(station=station, date=today())
    return raise_one(queue=queue, one=queue.find(key), staff_id=staff_id)


def _without_officer(station: UnitRecord) -> QuerySet[Task]:
    return Task.objects.filter(
        station_path=station.path, staff=None, state=TaskState.READY, opens_date__lte=today()
    ).order_by("due_date", "priority", "pk")


def _rows(queue: Queue, staff_id: int | None) -> Sequence[WaitingRow]:
    of_row: dict[tuple[str, int], list[NewTask]] = defaultdict(list)
    for one in queue.waiting:
        of_row[one.proposal.list_code, one.proposal.row_number].append(one)
    shown = {
        key: sorted(works, key=lambda one: one.found.lead_id != staff_id)[:SHOWN_OF_A_ROW]
        for key, works in of_row.items()
    }
    subjects = _described(queue, [one for works in shown.values() for one in works])
    return [
        WaitingRow(
            title=in_language(queue.morning.rows[key].duty.zh, queue.morning.rows[key].duty.en),
            count=len(of_row[key]),
            works=[_of_proposal(one, queue, subjects, staff_id) for one in works],
        )
        for key, works in shown.items()
    ]


def _described(queue: Queue, works: Sequence[NewTask]) -> Mapping[SubjectKey, Subject]:
    keys = {one.proposal.subject.key for one in works if not one.proposal.subject.label}
    return {one.key: one for one in queue.morning.describe(keys)} if keys else {}


def _of_proposal(
    one: NewTask, queue: Queue, subjects: Mapping[SubjectKey, Subject], staff_id: int | None
) -> WaitingWork:
    proposal = one.proposal
    subject = subjects.get(proposal.subject.key, proposal.subject)
    return WaitingWork(
        key=proposal.uid,
        place=subject.label or subject.id,
        minutes=proposal.minutes,
        opens_minute=proposal.opens_minute,
        closes_minute=proposal.closes_minute,
        due_date=proposal.due_date,
        reason_text=reason_text(proposal.reason),
        whose=queue.morning.team.names.get(one.found.lead_id or 0, ""),
        is_own=one.found.lead_id == staff_id and staff_id is not None,
        officers_needed=proposal.officers_needed,
    )


def _of_task(task: Task) -> WaitingWork:
    return WaitingWork(
        key=task.uid,
        place=task.subject_label,
        minutes=task.minutes,
        opens_minute=task.opens_minute,
        closes_minute=task.closes_minute,
        due_date=task.due_date,
        reason_text=reason_text(reason_of(task.reason)),
        whose="",
        is_own=False,
        officers_needed=task.officers_needed,
    )


def _tell(actor: Actor, task: Task, act: str, note: str) -> None:
    TaskEntry.objects.create(task=task, at=now(), actor_name=actor.name, what=act, note=note)
    record(
        actor=actor,
        action=act,
        object_kind="task",
        object_id=task.pk,
        scope_path=task.scope_path,
        details={"uid": task.uid, "staff": task.staff_id},
    )
    publish(TaskMoved(scope_path=task.scope_path, object_id=str(task.pk), state=task.state), actor=actor)
