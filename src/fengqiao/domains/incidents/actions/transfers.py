"""The loop with 12345: opened, sent again while nobody answers, alarmed, answered (also twice), the caller told."""

from __future__ import annotations

from django.db import transaction

from fengqiao.domains.incidents.actions.alarms.opening import Lapse, open_alarm
from fengqiao.domains.incidents.actions.alarms.settling import settle_transfer_alarms
from fengqiao.domains.incidents.actions.trail import leave_trail, lock_incident, set_state
from fengqiao.domains.incidents.contracts import (
    AlarmKind,
    HeardAs,
    IncidentRecord,
    IncidentState,
    IncidentTransferred,
    NoteMissingError,
    Route,
    TransferState,
    TransitionRefusedError,
)
from fengqiao.domains.incidents.data.ladders import alarm_rules
from fengqiao.domains.incidents.models import Incident, Transfer
from fengqiao.domains.incidents.queries.access import VIEW
from fengqiao.domains.incidents.queries.records import incident_record
from fengqiao.foundation.clock.clock import now
from fengqiao.foundation.events.publishing import publish
from fengqiao.foundation.scoping.contracts import SYSTEM, Actor
from fengqiao.foundation.scoping.permissions import require
from fengqiao.primitives.reason import Reason

DISPATCH = "incidents.dispatch"
WAITING = (TransferState.SENT, TransferState.TIMED_OUT)


def open_transfer(*, actor: Actor, incident: Incident, note: str) -> None:
    """This function will begin a hand-over, in the transaction that moves the incident there."""
    moment = now()
    incident.transfer_state = TransferState.SENT
    incident.transfer_answered_at = None
    Transfer.objects.create(
        incident=incident,
        ordinal=incident.transfers.count() + 1,
        note=note,
        sent_at=moment,
        next_attempt_at=moment + alarm_rules().transfer_retry,
    )
    _announce(actor, incident, attempt=1)


def _announce(actor: Actor, incident: Incident, attempt: int) -> None:
    publish(
        IncidentTransferred(
            scope_path=incident.scope_path, object_id=incident.number, number=incident.number, attempt=attempt
        ),
        actor=actor,
    )


@transaction.atomic
def retry_transfers() -> int:
    """This function will let letters be sent again that nobody has answered; returns how many."""
    moment = now()
    due = Transfer.objects.filter(state__in=WAITING, next_attempt_at__lte=moment).order_by("pk")
    locked = Incident.objects.select_for_update(skip_locked=True).filter(pk__in=due.values("incident_id"))
    count = 0
    for incident in locked.order_by("pk"):
        transfer = incident.transfers.filter(state__in=WAITING, next_attempt_at__lte=moment).last()
        if transfer is None:
            continue
        transfer.attempts += 1
        transfer.next_attempt_at = moment + alarm_rules().transfer_retry
        transfer.save(update_fields=["attempts", "next_attempt_at"])
        leave_trail(
            actor=SYSTEM, incident=incident, code="transfer_sent_again", parameters={"attempt": transfer.attempts}
        )
        _announce(SYSTEM, incident, attempt=transfer.attempts)
        count += 1
    return count


def note_timed_out(*, incident: Incident) -> None:
    """This function will note that nobody answered in time and alarm the room. Runs in the transaction of the look."""
    incident.transfer_state = TransferState.TIMED_OUT
    leave_trail(actor=SYSTEM, incident=incident, code="transfer_timed_out")
    transfer = incident.transfers.last()
    ordinal = transfer.ordinal if transfer else 0
    if transfer is not None:
        transfer.state = TransferState.TIMED_OUT
        transfer.save(update_fields=["state"])
    open_alarm(
        lapse=Lapse(
            kind=AlarmKind.TRANSFER_UNANSWERED,
            key=f"transfer:{incident.pk}:{ordinal}",
            subject=incident.number,
            scope_path=incident.scope_path,
            since_at=now(),
            incident_id=incident.pk,
        )
    )


