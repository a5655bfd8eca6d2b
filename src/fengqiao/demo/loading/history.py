"""What happened before the day: calls, duties done, disputes with their promises."""

from __future__ import annotations

from fengqiao.demo.county.contracts import CallOrigin, CallOutcome, CallRecord, County
from fengqiao.domains.disputes.contracts import NewDispute, NewObligation
from fengqiao.domains.disputes.public import load_disputes, load_obligations
from fengqiao.domains.incidents.contracts import ImportedCall, IncidentState, Origin
from fengqiao.domains.incidents.public import load_calls
from fengqiao.foundation.scoping.contracts import SYSTEM

SOURCE = "county"
ORIGINS = {
    CallOrigin.CALL_110: Origin.CALL_110,
    CallOrigin.WALK_IN: Origin.WALK_IN,
    CallOrigin.OFFICER: Origin.OFFICER,
    CallOrigin.CAMERA: Origin.CAMERA,
    CallOrigin.TRANSFERRED_IN: Origin.TRANSFERRED_IN,
}
OUTCOMES = {
    CallOutcome.CLOSED: IncidentState.CLOSED,
    CallOutcome.TRANSFERRED: IncidentState.TRANSFERRED,
    CallOutcome.MERGED: IncidentState.MERGED,
    CallOutcome.FALSE_ALARM: IncidentState.FALSE_ALARM,
    CallOutcome.CONVERTED_TO_DISPUTE: IncidentState.CONVERTED_TO_DISPUTE,
    CallOutcome.CONVERTED_TO_CASE: IncidentState.CONVERTED_TO_CASE,
}
DISPUTE_KIND = "neighbour"


def load_past_calls(county: County) -> int:
    """This function will load the calls of more than a year."""
    doors = {address.code: address.short_text for address in county.addresses}
    return load_calls(
        actor=SYSTEM, source=SOURCE, calls=[_call(row, doors.get(row.address_code, "")) for row in county.calls]
    ).added


def load_promises(county: County) -> int:
    """This function will load the settled disputes whose promises still run."""
    disputes = {promise.code: f"JF{promise.code.removeprefix('LX')}" for promise in county.promises}
    load_disputes(
        actor=SYSTEM,
        disputes=[
            NewDispute(
                code=disputes[promise.code],
                summary=promise.dispute_summary,
                kind=DISPUTE_KIND,
                address_code=promise.address_code,
                unit_code=promise.beat_code,
                registered_date=promise.settled_date,
                settled_date=promise.settled_date,
            )
            for promise in county.promises
        ],
    )
    load_obligations(
        actor=SYSTEM,
        obligations=[
            NewObligation(
                promise.code,
                disputes[promise.code],
                promise.promisor_name,
                promise.text,
                promise.due_date,
                promise.police_number,
            )
            for promise in county.promises
        ],
    )
    return len(county.promises)


def _call(row: CallRecord, place_text: str) -> ImportedCall:
    return ImportedCall(
        source=SOURCE,
        external_id=row.number,
        origin=ORIGINS[row.origin],
        category=row.category,
        subcategory=row.subcategory,
        text=row.text,
        caller_name=row.caller_name,
        caller_phone=row.caller_phone,
        address_code=row.address_code,
        place_text=place_text,
        longitude=row.position[0],
        latitude=row.position[1],
        unit_code=row.beat_code or row.station_code,
        received_at=row.received_at,
        dispatched_at=row.dispatched_at,
        signed_for_at=row.signed_for_at,
        en_route_at=row.en_route_at,
        on_scene_at=row.on_scene_at,
        handled_at=row.handled_at,
        feedback_at=row.feedback_at,
        closed_at=row.closed_at,
        called_back_at=row.called_back_at,
        state=_state(row),
        feedback_text=row.feedback_text,
        receipt_given=row.receipt_given,
        was_satisfied=row.was_satisfied,
    )


def _state(row: CallRecord) -> IncidentState:
    """A call that last night left open stands where its last stamp says."""
    if row.closed_at is not None or row.outcome is CallOutcome.MERGED:
        return OUTCOMES[row.outcome]
    stamps = (
        (row.feedback_at, IncidentState.FEEDBACK),
        (row.handled_at, IncidentState.HANDLED),
        (row.on_scene_at, IncidentState.ON_SCENE),
        (row.en_route_at, IncidentState.EN_ROUTE),
        (row.signed_for_at, IncidentState.SIGNED_FOR),
        (row.dispatched_at, IncidentState.DISPATCHED),
    )
    return next((state for stamp, state in stamps if stamp is not None), IncidentState.RECEIVED)
