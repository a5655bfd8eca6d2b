"""The transfer loop: urgent measures, a person's decision where the list had none, sending, the answer."""

from __future__ import annotations

import datetime

from django.db import transaction

from fengqiao.domains.cases.actions.routing import legal_deadline, name_handler
from fengqiao.domains.cases.actions.steps import add_entry, advance, finish, lock_report, required
from fengqiao.domains.cases.contracts import (
    HandlerMissingError,
    ReportRecord,
    ReportTransferred,
    TransferOverdue,
    UrgentMeasuresMissingError,
)
from fengqiao.domains.cases.models import Report
from fengqiao.domains.cases.queries import report_record
from fengqiao.domains.cases.workflow import WITH_THE_STATION, Act
from fengqiao.engines.duties.decision_table import Outcome
from fengqiao.foundation.audit.recording import record
from fengqiao.foundation.clock.clock import now
from fengqiao.foundation.events.publishing import publish
from fengqiao.foundation.scoping.contracts import SYSTEM, Actor, NotAllowedError
from fengqiao.primitives.legal_clock import ClockCode
from fengqiao.primitives.reason import Reason


@transaction.atomic
def record_urgent_measures(*, actor: Actor, report_id: int, text: str) -> ReportRecord:
    """This function will add what was done at once. Raises ReasonMissingError, TransitionRefusedError."""
    row = lock_report(actor=actor, report_id=report_id, permission="cases.handle")
    measures = required(text, what="urgent_measures")
    advance(row=row, act=Act.RECORD_URGENT_MEASURES)
    row.urgent_measures = f"{row.urgent_measures}\n{measures}".strip()
    finish(actor=actor, row=row, act=Act.RECORD_URGENT_MEASURES, note=measures)
    return report_record(row)


@transaction.atomic
def decide_review(*, actor: Actor, report_id: int, handler: str, reason: str) -> ReportRecord:
    """This function will let a named person decide what the list left open, or what came back.

    Raises ReasonMissingError, HandlerMissingError, TransitionRefusedError.
    """
    row = lock_report(actor=actor, report_id=report_id, permission="cases.review")
    if actor.user_id is None:
        raise NotAllowedError("cases.review")
    why, wanted = required(reason, what="reason"), handler.strip()
    if not wanted:
        raise HandlerMissingError(report=row.number)
    moment = now()
    named = name_handler(handler=wanted, at=moment, scope_path=row.scope_path)
    is_ours = named.is_ours
    act = Act.KEEP if is_ours else Act.HAND_OVER
    advance(row=row, act=act)
    row.outcome = (Outcome.KEEP if is_ours else Outcome.HAND_OVER).value
    row.handler, row.row_number, row.matched_conditions = wanted, None, []
    row.words = {**row.words, "handler": named.words, "row": None}
    row.decided_by = actor.name
    row.reason = Reason("decided_by_person", {"name": actor.name, "reason": why}).as_plain()
    row.transfer_due_at = None if is_ours else _transfer_due(row, moment)
    row.overdue_told_at = None
    finish(actor=actor, row=row, act=act, note=why, details={"handler": wanted, "reason": why})
    return report_record(row)


@transaction.atomic
def transfer_report(*, actor: Actor, report_id: int) -> ReportRecord:
    """This function will send a report to the body that handles it; an integration carries it there.

    Raises UrgentMeasuresMissingError, TransitionRefusedError.
    """
    row = lock_report(actor=actor, report_id=report_id, permission="cases.handle")
    advance(row=row, act=Act.TRANSFER)
    if not row.urgent_measures:
        raise UrgentMeasuresMissingError(report=row.number)
    row.transferred_at, row.answered_at, row.return_reason = now(), None, ""
    finish(actor=actor, row=row, act=Act.TRANSFER, note=_named(row), details={"handler": row.handler})
    publish(
        ReportTransferred(
            scope_path=row.scope_path, object_id=str(row.pk), report_number=row.number, handler=row.handler
        ),
        actor=actor,
    )
    return report_record(row)


@transaction.atomic
def answer_transfer(*, actor: Actor, report_id: int, is_accepted: bool, reason: str = "") -> ReportRecord:
    """This function will take the receiving body's answer; what comes back needs a reason and gets a new clock.

    Raises ReasonMissingError, TransitionRefusedError.
    """
    row = lock_report(actor=actor, report_id=report_id, permission="cases.answer_transfer")
    act = Act.ACCEPT if is_accepted else Act.RETURN
    why = reason.strip() if is_accepted else required(reason, what="reason")
    advance(row=row, act=act)
    row.answered_at = now()
    if not is_accepted:
        row.return_reason = why
        row.transfer_due_at = _transfer_due(row, row.answered_at)
        row.overdue_told_at = None
    finish(actor=actor, row=row, act=act, note=why, details={"handler": row.handler, "reason": why})
    return report_record(row)


@transaction.atomic
def announce_overdue_transfers() -> int:
    """This function will tell, once per clock, of every report whose clock has run out while it is still here."""
    moment = now()
    rows = (
        Report.objects.select_for_update(skip_locked=True)
        .filter(state__in=list(WITH_THE_STATION), transfer_due_at__lt=moment, overdue_told_at=None)
        .order_by("transfer_due_at")
    )
    for row in rows:
        row.overdue_told_at = moment
        row.save(update_fields=["overdue_told_at"])
        _tell_overdue(row)
    return len(rows)


def _tell_overdue(row: Report) -> None:
    if row.transfer_due_at is None:
        raise ValueError(f"report {row.number} has no clock")
    add_entry(actor=SYSTEM, row=row, act=Act.OVERDUE)
    record(
        actor=SYSTEM,
        action="report_overdue",
        object_kind="report",
        object_id=row.number,
        scope_path=row.scope_path,
        details={"due_at": row.transfer_due_at, "state": row.state},
    )
    publish(
        TransferOverdue(
            scope_path=row.scope_path,
            object_id=str(row.pk),
            report_number=row.number,
            due_at=row.transfer_due_at,
        ),
        actor=SYSTEM,
    )


def _named(row: Report) -> str:
    """The timeline keeps the name that the list gives in its own language."""
    return str((row.words.get("handler") or {}).get("zh") or row.handler)


def _transfer_due(row: Report, starts_at: datetime.datetime) -> datetime.datetime:
    return legal_deadline(code=ClockCode.TRANSFER, starts_at=starts_at, scope_path=row.scope_path)