@transaction.atomic
def answer_transfer(
    *, actor: Actor, incident_id: int, is_accepted: bool, note: str = "", handled_by: str = ""
) -> IncidentRecord:
    """This function will note the other body's answer; what it returns waits for a person again, also what it had
    accepted before.

    Raises NoteMissingError for a return without a reason, TransitionRefusedError.
    """
    incident = lock_incident(actor=actor, incident_id=incident_id)
    require(actor, DISPATCH, incident.scope_path, view=VIEW)
    is_sent_back = incident.transfer_state == TransferState.ACCEPTED and not is_accepted
    if incident.transfer_state not in WAITING and not (is_sent_back and incident.state == IncidentState.TRANSFERRED):
        raise TransitionRefusedError(from_state=incident.state, to_state="transfer_answered")
    if not is_accepted and not note.strip():
        raise NoteMissingError(what="reason")
    _take_answer(actor, incident, is_accepted, note.strip(), handled_by.strip())
    return incident_record(incident)


@transaction.atomic
def hear_answer(*, actor: Actor, number: str, is_accepted: bool, handled_by: str = "", reason: str = "") -> HeardAs:
    """This function will take what the other body itself sends: an answer that comes twice changes nothing, one that
    contradicts what was done meanwhile is kept on the timeline for a person.

    Raises NotVisibleError, NoteMissingError for a return without a reason.
    """
    known = Incident.objects.only("pk").get(number=number)
    incident = lock_incident(actor=actor, incident_id=known.pk)
    require(actor, DISPATCH, incident.scope_path, view=VIEW)
    if not is_accepted and not reason.strip():
        raise NoteMissingError(what="reason")
    is_there = incident.state == IncidentState.TRANSFERRED
    if is_there and incident.transfer_state in WAITING:
        _take_answer(actor, incident, is_accepted, reason.strip(), handled_by.strip())
        return HeardAs.TAKEN
    if is_there and not is_accepted:
        _take_answer(actor, incident, is_accepted, reason.strip(), handled_by.strip())
        return HeardAs.REOPENED
    is_same = incident.transfer_state == (TransferState.ACCEPTED if is_accepted else TransferState.RETURNED)
    heard = HeardAs.SAID_AGAIN if is_same else HeardAs.CONTRADICTED
    leave_trail(
        actor=actor,
        incident=incident,
        code=f"transfer_{heard.value}",
        parameters={"accepted": is_accepted},
        note=reason.strip() or handled_by.strip(),
    )
    return heard


def _take_answer(actor: Actor, incident: Incident, is_accepted: bool, note: str, handled_by: str) -> None:
    moment = now()
    incident.transfer_answered_at = moment
    incident.transfer_state = TransferState.ACCEPTED if is_accepted else TransferState.RETURNED
    if is_accepted:
        incident.closed_at = moment
    else:
        _come_back(incident, note)
    transfer = incident.transfers.last()
    if transfer is not None:
        transfer.state, transfer.answered_at = incident.transfer_state, moment
        transfer.handled_by, transfer.reason, transfer.next_attempt_at = handled_by, note, None
        transfer.save()
    code = "transfer_accepted" if is_accepted else "transfer_returned"
    leave_trail(actor=actor, incident=incident, code=code, parameters={"handled_by": handled_by}, note=note)
    settle_transfer_alarms(actor=actor, incident=incident)


def _come_back(incident: Incident, why: str) -> None:
    set_state(incident=incident, to_state=IncidentState.RECEIVED)
    incident.closed_at = None
    incident.route = Route.REVIEW
    incident.route_reason = Reason("returned_to_us", {"why": why}).as_plain()
    incident.feedback_result = ""
    incident.is_without_unit = incident.feedback_at is not None and incident.on_scene_at is None


@transaction.atomic
def tell_caller(*, actor: Actor, incident_id: int, text: str) -> IncidentRecord:
    """This function will note that the caller was told by whom the matter is handled, in the words that were used.

    Raises NoteMissingError, TransitionRefusedError before somebody has accepted it and after it was told.
    """
    incident = lock_incident(actor=actor, incident_id=incident_id)
    require(actor, DISPATCH, incident.scope_path, view=VIEW)
    if not text.strip():
        raise NoteMissingError(what="text")
    transfer = incident.transfers.last()
    is_accepted = incident.transfer_state == TransferState.ACCEPTED
    if transfer is None or not is_accepted or transfer.caller_told_at is not None:
        raise TransitionRefusedError(from_state=incident.state, to_state="caller_told")
    transfer.caller_told_at, transfer.caller_told_by, transfer.caller_told_text = now(), actor.name, text.strip()
    transfer.save(update_fields=["caller_told_at", "caller_told_by", "caller_told_text"])
    leave_trail(actor=actor, incident=incident, code="caller_told", note=text.strip())
    return incident_record(incident)
