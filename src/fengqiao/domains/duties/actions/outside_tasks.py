"""Tasks from outside the lists: reported, answered by a clause or by a leader, never lost."""

from __future__ import annotations

import datetime

from django.db import transaction

from fengqiao.domains.duties.actions.drafting import person_key
from fengqiao.domains.duties.contracts import (
    GiverKind,
    NewOutsideTask,
    OutsideReasonMissingError,
    OutsideState,
    OutsideTaskIncompleteError,
    OutsideTaskMoved,
    OutsideTaskRecord,
    OutsideTaskReported,
    OwnReportError,
)
from fengqiao.domains.duties.models import OutsideTask
from fengqiao.domains.duties.models.boundary import LONGEST_TASK_MINUTES
from fengqiao.domains.duties.queries.outside_tasks import clauses_at, own_path, plain_clause, task_record
from fengqiao.domains.duties.workflow.outside_tasks import (
    ANSWER_OF,
    CHIEF_DECIDES_WITHIN,
    COUNTY_DECIDES_WITHIN,
    OutsideAct,
    clause_for,
    giver_kind_of,
    state_after,
)
from fengqiao.domains.organisation.public import get_unit
from fengqiao.foundation.audit.recording import record
from fengqiao.foundation.clock.clock import local_zone, now
from fengqiao.foundation.events.publishing import publish
from fengqiao.foundation.scoping.contracts import SYSTEM, Actor, NotVisibleError
from fengqiao.foundation.scoping.permissions import holds, require

REPORT, DECIDE, DECIDE_ABOVE = "duties.report_outside", "duties.decide_outside", "duties.decide_outside_above"


@transaction.atomic
def report_outside_task(*, actor: Actor, task: NewOutsideTask) -> OutsideTaskRecord:
    """This function will hold a task from outside against the boundary of its day.

    A clause refuses it, or says that it is the lists' own; without one it goes to the chief with a clock, and to the
    county where the chief reports it. Raises OutsideTaskIncompleteError and the refusals of access.
    """
    path = get_unit(code=task.unit_code).path if task.unit_code else own_path(actor)
    require(actor, REPORT, path)
    giver, what = task.giver.strip(), task.what.strip()
    asked_at = task.asked_at or now()
    if not giver or not what or not 0 < task.minutes <= LONGEST_TASK_MINUTES or asked_at > now():
        raise OutsideTaskIncompleteError
    on = asked_at.astimezone(local_zone()).date()
    clause = clause_for(what=what, clauses=clauses_at(on=on, path=path))
    row = OutsideTask(
        scope_path=path,
        state=ANSWER_OF[clause.side] if clause else OutsideState.ESCALATED,
        giver=giver,
        giver_kind=task.giver_kind or GiverKind(giver_kind_of(giver)),
        what=what,
        minutes=task.minutes,
        asked_at=asked_at,
        reported_at=now(),
        reported_by=actor.name,
        reporter_key=person_key(actor),
        clause=plain_clause(clause) if clause else None,
    )
    if clause is None:
        _escalate(row, actor)
    row.save()
    _audit(row, actor, "report_outside_task")
    publish(OutsideTaskReported(scope_path=path, object_id=str(row.pk), state=OutsideState(row.state)), actor=actor)
    return task_record(row)


@transaction.atomic
def contest_outside_task(*, actor: Actor, task_id: int, reason: str) -> OutsideTaskRecord:
    """This function will bring an answer of a clause before a leader: the words fitted, the matter does not.

    Raises OutsideReasonMissingError, OutsideTaskClosedError, and the refusals of access.
    """
    row = _locked(task_id)
    require(actor, REPORT, row.scope_path, view=REPORT)
    if row.reporter_key != person_key(actor) and not holds(actor, DECIDE, row.scope_path):
        raise NotVisibleError
    row.state = state_after(state=OutsideState(row.state), act=OutsideAct.CONTEST)
    row.escalated_because = _worded(reason)
    _escalate(row, actor)
    _moved(row, actor, "contest_outside_task")
    return task_record(row)


@transaction.atomic
def decide_outside_task(*, actor: Actor, task_id: int, is_refused: bool, reason: str) -> OutsideTaskRecord:
    """This function will refuse an escalated task, or take it on, with a reason.

    Who reported it does not decide it; what has gone to the county is decided there.
    Raises OwnReportError, OutsideReasonMissingError, OutsideTaskClosedError, and the refusals of access.
    """
    row = _locked(task_id)
    require(actor, DECIDE_ABOVE if row.is_with_county else DECIDE, row.scope_path, view=REPORT)
    if row.reporter_key == person_key(actor):
        raise OwnReportError
    act = OutsideAct.REFUSE if is_refused else OutsideAct.TAKE_ON
    row.state = state_after(state=OutsideState(row.state), act=act)
    row.reason, row.decided_at = _worded(reason), now()
    row.decided_by, row.decided_by_key = actor.name, person_key(actor)
    _moved(row, actor, "decide_outside_task")
    return task_record(row)


def pass_on_overdue_outside_tasks() -> int:
    """This function will bring to the county what no chief has decided in time; returns how many."""
    late = OutsideTask.objects.filter(state=OutsideState.ESCALATED, is_with_county=False, due_at__lt=now())
    passed = 0
    for row_id in late.order_by("pk").values_list("pk", flat=True):
        with transaction.atomic():
            row = _locked(row_id)
            if row.state == OutsideState.ESCALATED and not row.is_with_county:
                row.is_with_county, row.due_at = True, now() + COUNTY_DECIDES_WITHIN
                _moved(row, SYSTEM, "pass_on_outside_task")
                passed += 1
    return passed


def _escalate(row: OutsideTask, actor: Actor) -> None:
    """To the chief; what a chief reports goes above at once: nobody decides on the own report."""
    row.is_with_county = holds(actor, DECIDE, row.scope_path)
    within: datetime.timedelta = COUNTY_DECIDES_WITHIN if row.is_with_county else CHIEF_DECIDES_WITHIN
    row.due_at = now() + within


def _locked(task_id: int) -> OutsideTask:
    row = OutsideTask.objects.select_for_update().filter(pk=task_id).first()
    if row is None:
        raise NotVisibleError
    return row


def _worded(reason: str) -> str:
    if not reason.strip():
        raise OutsideReasonMissingError
    return reason.strip()


def _moved(row: OutsideTask, actor: Actor, act: str) -> None:
    row.save()
    _audit(row, actor, act)
    publish(
        OutsideTaskMoved(
            scope_path=row.scope_path,
            object_id=str(row.pk),
            state=OutsideState(row.state),
            is_with_county=row.is_with_county,
        ),
        actor=actor,
    )


def _audit(row: OutsideTask, actor: Actor, act: str) -> None:
    record(
        actor=actor,
        action=act,
        object_kind="outside_task",
        object_id=row.pk,
        scope_path=row.scope_path,
        details={"state": row.state, "minutes": row.minutes, "giver": row.giver_kind, "reason": row.reason},
    )
