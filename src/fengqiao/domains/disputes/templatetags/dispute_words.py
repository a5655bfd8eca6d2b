"""States, kinds and due days of disputes in templates."""

from __future__ import annotations

import datetime
from typing import Any

from django import template

from fengqiao.domains.disputes.contracts import DisputeState, ObligationRecord, ObligationState
from fengqiao.domains.disputes.wording import kind_text, obligation_text, state_text, state_tone
from fengqiao.foundation.clock.clock import today

register = template.Library()
SOON = datetime.timedelta(days=3)
"""Amber from here on: time for a visit before the day."""


@register.filter
def dispute_state(state: DisputeState) -> str:
    """This function will word the state of a dispute."""
    return state_text(state)


@register.filter
def dispute_tone(state: DisputeState) -> str:
    """This function will name the class of a state's tag."""
    return state_tone(state)


@register.filter
def dispute_kind(kind: str) -> str:
    """This function will word what a dispute is about."""
    return kind_text(kind)


@register.inclusion_tag("disputes/_promise_state.html")
def promise_state(obligation: ObligationRecord) -> dict[str, Any]:
    """This function will show whether a promise was kept, or how near its day is."""
    days = (obligation.due_date - today()).days
    is_pending = obligation.state is ObligationState.PENDING
    tone = "danger" if days < 0 else "warning" if days <= SOON.days else "idle"
    return {
        "is_pending": is_pending,
        "is_broken": obligation.state is ObligationState.BROKEN,
        "text": obligation_text(obligation.state),
        "tone": tone,
        "days": days,
        "days_late": -days,
    }
