"""An order's steps. The unit, its order and the incident move together, or not at all."""

from __future__ import annotations

from django.db import transaction

from fengqiao.domains.incidents.actions.alarms.settling import settle_alarms_of_order
from fengqiao.domains.incidents.actions.trail import leave_trail, lock_incident, set_state, set_unit
from fengqiao.domains.incidents.contracts import (
    IncidentState,
    NoteMissingError,
    OrderRecord,
    OrderState,
    TransitionRefusedError,
    UnitStatus,
)
from fengqiao.domains.incidents.models import Incident, Order, Unit
from fengqiao.domains.incidents.queries.access import VIEW, is_member
from fengqiao.domains.incidents.queries.records import order_record
from fengqiao.domains.incidents.workflow.transitions import (
    OPEN_ORDER_STATES,
    UNIT_STATUS_OF,
    check_order_step,
    stage_of_orders,
)
from fengqiao.foundation.clock.clock import now
from fengqiao.foundation.scoping.contracts import Actor, NotVisibleError
from fengqiao.foundation.scoping.permissions import require

DISPATCH = "incidents.dispatch"
_RESTING = frozenset({IncidentState.RECEIVED, IncidentState.HANDLED, IncidentState.RETURNED})
_STAMPS = {
    OrderState.SIGNED_FOR: "signed_for_at",
    OrderState.EN_ROUTE: "en_route_at",
    OrderState.ON_SCENE: "on_scene_at",
    OrderState.DONE: "done_at",
    OrderState.RECALLED: "recalled_at",
}


@transaction.atomic
def advance_order(*, actor: Actor, order_id: int, step: OrderState) -> OrderRecord:
    """This function will take an order to its next step, by a member of the unit or by the command room on its behalf.

    Raises TransitionRefusedError, NotAllowedError, NotVisibleError.
    """
    order = _lock_order(actor, order_id)
    is_own = is_member(actor=actor, unit=order.unit)
    if not is_own:
        require(actor, DISPATCH, order.incident.scope_path, view=VIEW)
    check_order_step(from_state=OrderState(order.state), to_state=step)
    move_order(actor=actor, order=order, step=step)
    follow_orders(incident=order.incident)
    leave_trail(
        actor=actor,
        incident=order.incident,
        code=step.value,
        parameters={"call_sign": order.unit.call_sign, "unit": order.unit.code, "on_behalf": not is_own},
    )
    return order_record(order)


@transaction.atomic
def recall_order(*, actor: Actor, order_id: int, reason: str) -> OrderRecord:
    """This function will call a unit back, with the reason. Raises NoteMissingError, TransitionRefusedError."""
    order = _lock_order(actor, order_id)
    require(actor, DISPATCH, order.incident.scope_path, view=VIEW)
    if not reason.strip():
        raise NoteMissingError(what="reason")
    if order.state not in OPEN_ORDER_STATES:
        raise TransitionRefusedError(from_state=order.state, to_state=OrderState.RECALLED.value)
    order.recall_reason = reason.strip()
    move_order(actor=actor, order=order, step=OrderState.RECALLED)
    follow_orders(incident=order.incident)
    leave_trail(
        actor=actor,
        incident=order.incident,
        code="recalled",
        parameters={"call_sign": order.unit.call_sign, "unit": order.unit.code},
        note=order.recall_reason,
    )
    return order_record(order)


def _lock_order(actor: Actor, order_id: int) -> Order:
    """Always the incident first, then the unit, then the order: nobody waits for each other in a ring."""
    known = Order.objects.filter(pk=order_id).first()
    if known is None:
        raise NotVisibleError
    incident = lock_incident(actor=actor, incident_id=known.incident_id)
    unit = Unit.objects.select_for_update().get(pk=known.unit_id)
    order = Order.objects.select_for_update().get(pk=order_id)
    if order.incident_id != incident.pk:
        raise TransitionRefusedError(from_state=order.state, to_state="moved")
    order.incident, order.unit = incident, unit
    return order


def move_order(*, actor: Actor, order: Order, step: OrderState) -> None:
    """This function will stamp an order's step and set its unit's status with it."""
    order.state = step
    setattr(order, _STAMPS[step], now())
    order.save()
    status = UNIT_STATUS_OF.get(step) or status_when_free(unit=order.unit)
    if status != order.unit.status:
        set_unit(actor=actor, unit=order.unit, status=status)
    settle_alarms_of_order(actor=actor, order=order)


def status_when_free(*, unit: Unit) -> UnitStatus:
    """This function will tell what a unit without an order is: free within its shift, else off duty."""
    return UnitStatus.IDLE if now() < unit.ends_at else UnitStatus.OFF_DUTY


def follow_orders(*, incident: Incident) -> None:
    """This function will bring the incident to the stage that its orders stand for."""
    states = [OrderState(state) for state in incident.orders.values_list("state", flat=True)]
    stage = stage_of_orders(states=states)
    if stage is None:
        stage = IncidentState.HANDLED if OrderState.DONE in states else IncidentState.RECEIVED
    if stage == incident.state:
        return
    if incident.state in _RESTING and stage not in (IncidentState.DISPATCHED, IncidentState.HANDLED):
        set_state(incident=incident, to_state=IncidentState.DISPATCHED)
    if stage != incident.state:
        set_state(incident=incident, to_state=stage)
