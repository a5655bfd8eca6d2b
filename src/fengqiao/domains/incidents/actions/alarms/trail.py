"""What every move of an alarm leaves behind: a line on the incident's timeline, an audit entry, an event."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fengqiao.domains.incidents.actions.trail import add_entry
from fengqiao.domains.incidents.contracts.alarms import AlarmMoved, AlarmTold
from fengqiao.domains.incidents.models import Alarm
from fengqiao.foundation.audit.recording import record
from fengqiao.foundation.events.publishing import publish_all
from fengqiao.foundation.scoping.contracts import Actor


def leave_alarm_trail(
    *, actor: Actor, alarm: Alarm, code: str, parameters: Mapping[str, Any] | None = None, note: str = ""
) -> None:
    """This function will leave the trail of an alarm's move. Must run in the move's transaction."""
    details = {"kind": alarm.kind, "subject": alarm.subject, **(parameters or {})}
    if alarm.incident is not None:
        add_entry(actor=actor, incident=alarm.incident, code=code, parameters=details, note=note)
    record(
        actor=actor,
        action=code,
        object_kind="alarm",
        object_id=alarm.key,
        scope_path=alarm.scope_path,
        details={**details, "note": note},
    )
    about = {"scope_path": alarm.scope_path, "object_id": str(alarm.pk), "alarm_kind": alarm.kind}
    publish_all([AlarmMoved(**about), AlarmTold(**about)], actor=actor)
