"""A person's decision on route and category."""

from __future__ import annotations

from django.db import transaction

from fengqiao.domains.incidents.actions.orders import DISPATCH
from fengqiao.domains.incidents.actions.telling_tasks import tell_tasks
from fengqiao.domains.incidents.actions.trail import leave_trail, lock_incident
from fengqiao.domains.incidents.contracts import (
    IncidentRecord,
    IncidentState,
    NoteMissingError,
    Route,
    TransitionRefusedError,
    UnknownCategoryError,
)
from fengqiao.domains.incidents.queries.access import VIEW, is_own
from fengqiao.domains.incidents.queries.records import incident_record
from fengqiao.domains.incidents.workflow.sorting import DANGER_PRIORITY, find_subcategory
from fengqiao.domains.incidents.workflow.transitions import LIVE_STATES
from fengqiao.foundation.scoping.contracts import Actor
from fengqiao.foundation.scoping.permissions import require
from fengqiao.primitives.reason import Reason


@transaction.atomic
def change_route(*, actor: Actor, incident_id: int, route: Route, reason: str) -> IncidentRecord:
    """This function will set the route of a waiting incident by a person's decision, with the reason.

    Raises NoteMissingError, TransitionRefusedError.
    """
    incident = lock_incident(actor=actor, incident_id=incident_id)
    require(actor, DISPATCH, incident.scope_path, view=VIEW)
    if not reason.strip():
        raise NoteMissingError(what="reason")
    if incident.state != IncidentState.RECEIVED:
        raise TransitionRefusedError(from_state=incident.state, to_state=route.value)
    incident.route = route
    incident.route_reason = Reason("decided_by_person", {"name": actor.name, "why": reason.strip()}).as_plain()
    leave_trail(actor=actor, incident=incident, code="routed", parameters={"route": route.value}, note=reason.strip())
    return incident_record(incident)


@transaction.atomic
def set_category(*, actor: Actor, incident_id: int, category: str, subcategory: str) -> IncidentRecord:
    """This function will set the category, by the command room or the unit that is sent.

    A signal that waited for a person is routed by it. Raises UnknownCategoryError, TransitionRefusedError.
    """
    incident = lock_incident(actor=actor, incident_id=incident_id)
    if not is_own(actor=actor, incident=incident):
        require(actor, DISPATCH, incident.scope_path, view=VIEW)
    rules = find_subcategory(category=category, subcategory=subcategory)
    if rules is None:
        raise UnknownCategoryError(category=category, subcategory=subcategory)
    if incident.state not in LIVE_STATES:
        raise TransitionRefusedError(from_state=incident.state, to_state="category_set")
    incident.category, incident.subcategory = rules.category, rules.code
    incident.is_danger = incident.is_danger or rules.is_danger
    incident.priority = DANGER_PRIORITY if incident.is_danger else rules.priority
    if incident.route == Route.REVIEW and incident.state == IncidentState.RECEIVED:
        incident.route = Route.DISPATCH if incident.is_danger else rules.route
        incident.route_reason = Reason("category_given", {"category": rules.key}).as_plain()
    leave_trail(
        actor=actor,
        incident=incident,
        code="category_set",
        parameters={"category": rules.category.value, "subcategory": rules.code},
    )
    tell_tasks(incident=incident, is_changed=True)
    return incident_record(incident)
