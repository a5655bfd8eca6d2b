"""The rows behind every act: lock, move, timeline entry, audit and event, all in the transaction of the act."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fengqiao.domains.incidents.contracts import (
    IncidentClosed,
    IncidentMoved,
    IncidentState,
    UnitMoved,
    UnitStatus,
)
from fengqiao.domains.incidents.models import Incident, IncidentEntry, Unit
from fengqiao.domains.incidents.queries.access import require_visible
from fengqiao.domains.incidents.workflow.transitions import (
    ENDED,
    OUTCOMES,
    RESTAMPED,
    STAMPS,
    WAY_THERE,
    check_transition,
)
from fengqiao.foundation.audit.recording import record
from fengqiao.foundation.clock.clock import now
from fengqiao.foundation.events.publishing import publish
from fengqiao.foundation.scoping.contracts import Actor, NotVisibleError


def lock_incident(*, actor: Actor, incident_id: int) -> Incident:
    """This function will lock an incident that the actor may see. Raises NotVisibleError."""
    incident = Incident.objects.select_for_update().filter(pk=incident_id).first()
    if incident is None:
        raise NotVisibleError
    require_visible(actor=actor, incident=incident)
    return incident


def set_state(*, incident: Incident, to_state: IncidentState) -> None:
    """This function will move the incident along the table and stamp the stage. Raises TransitionRefusedError."""
    check_transition(from_state=IncidentState(incident.state), to_state=to_state)
    moment = now()
    incident.state = to_state
    incident.state_since_at = moment
    if to_state is IncidentState.ON_SCENE and incident.on_scene_at is None:
        _begin_anew(incident)
    stamp = STAMPS.get(to_state)
    is_later_unit = to_state in WAY_THERE and incident.on_scene_at is not None
    if stamp and not is_later_unit and (getattr(incident, stamp) is None or to_state in RESTAMPED):
        setattr(incident, stamp, moment)
    if to_state in ENDED and incident.closed_at is None:
        incident.closed_at = moment


def _begin_anew(incident: Incident) -> None:
    """A feedback from before anybody had arrived (returned meanwhile) counts no more; the timeline keeps it."""
    incident.feedback_at = None
    incident.is_without_unit = False


def leave_trail(
    *,
    actor: Actor,
    incident: Incident,
    code: str,
    parameters: Mapping[str, Any] | None = None,
    note: str = "",
) -> None:
    """This function will save the incident and leave the timeline entry, the audit entry and the event of an act."""
    incident.save()
    add_entry(actor=actor, incident=incident, code=code, parameters=parameters, note=note)
    record(
        actor=actor,
        action=code,
        object_kind="incident",
        object_id=incident.number,
        scope_path=incident.scope_path,
        details={"state": incident.state, "note": note, **(parameters or {})},
    )
    publish(
        IncidentMoved(
            scope_path=incident.scope_path,
            object_id=incident.number,
            number=incident.number,
            state=incident.state,
        ),
        actor=actor,
    )


def announce_end(*, actor: Actor, incident: Incident) -> None:
    """This function will tell others that an incident has come to its end, when it has."""
    if incident.state not in OUTCOMES:
        return
    publish(
        IncidentClosed(
            scope_path=incident.scope_path,
            object_id=incident.number,
            number=incident.number,
            result=incident.feedback_result or incident.state,
        ),
        actor=actor,
    )


def add_entry(
    *,
    actor: Actor,
    incident: Incident,
    code: str,
    parameters: Mapping[str, Any] | None = None,
    note: str = "",
) -> None:
    """This function will add a line to the timeline."""
    IncidentEntry.objects.create(
        incident=incident,
        at=now(),
        actor_name=actor.name,
        code=code,
        parameters=dict(parameters or {}),
        note=note,
    )


def set_unit(*, actor: Actor, unit: Unit, status: UnitStatus) -> None:
    """This function will set a unit's status and tell the screens; off duty, its position is forgotten at once."""
    unit.status = status
    if status is UnitStatus.OFF_DUTY:
        unit.longitude = unit.latitude = unit.position_at = None
    unit.save()
    publish(UnitMoved(scope_path=unit.path, object_id=unit.code, status=status.value), actor=actor)
