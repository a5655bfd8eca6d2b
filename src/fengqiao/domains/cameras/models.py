from __future__ import annotations

import datetime
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from fengqiao.domains.cameras.contracts import PlaceType, RejectReason, Scene, WarningState
from fengqiao.domains.cameras.workflow import MIN_RETENTION_DAYS, SCENE_WHITELIST
from fengqiao.foundation.files.models import StoredFile
from fengqiao.foundation.scoping.fields import ScopePathField

CODE_PATTERN = r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$"


def _scene_may_run_there() -> Q:
    allowed = Q(scene__in=[scene for scene in Scene if scene not in SCENE_WHITELIST])
    for scene, places in SCENE_WHITELIST.items():
        allowed |= Q(scene=scene, place_type__in=sorted(places))
    return allowed


class Camera(models.Model):
    """A line of the inventory (R12): filing, sign, angle, retention."""

    code = models.CharField(max_length=64, unique=True)
    name = models.CharField(max_length=120)
    place_type = models.CharField(max_length=24)
    longitude = models.FloatField()
    latitude = models.FloatField()
    bearing_degrees = models.FloatField()
    view_degrees = models.FloatField()
    height_metres = models.FloatField()
    filing_number = models.CharField(max_length=60)
    filed_date = models.DateField()
    has_sign = models.BooleanField()
    retention_days = models.PositiveIntegerField()
    unit_code = models.CharField(max_length=16)
    scope_path = ScopePathField(db_index=True)
    address_code = models.CharField(max_length=40, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(place_type__in=list(PlaceType)), name="camera_place_lawful"),
            models.CheckConstraint(condition=Q(retention_days__gte=MIN_RETENTION_DAYS), name="camera_keeps_30_days"),
            models.CheckConstraint(condition=Q(code__regex=CODE_PATTERN), name="camera_code_is_a_name"),
            models.CheckConstraint(condition=~Q(filing_number=""), name="camera_is_filed"),
        ]


class CameraZone(models.Model):
    """An area in the picture that is watched, with its hours; `place_type` is the camera's, for the constraint."""

    camera = models.ForeignKey(Camera, on_delete=models.CASCADE, related_name="zones")
    name = models.CharField(max_length=64)
    scene = models.CharField(max_length=32)
    place_type = models.CharField(max_length=24)
    corners = models.JSONField()
    active_from = models.TimeField(null=True)
    active_to = models.TimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["camera", "name"], name="zone_name_once_per_camera"),
            models.CheckConstraint(condition=_scene_may_run_there(), name="scene_allowed_at_place"),
            models.CheckConstraint(
                condition=Q(active_from=None, active_to=None)
                | Q(active_from__isnull=False, active_to__isnull=False) & ~Q(active_from=F("active_to")),
                name="zone_hours_whole",
            ),
        ]


class EdgeKey(models.Model):
    """What a camera side shows to be let in. Only the hash is kept; it speaks for the named cameras alone."""

    name = models.CharField(max_length=60, unique=True)
    key_hash = models.CharField(max_length=64, unique=True)
    cameras = models.ManyToManyField(Camera, related_name="edge_keys")
    made_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True)
    revoked_at = models.DateTimeField(null=True)


