"""The station's own simple case, and the end of every report: solved, property back, reporter informed, closed."""

from __future__ import annotations

from django.db import transaction

from fengqiao.domains.cases.actions.steps import advance, finish, lock_report, required
from fengqiao.domains.cases.contracts import ReporterNotInformedError, ReportRecord, TransitionRefusedError
from fengqiao.domains.cases.queries import report_record
from fengqiao.domains.cases.workflow import Act, knows_the_end
from fengqiao.foundation.clock.clock import now
from fengqiao.foundation.scoping.contracts import Actor


@transaction.atomic
def solve_report(*, actor: Actor, report_id: int, note: str) -> ReportRecord:
    """This function will note how a kept case was solved. Raises ReasonMissingError, TransitionRefusedError."""
    row = lock_report(actor=actor, report_id=report_id, permission="cases.handle")
    how = required(note, what="note")
    advance(row=row, act=Act.SOLVE)
    row.solved_at, row.solved_note = now(), how
    finish(actor=actor, row=row, act=Act.SOLVE, note=how)
    return report_record(row)


@transaction.atomic
def return_property(*, actor: Actor, report_id: int, receipt_note: str) -> ReportRecord:
    """This function will note that the property went back to its owner against a receipt.

    Raises ReasonMissingError without the receipt, TransitionRefusedError when the case is not solved or it went back.
    """
    row = lock_report(actor=actor, report_id=report_id, permission="cases.handle")
    receipt = required(receipt_note, what="receipt")
    if row.property_returned_at is not None:
        raise TransitionRefusedError(act=Act.RETURN_PROPERTY.value, state="property_returned")
    advance(row=row, act=Act.RETURN_PROPERTY)
    row.property_returned_at, row.property_receipt = now(), receipt
    finish(actor=actor, row=row, act=Act.RETURN_PROPERTY, note=receipt)
    return report_record(row)


@transaction.atomic
def inform_reporter(*, actor: Actor, report_id: int, text: str) -> ReportRecord:
    """This function will note what the reporter was told. Raises ReasonMissingError, TransitionRefusedError."""
    row = lock_report(actor=actor, report_id=report_id, permission="cases.handle")
    told = required(text, what="text")
    advance(row=row, act=Act.INFORM_REPORTER)
    row.reporter_informed_at, row.informed_text = now(), told
    finish(actor=actor, row=row, act=Act.INFORM_REPORTER, note=told)
    return report_record(row)


@transaction.atomic
def close_report(*, actor: Actor, report_id: int) -> ReportRecord:
    """This function will close a report that was solved here or accepted elsewhere.

    Raises ReporterNotInformedError before the reporter was told of the end, TransitionRefusedError.
    """
    row = lock_report(actor=actor, report_id=report_id, permission="cases.handle")
    advance(row=row, act=Act.CLOSE)
    if not knows_the_end(
        informed_at=row.reporter_informed_at, transferred_at=row.transferred_at, solved_at=row.solved_at
    ):
        raise ReporterNotInformedError(report=row.number)
    row.closed_at = now()
    finish(actor=actor, row=row, act=Act.CLOSE)
    return report_record(row)
