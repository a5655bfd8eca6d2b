"""Reads of cameras and warnings, scoped to what the actor may see."""

from __future__ import annotations

import datetime
import uuid
from collections.abc import Iterable, Sequence

from django.db.models import Case, Count, IntegerField, Prefetch, Q, QuerySet, Value, When
from django.db.models.functions import ExtractHour

from fengqiao.domains.cameras.contracts import (
    CameraRecord,
    ClipHoldRecord,
    EscalatedWarning,
    ModelTally,
    NewZone,
    VideoAccessRecord,
    WarningRecord,
    WarningState,
)
from fengqiao.domains.cameras.models import Camera, CameraWarning, CameraZone, ClipHold, VideoAccess
from fengqiao.domains.cameras.wording import access_words, reason_words
from fengqiao.domains.cameras.workflow import OPEN_STATES, is_overdue
from fengqiao.domains.duties.contracts import SceneFigures, SceneQuery
from fengqiao.foundation.clock.clock import local_zone, now
from fengqiao.foundation.files.storage import is_gone
from fengqiao.foundation.scoping.contracts import Actor, NotVisibleError
from fengqiao.foundation.scoping.permissions import holds, paths_for, require_somewhere, scoped
from fengqiao.primitives.position import Position


def camera_record(row: Camera) -> CameraRecord:
    """This function will turn a row into the value that others may hold."""
    return CameraRecord(
        code=row.code,
        name=row.name,
        place_type=row.place_type,
        position=Position(longitude=row.longitude, latitude=row.latitude),
        scope_path=row.scope_path,
        filing_number=row.filing_number,
        has_sign=row.has_sign,
        retention_days=row.retention_days,
        zones=tuple(_zone(zone) for zone in row.zones.all()),
        bearing_degrees=row.bearing_degrees,
        view_degrees=row.view_degrees,
        height_metres=row.height_metres,
        filed_date=row.filed_date,
        unit_code=row.unit_code,
        address_code=row.address_code,
    )


def _zone(row: CameraZone) -> NewZone:
    corners = tuple((x, y) for x, y in row.corners)
    return NewZone(row.name, row.scene, corners, row.active_from, row.active_to)


def warning_record(row: CameraWarning, *, actor: Actor) -> WarningRecord:
    """This function will turn a row into what a reviewer sees; the reason is worded in the reader's language."""
    moment = now()
    state = WarningState(row.state)
    return WarningRecord(
        id=str(row.pk),
        camera=camera_record(row.camera),
        scene=row.scene,
        zone=row.zone,
        state=state,
        started_at=row.started_at,
        ended_at=row.ended_at,
        received_at=row.received_at,
        reason_text=reason_words(code=row.reason_code, parameters=row.reason_parameters),
        model_name=row.model_name,
        model_version=row.model_version,
        is_weaker_model=row.is_weaker_model,
        confidence=row.confidence,
        is_generated=row.is_generated,
        zone_polygon=tuple((x, y) for x, y in row.zone_polygon),
        track_boxes=tuple(tuple(track["box"]) for track in row.tracks),
        clip_expires_at=row.clip_expires_at,
        has_clip=not is_gone(row.clip),
        reviewed_by=row.reviewed_by,
        reviewed_at=row.reviewed_at,
        reject_reason=row.reject_reason,
        review_note=row.review_note,
        incident_number=row.incident_number,
        is_overdue=is_overdue(state=state, received_at=row.received_at, now=moment),
        passed_on_by=row.passed_on_by,
        passed_on_note=row.passed_on_note,
        may_review=_may_review(row, state=state, actor=actor),
        conflict_count=row.conflict_total,  # type: ignore[attr-defined]
        frame_width=row.frame_width,
        frame_height=row.frame_height,
        escalated_at=row.escalated_at,
        hold=_hold(row, moment),
        may_hold=not is_gone(row.clip) and holds(actor, "cameras.hold_clips", row.scope_path),
    )


def _hold(row: CameraWarning, moment: datetime.datetime) -> ClipHoldRecord | None:
    """The hold in force: not released, and its last day is not over."""
    held_until_at = row.clip.held_until_at
    if held_until_at is None or held_until_at <= moment:
        return None
    hold = next((one for one in row.holds.all() if one.released_at is None), None)
    if hold is None:
        return None
    return ClipHoldRecord(hold.case_number, hold.reason, hold.until_date, hold.held_by, hold.held_at)


def _may_review(row: CameraWarning, *, state: WarningState, actor: Actor) -> bool:
    if state not in OPEN_STATES or not holds(actor, "cameras.review", row.scope_path):
        return False
    return state is not WarningState.SECOND_LOOK or row.passed_on_by_id != actor.user_id


def _warnings(actor: Actor) -> QuerySet[CameraWarning]:
    rows = CameraWarning.objects.select_related("camera", "clip").prefetch_related(
        "camera__zones", Prefetch("holds", queryset=ClipHold.objects.filter(released_at=None))
    )
    return scoped(rows.annotate(conflict_total=Count("conflicts")), paths_for(actor, "cameras.view_warnings"))


def find_warning(*, actor: Actor, warning_id: str) -> CameraWarning:
    """This function will return the row of a visible warning. Raises NotVisibleError."""
    try:
        row = _warnings(actor).filter(pk=uuid.UUID(warning_id)).first()
    except ValueError as error:
        raise NotVisibleError from error
    if row is None:
        raise NotVisibleError
    return row


def get_warning(*, actor: Actor, warning_id: str) -> WarningRecord:
    """This function will return one warning. Raises NotVisibleError outside the scope."""
    return warning_record(find_warning(actor=actor, warning_id=warning_id), actor=actor)


