"""A warning that nobody decides on in its time goes to those who lead the shift; it sends nobody by itself."""

from __future__ import annotations

from django.db import transaction

from fengqiao.domains.cameras.contracts import WarningEscalated
from fengqiao.domains.cameras.models import CameraWarning
from fengqiao.domains.cameras.workflow import OPEN_STATES, escalates_after, is_to_escalate
from fengqiao.foundation.audit.recording import record
from fengqiao.foundation.clock.clock import now
from fengqiao.foundation.events.publishing import publish
from fengqiao.foundation.scoping.contracts import SYSTEM


@transaction.atomic
def escalate_waiting_warnings() -> int:
    """This function will tell, once for each, of warnings that have waited longer than their scene allows."""
    moment = now()
    waiting = CameraWarning.objects.select_for_update(of=("self",), skip_locked=True).filter(
        state__in=sorted(OPEN_STATES), escalated_at=None
    )
    due = [
        row
        for row in waiting.select_related("camera").order_by("received_at", "pk")
        if is_to_escalate(scene=row.scene, received_at=row.received_at, now=moment)
    ]
    for row in due:
        row.escalated_at = moment
        row.save(update_fields=["escalated_at"])
        _tell(row)
    return len(due)


def _tell(row: CameraWarning) -> None:
    record(
        actor=SYSTEM,
        action="escalate_warning",
        object_kind="warning",
        object_id=row.pk,
        scope_path=row.scope_path,
        details={
            "state": row.state,
            "received_at": row.received_at,
            "limit_seconds": escalates_after(row.scene).total_seconds(),
        },
    )
    publish(
        WarningEscalated(
            scope_path=row.scope_path, object_id=str(row.pk), camera_code=row.camera.code, scene=row.scene
        ),
        actor=SYSTEM,
    )
