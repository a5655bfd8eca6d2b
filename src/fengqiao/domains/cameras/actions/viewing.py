"""Opening a clip: a read that the register of video access must know (R11)."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path

from django.db import transaction

from fengqiao.domains.cameras.contracts import ClipGoneError, WarningState
from fengqiao.domains.cameras.models import CameraWarning, VideoAccess
from fengqiao.domains.cameras.queries import find_warning
from fengqiao.domains.cameras.workflow import OPEN_STATES
from fengqiao.domains.organisation.public import get_unit_at
from fengqiao.foundation.audit.recording import record
from fengqiao.foundation.clock.clock import now
from fengqiao.foundation.files.storage import FileGoneError, file_path
from fengqiao.foundation.scoping.contracts import Actor
from fengqiao.foundation.scoping.permissions import paths_for, require

SAME_OPENING = datetime.timedelta(minutes=10)
"""A player asks for one clip in many parts, and a reviewer plays it again: within this it is one opening."""


@dataclass(frozen=True, slots=True)
class OpenedClip:
    path: Path
    media_type: str


@transaction.atomic
def open_clip(*, actor: Actor, warning_id: str) -> OpenedClip:
    """This function will write the register and return where the clip lies.

    Raises NotVisibleError outside the scope, ClipGoneError after its retention.
    """
    row = find_warning(actor=actor, warning_id=warning_id)
    require(actor, "cameras.view_warnings", row.scope_path)
    try:
        place = file_path(row.clip)
    except FileGoneError as error:
        raise ClipGoneError(expired_at=row.clip_expires_at) from error
    _register(actor=actor, row=row)
    return OpenedClip(path=place, media_type=row.clip.media_type)


def _register(*, actor: Actor, row: CameraWarning) -> None:
    moment = now()
    recent = row.openings.filter(user_id=actor.user_id, opened_at__gt=moment - SAME_OPENING, opened_at__lte=moment)
    if recent.exists():
        return
    code, reference = _reason(row)
    VideoAccess.objects.create(
        warning=row,
        scope_path=row.scope_path,
        user_id=actor.user_id,
        person=actor.name,
        unit_name=_unit_of(actor, row.scope_path),
        reason_code=code,
        reason_reference=reference,
        opened_at=moment,
    )
    record(
        actor=actor,
        action="open_clip",
        object_kind="warning",
        object_id=row.pk,
        scope_path=row.scope_path,
        details={"clip": row.clip_sha256, "reason": code, "reference": reference},
    )


def _reason(row: CameraWarning) -> tuple[str, str]:
    if WarningState(row.state) in OPEN_STATES:
        return "review", str(row.pk)
    if row.incident_number:
        return "incident", row.incident_number
    return "verdict", str(row.pk)


def _unit_of(actor: Actor, path: str) -> str:
    held = [scope for scope in paths_for(actor, "cameras.view_warnings") if scope and path.startswith(scope)]
    return get_unit_at(path=max(held, key=len)).name if held else ""
