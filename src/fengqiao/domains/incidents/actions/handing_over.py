"""What is not for a unit: answered by phone, handed to 12345 with its answer awaited, merged with what it repeats."""

from __future__ import annotations

import datetime

from django.db import transaction

from fengqiao.domains.incidents.actions.orders import DISPATCH
from fengqiao.domains.incidents.actions.trail import announce_end, leave_trail, lock_incident, set_state
from fengqiao.domains.incidents.actions.transfers import note_timed_out, open_transfer
from fengqiao.domains.incidents.contracts import (
    FeedbackResult,
    IncidentRecord,
    IncidentState,
    NoteMissingError,
    Route,
    TransferState,
    TransitionRefusedError,
)
from fengqiao.domains.incidents.data.rules import targets
from fengqiao.domains.incidents.models import Incident
from fengqiao.domains.incidents.queries.access import VIEW
from fengqiao.domains.incidents.queries.records import incident_record
from fengqiao.foundation.clock.clock import now
from fengqiao.foundation.scoping.contracts import Actor
from fengqiao.foundation.scoping.permissions import require


@transaction.atomic
def transfer_to_12345(*, actor: Actor, incident_id: int, note: str) -> IncidentRecord:
    """This function will hand a waiting incident to 12345 and wait for the answer.

    Raises TransitionRefusedError, also for danger that nobody has yet decided otherwise about; NoteMissingError.
    """
    incident = _waiting(actor, incident_id, note, IncidentState.TRANSFERRED)
    set_state(incident=incident, to_state=IncidentState.TRANSFERRED)
    incident.is_without_unit = True
    incident.feedback_result = FeedbackResult.TRANSFERRED
    incident.feedback_text = note.strip()
    open_transfer(actor=actor, incident=incident, note=note.strip())
    leave_trail(actor=actor, incident=incident, code="transferred_to_12345", note=note.strip())
    announce_end(actor=actor, incident=incident)
    return incident_record(incident)


@transaction.atomic
def note_unanswered_transfers() -> int:
    """This function will mark hand-overs without an answer in time, so that somebody asks; returns how many."""
    since = now() - datetime.timedelta(hours=targets().transfer_answer_hours)
    rows = Incident.objects.select_for_update(skip_locked=True).filter(
        state=IncidentState.TRANSFERRED, transfer_state=TransferState.SENT, transferred_at__lt=since
    )
    count = 0
    for incident in rows.order_by("pk"):
        note_timed_out(incident=incident)
        count += 1
    return count


@transaction.atomic
def answer_call(*, actor: Actor, incident_id: int, note: str, is_false_alarm: bool = False) -> IncidentRecord:
    """This function will end a waiting incident that was answered by phone (or was no incident at all).

    Raises TransitionRefusedError, NoteMissingError.
    """
    to_state = IncidentState.FALSE_ALARM if is_false_alarm else IncidentState.CLOSED
    incident = _waiting(actor, incident_id, note, to_state)
    incident.is_without_unit = True
    incident.feedback_result = FeedbackResult.FALSE_ALARM if is_false_alarm else FeedbackResult.CLOSED
    incident.feedback_text = note.strip()
    incident.feedback_at = now()
    set_state(incident=incident, to_state=to_state)
    leave_trail(actor=actor, incident=incident, code="answered", note=note.strip())
    announce_end(actor=actor, incident=incident)
    return incident_record(incident)


def _waiting(actor: Actor, incident_id: int, note: str, to_state: IncidentState) -> Incident:
    """An incident that waits, with words on what was done. Danger goes first: a person must change its route before."""
    incident = lock_incident(actor=actor, incident_id=incident_id)
    require(actor, DISPATCH, incident.scope_path, view=VIEW)
    if not note.strip():
        raise NoteMissingError(what="note")
    is_danger_first = incident.is_danger and incident.route == Route.DISPATCH
    if incident.state != IncidentState.RECEIVED or is_danger_first:
        raise TransitionRefusedError(from_state=incident.state, to_state=to_state.value, is_danger=is_danger_first)
    return incident
