"""Plays the body that a report was transferred to: it accepts after a while, and its name says that it is simulated.

It answers only where the clock is simulated; in a real station a person enters what the other body said.
"""

from __future__ import annotations

import datetime
from typing import Final

from django.utils.translation import override

from fengqiao.domains.cases.contracts import ReportRecord, ReportState
from fengqiao.domains.cases.public import answer_transfer, list_reports
from fengqiao.foundation.clock.clock import now, read_clock
from fengqiao.foundation.scoping.contracts import SYSTEM, Actor

ANSWERS_AFTER: Final = datetime.timedelta(minutes=20)
"""Long enough to see the transfer wait, short enough to see it answered on the same morning."""
MOST_AT_ONCE: Final = 200
SIMULATED: Final = "模拟"


def answer_waiting_transfers() -> int:
    """This function will accept what has waited long enough; returns how many were answered, 0 in a real station."""
    if not read_clock().is_simulated:
        return 0
    moment = now()
    waiting = [
        report
        for report in list_reports(actor=SYSTEM, states=[ReportState.TRANSFERRED], limit=MOST_AT_ONCE)
        if report.transferred_at is not None and moment - report.transferred_at >= ANSWERS_AFTER
    ]
    for report in waiting:
        answer_transfer(actor=_body_of(report), report_id=report.id, is_accepted=True)
    return len(waiting)


def _body_of(report: ReportRecord) -> Actor:
    with override("zh-hans"):
        name = report.handler_text or report.handler
    return Actor(user_id=None, name=f"{name}（{SIMULATED}）", is_system=True)
