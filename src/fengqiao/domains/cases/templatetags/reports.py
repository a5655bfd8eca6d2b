"""States and clocks of reports in templates."""

from __future__ import annotations

import datetime
from typing import Any

from django import template

from fengqiao.domains.cases.contracts import ReportRecord, ReportState
from fengqiao.domains.cases.wording import state_text, state_tone
from fengqiao.domains.cases.workflow import WITH_THE_STATION
from fengqiao.foundation.clock.clock import now

register = template.Library()
SOON = datetime.timedelta(hours=6)
"""Amber from here on: a quarter of the 24 hours."""


@register.filter
def report_state(state: ReportState) -> str:
    """This function will word the state of a report."""
    return state_text(state)


@register.filter
def report_tone(state: ReportState) -> str:
    """This function will name the class of a state's tag."""
    return state_tone(state)


@register.inclusion_tag("cases/_lamp.html")
def report_lamp(report: ReportRecord) -> dict[str, Any]:
    """This function will show how much of the 24 hours is left, while the report is still with the station."""
    due_at = report.transfer_due_at
    if due_at is None or report.state not in WITH_THE_STATION:
        return {"due_at": None}
    left = due_at - now()
    is_over = left < datetime.timedelta(0)
    tone = "danger" if is_over else "warning" if left < SOON else "idle"
    return {"due_at": due_at, "tone": tone, "is_over": is_over, "length": abs(left)}
