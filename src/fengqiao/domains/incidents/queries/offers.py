"""What a person may do next with an incident, by its state and the person's rights."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from fengqiao.domains.incidents.contracts import (
    IncidentRecord,
    IncidentState,
    OrderRecord,
    OrderState,
    RecommendationRecord,
)
from fengqiao.domains.incidents.models import Incident, RecommendationLog
from fengqiao.domains.incidents.queries.access import is_own
from fengqiao.domains.incidents.queries.recommendations import recommendation_record
from fengqiao.domains.incidents.workflow.offers import acts_allowed
from fengqiao.domains.incidents.workflow.transitions import OPEN_ORDER_STATES, ORDER_STEPS
from fengqiao.foundation.clock.clock import now
from fengqiao.foundation.scoping.contracts import Actor
from fengqiao.foundation.scoping.permissions import holds

COMMAND_ACTS = frozenset(
    {
        "route",
        "category",
        "dispatch",
        "transfer",
        "answer",
        "merge",
        "unmerge",
        "feedback",
        "call_back",
        "close",
        "answer_transfer",
        "sent_back",
    }
)
UNIT_ACTS = frozenset({"category", "feedback"})
FRESH = datetime.timedelta(minutes=3)
"""An older recommendation is not shown again: units have moved since."""


@dataclass(frozen=True, slots=True)
class Offers:
    """The acts offered, the next step of each open order, and a recommendation that is still fresh."""

    acts: frozenset[str]
    steps: tuple[tuple[OrderRecord, OrderState], ...]
    recommendation: RecommendationRecord | None
    may_dispatch: bool


def offers_for(*, actor: Actor, incident: IncidentRecord) -> Offers:
    """This function will tell what the actor may do next with a visible incident."""
    summary = incident.summary
    allowed = acts_allowed(
        state=summary.state,
        transfer_state=incident.transfer_state,
        was_called_back=incident.stamps.get("called_back_at") is not None,
    )
    if summary.state is IncidentState.MERGED and not incident.feedback_text:
        allowed -= {"call_back"}
    if summary.state is IncidentState.MERGED and not incident.merged_into:
        allowed -= {"unmerge"}
    may_dispatch = holds(actor, "incidents.dispatch", summary.scope_path)
    is_mine = is_own(actor=actor, incident=Incident.objects.get(pk=summary.id))
    acts: set[str] = set()
    if may_dispatch:
        acts |= allowed & COMMAND_ACTS
    if is_mine:
        acts |= allowed & UNIT_ACTS
    if "review" in allowed and holds(actor, "incidents.review", summary.scope_path):
        acts.add("review")
    steps = tuple(
        (order, following)
        for order in incident.orders
        if (may_dispatch or is_mine) and (following := next_step(order)) is not None
    )
    return Offers(frozenset(acts), steps, _fresh(summary.id) if "dispatch" in acts else None, may_dispatch)


def next_step(order: OrderRecord) -> OrderState | None:
    """This function will name the step after an open order's state, None when only the feedback is left."""
    if order.state not in OPEN_ORDER_STATES:
        return None
    following = ORDER_STEPS[ORDER_STEPS.index(order.state) + 1]
    return None if following is OrderState.DONE else following


def _fresh(incident_id: int) -> RecommendationRecord | None:
    log = RecommendationLog.objects.filter(incident_id=incident_id, made_at__gte=now() - FRESH).last()
    return recommendation_record(log) if log is not None else None
