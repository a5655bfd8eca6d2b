"""What came of it: feedback by the unit or on its behalf, and the report or dispute that follows."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping

from django.db import transaction

from fengqiao.domains.cases.contracts import NewReport
from fengqiao.domains.cases.public import register_report
from fengqiao.domains.disputes.public import register_dispute
from fengqiao.domains.incidents.actions.orders import DISPATCH, follow_orders, move_order
from fengqiao.domains.incidents.actions.trail import add_entry, leave_trail, lock_incident, set_state
from fengqiao.domains.incidents.contracts import (
    Category,
    FeedbackBeforeArrivalError,
    FeedbackResult,
    IncidentRecord,
    IncidentState,
    NoteMissingError,
    OrderState,
    TransitionRefusedError,
)
from fengqiao.domains.incidents.models import Incident, Order, Unit
from fengqiao.domains.incidents.queries.access import VIEW, is_own
from fengqiao.domains.incidents.queries.records import incident_record
from fengqiao.domains.incidents.workflow.transitions import OPEN_ORDER_STATES, check_transition
from fengqiao.foundation.scoping.contracts import Actor
from fengqiao.foundation.scoping.permissions import require

Facts = Mapping[str, str | int | bool]


@transaction.atomic
def give_feedback(
    *,
    actor: Actor,
    incident_id: int,
    result: FeedbackResult,
    text: str,
    dispute_kind: str = "",
    report_facts: Facts | None = None,
    without_unit: bool = False,
) -> IncidentRecord:
    """This function will store the feedback, end what units are still on it, and register the report or dispute.

    `without_unit`: settled at the counter or by phone, nobody was sent. Raises FeedbackBeforeArrivalError,
    NoteMissingError, TransitionRefusedError.
    """
    incident = lock_incident(actor=actor, incident_id=incident_id)
    is_of_unit = is_own(actor=actor, incident=incident)
    if not is_of_unit:
        require(actor, DISPATCH, incident.scope_path, view=VIEW)
    if not text.strip():
        raise NoteMissingError(what="feedback")
    _check_arrival(incident, without_unit=without_unit)
    _end_orders(actor, incident)
    incident.is_without_unit = without_unit and incident.on_scene_at is None
    incident.feedback_text = text.strip()
    incident.feedback_result = result
    set_state(incident=incident, to_state=IncidentState.FEEDBACK)
    leave_trail(
        actor=actor,
        incident=incident,
        code="feedback",
        parameters={"result": result.value, "on_behalf": not is_of_unit},
        note=incident.feedback_text,
    )
    _convert(actor, incident, result, dispute_kind, report_facts or {})
    return incident_record(incident)


def _check_arrival(incident: Incident, *, without_unit: bool) -> None:
    state = IncidentState(incident.state)
    if without_unit:
        check_transition(from_state=state, to_state=IncidentState.FEEDBACK)
        return
    if incident.on_scene_at is None:
        raise FeedbackBeforeArrivalError(number=incident.number)
    if state is IncidentState.RECEIVED:
        raise TransitionRefusedError(from_state=state.value, to_state=IncidentState.FEEDBACK.value)


def _end_orders(actor: Actor, incident: Incident) -> None:
    """Who is on scene is done; who is still on the way is called back."""
    orders = list(Order.objects.filter(incident=incident, state__in=OPEN_ORDER_STATES).order_by("unit_id"))
    units = {
        unit.pk: unit
        for unit in Unit.objects.select_for_update().filter(pk__in=[order.unit_id for order in orders]).order_by("pk")
    }
    for order in orders:
        order.incident, order.unit = incident, units[order.unit_id]
        is_there = order.state == OrderState.ON_SCENE
        step = OrderState.DONE if is_there else OrderState.RECALLED
        move_order(actor=actor, order=order, step=step)
        add_entry(actor=actor, incident=incident, code=step.value, parameters={"call_sign": order.unit.call_sign})
    if orders:
        follow_orders(incident=incident)


def _convert(actor: Actor, incident: Incident, result: FeedbackResult, dispute_kind: str, facts: Facts) -> None:
    """A second feedback (after a return) registers nothing twice."""
    if result is FeedbackResult.CONVERTED_TO_CASE and not incident.report_number:
        report = register_report(actor=_by_relation(actor), report=_report(incident, facts))
        incident.report_number = report.number
        leave_trail(actor=actor, incident=incident, code="report_attached", parameters={"number": report.number})
    if result is FeedbackResult.CONVERTED_TO_DISPUTE and not incident.dispute_code:
        dispute = register_dispute(
            actor=_by_relation(actor),
            incident_number=incident.number,
            summary=incident.text or incident.feedback_text,
            kind=dispute_kind or (incident.subcategory if incident.category == Category.DISPUTE else "other"),
            address_code=incident.address_code,
            scope_path=incident.scope_path,
        )
        incident.dispute_code = dispute.code
        leave_trail(actor=actor, incident=incident, code="dispute_attached", parameters={"number": dispute.code})


def _report(incident: Incident, facts: Facts) -> NewReport:
    about = dict(facts)
    property_taken = str(about.pop("property_taken", ""))
    return NewReport(
        incident_number=incident.number,
        reporter_name=incident.caller_name,
        reporter_phone=incident.caller_phone,
        text=incident.text,
        facts=about,
        scope_path=incident.scope_path,
        address_text=incident.place_text,
        property_taken=property_taken,
        urgent_measures=incident.feedback_text,
    )


def _by_relation(actor: Actor) -> Actor:
    """The same person, entitled by being sent to (or answering for) this very incident; the audit keeps the name."""
    return dataclasses.replace(actor, is_system=True)
