"""Safety timers: the own one, and those that run in the actor's area."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q

from fengqiao.domains.incidents.contracts.alarms import TimerRecord
from fengqiao.domains.incidents.models import SafetyTimer
from fengqiao.domains.incidents.queries.access import VIEW
from fengqiao.foundation.clock.clock import now
from fengqiao.foundation.scoping.contracts import Actor
from fengqiao.foundation.scoping.permissions import paths_for


def own_timer(*, actor: Actor) -> TimerRecord | None:
    """This function will return the actor's running timer."""
    if actor.staff_id is None:
        return None
    row = SafetyTimer.objects.select_related("incident").filter(staff_id=actor.staff_id, ended_at=None).first()
    return timer_record(row) if row else None


def list_timers(*, actor: Actor) -> Sequence[TimerRecord]:
    """This function will list the running timers of the actor's area, the next to run out first."""
    condition = Q(pk__in=[])
    for path in paths_for(actor, VIEW):
        condition |= Q(scope_path__startswith=path)
    rows = SafetyTimer.objects.select_related("incident").filter(condition, ended_at=None)
    return [timer_record(row) for row in rows.order_by("due_at", "pk")]


def timer_record(row: SafetyTimer) -> TimerRecord:
    """This function will turn a row into its record."""
    return TimerRecord(
        id=row.pk,
        staff_id=row.staff_id,
        name=row.name,
        place_text=row.place_text,
        incident_number=row.incident.number if row.incident else "",
        scope_path=row.scope_path,
        started_at=row.started_at,
        due_at=row.due_at,
        ended_at=row.ended_at,
        is_run_out=row.ended_at is None and row.due_at <= now(),
    )
