"""Keeping a clip beyond its retention: under a case number, until a day, by a named person, and letting it go (R10)."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

from django.db import transaction
from django.utils.timezone import make_aware

from fengqiao.domains.cameras.contracts import (
    AlreadyHeldError,
    ClipGoneError,
    ClipHeld,
    ClipReleased,
    HoldIncompleteError,
    HoldTooLongError,
    HoldTooShortError,
    NotHeldError,
    WarningRecord,
)
from fengqiao.domains.cameras.models import CameraWarning, ClipHold
from fengqiao.domains.cameras.queries import find_warning, get_warning
from fengqiao.domains.cameras.workflow import LONGEST_HOLD
from fengqiao.foundation.audit.recording import record
from fengqiao.foundation.clock.clock import now, today
from fengqiao.foundation.events.publishing import publish
from fengqiao.foundation.files.storage import FileGoneError, hold_file, release_file
from fengqiao.foundation.scoping.contracts import Actor
from fengqiao.foundation.scoping.permissions import require


@transaction.atomic
def hold_clip(
    *, actor: Actor, warning_id: str, case_number: str, reason: str, until_date: datetime.date
) -> WarningRecord:
    """This function will keep a clip through the end of a day.

    Raises NotVisibleError, NotAllowedError, HoldIncompleteError, HoldTooShortError when retention lasts as long,
    HoldTooLongError, AlreadyHeldError, ClipGoneError.
    """
    row = _locked(actor, warning_id)
    number, why = case_number.strip(), reason.strip()
    if not (number and why):
        raise HoldIncompleteError
    if until_date > today() + LONGEST_HOLD:
        raise HoldTooLongError(most_days=LONGEST_HOLD.days)
    until_at = make_aware(datetime.datetime.combine(until_date + datetime.timedelta(days=1), datetime.time()))
    if until_at <= row.clip_expires_at:
        raise HoldTooShortError(clip_expires_at=row.clip_expires_at)
    if row.holds.filter(released_at=None).exists():
        raise AlreadyHeldError
    try:
        hold_file(row.clip, number=number, until_at=until_at)
    except FileGoneError as error:
        raise ClipGoneError(expired_at=row.clip_expires_at) from error
    ClipHold.objects.create(
        warning=row,
        case_number=number,
        reason=why,
        until_date=until_date,
        held_by_id=actor.user_id,
        held_by=actor.name,
        held_at=now(),
    )
    details = {"case_number": number, "reason": why, "until_date": until_date, "clip": row.clip_sha256}
    _tell(actor, row, action="hold_clip", details=details)
    publish(ClipHeld(scope_path=row.scope_path, object_id=str(row.pk)), actor=actor)
    return get_warning(actor=actor, warning_id=warning_id)


@transaction.atomic
def release_clip(*, actor: Actor, warning_id: str, reason: str) -> WarningRecord:
    """This function will end a hold: the clip's own retention counts again.

    Raises NotVisibleError, NotAllowedError, NotHeldError, HoldIncompleteError without a reason.
    """
    row = _locked(actor, warning_id)
    hold = row.holds.filter(released_at=None).first()
    if hold is None:
        raise NotHeldError
    if not reason.strip():
        raise HoldIncompleteError
    hold.released_at, hold.released_by, hold.release_reason = now(), actor.name, reason.strip()
    hold.save(update_fields=["released_at", "released_by", "release_reason"])
    release_file(row.clip)
    details = {"case_number": hold.case_number, "reason": hold.release_reason, "clip": row.clip_sha256}
    _tell(actor, row, action="release_clip", details=details)
    publish(ClipReleased(scope_path=row.scope_path, object_id=str(row.pk)), actor=actor)
    return get_warning(actor=actor, warning_id=warning_id)


def _locked(actor: Actor, warning_id: str) -> CameraWarning:
    row = find_warning(actor=actor, warning_id=warning_id)
    require(actor, "cameras.hold_clips", row.scope_path)
    return CameraWarning.objects.select_for_update(of=("self",)).select_related("clip").get(pk=row.pk)


def _tell(actor: Actor, row: CameraWarning, *, action: str, details: Mapping[str, object]) -> None:
    record(
        actor=actor,
        action=action,
        object_kind="warning",
        object_id=row.pk,
        scope_path=row.scope_path,
        details=details,
    )
