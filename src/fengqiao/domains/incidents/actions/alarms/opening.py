"""Opening: what is late now gets its alarm, each lapse one, whoever looks and how often."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

from django.db import transaction

from fengqiao.domains.incidents.actions.alarms.trail import leave_alarm_trail
from fengqiao.domains.incidents.contracts.alarms import AlarmKind
from fengqiao.domains.incidents.data.ladders import alarm_rules
from fengqiao.domains.incidents.models import Alarm, Incident, Order, SafetyTimer
from fengqiao.domains.incidents.queries.lateness import order_lapses, still_late
from fengqiao.domains.incidents.workflow.ladders import next_step_of
from fengqiao.domains.incidents.workflow.transitions import OPEN_ORDER_STATES
from fengqiao.foundation.clock.clock import now
from fengqiao.foundation.scoping.contracts import SYSTEM


@dataclass(frozen=True, slots=True)
class Lapse:
    """Something late, before it has its alarm."""

    kind: AlarmKind
    key: str
    subject: str
    scope_path: str
    since_at: datetime.datetime
    incident_id: int | None = None
    order_id: int | None = None
    timer_id: int | None = None


def open_alarms() -> int:
    """This function will open the alarms of what is late by now, each in its own transaction; returns how many."""
    moment = now()
    lapses = [*_late_orders(moment), *_run_out_timers(moment)]
    known = set(Alarm.objects.filter(key__in=[one.key for one in lapses]).values_list("key", flat=True))
    return sum(open_alarm(lapse=lapse) for lapse in lapses if lapse.key not in known)


def _late_orders(moment: datetime.datetime) -> Iterator[Lapse]:
    orders = Order.objects.filter(state__in=OPEN_ORDER_STATES).select_related("incident", "unit").order_by("pk")
    for order in orders:
        for kind, since in order_lapses(order=order, moment=moment):
            yield Lapse(
                kind=kind,
                key=f"order:{order.pk}:{kind}",
                subject=order.unit.call_sign,
                scope_path=order.unit.path,
                since_at=since,
                incident_id=order.incident_id,
                order_id=order.pk,
            )


def _run_out_timers(moment: datetime.datetime) -> Iterator[Lapse]:
    for timer in SafetyTimer.objects.filter(ended_at=None, due_at__lte=moment).order_by("due_at", "pk"):
        yield Lapse(
            kind=AlarmKind.LONE_OFFICER,
            key=f"timer:{timer.pk}:{timer.due_at.isoformat(timespec='seconds')}",
            subject=timer.name,
            scope_path=timer.scope_path,
            since_at=timer.due_at,
            incident_id=timer.incident_id,
            timer_id=timer.pk,
        )


@transaction.atomic
def open_alarm(*, lapse: Lapse) -> bool:
    """This function will open an alarm unless it is there, or the thing was done in the meantime."""
    incident = None
    if lapse.incident_id is not None:
        incident = Incident.objects.select_for_update(skip_locked=True).filter(pk=lapse.incident_id).first()
        if incident is None:
            return False  # somebody acts on it at this moment: the next turn looks again
    alarm = _alarm_of(lapse, incident, now())
    if Alarm.objects.filter(key=lapse.key).exists() or not still_late(alarm=alarm):
        return False
    alarm.save()
    leave_alarm_trail(actor=SYSTEM, alarm=alarm, code="alarm_raised", parameters={"since": lapse.since_at})
    return True


def _alarm_of(lapse: Lapse, incident: Incident | None, moment: datetime.datetime) -> Alarm:
    ladder = alarm_rules().ladders[lapse.kind]
    step = next_step_of(ladder=ladder, steps_done=0, since_at=lapse.since_at, last_at=moment)
    return Alarm(
        kind=lapse.kind,
        key=lapse.key,
        subject=lapse.subject,
        scope_path=lapse.scope_path,
        since_at=lapse.since_at,
        opened_at=moment,
        next_due_at=step.due_at if step else None,
        incident=incident,
        order_id=lapse.order_id,
        timer_id=lapse.timer_id,
    )
