"""Whether a thing is still late: asked again before each step, so that nobody is woken for what is done."""

from __future__ import annotations

import datetime

from fengqiao.domains.incidents.contracts import OrderState, TransferState
from fengqiao.domains.incidents.contracts.alarms import AlarmKind
from fengqiao.domains.incidents.models import Alarm, Incident, Order, SafetyTimer
from fengqiao.domains.incidents.workflow.lateness import ORDER_KINDS, OrderTimes, late_since


def order_lapses(*, order: Order, moment: datetime.datetime) -> list[tuple[AlarmKind, datetime.datetime]]:
    """This function will list what of an order is late, each with since when."""
    found = ((kind, late_since(kind=kind, times=_times(order))) for kind in ORDER_KINDS)
    return [(kind, since) for kind, since in found if since is not None and since <= moment]


def still_late(*, alarm: Alarm) -> bool:
    """This function will look at the thing itself, not at what the alarm remembers."""
    if alarm.order is not None:
        order = Order.objects.select_related("incident").get(pk=alarm.order.pk)
        return late_since(kind=AlarmKind(alarm.kind), times=_times(order)) is not None
    if alarm.timer is not None:
        return SafetyTimer.objects.filter(pk=alarm.timer.pk, ended_at=None, due_at__lte=alarm.since_at).exists()
    incident_id = alarm.incident_id
    if incident_id is None:
        return False
    return Incident.objects.filter(pk=incident_id, transfer_state=TransferState.TIMED_OUT).exists()


def _times(order: Order) -> OrderTimes:
    incident = order.incident
    return OrderTimes(
        state=OrderState(order.state),
        dispatched_at=order.dispatched_at,
        signed_for_at=order.signed_for_at,
        en_route_at=order.en_route_at,
        on_scene_at=order.on_scene_at,
        arrival_due_at=incident.received_at + datetime.timedelta(minutes=incident.arrival_target_minutes),
    )
