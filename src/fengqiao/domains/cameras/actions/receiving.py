"""Taking a warning from a camera side: once, whatever the line does, and never silently another content."""

from __future__ import annotations

import datetime
import hashlib
from typing import Any

from django.db import transaction

from fengqiao.domains.cameras.actions.event_message import WarningMessage, read_event
from fengqiao.domains.cameras.actions.keys import find_key
from fengqiao.domains.cameras.contracts import (
    BadWarningError,
    BadZoneError,
    CameraConfiguration,
    ClipTooLargeError,
    PlaceType,
    Receipt,
    SameIdOtherBytesError,
    SceneNotAllowedError,
    UnknownCameraError,
    WarningRaised,
    ZoneConfiguration,
)
from fengqiao.domains.cameras.models import Camera, CameraWarning, ConflictingDelivery, EdgeKey
from fengqiao.domains.cameras.workflow import check_scene
from fengqiao.domains.duties.public import stopped_scenes
from fengqiao.foundation.audit.recording import record
from fengqiao.foundation.clock.clock import now
from fengqiao.foundation.events.publishing import publish
from fengqiao.foundation.files.models import StoredFile
from fengqiao.foundation.files.storage import store_file
from fengqiao.foundation.scoping.contracts import Actor

LARGEST_CLIP_BYTES = 32 * 1024 * 1024
"""Thirty seconds of 1080p at 8 Mb/s: a warning's clip is never longer (vision-guide)."""
CLIP_TYPE = "video/mp4"
MP4_MARK = b"ftyp"


def read_configuration(*, key: str, camera_code: str) -> CameraConfiguration:
    """This function will tell a camera side what to watch. Raises EdgeKeyRefusedError, UnknownCameraError.

    A scene whose application model has expired or was withdrawn at the camera's place is not watched for any more.
    """
    camera = _camera_of(find_key(key), camera_code)
    stopped = stopped_scenes(path=camera.scope_path)
    zones = tuple(
        ZoneConfiguration(
            name=zone.name,
            scene=zone.scene,
            polygon=tuple((x, y) for x, y in zone.corners),
            active_from=zone.active_from,
            active_to=zone.active_to,
        )
        for zone in camera.zones.order_by("name")
        if zone.scene not in stopped
    )
    return CameraConfiguration(code=camera.code, name=camera.name, zones=zones)


def receive_warning(*, key: str, event: bytes, clip: bytes) -> Receipt:
    """This function will store a warning with its clip durably and return the receipt; the same again is no second.

    Raises EdgeKeyRefusedError, UnknownCameraError, BadWarningError, ClipTooLargeError, SceneNotAllowedError, and
    SameIdOtherBytesError after the other content was kept beside the first.
    """
    if len(clip) > LARGEST_CLIP_BYTES:
        raise ClipTooLargeError(bytes=len(clip), most=LARGEST_CLIP_BYTES)
    with transaction.atomic():
        owner = find_key(key)
        message, content = read_event(event)
        camera = _camera_of(owner, message.camera)
        _check_clip(message, clip)
        _check_policy(message, camera)
        receipt = _take(owner=owner, camera=camera, message=message, content=content, clip=clip)
    if receipt is None:
        raise SameIdOtherBytesError(id=str(message.id))
    return receipt


def _camera_of(key: EdgeKey, code: str) -> Camera:
    camera = key.cameras.filter(code=code).first()
    if camera is None:
        raise UnknownCameraError(code=code)
    return camera


def _check_clip(message: WarningMessage, clip: bytes) -> None:
    if hashlib.sha256(clip).hexdigest() != message.clip_sha256:
        raise BadWarningError(problem="clip_sha256: the clip that came has another digest")
    if clip[4:8] != MP4_MARK:
        raise BadWarningError(problem="clip: not an MP4 file")


def _check_policy(message: WarningMessage, camera: Camera) -> None:
    try:
        check_scene(message.scene, PlaceType(camera.place_type))
    except BadZoneError as error:
        raise SceneNotAllowedError(scene=message.scene, place_type=camera.place_type) from error


def _take(
    *, owner: EdgeKey, camera: Camera, message: WarningMessage, content: dict[str, Any], clip: bytes
) -> Receipt | None:
    # One delivery of a camera at a time: two of the same id cannot both be the first.
    Camera.objects.select_for_update().get(pk=camera.pk)
    moment = now()
    EdgeKey.objects.filter(pk=owner.pk).update(last_used_at=moment)
    actor = Actor(user_id=None, name=owner.name)
    known = CameraWarning.objects.filter(pk=message.id).first()
    if known is None:
        _add(actor=actor, camera=camera, message=message, content=content, clip=clip, moment=moment)
    elif (known.event, known.clip_sha256) != (content, message.clip_sha256):
        _keep_beside(actor=actor, known=known, message=message, content=content, clip=clip, moment=moment)
        return None
    return Receipt(id=str(message.id), sha256=message.clip_sha256, is_new=known is None)


def _add(
    *,
    actor: Actor,
    camera: Camera,
    message: WarningMessage,
    content: dict[str, Any],
    clip: bytes,
    moment: datetime.datetime,
) -> None:
    expires_at = moment + datetime.timedelta(days=camera.retention_days)
    CameraWarning.objects.create(
        id=message.id,
        camera=camera,
        scope_path=camera.scope_path,
        scene=message.scene,
        zone=message.zone,
        started_at=message.started_at,
        ended_at=message.ended_at,
        received_at=moment,
        reason_code=message.reason.code,
        reason_parameters=message.reason.params,
        model_name=message.model.name,
        model_version=message.model.version,
        is_weaker_model=message.model.weaker,
        confidence=message.confidence,
        tracks=[track.model_dump(mode="json") for track in message.tracks],
        zone_polygon=[list(point) for point in message.zone_polygon],
        frame_width=message.frame_width,
        frame_height=message.frame_height,
        is_generated=message.generated,
        event=content,
        clip_sha256=message.clip_sha256,
        clip=_store(clip, expires_at),
        clip_expires_at=expires_at,
    )
    record(
        actor=actor,
        action="raise_warning",
        object_kind="warning",
        object_id=message.id,
        scope_path=camera.scope_path,
        details={"camera": camera.code, "scene": message.scene, "clip": message.clip_sha256},
    )
    event = WarningRaised(
        scope_path=camera.scope_path, object_id=str(message.id), camera_code=camera.code, scene=message.scene
    )
    publish(event, actor=actor)


def _keep_beside(
    *,
    actor: Actor,
    known: CameraWarning,
    message: WarningMessage,
    content: dict[str, Any],
    clip: bytes,
    moment: datetime.datetime,
) -> None:
    if known.conflicts.filter(event=content, clip_sha256=message.clip_sha256).exists():
        return
    ConflictingDelivery.objects.create(
        warning=known,
        event=content,
        clip_sha256=message.clip_sha256,
        clip=_store(clip, known.clip_expires_at),
        key_name=actor.name,
        received_at=moment,
    )
    record(
        actor=actor,
        action="refuse_other_bytes",
        object_kind="warning",
        object_id=known.pk,
        scope_path=known.scope_path,
        details={"clip": message.clip_sha256, "known_clip": known.clip_sha256},
    )


def _store(clip: bytes, expires_at: datetime.datetime) -> StoredFile:
    return store_file(clip, media_type=CLIP_TYPE, purpose="warning_clip", expires_at=expires_at)
