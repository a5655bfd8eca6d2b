"""Whom to ring: every caller of an event is told what came of it, those of merged calls too."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db.models import Q

from fengqiao.domains.incidents.contracts import CallerToTell, IncidentState
from fengqiao.domains.incidents.models import Incident
from fengqiao.domains.incidents.queries.access import require_visible, visible_incidents
from fengqiao.foundation.scoping.contracts import Actor
from fengqiao.foundation.scoping.permissions import paths_for

MOST_SHOWN = 200


def list_callers(*, actor: Actor, incident_id: int) -> Sequence[CallerToTell]:
    """This function will list the callers of an event, its own and those of what was merged into it.

    Empty where only one call speaks of it. Raises NotVisibleError.
    """
    incident = Incident.objects.get(pk=incident_id)
    require_visible(actor=actor, incident=incident)
    merged = list(Incident.objects.filter(merged_into=incident).order_by("received_at", "pk"))
    return _callers([incident, *merged]) if merged else ()


def list_callbacks_due(*, actor: Actor) -> Sequence[CallerToTell]:
    """This function will list the callers who wait to hear what came of it, the longest waiting first."""
    if not paths_for(actor, "incidents.dispatch"):
        return ()
    told_of = Q(state=IncidentState.APPROVED) | Q(state=IncidentState.MERGED) & ~Q(feedback_text="")
    rows = Incident.objects.filter(visible_incidents(actor), told_of, called_back_at=None).exclude(caller_phone="")
    return _callers(rows.order_by("received_at", "pk")[:MOST_SHOWN])


def _callers(rows: Iterable[Incident]) -> tuple[CallerToTell, ...]:
    return tuple(
        CallerToTell(
            number=row.number,
            name=row.caller_name,
            phone=row.caller_phone,
            received_at=row.received_at,
            text=row.text or row.place_text,
            feedback_text=row.feedback_text,
            called_back_at=row.called_back_at,
            was_satisfied=row.was_satisfied,
            is_merged=row.state == IncidentState.MERGED,
        )
        for row in rows
    )
