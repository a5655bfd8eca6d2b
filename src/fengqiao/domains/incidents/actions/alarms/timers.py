"""The safety timer of a lone officer: started, extended, "I am safe" in one tap; the room may end it with words."""

from __future__ import annotations

import datetime

from django.db import IntegrityError, transaction

from fengqiao.domains.incidents.actions.alarms.settling import settle_alarms_of_timer
from fengqiao.domains.incidents.contracts import NoteMissingError
from fengqiao.domains.incidents.contracts.alarms import (
    AlarmMoved,
    MinutesOutOfRangeError,
    NoTimerError,
    SettledBy,
    TimerEnd,
    TimerRecord,
    TimerRunningError,
)
from fengqiao.domains.incidents.data.ladders import alarm_rules
from fengqiao.domains.incidents.models import Incident, SafetyTimer
from fengqiao.domains.incidents.queries.access import OWN_ORDERS, VIEW, require_visible
from fengqiao.domains.incidents.queries.alarms import DISPATCH
from fengqiao.domains.incidents.queries.timers import timer_record
from fengqiao.foundation.audit.recording import record
from fengqiao.foundation.clock.clock import now
from fengqiao.foundation.events.publishing import publish
from fengqiao.foundation.scoping.contracts import Actor, NotAllowedError, NotVisibleError
from fengqiao.foundation.scoping.permissions import require, require_somewhere


def start_timer(*, actor: Actor, minutes: int, place_text: str = "", incident_number: str = "") -> TimerRecord:
    """This function will start the actor's own safety timer.

    Raises MinutesOutOfRangeError, TimerRunningError, NotVisibleError for an incident that is not the actor's to see.
    """
    path = require_somewhere(actor, OWN_ORDERS)[0]
    _check_minutes(minutes)
    incident = _incident(actor, incident_number)
    try:
        with transaction.atomic():
            timer = _start(actor, path, minutes, place_text.strip(), incident)
            return timer_record(timer)
    except IntegrityError as error:
        if "one_running_safety_timer_per_person" not in str(error):
            raise
        raise TimerRunningError from error


def _start(actor: Actor, path: str, minutes: int, place_text: str, incident: Incident | None) -> SafetyTimer:
    if actor.staff_id is None:
        raise NotAllowedError(OWN_ORDERS)
    moment = now()
    timer = SafetyTimer.objects.create(
        staff_id=actor.staff_id,
        name=actor.name,
        scope_path=path,
        incident=incident,
        place_text=place_text or (incident.place_text if incident else ""),
        started_at=moment,
        due_at=moment + datetime.timedelta(minutes=minutes),
    )
    _leave_trail(actor, timer, "start_safety_timer")
    return timer


def _incident(actor: Actor, number: str) -> Incident | None:
    if not number:
        return None
    incident = Incident.objects.filter(number=number).first()
    if incident is None:
        raise NotVisibleError
    require_visible(actor=actor, incident=incident)
    return incident


@transaction.atomic
def extend_timer(*, actor: Actor, minutes: int) -> TimerRecord:
    """This function will let the actor's timer run so many minutes from now; an alarm that it caused is over.

    Raises NoTimerError, MinutesOutOfRangeError.
    """
    _check_minutes(minutes)
    timer = _own_timer(actor)
    timer.due_at = now() + datetime.timedelta(minutes=minutes)
    timer.save(update_fields=["due_at"])
    settle_alarms_of_timer(actor=actor, timer=timer, how=SettledBy.SAFE)
    _leave_trail(actor, timer, "extend_safety_timer")
    return timer_record(timer)


@transaction.atomic
def mark_safe(*, actor: Actor) -> TimerRecord:
    """This function will end the actor's timer: "I am safe". Raises NoTimerError."""
    timer = _own_timer(actor)
    _end(actor, timer, TimerEnd.SAFE, SettledBy.SAFE, "")
    return timer_record(timer)


@transaction.atomic
def end_timer(*, actor: Actor, timer_id: int, note: str) -> TimerRecord:
    """This function will let the command room end somebody's timer, with words on how it knows that all is well.

    Raises NoteMissingError, NoTimerError, NotVisibleError.
    """
    timer = SafetyTimer.objects.select_for_update().filter(pk=timer_id).first()
    if timer is None:
        raise NotVisibleError
    require(actor, DISPATCH, timer.scope_path, view=VIEW)
    if not note.strip():
        raise NoteMissingError(what="note")
    if timer.ended_at is not None:
        raise NoTimerError
    _end(actor, timer, TimerEnd.ENDED_BY_ROOM, SettledBy.ROOM, note.strip())
    return timer_record(timer)


def _end(actor: Actor, timer: SafetyTimer, how: TimerEnd, settled: SettledBy, note: str) -> None:
    timer.ended_at, timer.ended_how, timer.ended_by, timer.end_note = now(), how, actor.name, note
    timer.save(update_fields=["ended_at", "ended_how", "ended_by", "end_note"])
    settle_alarms_of_timer(actor=actor, timer=timer, how=settled)
    _leave_trail(actor, timer, "end_safety_timer", note)


def _own_timer(actor: Actor) -> SafetyTimer:
    timer = SafetyTimer.objects.select_for_update().filter(staff_id=actor.staff_id or 0, ended_at=None).first()
    if timer is None:
        raise NoTimerError
    return timer


def _check_minutes(minutes: int) -> None:
    rules = alarm_rules()
    if not rules.shortest_minutes <= minutes <= rules.longest_minutes:
        raise MinutesOutOfRangeError(shortest=rules.shortest_minutes, longest=rules.longest_minutes)


def _leave_trail(actor: Actor, timer: SafetyTimer, code: str, note: str = "") -> None:
    record(
        actor=actor,
        action=code,
        object_kind="safety_timer",
        object_id=timer.pk,
        scope_path=timer.scope_path,
        details={"due_at": timer.due_at, "place": timer.place_text, "note": note},
    )
    publish(AlarmMoved(scope_path=timer.scope_path, object_id=str(timer.pk), alarm_kind="safety_timer"), actor=actor)
