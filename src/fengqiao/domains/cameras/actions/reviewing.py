"""The verdict of a named person on a warning; a confirmed one becomes an incident in the same transaction."""

from __future__ import annotations

import uuid

from django.db import transaction

from fengqiao.domains.cameras.contracts import WarningRecord, WarningReviewed, WarningState
from fengqiao.domains.cameras.models import CameraWarning
from fengqiao.domains.cameras.queries import get_warning
from fengqiao.domains.cameras.wording import signal_words
from fengqiao.domains.cameras.workflow import check_verdict
from fengqiao.domains.incidents.contracts import Category, NewSignal, Origin
from fengqiao.domains.incidents.public import take_signal
from fengqiao.foundation.audit.recording import record
from fengqiao.foundation.clock.clock import now
from fengqiao.foundation.events.publishing import publish
from fengqiao.foundation.scoping.contracts import Actor, NotVisibleError
from fengqiao.foundation.scoping.permissions import require
from fengqiao.primitives.position import Position
from fengqiao.primitives.reason import Reason


@transaction.atomic
def review_warning(
    *, actor: Actor, warning_id: str, decision: WarningState, reject_reason: str = "", note: str = ""
) -> WarningRecord:
    """This function will confirm or reject a warning, or pass it to another person for a second look.

    Raises NotVisibleError, NotAllowedError, AlreadyReviewedError, RejectReasonMissingError, SamePersonError.
    """
    row = _locked(warning_id)
    require(actor, "cameras.review", row.scope_path, view="cameras.view_warnings")
    check_verdict(
        current=WarningState(row.state),
        decision=decision,
        reject_reason=reject_reason,
        reviewer_id=actor.user_id,
        passed_on_by_id=row.passed_on_by_id,
    )
    _decide(row, actor=actor, decision=decision, reject_reason=reject_reason, note=note.strip())
    record(
        actor=actor,
        action="review_warning",
        object_kind="warning",
        object_id=row.pk,
        scope_path=row.scope_path,
        details={
            "decision": decision,
            "reject_reason": row.reject_reason,
            "note": note.strip(),
            "incident": row.incident_number,
            "model": f"{row.model_name} {row.model_version}",
        },
    )
    event = WarningReviewed(
        scope_path=row.scope_path, object_id=str(row.pk), state=decision, incident_number=row.incident_number
    )
    publish(event, actor=actor)
    return get_warning(actor=actor, warning_id=str(row.pk))


def _locked(warning_id: str) -> CameraWarning:
    try:
        key = uuid.UUID(warning_id)
    except ValueError as error:
        raise NotVisibleError from error
    row = CameraWarning.objects.select_for_update(of=("self",)).select_related("camera").filter(pk=key).first()
    if row is None:
        raise NotVisibleError
    return row


def _decide(row: CameraWarning, *, actor: Actor, decision: WarningState, reject_reason: str, note: str) -> None:
    row.state = decision
    if decision is WarningState.SECOND_LOOK:
        row.passed_on_by_id, row.passed_on_by, row.passed_on_note = actor.user_id, actor.name, note
    else:
        row.reviewer_id, row.reviewed_by, row.reviewed_at = actor.user_id, actor.name, now()
        row.review_note = note
    if decision is WarningState.REJECTED:
        row.reject_reason = reject_reason
    if decision is WarningState.CONFIRMED:
        row.incident_number = take_signal(actor=actor, signal=_signal(row)).summary.number
    row.save()


def _signal(row: CameraWarning) -> NewSignal:
    camera = row.camera
    return NewSignal(
        origin=Origin.CAMERA,
        text=signal_words(
            scene=row.scene,
            place_type=camera.place_type,
            camera_name=camera.name,
            zone=row.zone,
            note=row.review_note,
            reason=Reason(row.reason_code, row.reason_parameters),
        ),
        category=Category.PUBLIC_ORDER,
        address_code=camera.address_code,
        place_text=camera.name,
        position=Position(longitude=camera.longitude, latitude=camera.latitude),
        camera_code=camera.code,
        warning_id=str(row.pk),
        client_key=str(row.pk),
        is_generated=row.is_generated,
    )
