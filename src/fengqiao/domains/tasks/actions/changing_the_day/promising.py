"""Use cases: the officer tells somebody when he comes; and, agreed with the person, takes it back."""

from __future__ import annotations

import datetime
from dataclasses import replace

from django.db import transaction

from fengqiao.domains.tasks.actions.changing_the_day.ordering import retimed
from fengqiao.domains.tasks.actions.changing_the_day.reading import OpenDay, open_own_day, own_task
from fengqiao.domains.tasks.actions.changing_the_day.revising import known_change
from fengqiao.domains.tasks.actions.changing_the_day.timing import rest_inputs
from fengqiao.domains.tasks.contracts import (
    ChangedDay,
    EvidenceMissingError,
    NotInTheDayError,
    Promise,
    PromiseRefusedError,
    RevisionKind,
    TaskState,
)
from fengqiao.domains.tasks.models import Task, TaskEntry
from fengqiao.domains.tasks.queries.team import read_team
from fengqiao.domains.tasks.workflow.hours import EARLIEST_MINUTE
from fengqiao.domains.tasks.workflow.promises import check_promise
from fengqiao.domains.tasks.workflow.rest_of_day import place_for
from fengqiao.domains.tasks.workflow.states import Move, can, next_state
from fengqiao.foundation.clock.clock import now
from fengqiao.foundation.design.moments import minute_clock_words
from fengqiao.foundation.scoping.contracts import Actor

PROMISE_FIELDS = ["promised_date", "promised_minute", "promised_to", "state", "signed_for_at"]


@transaction.atomic
def promise_time(*, actor: Actor, task_id: int, promise: Promise, client_id: str) -> ChangedDay:
    """This function will note that somebody was told a time today, and put the task where it is kept.

    Whoever promises has signed for the task. From then on every plan keeps the time, or says openly that it cannot.
    Raises PromiseRefusedError, NotInTheDayError for what is begun, EvidenceMissingError without a name; else as
    move_in_day.
    """
    day = open_own_day(actor=actor, task_id=task_id)
    if known := known_change(plan=day.plan, client_id=client_id):
        return known
    task = own_task(day=day, task_id=task_id)
    if task_id not in day.order and task_id not in day.aside:
        raise NotInTheDayError(task_id=task_id)
    if not promise.to_whom.strip():
        raise EvidenceMissingError(missing="to_whom")
    check_promise(
        minute=promise.minute,
        minutes=task.minutes,
        opens_minute=task.opens_minute,
        closes_minute=task.closes_minute,
        shift=(day.plan.opens_minute, day.plan.closes_minute),
        not_before=day.minute,
    )
    note = f"{minute_clock_words(minute=promise.minute)} · {promise.to_whom.strip()}"
    write_promise(task=task, promise=promise, date=day.plan.date)
    TaskEntry.objects.create(task=task, at=now(), actor_name=actor.name, what="promise_time", note=note)
    order = placed(day=day, task_id=task_id)
    return retimed(
        actor=actor, day=day, order=order, kind=RevisionKind.PROMISED, note=f"{note} · {task.subject_label}",
        client_id=client_id,
    )  # fmt: skip


@transaction.atomic
def release_promise(*, actor: Actor, task_id: int, note: str, client_id: str) -> ChangedDay:
    """This function will take a promised time back; `note` says what was agreed with the person instead.

    Raises EvidenceMissingError without a note; else as move_in_day.
    """
    day = open_own_day(actor=actor, task_id=task_id)
    if known := known_change(plan=day.plan, client_id=client_id):
        return known
    task = own_task(day=day, task_id=task_id)
    if task.promised_minute is None:
        raise NotInTheDayError(task_id=task_id)
    if not note.strip():
        raise EvidenceMissingError(missing="note")
    clear_promise(task=task)
    TaskEntry.objects.create(task=task, at=now(), actor_name=actor.name, what="release_promise", note=note.strip())
    return retimed(
        actor=actor, day=day, order=day.order, kind=RevisionKind.PROMISED, note=note.strip(), client_id=client_id
    )


def placed(*, day: OpenDay, task_id: int) -> list[int]:
    """This function will return the order with the task where it breaks least."""
    others = [one for one in day.order if one != task_id]
    with_it = rest_inputs(day=day, order=[*others, task_id])
    *rows, row = with_it.tasks
    place = place_for(inputs=replace(with_it, tasks=tuple(rows)), added=row)
    return [*others[:place], task_id, *others[place:]]


def check_promise_on_a_later_day(*, task: Task, promise: Promise, staff_id: int, date: datetime.date) -> None:
    """This function will refuse a promise for another day that names nobody, or that day's hours make empty words.

    The day's shift, leave and calendar count as they are known now. Raises EvidenceMissingError, PromiseRefusedError.
    """
    if not promise.to_whom.strip():
        raise EvidenceMissingError(missing="to_whom")
    check_promise(
        minute=promise.minute,
        minutes=task.minutes,
        opens_minute=task.opens_minute,
        closes_minute=task.closes_minute,
        shift=_shift_on(task, staff_id, date),
        not_before=0,
    )


def _shift_on(task: Task, staff_id: int, date: datetime.date) -> tuple[int, int]:
    hours = read_team(station_path=task.station_path, date=date).hours.get(staff_id)
    if hours is None:
        raise PromiseRefusedError(reason="off")
    opens = hours.opens_minute if hours.is_fixed else min(hours.opens_minute, EARLIEST_MINUTE)
    return opens, hours.closes_minute


def write_promise(*, task: Task, promise: Promise, date: datetime.date) -> None:
    """This function will write a promised time; it signs for the task."""
    task.promised_date, task.promised_minute, task.promised_to = date, promise.minute, promise.to_whom.strip()
    if can(TaskState(task.state), Move.SIGN_FOR):
        task.state, task.signed_for_at = next_state(TaskState(task.state), Move.SIGN_FOR), now()
    task.save(update_fields=PROMISE_FIELDS)


def clear_promise(*, task: Task) -> None:
    """This function will take a promised time off a task."""
    task.promised_date, task.promised_minute, task.promised_to = None, None, ""
    task.save(update_fields=PROMISE_FIELDS[:3])
