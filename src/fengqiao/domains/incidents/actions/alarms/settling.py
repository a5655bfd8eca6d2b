"""The end of an alarm: the thing was done, or a person takes care of it (then the chain only waits)."""

from __future__ import annotations

from django.db import transaction

from fengqiao.domains.incidents.actions.alarms.trail import leave_alarm_trail
from fengqiao.domains.incidents.contracts import TransitionRefusedError
from fengqiao.domains.incidents.contracts.alarms import AlarmKind, AlarmRecord, SettledBy
from fengqiao.domains.incidents.data.ladders import alarm_rules
from fengqiao.domains.incidents.models import Alarm, Incident, Order, SafetyTimer
from fengqiao.domains.incidents.queries.alarms import alarm_record, may_see, may_take
from fengqiao.domains.incidents.queries.lateness import still_late
from fengqiao.foundation.clock.clock import now
from fengqiao.foundation.scoping.contracts import Actor, NotAllowedError, NotVisibleError


@transaction.atomic
def settle_alarm(*, alarm_id: int, actor: Actor, how: SettledBy) -> bool:
    """This function will end an alarm; an ended one stays as it ended. Always the incident first, then the alarm."""
    known = Alarm.objects.get(pk=alarm_id)
    if known.incident_id is not None:
        Incident.objects.select_for_update().get(pk=known.incident_id)
    alarm = Alarm.objects.select_for_update().get(pk=alarm_id)
    if alarm.settled_at is not None:
        return False
    alarm.settled_at, alarm.settled_how, alarm.next_due_at = now(), how, None
    alarm.save(update_fields=["settled_at", "settled_how", "next_due_at"])
    leave_alarm_trail(actor=actor, alarm=alarm, code="alarm_settled", parameters={"how": how.value})
    return True


def settle_alarms_of_order(*, actor: Actor, order: Order) -> None:
    """This function will end what was late of an order and is done now. Runs in the transaction of the order's step."""
    for alarm in Alarm.objects.filter(order=order, settled_at=None).order_by("pk"):
        if not still_late(alarm=alarm):
            settle_alarm(alarm_id=alarm.pk, actor=actor, how=SettledBy.ACT)


def settle_alarms_of_timer(*, actor: Actor, timer: SafetyTimer, how: SettledBy) -> None:
    """This function will end the alarms of a safety timer that was extended or ended."""
    for alarm in Alarm.objects.filter(timer=timer, settled_at=None).order_by("pk"):
        settle_alarm(alarm_id=alarm.pk, actor=actor, how=how)


def settle_transfer_alarms(*, actor: Actor, incident: Incident) -> None:
    """This function will end the alarm of an answer that has come."""
    rows = Alarm.objects.filter(incident=incident, kind=AlarmKind.TRANSFER_UNANSWERED, settled_at=None)
    for alarm in rows.order_by("pk"):
        settle_alarm(alarm_id=alarm.pk, actor=actor, how=SettledBy.ACT)


@transaction.atomic
def take_alarm(*, actor: Actor, alarm_id: int) -> AlarmRecord:
    """This function will let somebody who was told take care of it: the chain waits a while, and goes on if nothing
    was done.

    Raises NotVisibleError, NotAllowedError, TransitionRefusedError when it is over.
    """
    alarm = Alarm.objects.select_for_update(of=("self",)).select_related("incident").filter(pk=alarm_id).first()
    if alarm is None or not may_see(actor=actor, alarm=alarm):
        raise NotVisibleError
    if not may_take(actor=actor, alarm=alarm):
        raise NotAllowedError("incidents.dispatch")
    if alarm.settled_at is not None:
        raise TransitionRefusedError(from_state="settled", to_state="taken")
    moment = now()
    alarm.taken_at, alarm.taken_by = moment, actor.name
    waits_until = moment + alarm_rules().taken_pause
    if alarm.next_due_at is not None and alarm.next_due_at < waits_until:
        alarm.next_due_at = waits_until
    alarm.save(update_fields=["taken_at", "taken_by", "next_due_at"])
    leave_alarm_trail(actor=actor, alarm=alarm, code="alarm_taken")
    return alarm_record(alarm, actor=actor)
