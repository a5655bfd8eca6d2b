"""Carries a transferred report to the body that handles it, and that body's answer back."""

from __future__ import annotations

from typing import Final

from django.utils.translation import override

from fengqiao.domains.cases.contracts import ReportRecord, ReportState, ReportTransferred
from fengqiao.domains.cases.public import answer_transfer, get_report, list_reports
from fengqiao.foundation.audit.recording import record
from fengqiao.foundation.clock.clock import now
from fengqiao.foundation.scoping.contracts import SYSTEM, Actor
from fengqiao.integrations.receiving_bodies.client import connected_bodies
from fengqiao.integrations.receiving_bodies.mapping import (
    IS_ACCEPTED,
    LANGUAGE_OF_LETTERS,
    BodyAnswer,
    TransferLetter,
    letter_of,
)

MOST_AT_ONCE: Final = 200


def send_transfer(event: ReportTransferred) -> None:
    """This function will send the letter and note its digest; delivered again, it sends the same letter again.

    Without a connection, and when the report has moved on in the meantime, there is nothing to send.
    Raises LetterRefusedError; the delivery is then tried again and in the end shown to a person.
    """
    bodies = connected_bodies()
    with override(LANGUAGE_OF_LETTERS):
        report = get_report(actor=SYSTEM, number=event.report_number)
    letter = _letter(report)
    if bodies is None or letter is None:
        return
    bodies.send(letter=letter)
    record(
        actor=SYSTEM,
        action="send_transfer",
        object_kind="report",
        object_id=report.number,
        scope_path=report.scope_path,
        details={"body": letter.body, "letter": letter.digest, "connection": bodies.connection},
    )


def collect_answers() -> int:
    """This function will ask after every transfer that waits; returns how many were answered."""
    bodies = connected_bodies()
    if bodies is None:
        return 0
    answered = 0
    with override(LANGUAGE_OF_LETTERS):
        waiting = list_reports(actor=SYSTEM, states=[ReportState.TRANSFERRED], limit=MOST_AT_ONCE)
    for report in waiting:
        letter = _letter(report)
        answer = bodies.answer_to(letter=letter, moment=now()) if letter is not None else None
        if answer is not None:
            _take_answer(report, answer)
            answered += 1
    return answered


def _letter(report: ReportRecord) -> TransferLetter | None:
    if report.state is not ReportState.TRANSFERRED or report.transferred_at is None:
        return None
    return letter_of(report=report, transferred_at=report.transferred_at)


def _take_answer(report: ReportRecord, answer: BodyAnswer) -> None:
    answer_transfer(
        actor=Actor(user_id=None, name=answer.from_whom, is_system=True),
        report_id=report.id,
        is_accepted=IS_ACCEPTED[answer.verdict],
        reason=answer.reason,
    )
