"""Which incidents and units an actor may see: the own subtrees, and whatever the own unit is or was sent to."""

from __future__ import annotations

from django.db.models import Q

from fengqiao.domains.incidents.models import Incident, Order, Unit
from fengqiao.foundation.scoping.contracts import Actor, NotVisibleError
from fengqiao.foundation.scoping.permissions import WHOLE_TREE, holds, paths_for

VIEW = "incidents.view"
OWN_ORDERS = "incidents.act_on_own_orders"


def visible_incidents(actor: Actor) -> Q:
    """This function will return the condition for the incidents within the actor's subtrees."""
    return _within(paths_for(actor, VIEW), "scope_path")


def visible_units(actor: Actor) -> Q:
    """This function will return the condition for the units of the actor's subtrees and the actor's own."""
    condition = _within(paths_for(actor, VIEW), "path")
    staff_id = _acting_staff(actor)
    if staff_id is not None:
        condition |= Q(members__staff_id=staff_id)
    return condition


def is_own(*, actor: Actor, incident: Incident) -> bool:
    """This function will tell whether the actor's unit was sent to the incident."""
    staff_id = _acting_staff(actor)
    return staff_id is not None and Order.objects.filter(incident=incident, unit__members__staff_id=staff_id).exists()


def is_member(*, actor: Actor, unit: Unit) -> bool:
    """This function will tell whether the actor belongs to the unit and may act for it."""
    staff_id = _acting_staff(actor)
    return staff_id is not None and unit.members.filter(staff_id=staff_id).exists()


def require_visible(*, actor: Actor, incident: Incident) -> None:
    """This function will refuse an incident outside the subtrees and own orders. Raises NotVisibleError."""
    if not holds(actor, VIEW, incident.scope_path) and not is_own(actor=actor, incident=incident):
        raise NotVisibleError


def _acting_staff(actor: Actor) -> int | None:
    """Who acts for units: a person of the staff with the permission, wherever it is held."""
    return actor.staff_id if paths_for(actor, OWN_ORDERS) else None


def _within(paths: tuple[str, ...], field: str) -> Q:
    condition = Q(pk__in=[])
    for path in paths:
        if path == WHOLE_TREE:
            return Q()
        condition |= Q(**{f"{field}__startswith": path})
    return condition
