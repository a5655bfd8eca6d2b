"""What every act on a report shares: lock the row, refuse what the state refuses, write the line, tell the others."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from fengqiao.domains.cases.contracts import ReasonMissingError, ReportMoved, ReportState
from fengqiao.domains.cases.models import Report, ReportEntry
from fengqiao.domains.cases.workflow import Act, next_state
from fengqiao.foundation.audit.recording import record
from fengqiao.foundation.clock.clock import now
from fengqiao.foundation.events.publishing import publish
from fengqiao.foundation.scoping.contracts import Actor, NotVisibleError
from fengqiao.foundation.scoping.permissions import require


def lock_report(*, actor: Actor, report_id: int, permission: str) -> Report:
    """This function will lock a report for an act. Raises NotVisibleError, NotAllowedError."""
    row = Report.objects.select_for_update().filter(pk=report_id).first()
    if row is None:
        raise NotVisibleError
    require(actor, permission, row.scope_path, view="cases.view")
    return row


def advance(*, row: Report, act: Act) -> None:
    """This function will put the row into the state that the act leads to. Raises TransitionRefusedError."""
    row.state = next_state(act=act, state=ReportState(row.state)).value


def required(text: str, *, what: str) -> str:
    """This function will return the trimmed text. Raises ReasonMissingError when nothing is left."""
    trimmed = storable(text).strip()
    if not trimmed:
        raise ReasonMissingError(what=what)
    return trimmed


def storable(text: str) -> str:
    """This function will drop what PostgreSQL cannot hold (NUL, halves of surrogate pairs) and keep the rest."""
    return text.replace("\x00", "").encode("utf-8", "ignore").decode("utf-8")


def finish(*, actor: Actor, row: Report, act: Act, note: str = "", details: Mapping[str, Any] | None = None) -> None:
    """This function will save the row with its line in the timeline, the audit entry and the event."""
    row.save()
    add_entry(actor=actor, row=row, act=act, note=note)
    record(
        actor=actor,
        action=f"report_{act.value}",
        object_kind="report",
        object_id=row.number,
        scope_path=row.scope_path,
        details={"state": row.state, **(details or {})},
    )
    publish(
        ReportMoved(
            scope_path=row.scope_path,
            object_id=str(row.pk),
            incident_number=row.incident_number,
            state=row.state,
        ),
        actor=actor,
    )


def add_entry(*, actor: Actor, row: Report, act: Act, note: str = "") -> None:
    """This function will add a line to the report's timeline."""
    ReportEntry.objects.create(report=row, at=now(), actor_name=actor.name, what=act.value, note=note)
