"""Use cases of the officer: sign for the list or a task, start, complete with evidence, send back; a leader assigns."""

from __future__ import annotations

import datetime
from typing import Any

from django.db import transaction

from fengqiao.domains.organisation.public import get_staff, list_appointments
from fengqiao.domains.tasks.actions.changing_the_day.following import find_crew, release_crew
from fengqiao.domains.tasks.actions.changing_the_day.reading import lock_days_of
from fengqiao.domains.tasks.actions.evidence import check_evidence, who_came_along, work_times
from fengqiao.domains.tasks.contracts import (
    Evidence,
    EvidenceMissingError,
    TaskCompleted,
    TaskMoved,
    TaskRecord,
    TaskState,
    WrongOfficerError,
)
from fengqiao.domains.tasks.models import CompletionRecord, DayPlan, Task, TaskEntry
from fengqiao.domains.tasks.queries.tasks import task_record
from fengqiao.domains.tasks.workflow.attempts import counts_as_done
from fengqiao.domains.tasks.workflow.states import Move, can, next_state
from fengqiao.foundation.audit.recording import record
from fengqiao.foundation.clock.clock import now, today
from fengqiao.foundation.events.publishing import publish
from fengqiao.foundation.scoping.contracts import Actor, NotAllowedError, NotVisibleError
from fengqiao.foundation.scoping.permissions import holds, require, require_somewhere


@transaction.atomic
def sign_for_day_list(*, actor: Actor, date: datetime.date) -> int:
    """This function will sign for every task of the own list of a day, left-out ones included; returns how many.

    Raises NotAllowedError for somebody without own tasks, NotVisibleError when there is no list of that day.
    """
    require_somewhere(actor, "tasks.do_own")
    plan = DayPlan.objects.select_for_update().filter(staff_id=actor.staff_id, date=date).first()
    if plan is None:
        raise NotVisibleError
    moment = now()
    ids = [item["task"] for item in [*plan.items, *plan.left_out]]
    tasks = [
        task
        for task in Task.objects.select_for_update().filter(pk__in=ids, staff_id=actor.staff_id)
        if can(TaskState(task.state), Move.SIGN_FOR)
    ]
    for task in tasks:
        task.state, task.signed_for_at = next_state(TaskState(task.state), Move.SIGN_FOR), moment
    Task.objects.bulk_update(tasks, ["state", "signed_for_at"])
    TaskEntry.objects.bulk_create(
        [TaskEntry(task=task, at=moment, actor_name=actor.name, what=Move.SIGN_FOR.value) for task in tasks]
    )
    if plan.signed_for_at is None:
        plan.signed_for_at = moment
        plan.save(update_fields=["signed_for_at"])
    record(
        actor=actor,
        action="sign_for_day_list",
        object_kind="day_plan",
        object_id=plan.pk,
        scope_path=plan.station_path,
        details={"date": date, "tasks": [task.pk for task in tasks]},
    )
    publish(
        TaskMoved(scope_path=plan.station_path, object_id=f"list:{plan.pk}", state=TaskState.SIGNED_FOR), actor=actor
    )
    return len(tasks)


@transaction.atomic
def sign_for_task(*, actor: Actor, task_id: int) -> TaskRecord:
    """This function will sign for one own task. Raises NotVisibleError, NotAllowedError, TransitionRefusedError."""
    return _move(actor=actor, task=_own(actor, task_id), move=Move.SIGN_FOR, changes={"signed_for_at": now()})


@transaction.atomic
def start_task(*, actor: Actor, task_id: int) -> TaskRecord:
    """This function will start an own task; starting signs for it. Raises as sign_for_task."""
    task, moment = _own(actor, task_id), now()
    changes = {"started_at": moment, "signed_for_at": task.signed_for_at or moment}
    return _move(actor=actor, task=task, move=Move.START, changes=changes)


