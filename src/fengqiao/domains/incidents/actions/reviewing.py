"""After the feedback: review, the call back to the caller, the end."""

from __future__ import annotations

from django.db import transaction

from fengqiao.domains.incidents.actions.orders import DISPATCH
from fengqiao.domains.incidents.actions.trail import add_entry, announce_end, leave_trail, lock_incident, set_state
from fengqiao.domains.incidents.actions.transfers import open_transfer
from fengqiao.domains.incidents.contracts import (
    FeedbackResult,
    IncidentRecord,
    IncidentState,
    NoteMissingError,
    TransitionRefusedError,
)
from fengqiao.domains.incidents.models import Incident
from fengqiao.domains.incidents.queries.access import VIEW
from fengqiao.domains.incidents.queries.records import incident_record
from fengqiao.domains.incidents.workflow.transitions import CALLBACK_STATES, state_after_review
from fengqiao.foundation.clock.clock import now
from fengqiao.foundation.scoping.contracts import Actor
from fengqiao.foundation.scoping.permissions import require

REVIEW = "incidents.review"


@transaction.atomic
def review_feedback(*, actor: Actor, incident_id: int, is_approved: bool, note: str) -> IncidentRecord:
    """This function will approve a feedback, or return it with the reason.

    Approved, every caller of a merged incident gets it too. Raises NoteMissingError, TransitionRefusedError.
    """
    incident = lock_incident(actor=actor, incident_id=incident_id)
    require(actor, REVIEW, incident.scope_path, view=VIEW)
    if not is_approved and not note.strip():
        raise NoteMissingError(what="reason")
    if incident.state != IncidentState.FEEDBACK:
        raise TransitionRefusedError(from_state=incident.state, to_state=IncidentState.APPROVED.value)
    # A call that came in with an export may wait for its review without a result of ours.
    approved = state_after_review(result=FeedbackResult(incident.feedback_result or FeedbackResult.CLOSED))
    to_state = approved if is_approved else IncidentState.RETURNED
    set_state(incident=incident, to_state=to_state)
    incident.reviewed_at = now()
    if to_state is IncidentState.TRANSFERRED:
        open_transfer(actor=actor, incident=incident, note=incident.feedback_text)
    leave_trail(
        actor=actor,
        incident=incident,
        code="approved" if is_approved else "returned",
        parameters={"result": incident.feedback_result},
        note=note.strip(),
    )
    if is_approved:
        _tell_merged(actor, incident)
        announce_end(actor=actor, incident=incident)
    return incident_record(incident)


def _tell_merged(actor: Actor, incident: Incident) -> None:
    for merged in Incident.objects.select_for_update().filter(merged_into=incident).order_by("pk"):
        merged.feedback_text = incident.feedback_text
        merged.feedback_result = incident.feedback_result
        merged.save(update_fields=["feedback_text", "feedback_result"])
        add_entry(
            actor=actor,
            incident=merged,
            code="feedback_to_merged",
            parameters={"number": incident.number},
            note=incident.feedback_text,
        )


@transaction.atomic
def call_back(*, actor: Actor, incident_id: int, was_satisfied: bool | None, note: str) -> IncidentRecord:
    """This function will note that the caller was rung and what he or she said; None: not reached or no answer to it.

    Raises TransitionRefusedError before the feedback is approved.
    """
    incident = lock_incident(actor=actor, incident_id=incident_id)
    require(actor, DISPATCH, incident.scope_path, view=VIEW)
    is_untold = incident.state == IncidentState.MERGED and not incident.feedback_text
    if incident.state not in CALLBACK_STATES or is_untold:
        raise TransitionRefusedError(from_state=incident.state, to_state=IncidentState.CALLED_BACK.value)
    if incident.state == IncidentState.APPROVED:
        set_state(incident=incident, to_state=IncidentState.CALLED_BACK)
    incident.called_back_at = now()
    incident.was_satisfied = was_satisfied
    code = {None: "called_back", True: "called_back_satisfied", False: "called_back_dissatisfied"}[was_satisfied]
    leave_trail(actor=actor, incident=incident, code=code, note=note.strip())
    return incident_record(incident)


@transaction.atomic
def close_incident(*, actor: Actor, incident_id: int) -> IncidentRecord:
    """This function will close an incident whose feedback is approved. Raises TransitionRefusedError."""
    incident = lock_incident(actor=actor, incident_id=incident_id)
    require(actor, DISPATCH, incident.scope_path, view=VIEW)
    if incident.state == IncidentState.RECEIVED:  # only an answered call ends without feedback: `answer_call`
        raise TransitionRefusedError(from_state=incident.state, to_state=IncidentState.CLOSED.value)
    set_state(incident=incident, to_state=IncidentState.CLOSED)
    leave_trail(actor=actor, incident=incident, code="closed")
    announce_end(actor=actor, incident=incident)
    return incident_record(incident)
