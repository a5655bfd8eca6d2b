"""Alarms as people see them: those of the own area for the room, those one was told of for everybody."""

from __future__ import annotations

import datetime
from collections.abc import Sequence

from django.db.models import Q

from fengqiao.domains.incidents.contracts.alarms import (
    MOST_URGENT_FIRST,
    AlarmKind,
    AlarmRecord,
    AlarmStepRecord,
    Rung,
)
from fengqiao.domains.incidents.models import Alarm, AlarmStep
from fengqiao.domains.incidents.queries.access import OWN_ORDERS, VIEW
from fengqiao.foundation.clock.clock import now
from fengqiao.foundation.scoping.contracts import Actor, NotAllowedError
from fengqiao.foundation.scoping.permissions import holds, paths_for

DISPATCH = "incidents.dispatch"
SHOWN_AFTER_ITS_END = datetime.timedelta(hours=12)
MOST_SHOWN = 100


def list_alarms(*, actor: Actor, with_ended: bool = False) -> Sequence[AlarmRecord]:
    """This function will list the alarms of the actor's area and those the actor was told of, the most urgent first.

    Raises NotAllowedError for who has neither an area nor units.
    """
    if not (paths_for(actor, VIEW) or paths_for(actor, OWN_ORDERS)):
        raise NotAllowedError(VIEW)
    rows = Alarm.objects.filter(_visible(actor))
    if not with_ended:
        rows = rows.filter(settled_at=None)
    else:
        rows = rows.filter(Q(settled_at=None) | Q(settled_at__gt=now() - SHOWN_AFTER_ITS_END))
    found = rows.select_related("incident", "order__incident", "timer").prefetch_related("steps").distinct()
    records = [alarm_record(row, actor=actor) for row in found.order_by("-pk")[:MOST_SHOWN]]
    return sorted(records, key=_urgency)


def list_told(*, actor: Actor) -> Sequence[AlarmRecord]:
    """This function will list the open alarms of which the actor was told: by name, or by leading the room."""
    return [one for one in list_alarms(actor=actor) if one.may_take and one.taken_at is None]


def may_see(*, actor: Actor, alarm: Alarm) -> bool:
    """This function will tell whether an alarm is of the actor's area, or was sent to the actor."""
    return holds(actor, VIEW, alarm.scope_path) or _was_told(actor, alarm)


def may_take(*, actor: Actor, alarm: Alarm) -> bool:
    """This function will tell whether the actor may take care of it: somebody who was told, or who leads the room."""
    return _was_told(actor, alarm) or (
        holds(actor, DISPATCH, alarm.scope_path)
        and AlarmStep.objects.filter(alarm=alarm, rung=Rung.COMMAND_ROOM, sent_at__isnull=False).exists()
    )


def alarm_record(row: Alarm, *, actor: Actor) -> AlarmRecord:
    """This function will turn a row into its record, with what this actor may do."""
    incident = row.order.incident if row.order is not None else row.incident
    place = incident.place_text if incident else row.timer.place_text if row.timer else ""
    steps = tuple(_step_record(step) for step in row.steps.all())
    return AlarmRecord(
        id=row.pk,
        kind=AlarmKind(row.kind),
        subject=row.subject,
        place_text=place,
        incident_number=incident.number if incident else "",
        scope_path=row.scope_path,
        since_at=row.since_at,
        opened_at=row.opened_at,
        taken_at=row.taken_at if not _goes_on(row) else None,
        taken_by=row.taken_by,
        settled_at=row.settled_at,
        steps=steps,
        may_take=row.settled_at is None and may_take(actor=actor, alarm=row),
    )


def _goes_on(row: Alarm) -> bool:
    """Whether the chain spoke again after somebody had taken it: then it counts as taken no more."""
    return any(row.taken_at and step.claimed_at > row.taken_at for step in row.steps.all())


def _step_record(step: AlarmStep) -> AlarmStepRecord:
    return AlarmStepRecord(
        ordinal=step.ordinal,
        rung=Rung(step.rung),
        due_at=step.due_at,
        claimed_at=step.claimed_at,
        sent_at=step.sent_at,
        marked_at=step.marked_at,
        people=tuple(step.people),
        is_repeated=step.is_repeated,
    )


def _visible(actor: Actor) -> Q:
    condition = Q(pk__in=[])
    for path in paths_for(actor, VIEW):
        condition |= Q(scope_path__startswith=path)
    if actor.staff_id is not None:
        condition |= Q(steps__staff_ids__contains=[actor.staff_id])
    return condition


def _was_told(actor: Actor, alarm: Alarm) -> bool:
    return actor.staff_id is not None and any(actor.staff_id in step.staff_ids for step in alarm.steps.all())


def _urgency(alarm: AlarmRecord) -> tuple[bool, int, datetime.datetime]:
    return (alarm.settled_at is not None, MOST_URGENT_FIRST.index(alarm.kind), alarm.since_at)
