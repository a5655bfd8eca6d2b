"""Two callers, one event: the later incident goes into the first; its caller still gets feedback."""

from __future__ import annotations

import datetime

from django.db import transaction

from fengqiao.domains.incidents.actions.orders import DISPATCH, follow_orders
from fengqiao.domains.incidents.actions.telling_tasks import tell_tasks
from fengqiao.domains.incidents.actions.trail import (
    add_entry,
    announce_end,
    leave_trail,
    lock_incident,
    set_state,
)
from fengqiao.domains.incidents.contracts import IncidentRecord, IncidentState, TransitionRefusedError
from fengqiao.domains.incidents.models import Incident, Merge, Order
from fengqiao.domains.incidents.queries.access import VIEW
from fengqiao.domains.incidents.queries.records import incident_record
from fengqiao.domains.incidents.queries.same_event import find_by_number
from fengqiao.domains.incidents.workflow.transitions import DISPATCHABLE, LIVE_STATES, OPEN_ORDER_STATES
from fengqiao.foundation.clock.clock import now
from fengqiao.foundation.scoping.contracts import Actor
from fengqiao.foundation.scoping.permissions import require


@transaction.atomic
def merge_incident(*, actor: Actor, incident_id: int, into_number: str) -> IncidentRecord:
    """This function will merge an incident into another one that is still worked on.

    Units on their way keep coming, now to the other one. `into_number` may be the short number
    of the queue. Raises TransitionRefusedError, NotVisibleError, NumberAmbiguousError.
    """
    target_id = _target_id(actor, into_number)
    for pk in sorted({incident_id, target_id}):  # in one order, whoever merges what into what
        lock_incident(actor=actor, incident_id=pk)
    incident = Incident.objects.get(pk=incident_id)
    target = Incident.objects.get(pk=target_id)
    for row in (incident, target):
        require(actor, DISPATCH, row.scope_path, view=VIEW)
    _check(incident, target)
    before = (incident.state, incident.state_since_at)
    moved = _move_orders(actor, incident, target)
    incident.merged_into = target
    set_state(incident=incident, to_state=IncidentState.MERGED)
    _note_merge(incident, target, before, moved)
    Incident.objects.filter(merged_into=incident).update(merged_into=target)
    Merge.objects.filter(into=incident, undone_at=None).update(into=target)
    target.is_danger = target.is_danger or incident.is_danger
    target.priority = min(target.priority, incident.priority)
    leave_trail(actor=actor, incident=incident, code="merged_into", parameters={"number": target.number})
    tell_tasks(incident=incident)
    leave_trail(actor=actor, incident=target, code="merged_here", parameters={"number": incident.number})
    announce_end(actor=actor, incident=incident)
    return incident_record(incident)


def _target_id(actor: Actor, number: str) -> int:
    """The incident of the number; when that one is merged itself, the one it went into."""
    row = find_by_number(actor=actor, number=number)
    return (row.merged_into or row).pk


def _check(incident: Incident, target: Incident) -> None:
    has_open_orders = Order.objects.filter(incident=incident, state__in=OPEN_ORDER_STATES).exists()
    needs_units = not has_open_orders or target.state in DISPATCHABLE
    if incident.pk == target.pk or target.state not in LIVE_STATES or not needs_units:
        raise TransitionRefusedError(from_state=incident.state, to_state=IncidentState.MERGED.value)


def _note_merge(incident: Incident, target: Incident, before: tuple[str, datetime.datetime], moved: list[int]) -> None:
    """Keep what `unmerge_incident` needs to bring the call back as it was."""
    Merge.objects.create(
        incident=incident,
        into=target,
        merged_at=now(),
        state_before=before[0],
        state_since_before=before[1],
        into_was_danger=target.is_danger,
        into_priority_before=target.priority,
        moved_orders=moved,
    )


def _move_orders(actor: Actor, incident: Incident, target: Incident) -> list[int]:
    orders = Order.objects.select_for_update(of=("self",)).filter(incident=incident, state__in=OPEN_ORDER_STATES)
    moved = list(orders.select_related("unit").order_by("pk"))
    for order in moved:
        order.incident = target
        order.save(update_fields=["incident"])
        add_entry(
            actor=actor,
            incident=incident,
            code="order_moved",
            parameters={"call_sign": order.unit.call_sign, "number": target.number},
        )
    if moved:
        follow_orders(incident=target)
    return [order.pk for order in moved]
