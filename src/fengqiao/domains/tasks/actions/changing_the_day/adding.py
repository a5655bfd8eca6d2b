"""Use cases: the officer takes up what was left out, or adds work of the own initiative, counted apart."""

from __future__ import annotations

from typing import Any

from django.db import transaction

from fengqiao.domains.duties.contracts import Boundary
from fengqiao.domains.duties.public import boundary_answer
from fengqiao.domains.places.contracts import AddressRecord, UnknownAddressError
from fengqiao.domains.places.public import get_address, path_at
from fengqiao.domains.tasks.actions.changing_the_day.ordering import stored
from fengqiao.domains.tasks.actions.changing_the_day.promising import placed
from fengqiao.domains.tasks.actions.changing_the_day.reading import OpenDay, open_own_day, own_task
from fengqiao.domains.tasks.actions.changing_the_day.revising import known_change
from fengqiao.domains.tasks.actions.changing_the_day.together import arrange
from fengqiao.domains.tasks.contracts import (
    ChangedDay,
    NewWork,
    NotInTheDayError,
    RevisionKind,
    TaskKind,
    TaskState,
    TogetherRefusedError,
    WorkRefusedError,
)
from fengqiao.domains.tasks.contracts.boundary import BeyondBoundaryError
from fengqiao.domains.tasks.models import Task, TaskEntry
from fengqiao.domains.tasks.wording import in_language
from fengqiao.domains.tasks.workflow.rest_of_day import RETIMED
from fengqiao.foundation.clock.clock import now
from fengqiao.foundation.scoping.contracts import Actor

LONGEST_WORK_MINUTES = 480
OWN_PRIORITY = 4
"""Below what the lists ask for: own initiative never crowds out a duty."""
OWN_WORK = "own_work"
PEOPLES_REPORT = "peoples_report"


@transaction.atomic
def take_up_task(*, actor: Actor, task_id: int, client_id: str) -> ChangedDay:
    """This function will put an own task that was left out, or came since, where it breaks least.

    Raises NotInTheDayError when it is in the day already, done or put off, TogetherRefusedError where nobody can
    come along to work for several; else as move_in_day.
    """
    day = open_own_day(actor=actor, task_id=task_id)
    if known := known_change(plan=day.plan, client_id=client_id):
        return known
    task = own_task(day=day, task_id=task_id)
    if task_id not in day.aside:
        raise NotInTheDayError(task_id=task_id)
    return put_in(actor=actor, day=day, task=task, client_id=client_id)


@transaction.atomic
def add_own_work(*, actor: Actor, work: NewWork, client_id: str) -> ChangedDay:
    """This function will add a piece of work outside the lists to the own day, counted apart as own initiative.

    What a clause of the lists gives to another, or to nobody here, is answered by it, unless it is a report of the
    people: that is heard and handed over. Raises BeyondBoundaryError with the clause; WorkRefusedError without title,
    minutes or basis; UnknownAddressError, also for an address outside the officer's station; else as move_in_day.
    """
    day = open_own_day(actor=actor)
    if known := known_change(plan=day.plan, client_id=client_id):
        return known
    _check(work)
    reason = _reason(day, work)
    task = _new_task(actor, day, work, client_id, reason=reason)
    day.tasks[task.pk] = task
    return put_in(actor=actor, day=day, task=task, client_id=client_id)


def put_in(*, actor: Actor, day: OpenDay, task: Task, client_id: str) -> ChangedDay:
    """This function will put an own task into the day where it breaks least, and work for several into all days.

    Raises TogetherRefusedError where nobody can come along.
    """
    note = f"{in_language(task.title_zh, task.title_en)} · {task.subject_label}"
    order = placed(day=day, task_id=task.pk)
    arranged = arrange(day=day, order=order, method=RETIMED)
    if task.pk in arranged.alone:
        raise TogetherRefusedError(reason="nobody_free")
    return stored(actor=actor, day=day, arranged=arranged, kind=RevisionKind.ADDED, note=note, client_id=client_id)


def _check(work: NewWork) -> None:
    if not work.title.strip() or not work.basis.strip():
        raise WorkRefusedError(reason="words")
    if not 1 <= work.minutes <= LONGEST_WORK_MINUTES:
        raise WorkRefusedError(reason="minutes", most=LONGEST_WORK_MINUTES)


def _reason(day: OpenDay, work: NewWork) -> dict[str, Any]:
    """Why it is in the day; asked first is the boundary of the lists in force at the station."""
    basis = work.basis.strip()
    clause = boundary_answer(what=work.title, on=day.plan.date, path=day.plan.station_path)
    if clause is None or clause.side is Boundary.OURS:
        return {"code": OWN_WORK, "parameters": {"basis": basis}}
    if not work.is_peoples_report:
        raise BeyondBoundaryError(clause=clause)
    handler = [clause.handler.zh, clause.handler.en]
    return {"code": PEOPLES_REPORT, "parameters": {"basis": basis, "handler": handler}}


def _new_task(actor: Actor, day: OpenDay, work: NewWork, client_id: str, *, reason: dict[str, Any]) -> Task:
    """Whoever adds it has signed for it; no morning drops it, since no list asked for it."""
    plan, moment = day.plan, now()
    address = _address_in(plan.station_path, work.address_code) if work.address_code else None
    at = address.position if address else None
    task = Task.objects.create(
        station_path=plan.station_path,
        scope_path=_scope_path(plan.station_path, address),
        uid=f"{OWN_WORK}:{actor.staff_id}:{client_id}",
        kind=TaskKind.PRESCRIBED,
        state=TaskState.SIGNED_FOR,
        list_code="",
        list_version=0,
        row_number=0,
        title_zh=work.title.strip(),
        title_en="",
        subject_kind=OWN_WORK,
        subject_id=client_id,
        subject_label=_label(address),
        longitude=at.longitude if at else None,
        latitude=at.latitude if at else None,
        address_text="",
        owner_role="",
        owner_id=actor.staff_id,
        staff_id=actor.staff_id,
        is_assigned_by_hand=True,
        opens_date=plan.date,
        due_date=plan.date,
        opens_minute=min(plan.opens_minute, day.minute),
        closes_minute=plan.closes_minute,
        minutes=work.minutes,
        priority=OWN_PRIORITY,
        reason=reason,
        created_at=moment,
        listed_date=plan.date,
        signed_for_at=moment,
        is_own_initiative=True,
        basis=work.basis.strip(),
    )
    TaskEntry.objects.create(task=task, at=moment, actor_name=actor.name, what="add_own_work", note=task.basis)
    return task


def _address_in(station_path: str, code: str) -> AddressRecord:
    """An address of another station is refused as one that is not known: the answer says nothing of what is there."""
    address = get_address(code=code)
    if not address.scope_path.startswith(station_path):
        raise UnknownAddressError(code=code)
    return address


def _scope_path(station_path: str, address: AddressRecord | None) -> str:
    """The beat that holds the door; the station where none of its own does, however the boundaries are drawn."""
    beat = path_at(position=address.position) if address is not None else None
    return beat if beat is not None and beat.startswith(station_path) else station_path


def _label(address: AddressRecord | None) -> str:
    return address.short_text if address is not None else "—"
