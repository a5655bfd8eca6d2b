"""Use cases: a task is put off to a later day with a reason; what must be done only when a leader agrees."""

from __future__ import annotations

import datetime

from django.db import transaction

from fengqiao.domains.tasks.actions.changing_the_day.ordering import retimed
from fengqiao.domains.tasks.actions.changing_the_day.promising import check_promise_on_a_later_day, write_promise
from fengqiao.domains.tasks.actions.changing_the_day.reading import (
    OpenDay,
    lock_plans,
    open_own_day,
    own_task,
    read_day,
)
from fengqiao.domains.tasks.contracts import (
    EvidenceMissingError,
    PostponementRecord,
    PostponementRefusedError,
    PostponementState,
    Promise,
    RevisionKind,
    TaskMoved,
    TaskState,
)
from fengqiao.domains.tasks.models import Postponement, Task, TaskEntry
from fengqiao.domains.tasks.queries.changes import postponement_record
from fengqiao.domains.tasks.workflow.putting_off import check_postponement
from fengqiao.foundation.audit.recording import record
from fengqiao.foundation.clock.clock import now, today
from fengqiao.foundation.events.publishing import publish
from fengqiao.foundation.scoping.contracts import Actor, NotVisibleError
from fengqiao.foundation.scoping.permissions import holds, require


@transaction.atomic
def postpone_task(
    *,
    actor: Actor,
    task_id: int,
    to_date: datetime.date,
    reason: str,
    client_id: str,
    promise: Promise | None = None,
) -> PostponementRecord:
    """This function will put an own task off, or ask a leader to agree where it must be done.

    The row's last day is the furthest. `promise`: what the person was told for the new day. Until a leader agrees,
    the task stays in the day and the promise waits with the question. Raises PostponementRefusedError,
    PromiseRefusedError outside the row's hours, EvidenceMissingError without a reason or a name, NotVisibleError,
    NotAllowedError, DayOverError.
    """
    day = open_own_day(actor=actor, task_id=task_id)
    known = Postponement.objects.filter(asked_by_id=actor.staff_id, client_id=client_id).first()
    if known is not None:
        return postponement_record(known)
    task = own_task(day=day, task_id=task_id)
    if not reason.strip():
        raise EvidenceMissingError(missing="reason")
    _check(task, to_date)
    if promise is not None:
        check_promise_on_a_later_day(task=task, promise=promise, staff_id=day.plan.staff_id, date=to_date)
    if Postponement.objects.filter(task=task, state=PostponementState.ASKED).exists():
        raise PostponementRefusedError(reason="asked")
    needs_leader = task.mandatory and not holds(actor, "tasks.generate", task.scope_path)
    row = Postponement.objects.create(
        task=task,
        station_path=task.station_path,
        asked_by_id=day.plan.staff_id,
        asked_at=now(),
        from_date=today(),
        to_date=to_date,
        reason=reason.strip(),
        promised_minute=promise.minute if promise else None,
        promised_to=promise.to_whom.strip() if promise else "",
        state=PostponementState.ASKED if needs_leader else PostponementState.AGREED,
        decided_by="" if needs_leader else actor.name,
        decided_at=None if needs_leader else now(),
        client_id=client_id,
    )
    _tell(actor, row, "ask_to_postpone" if needs_leader else "postpone", reason.strip())
    if not needs_leader:
        _put_off(actor=actor, day=day, row=row, client_id=client_id)
    return postponement_record(row)


@transaction.atomic
def decide_postponement(
    *, actor: Actor, postponement_id: int, is_agreed: bool, answer: str = "", client_id: str = ""
) -> PostponementRecord:
    """This function will decide, as a leader, whether work that must be done may wait. A refusal says why.

    Deciding a second time changes nothing. Raises NotVisibleError, NotAllowedError, EvidenceMissingError,
    PostponementRefusedError when the day asked for has passed meanwhile, PromiseRefusedError when the officer's shift
    of that day no longer holds what was promised.
    """
    row = Postponement.objects.select_for_update(of=("self",)).filter(pk=postponement_id).first()
    if row is None:
        raise NotVisibleError
    require(actor, "tasks.generate", row.station_path, view="tasks.view")
    if row.state != PostponementState.ASKED:
        return postponement_record(row)
    if not is_agreed and not answer.strip():
        raise EvidenceMissingError(missing="reason")
    plan = lock_plans(staff_id=row.asked_by_id).get(row.asked_by_id)
    task = Task.objects.select_for_update(of=("self",)).get(pk=row.task_id)
    if is_agreed:
        _check(task, row.to_date)
        _check_promise(task, row)
    row.state = PostponementState.AGREED if is_agreed else PostponementState.REFUSED
    row.decided_by, row.decided_at, row.answer = actor.name, now(), answer.strip()
    row.save(update_fields=["state", "decided_by", "decided_at", "answer"])
    _tell(actor, row, "postpone" if is_agreed else "refuse_to_postpone", answer.strip())
    if is_agreed:
        day = read_day(plan=plan) if plan is not None else None
        _put_off(actor=actor, day=day, row=row, client_id=client_id)
    return postponement_record(row)


def _check(task: Task, to_date: datetime.date) -> None:
    check_postponement(
        state=TaskState(task.state),
        to_date=to_date,
        closes_date=task.closes_date,
        today=today(),
        is_promised=task.promised_date == today(),
    )


def _check_promise(task: Task, row: Postponement) -> None:
    """The day may have another shift by now: what was told is not agreed to when it cannot be kept."""
    if row.promised_minute is not None:
        promise = Promise(minute=row.promised_minute, to_whom=row.promised_to)
        staff_id = task.staff_id or row.asked_by_id
        check_promise_on_a_later_day(task=task, promise=promise, staff_id=staff_id, date=row.to_date)


def _put_off(*, actor: Actor, day: OpenDay | None, row: Postponement, client_id: str) -> None:
    """Take the task out of the day, with what was promised for the new one; what is left is timed at once."""
    task = row.task if day is None else day.tasks.get(row.task_id, row.task)
    task.postponed_to = row.to_date
    task.save(update_fields=["postponed_to"])
    if row.promised_minute is not None:
        promise = Promise(minute=row.promised_minute, to_whom=row.promised_to)
        write_promise(task=task, promise=promise, date=row.to_date)
    if day is None or (row.task_id not in day.order and row.task_id not in day.aside):
        return
    day.plan.left_out = [one for one in day.plan.left_out if one["task"] != row.task_id]
    order = [one for one in day.order if one != row.task_id]
    note = f"{row.task.subject_label} → {row.to_date.isoformat()}: {row.reason}"
    retimed(actor=actor, day=day, order=order, kind=RevisionKind.POSTPONED, note=note, client_id=client_id)


def _tell(actor: Actor, row: Postponement, what: str, note: str) -> None:
    words = f"→ {row.to_date.isoformat()} {note}".strip()
    TaskEntry.objects.create(task=row.task, at=now(), actor_name=actor.name, what=what, note=words)
    record(
        actor=actor,
        action="postpone_task",
        object_kind="task",
        object_id=row.task_id,
        scope_path=row.station_path,
        details={"state": row.state, "to": row.to_date, "reason": row.reason, "answer": row.answer},
    )
    event = TaskMoved(scope_path=row.station_path, object_id=str(row.task_id), state=row.task.state)
    publish(event, actor=actor)