def list_warnings(
    *, actor: Actor, states: Iterable[WarningState] | None = None, limit: int = 100
) -> Sequence[WarningRecord]:
    """This function will list visible warnings: undecided first, the longest waiting on top, then the newest verdicts.

    Raises NotAllowedError for a person who sees no warnings anywhere.
    """
    require_somewhere(actor, "cameras.view_warnings")
    rows = _warnings(actor)
    if states is not None:
        rows = rows.filter(state__in=list(states))
    undecided = Case(When(state__in=sorted(OPEN_STATES), then=Value(0)), default=Value(1), output_field=IntegerField())
    waiting = rows.filter(state__in=sorted(OPEN_STATES)).order_by("received_at", "pk")
    decided = rows.annotate(group=undecided).filter(group=1).order_by("-received_at", "pk")
    found = [*waiting[:limit]]
    found += decided[: max(0, limit - len(found))]
    return [warning_record(row, actor=actor) for row in found]


def list_escalated(*, actor: Actor, limit: int = 5) -> Sequence[EscalatedWarning]:
    """This function will list the warnings that nobody took in their time, the longest waiting first."""
    rows = scoped(
        CameraWarning.objects.filter(state__in=sorted(OPEN_STATES), escalated_at__isnull=False),
        paths_for(actor, "cameras.view_warnings"),
    )
    found = rows.select_related("camera").only("scene", "received_at", "escalated_at", "camera__name")
    return [
        EscalatedWarning(str(row.pk), row.camera.name, row.scene, row.received_at, row.escalated_at or row.received_at)
        for row in found.order_by("received_at", "pk")[:limit]
    ]


def count_warnings(
    *, from_at: datetime.datetime, to_at: datetime.datetime, under: str = "", as_of: datetime.datetime | None = None
) -> dict[str, int]:
    """This function will count the warnings received in [from, to) below a path, by state and as `total`.

    `as_of`: what was decided later counts as still waiting.
    """
    rows = CameraWarning.objects.filter(received_at__gte=from_at, received_at__lt=to_at, scope_path__startswith=under)
    counts = dict.fromkeys((state.value for state in WarningState), 0)
    counts.update(rows.values_list("state").annotate(number=Count("pk")).order_by())
    if as_of is not None:
        for state, number in rows.filter(reviewed_at__gte=as_of).values_list("state").annotate(number=Count("pk")):
            counts[state] -= number
            counts[WarningState.PENDING] += number
    return {**counts, "total": sum(counts.values())}


def tally_of(*, warning: WarningRecord) -> ModelTally:
    """This function will count the verdicts so far on this camera, this zone, and this zone at this hour of day."""
    zone = local_zone()
    hour = warning.started_at.astimezone(zone).hour
    rows = CameraWarning.objects.filter(camera__code=warning.camera.code).annotate(
        hour=ExtractHour("started_at", tzinfo=zone)
    )
    confirmed, rejected = Q(state=WarningState.CONFIRMED), Q(state=WarningState.REJECTED)
    of_zone = Q(zone=warning.zone)
    counts = rows.aggregate(
        camera_confirmed=Count("pk", filter=confirmed),
        camera_rejected=Count("pk", filter=rejected),
        zone_confirmed=Count("pk", filter=confirmed & of_zone),
        zone_rejected=Count("pk", filter=rejected & of_zone),
        hour_confirmed=Count("pk", filter=confirmed & of_zone & Q(hour=hour)),
        hour_rejected=Count("pk", filter=rejected & of_zone & Q(hour=hour)),
    )
    return ModelTally(hour=hour, **counts)


def list_cameras(*, actor: Actor) -> Sequence[CameraRecord]:
    """This function will list the visible inventory. Raises NotAllowedError for a person who sees none anywhere."""
    paths = require_somewhere(actor, "cameras.view_inventory")
    zones = Prefetch("zones", queryset=CameraZone.objects.order_by("name"))
    return [camera_record(row) for row in scoped(Camera.objects.prefetch_related(zones).order_by("code"), paths)]


def list_video_access(*, actor: Actor, limit: int = 200) -> Sequence[VideoAccessRecord]:
    """This function will list the register of video access (R11), newest first. Raises NotAllowedError."""
    paths = require_somewhere(actor, "cameras.view_register")
    rows = scoped(VideoAccess.objects.select_related("warning__camera"), paths).order_by("-opened_at", "-pk")
    return [
        VideoAccessRecord(
            opened_at=row.opened_at,
            person=row.person,
            unit_name=row.unit_name,
            reason_text=access_words(code=row.reason_code, reference=row.reason_reference),
            warning_id=str(row.warning_id),
            camera_name=row.warning.camera.name,
        )
        for row in rows[:limit]
    ]


def scene_figures(query: SceneQuery) -> SceneFigures:
    """This function will tell the registry of models what reviewers said of a scene's warnings on some days."""
    zone = local_zone()
    rows = CameraWarning.objects.filter(
        scene=query.scene,
        scope_path__startswith=query.under,
        received_at__gte=datetime.datetime.combine(query.first_date, datetime.time(), zone),
        received_at__lt=datetime.datetime.combine(query.last_date, datetime.time(), zone) + datetime.timedelta(days=1),
    )
    states = dict(rows.values_list("state").annotate(number=Count("pk")).order_by())
    days = (query.last_date - query.first_date).days + 1
    confirmed, rejected = states.get(WarningState.CONFIRMED, 0), states.get(WarningState.REJECTED, 0)
    return SceneFigures(days, sum(states.values()), confirmed, rejected)
