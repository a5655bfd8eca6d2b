"""Use case: what a leader has taken on from outside the lists becomes a directive task of whoever was asked."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any, Final

from django.db import transaction

from fengqiao.domains.duties.contracts import OutsideState, OutsideTaskRecord
from fengqiao.domains.duties.public import get_outside_task
from fengqiao.domains.organisation.public import list_appointments, station_of
from fengqiao.domains.tasks.contracts import DirectiveRaised, TaskKind, TaskState
from fengqiao.domains.tasks.models import MINUTES_PER_DAY, Task, TaskEntry
from fengqiao.domains.tasks.workflow.taken_on import Part, parts_of
from fengqiao.engines.duties.contracts import SubjectKey, task_uid
from fengqiao.foundation.audit.recording import record
from fengqiao.foundation.calendar.calendar import local_calendar
from fengqiao.foundation.clock.clock import local_zone, now, today
from fengqiao.foundation.events.publishing import publish
from fengqiao.foundation.scoping.contracts import Actor
from fengqiao.foundation.scoping.permissions import require

TAKEN_ON: Final = "taken_on"
OUTSIDE_TASK: Final = "outside_task"
DIRECTIVE_PRIORITY: Final = 2
"""Below danger, above the routine of the lists: a leader has said that it is to be done."""
LONGEST_TITLE, LONGEST_BASIS = 200, 200


@transaction.atomic
def raise_taken_on(*, actor: Actor, outside_task_id: int) -> Sequence[int]:
    """This function will raise the tasks of what was taken on, and return their ids; raised before, none.

    It is the task of whoever was asked, as long as that person works at the station; else the leaders find it without
    an officer. What takes longer than a shift is one task for each day. The why holds who asked, who decided, and why.
    Raises NotVisibleError, NotAllowedError.
    """
    outside = get_outside_task(actor=actor, task_id=outside_task_id)
    require(actor, "tasks.generate", outside.scope_path)
    station = station_of(path=outside.scope_path)
    if outside.state is not OutsideState.TAKEN_ON or station is None:
        _note(actor, outside, [], "no_station" if station is None else outside.state.value)
        return []
    staff_id = _officer(outside, station.path)
    calendar = local_calendar(path=station.path).days
    parts = parts_of(minutes=outside.minutes, today=today(), calendar=calendar)
    made = [_raise(outside, station.path, staff_id, part, len(parts)) for part in parts]
    ids = [task.pk for task in made if task is not None]
    _note(actor, outside, ids, "")
    return ids


def _officer(outside: OutsideTaskRecord, station_path: str) -> int | None:
    staff_id = outside.reporter_staff_id
    if staff_id is None or not list_appointments(on=today(), under=station_path, staff_id=staff_id):
        return None
    return staff_id


def _raise(outside: OutsideTaskRecord, station_path: str, staff_id: int | None, part: Part, parts: int) -> Task | None:
    uid = task_uid(
        subject=SubjectKey(OUTSIDE_TASK, str(outside.id)),
        event=f"{TAKEN_ON}:{part.number}",
        list_code=outside.clause.list_code if outside.clause else "",
        row_number=0,
    )
    task, is_new = Task.objects.get_or_create(
        station_path=station_path, uid=uid, attempt=1, defaults=_columns(outside, staff_id, part, parts)
    )
    if not is_new:
        return None
    TaskEntry.objects.create(task=task, at=now(), actor_name=outside.decided_by, what=TAKEN_ON, note=outside.reason)
    return task


def _columns(outside: OutsideTaskRecord, staff_id: int | None, part: Part, parts: int) -> dict[str, Any]:
    return {
        "scope_path": outside.scope_path,
        "kind": TaskKind.DIRECTIVE,
        "state": TaskState.READY,
        "list_code": "",
        "list_version": 0,
        "row_number": 0,
        "title_zh": outside.what[:LONGEST_TITLE],
        "subject_kind": OUTSIDE_TASK,
        "subject_id": str(outside.id),
        "subject_label": f"{outside.giver} ({part.number}/{parts})" if parts > 1 else outside.giver,
        "owner_role": "",
        "owner_id": staff_id,
        "staff_id": staff_id,
        "is_assigned_by_hand": staff_id is not None,
        "opens_date": part.opens_date,
        "due_date": part.due_date,
        "opens_minute": 0,
        "closes_minute": MINUTES_PER_DAY,
        "minutes": part.minutes,
        "priority": DIRECTIVE_PRIORITY,
        "reason": {"code": TAKEN_ON, "parameters": _why(outside)},
        "created_at": now(),
        "listed_date": today(),
        "basis": f"{outside.decided_by}: {outside.reason}"[:LONGEST_BASIS],
    }


def _why(outside: OutsideTaskRecord) -> dict[str, Any]:
    """Everything that the why tells, as it stood: the request, the clause that was contested, the decision."""
    clause = outside.clause
    return {
        "giver": outside.giver,
        "what": outside.what,
        "asked_date": _date(outside.asked_at),
        "decided_by": outside.decided_by,
        "decided_date": _date(outside.decided_at),
        "reason": outside.reason,
        "contested": outside.escalated_because,
        "clause": [clause.what.zh, clause.what.en] if clause else [],
        "basis": clause.basis if clause else "",
    }


def _date(moment: datetime.datetime | None) -> str:
    return moment.astimezone(local_zone()).date().isoformat() if moment else ""


def _note(actor: Actor, outside: OutsideTaskRecord, ids: Sequence[int], note: str) -> None:
    record(
        actor=actor,
        action="raise_taken_on",
        object_kind="outside_task",
        object_id=outside.id,
        scope_path=outside.scope_path,
        details={"tasks": list(ids), **({"note": note} if note else {})},
    )
    if ids:
        publish(
            DirectiveRaised(scope_path=outside.scope_path, object_id=str(ids[0]), tasks=len(ids)),
            actor=actor,
        )
