"""What runs out: legal clocks, promises, warnings nobody looked at."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence

from django.urls import reverse

from fengqiao.domains.cameras.contracts import WarningState
from fengqiao.domains.cameras.public import list_warnings
from fengqiao.domains.cases.contracts import ReportState
from fengqiao.domains.cases.public import list_reports
from fengqiao.domains.disputes.public import list_due_obligations
from fengqiao.domains.indicators.contracts import Risk
from fengqiao.foundation.clock.clock import local_now, now
from fengqiao.foundation.scoping.contracts import Actor
from fengqiao.foundation.scoping.permissions import paths_for, require_somewhere

PROMISES_WITHIN_DAYS = 3
MOST_SHOWN = 12
OPEN_REPORTS = (ReportState.NEEDS_REVIEW, ReportState.TO_TRANSFER, ReportState.RETURNED)


def risks(*, actor: Actor) -> Sequence[Risk]:
    """This function will list what the actor may see of what runs out, what is over first, then by its time.

    Raises NotAllowedError.
    """
    require_somewhere(actor, "indicators.view")
    moment = now()
    found = [*_reports(actor, moment), *_promises(actor, moment), *_warnings(actor)]
    far = datetime.datetime.max.replace(tzinfo=datetime.UTC)
    return sorted(found, key=lambda risk: (not risk.is_over, risk.due_at or far))[:MOST_SHOWN]


def _reports(actor: Actor, moment: datetime.datetime) -> Iterator[Risk]:
    if not paths_for(actor, "cases.view"):
        return
    for report in list_reports(actor=actor, states=OPEN_REPORTS, limit=200):
        due_at = report.transfer_due_at
        yield Risk(
            code=f"report_{report.state}",
            title=report.number,
            detail=report.handler_text or report.reason_text,
            due_at=due_at,
            is_over=due_at is not None and due_at < moment,
            url=reverse("cases:report", args=[report.number]),
        )


def _promises(actor: Actor, moment: datetime.datetime) -> Iterator[Risk]:
    if not paths_for(actor, "disputes.view"):
        return
    today = local_now().date()
    for promise in list_due_obligations(actor=actor, by_date=today + datetime.timedelta(days=PROMISES_WITHIN_DAYS)):
        end = datetime.datetime.combine(promise.due_date, datetime.time.max, local_now().tzinfo)
        yield Risk(
            code="promise_due",
            title=promise.text,
            detail=promise.dispute_summary,
            due_at=end,
            is_over=end < moment,
            url=reverse("disputes:dispute", args=[promise.dispute_code]),
        )


def _warnings(actor: Actor) -> Iterator[Risk]:
    if not paths_for(actor, "cameras.view_warnings"):
        return
    for warning in list_warnings(actor=actor, states=(WarningState.PENDING, WarningState.SECOND_LOOK), limit=20):
        yield Risk(
            code="warning_pending",
            title=warning.camera.name,
            detail=warning.reason_text,
            due_at=warning.received_at,
            is_over=True,
            url=f"{reverse('cameras:warnings')}?id={warning.id}",
        )