class CameraWarning(models.Model):
    """One scene seen by one camera, with its clip and the verdict of a named person."""

    id = models.UUIDField(primary_key=True)
    camera = models.ForeignKey(Camera, on_delete=models.PROTECT, related_name="warnings")
    scope_path = ScopePathField()
    scene = models.CharField(max_length=32)
    zone = models.CharField(max_length=64)
    started_at = models.DateTimeField()
    ended_at = models.DateTimeField()
    received_at = models.DateTimeField()
    reason_code = models.CharField(max_length=80)
    reason_parameters = models.JSONField()
    model_name = models.CharField(max_length=80)
    model_version = models.CharField(max_length=40)
    is_weaker_model = models.BooleanField()
    confidence = models.FloatField()
    tracks = models.JSONField()
    zone_polygon = models.JSONField()
    frame_width = models.PositiveIntegerField()
    frame_height = models.PositiveIntegerField()
    is_generated = models.BooleanField()
    event = models.JSONField()
    clip_sha256 = models.CharField(max_length=64)
    clip = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    clip_expires_at = models.DateTimeField()
    state = models.CharField(max_length=12, default=WarningState.PENDING)
    passed_on_by_id = models.BigIntegerField(null=True)
    passed_on_by = models.CharField(max_length=80, blank=True)
    passed_on_note = models.CharField(max_length=500, blank=True)
    reviewer_id = models.BigIntegerField(null=True)
    reviewed_by = models.CharField(max_length=80, blank=True)
    reviewed_at = models.DateTimeField(null=True)
    reject_reason = models.CharField(max_length=20, blank=True)
    review_note = models.CharField(max_length=500, blank=True)
    incident_number = models.CharField(max_length=40, blank=True)
    escalated_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(state__in=list(WarningState)), name="warning_state_known"),
            models.CheckConstraint(condition=Q(ended_at__gte=F("started_at")), name="warning_in_order"),
            models.CheckConstraint(condition=Q(confidence__gte=0, confidence__lte=1), name="confidence_is_a_share"),
            models.CheckConstraint(
                condition=Q(clip_expires_at__gte=F("received_at") + datetime.timedelta(days=MIN_RETENTION_DAYS)),
                name="clip_kept_30_days",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[WarningState.PENDING, WarningState.SECOND_LOOK], reviewed_at=None)
                | Q(state__in=[WarningState.CONFIRMED, WarningState.REJECTED], reviewed_at__isnull=False)
                & ~Q(reviewed_by=""),
                name="verdict_has_a_name",
            ),
            models.CheckConstraint(
                condition=~Q(state=WarningState.REJECTED) | Q(reject_reason__in=list(RejectReason)),
                name="rejection_has_a_reason",
            ),
            models.CheckConstraint(
                condition=Q(state=WarningState.CONFIRMED) & ~Q(incident_number="")
                | ~Q(state=WarningState.CONFIRMED) & Q(incident_number=""),
                name="confirmed_is_an_incident",
            ),
            models.CheckConstraint(
                condition=Q(passed_on_by_id=None) | Q(reviewer_id=None) | ~Q(passed_on_by_id=F("reviewer_id")),
                name="second_look_by_another",
            ),
        ]
        indexes: ClassVar = [
            models.Index(fields=["scope_path", "state", "received_at"], name="warnings_of_place"),
            models.Index(fields=["camera", "zone", "state"], name="verdicts_of_zone"),
            models.Index(
                fields=["received_at"],
                condition=Q(state__in=[WarningState.PENDING, WarningState.SECOND_LOOK]),
                name="warnings_waiting",
            ),
        ]


class ConflictingDelivery(models.Model):
    """Another content that came under the id of a known warning: kept beside it, and shown."""

    warning = models.ForeignKey(CameraWarning, on_delete=models.PROTECT, related_name="conflicts")
    event = models.JSONField()
    clip_sha256 = models.CharField(max_length=64)
    clip = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    key_name = models.CharField(max_length=60)
    received_at = models.DateTimeField()


class ClipHold(models.Model):
    """A clip kept beyond its retention (R10): case number, reason, person, end; and who let it go, why."""

    warning = models.ForeignKey(CameraWarning, on_delete=models.PROTECT, related_name="holds")
    case_number = models.CharField(max_length=60)
    reason = models.CharField(max_length=500)
    until_date = models.DateField()
    held_by_id = models.BigIntegerField(null=True)
    held_by = models.CharField(max_length=80)
    held_at = models.DateTimeField()
    released_at = models.DateTimeField(null=True)
    released_by = models.CharField(max_length=80, blank=True)
    release_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["warning"], condition=Q(released_at=None), name="one_hold_at_a_time"),
            models.CheckConstraint(condition=~Q(case_number="") & ~Q(reason=""), name="hold_has_number_and_reason"),
            models.CheckConstraint(
                condition=Q(released_at=None, released_by="", release_reason="")
                | Q(released_at__isnull=False) & ~Q(released_by="") & ~Q(release_reason=""),
                name="release_has_name_and_reason",
            ),
        ]


class VideoAccess(models.Model):
    """The register of video access (R11): who opened which clip, from where, why."""

    warning = models.ForeignKey(CameraWarning, on_delete=models.PROTECT, related_name="openings")
    scope_path = ScopePathField()
    user_id = models.BigIntegerField(null=True)
    person = models.CharField(max_length=80)
    unit_name = models.CharField(max_length=80, blank=True)
    reason_code = models.CharField(max_length=30)
    reason_reference = models.CharField(max_length=60, blank=True)
    opened_at = models.DateTimeField()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["warning", "user_id", "opened_at"], name="openings_of_clip"),
            models.Index(fields=["scope_path", "opened_at"], name="openings_of_place"),
        ]
