"""Sounding: claim a step, send it, mark it; each commits by itself, so that a killed process loses no alarm.

Only the schedule calls `sound_alarms`, under its lock: a claim without a mark is therefore always that of a turn that
died (or of a channel that failed), and is sent again as repeated. Heard twice is better than not at all.
"""

from __future__ import annotations

import datetime
from typing import Final

from django.db import transaction
from django.db.models import Q

from fengqiao.domains.incidents.actions.alarms.channels import send_out
from fengqiao.domains.incidents.actions.alarms.settling import settle_alarm
from fengqiao.domains.incidents.actions.alarms.trail import leave_alarm_trail
from fengqiao.domains.incidents.contracts.alarms import AlarmKind, AlarmMessage, Rung, SettledBy
from fengqiao.domains.incidents.data.ladders import alarm_rules
from fengqiao.domains.incidents.models import Alarm, AlarmStep
from fengqiao.domains.incidents.queries.lateness import still_late
from fengqiao.domains.incidents.queries.on_duty import Person, people_on
from fengqiao.domains.incidents.workflow.ladders import next_step_of
from fengqiao.foundation.clock.clock import now
from fengqiao.foundation.scoping.contracts import SYSTEM

RETRY_STEP: Final = datetime.timedelta(seconds=2)
LONGEST_PAUSE: Final = datetime.timedelta(seconds=60)


def sound_alarms() -> int:
    """This function will send every step that is due; returns how many were sent."""
    sent = 0
    tried: set[int] = set()
    while (step := _left_over(tried) or _claim_next()) is not None:
        tried.add(step.pk)
        if _send(step):
            _mark(step)
            sent += 1
        else:
            _pause(step)
    return sent


@transaction.atomic
def _left_over(tried: set[int]) -> AlarmStep | None:
    """A step that was claimed and never marked: perhaps it was heard, perhaps not."""
    moment = now()
    steps = AlarmStep.objects.select_for_update().filter(marked_at=None).exclude(pk__in=tried).order_by("pk")
    step = steps.filter(Q(not_before_at=None) | Q(not_before_at__lte=moment)).first()
    if step is None:
        return None
    step.is_repeated = True
    step.attempts += 1
    step.claimed_at = moment
    step.save(update_fields=["is_repeated", "attempts", "claimed_at"])
    return step


def _pause(step: AlarmStep) -> None:
    """A way out of the machine failed: it is tried again, less and less often; a killed turn is made good at once."""
    step.not_before_at = now() + min(RETRY_STEP * step.attempts, LONGEST_PAUSE)
    step.save(update_fields=["not_before_at"])


def _claim_next() -> AlarmStep | None:
    while True:
        due = Alarm.objects.filter(settled_at=None, next_due_at__lte=now()).order_by("next_due_at", "pk").first()
        if due is None:
            return None
        if not still_late(alarm=due):
            settle_alarm(alarm_id=due.pk, actor=SYSTEM, how=SettledBy.ACT)
            continue
        step = _claim(due.pk)
        if step is not None:
            return step


@transaction.atomic
def _claim(alarm_id: int) -> AlarmStep | None:
    alarm = Alarm.objects.select_for_update().get(pk=alarm_id)
    moment = now()
    if alarm.settled_at is not None or alarm.next_due_at is None or alarm.next_due_at > moment:
        return None
    ladder = alarm_rules().ladders[AlarmKind(alarm.kind)]
    step = next_step_of(ladder=ladder, steps_done=alarm.steps_done, since_at=alarm.since_at, last_at=moment)
    if step is None:
        raise ValueError(f"alarm {alarm.key} is due without a step")
    alarm.steps_done += 1
    following = next_step_of(ladder=ladder, steps_done=alarm.steps_done, since_at=alarm.since_at, last_at=moment)
    due_at = alarm.next_due_at
    alarm.next_due_at = following.due_at if following else None
    alarm.save(update_fields=["steps_done", "next_due_at"])
    return AlarmStep.objects.create(
        alarm=alarm, ordinal=alarm.steps_done, rung=step.rung, due_at=due_at, claimed_at=moment
    )


def _send(step: AlarmStep) -> bool:
    """Put it on the screens of those on duty now, then out of the machine; False where a way out did not take it."""
    with transaction.atomic():
        alarm = Alarm.objects.select_related("incident", "timer").get(pk=step.alarm_id)
        people = [] if alarm.settled_at else list(people_on(rung=Rung(step.rung), alarm=alarm, moment=now()))
        step.staff_ids = [person.staff_id for person in people]
        step.people = [person.name for person in people]
        step.sent_at = now()
        step.save(update_fields=["staff_ids", "people", "sent_at"])
        if not people and step.rung != Rung.COMMAND_ROOM:
            _go_on_at_once(alarm.pk)
        leave_alarm_trail(
            actor=SYSTEM,
            alarm=alarm,
            code="alarm_told",
            parameters={"rung": step.rung, "people": step.people, "repeated": step.is_repeated},
        )
    if alarm.settled_at or (not people and step.rung != Rung.COMMAND_ROOM):
        return True
    return send_out(message=_message(alarm, step, people))


def _go_on_at_once(alarm_id: int) -> None:
    """Nobody of the rung is on duty: the next one is not made to wait for them."""
    Alarm.objects.filter(pk=alarm_id, settled_at=None, next_due_at__gt=now()).update(next_due_at=now())


def _message(alarm: Alarm, step: AlarmStep, people: list[Person]) -> AlarmMessage:
    return AlarmMessage(
        id=f"{alarm.pk}-{step.ordinal}",
        kind=AlarmKind(alarm.kind),
        rung=Rung(step.rung),
        subject=alarm.subject,
        incident_number=alarm.incident.number if alarm.incident else "",
        staff_numbers=tuple(person.number for person in people),
        is_repeated=step.is_repeated,
        at=now(),
    )


@transaction.atomic
def _mark(step: AlarmStep) -> None:
    step.marked_at = now()
    step.save(update_fields=["marked_at"])
