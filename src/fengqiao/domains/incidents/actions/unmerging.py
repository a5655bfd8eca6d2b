"""A merge that was a mistake: the call comes back with its own clock, its units and its own caller."""

from __future__ import annotations

from django.db import transaction

from fengqiao.domains.incidents.actions.orders import DISPATCH, follow_orders
from fengqiao.domains.incidents.actions.telling_tasks import tell_tasks
from fengqiao.domains.incidents.actions.trail import add_entry, leave_trail, lock_incident, set_state
from fengqiao.domains.incidents.contracts import (
    IncidentRecord,
    IncidentState,
    NoteMissingError,
    TransitionRefusedError,
)
from fengqiao.domains.incidents.models import Incident, Merge, Order
from fengqiao.domains.incidents.queries.access import VIEW
from fengqiao.domains.incidents.queries.records import incident_record
from fengqiao.domains.incidents.workflow.transitions import OPEN_ORDER_STATES
from fengqiao.foundation.clock.clock import now
from fengqiao.foundation.scoping.contracts import Actor
from fengqiao.foundation.scoping.permissions import require


@transaction.atomic
def unmerge_incident(*, actor: Actor, incident_id: int, reason: str) -> IncidentRecord:
    """This function will take a merge back, with the reason. The time since the call was received runs on.

    Units that came along and are still on their way return with it. What its caller was told stays in the
    timeline; the incident itself has no feedback any more. Raises NoteMissingError, TransitionRefusedError.
    """
    if not reason.strip():
        raise NoteMissingError(what="reason")
    merge = _standing_merge(actor, incident_id)
    incident, target = merge.incident, merge.into
    for row in (incident, target):
        require(actor, DISPATCH, row.scope_path, view=VIEW)
    _bring_back(incident, merge)
    moved = _return_orders(actor, merge)
    if moved:
        follow_orders(incident=incident)
        follow_orders(incident=target)
    if incident.state == merge.state_before:
        incident.state_since_at = merge.state_since_before
    _forget_in_target(target, merge)
    _rebase_later(merge)
    merge.undone_at = now()
    merge.save(update_fields=["undone_at"])
    note = reason.strip()
    leave_trail(actor=actor, incident=incident, code="unmerged", parameters={"number": target.number}, note=note)
    tell_tasks(incident=incident, is_changed=True)
    leave_trail(actor=actor, incident=target, code="unmerged_here", parameters={"number": incident.number}, note=note)
    return incident_record(incident)


def _standing_merge(actor: Actor, incident_id: int) -> Merge:
    """Lock both incidents in one order. Raises TransitionRefusedError where nothing was merged by a person here."""
    known = Merge.objects.filter(incident_id=incident_id, undone_at=None).first()
    into_id = known.into_id if known else incident_id
    rows = {pk: lock_incident(actor=actor, incident_id=pk) for pk in sorted({incident_id, into_id})}
    merge = Merge.objects.select_for_update().filter(incident_id=incident_id, undone_at=None).first()
    if merge is None or merge.into_id != into_id or rows[incident_id].state != IncidentState.MERGED:
        raise TransitionRefusedError(from_state=rows[incident_id].state, to_state=IncidentState.RECEIVED.value)
    merge.incident, merge.into = rows[incident_id], rows[into_id]
    return merge


def _bring_back(incident: Incident, merge: Merge) -> None:
    incident.merged_into = None
    set_state(incident=incident, to_state=IncidentState.RECEIVED)
    incident.closed_at = None
    incident.feedback_text = incident.feedback_result = ""
    incident.called_back_at = incident.was_satisfied = None
    incident.save()


def _return_orders(actor: Actor, merge: Merge) -> list[Order]:
    """Return the orders that came along and are still open; one that has ended stays where it ended."""
    orders = Order.objects.select_for_update(of=("self",)).filter(
        pk__in=merge.moved_orders, incident=merge.into, state__in=OPEN_ORDER_STATES
    )
    moved = list(orders.select_related("unit").order_by("pk"))
    for order in moved:
        order.incident = merge.incident
        order.save(update_fields=["incident"])
        parameters = {"call_sign": order.unit.call_sign, "number": merge.incident.number}
        add_entry(actor=actor, incident=merge.into, code="order_moved", parameters=parameters)
    return moved


def _rebase_later(merge: Merge) -> None:
    """What later merges found at the target, they found without this call."""
    was_danger, priority = merge.into_was_danger, merge.into_priority_before
    later = Merge.objects.select_related("incident").filter(into=merge.into, undone_at=None, pk__gt=merge.pk)
    for one in later.order_by("pk"):
        one.into_was_danger, one.into_priority_before = was_danger, priority
        one.save(update_fields=["into_was_danger", "into_priority_before"])
        was_danger, priority = was_danger or one.incident.is_danger, min(priority, one.incident.priority)


def _forget_in_target(target: Incident, merge: Merge) -> None:
    """Danger and priority that only this call brought leave with it; what others brought, or a person set, stays."""
    others = list(Incident.objects.filter(merged_into=target).exclude(pk=merge.incident_id))
    if target.is_danger and merge.incident.is_danger and not merge.into_was_danger:
        target.is_danger = any(one.is_danger for one in others)
    if target.priority == merge.incident.priority:
        target.priority = min([merge.into_priority_before, *(one.priority for one in others)])
