"""Hand-overs to 12345 as they stand."""

from __future__ import annotations

from collections.abc import Sequence

from fengqiao.domains.incidents.contracts import IncidentState, TransferRecord, TransferState
from fengqiao.domains.incidents.models import Incident, Transfer
from fengqiao.domains.incidents.queries.access import require_visible, visible_incidents
from fengqiao.foundation.scoping.contracts import Actor, NotVisibleError


def get_transfer(*, actor: Actor, number: str) -> TransferRecord | None:
    """This function will return the last hand-over of an incident, None without one. Raises NotVisibleError."""
    incident = Incident.objects.filter(number=number).first()
    if incident is None:
        raise NotVisibleError
    require_visible(actor=actor, incident=incident)
    row = Transfer.objects.select_related("incident").filter(incident=incident).last()
    return _record(row) if row is not None else None


def list_waiting_transfers(*, actor: Actor, limit: int = 200) -> Sequence[TransferRecord]:
    """This function will list the hand-overs that wait for an answer, the oldest first."""
    incidents = Incident.objects.filter(visible_incidents(actor), state=IncidentState.TRANSFERRED)
    rows = Transfer.objects.select_related("incident").filter(
        incident__in=incidents, state__in=[TransferState.SENT, TransferState.TIMED_OUT]
    )
    return [_record(row) for row in rows.order_by("sent_at", "pk")[:limit]]


def _record(row: Transfer) -> TransferRecord:
    return TransferRecord(
        incident_number=row.incident.number,
        ordinal=row.ordinal,
        state=TransferState(row.state),
        note=row.note,
        sent_at=row.sent_at,
        attempts=row.attempts,
        answered_at=row.answered_at,
        handled_by=row.handled_by,
        reason=row.reason,
        caller_told_at=row.caller_told_at,
        caller_told_text=row.caller_told_text,
    )