@transaction.atomic
def complete_task(*, actor: Actor, task_id: int, evidence: Evidence) -> TaskRecord:
    """This function will complete an own task; the minutes are counted from its start, never typed.

    Raises EvidenceMissingError when the task's standard asks for something that is not given, WorkTimesError when the
    times given for work entered later cannot be, WrongOfficerError for who came along and is not of the station; else
    as sign_for_task.
    """
    task = _own(actor, task_id)
    recorded_at = now()
    check_evidence(task=task, evidence=evidence)
    companions = who_came_along(task=task, evidence=evidence)
    began, moment = work_times(task=task, evidence=evidence, recorded_at=recorded_at)
    minutes = max(1, round((moment - began).total_seconds() / 60))
    changes = {
        "started_at": began,
        "completed_at": moment,
        "minutes_spent": minutes,
        "result": evidence.result.value,
        "note": evidence.note.strip(),
        "answers": {key: text.strip() for key, text in evidence.answers.items() if text.strip()},
        "companions": companions,
    }
    done = _move(actor=actor, task=task, move=Move.COMPLETE, changes=changes, note=evidence.note.strip())
    CompletionRecord.objects.create(
        task=task,
        uid=task.uid,
        list_code=task.list_code,
        row_number=task.row_number,
        subject_kind=task.subject_kind,
        subject_id=task.subject_id,
        scope_path=task.scope_path,
        staff_id=actor.staff_id,
        completed_at=moment,
        recorded_at=recorded_at,
        minutes=minutes,
        result=evidence.result,
        counts=counts_as_done(result=evidence.result, attempt=task.attempt),
    )
    publish(
        TaskCompleted(
            scope_path=task.scope_path,
            object_id=str(task.pk),
            task_uid=task.uid,
            subject_kind=task.subject_kind,
            subject_id=task.subject_id,
            result=evidence.result,
        ),
        actor=actor,
    )
    return done


@transaction.atomic
def send_back_task(*, actor: Actor, task_id: int, reason: str) -> TaskRecord:
    """This function will give an own task back to the leaders with a reason.

    Whoever was to come along does not wait. Raises EvidenceMissingError without a reason; else as sign_for_task.
    """
    if not reason.strip():
        raise EvidenceMissingError(missing="reason")
    lock_days_of(task_id=task_id)
    task = _own(actor, task_id)
    next_state(TaskState(task.state), Move.SEND_BACK)
    release_crew(actor=actor, task=task)
    return _move(actor=actor, task=task, move=Move.SEND_BACK, changes={"companions": []}, note=reason.strip())


@transaction.atomic
def assign_task(*, actor: Actor, task_id: int, staff_id: int, note: str = "") -> TaskRecord:
    """This function will put a task on another officer's desk, by a leader; it stays there whatever the morning says.

    Raises NotVisibleError, NotAllowedError, WrongOfficerError for somebody outside the task's station.
    """
    lock_days_of(task_id=task_id)
    task = Task.objects.select_for_update(of=("self",)).filter(pk=task_id).first()
    if task is None:
        raise NotVisibleError
    require(actor, "tasks.generate", task.scope_path, view="tasks.view")
    if not list_appointments(on=today(), under=task.station_path, staff_id=staff_id):
        raise WrongOfficerError(staff_id=staff_id)
    staff = get_staff(staff_id=staff_id)
    before = task.staff.name if task.staff_id and task.staff else ""
    changes: dict[str, Any] = {
        "staff_id": staff_id,
        "is_assigned_by_hand": True,
        "reassigned_from": before if task.staff_id != staff_id else task.reassigned_from,
        "signed_for_at": None,
    }
    text = f"{before} → {staff.name}" if before else staff.name
    if task.staff_id != staff_id:
        next_state(TaskState(task.state), Move.ASSIGN)
        release_crew(actor=actor, task=task, staying=[staff_id])
        changes["companions"] = []
    words = f"{text} {note}".strip()
    done = _move(actor=actor, task=task, move=Move.ASSIGN, changes=changes, note=words)
    if task.officers_needed > 1:
        find_crew(actor=actor, task=task, note=words)
    return done


def _own(actor: Actor, task_id: int) -> Task:
    """Return the task, locked. Own is a relation: an officer reaches what is on the own desk and nothing else."""
    require_somewhere(actor, "tasks.do_own")
    task = Task.objects.select_for_update(of=("self",)).filter(pk=task_id).first()
    if task is None:
        raise NotVisibleError
    if task.staff_id is not None and task.staff_id == actor.staff_id:
        return task
    if holds(actor, "tasks.view", task.scope_path):
        raise NotAllowedError("tasks.do_own")
    raise NotVisibleError


def _move(*, actor: Actor, task: Task, move: Move, changes: dict[str, Any], note: str = "") -> TaskRecord:
    before = task.state
    task.state = next_state(TaskState(task.state), move)
    for name, value in changes.items():
        setattr(task, name, value)
    task.save(update_fields=["state", *changes])
    TaskEntry.objects.create(task=task, at=now(), actor_name=actor.name, what=move.value, note=note)
    record(
        actor=actor,
        action=f"{move.value}_task",
        object_kind="task",
        object_id=task.pk,
        scope_path=task.scope_path,
        details={"uid": task.uid, "from": before, "to": task.state, "note": note},
    )
    publish(TaskMoved(scope_path=task.scope_path, object_id=str(task.pk), state=task.state), actor=actor)
    return task_record(Task.objects.select_related("staff").get(pk=task.pk))
