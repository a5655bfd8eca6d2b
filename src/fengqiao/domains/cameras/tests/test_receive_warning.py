from __future__ import annotations

import datetime
import json
import uuid

import pytest
from django.db import IntegrityError, transaction
from tests.stage import DAY, Stage, at, stop_clock

from fengqiao.domains.cameras.actions import receiving
from fengqiao.domains.cameras.contracts import (
    BadWarningError,
    ClipTooLargeError,
    EdgeKeyNameTakenError,
    EdgeKeyRefusedError,
    SameIdOtherBytesError,
    SceneNotAllowedError,
    UnknownCameraError,
    WarningState,
)
from fengqiao.domains.cameras.models import CameraWarning, ConflictingDelivery, EdgeKey
from fengqiao.domains.cameras.public import (
    get_warning,
    list_warnings,
    make_edge_key,
    read_configuration,
    receive_warning,
    revoke_edge_key,
)
from fengqiao.domains.cameras.tests.conftest import CLIP, Send, event_of
from fengqiao.foundation.audit.models import AuditEntry
from fengqiao.foundation.events.models import Event
from fengqiao.foundation.files.models import StoredFile
from fengqiao.foundation.files.storage import file_path, purge_expired
from fengqiao.foundation.scoping.contracts import SYSTEM, NotVisibleError

OTHER_CLIP = CLIP + b"more"


def test_a_warning_is_stored_with_its_clip_audited_and_published(cameras: Stage, send: Send) -> None:
    receipt = send()
    assert receipt.is_new
    warning = get_warning(actor=cameras.actor("reviewer"), warning_id=receipt.id)
    assert (warning.state, warning.is_generated, warning.has_clip) == (WarningState.PENDING, True, True)
    assert warning.camera.code == "CAM-1"
    assert file_path(StoredFile.objects.get()).read_bytes() == CLIP
    assert AuditEntry.objects.filter(action="raise_warning", object_id=receipt.id, actor_name="edge box").count() == 1
    assert Event.objects.get(kind="cameras.warning_raised").object_id == receipt.id


def test_the_same_warning_again_is_answered_again_and_stored_once(send: Send) -> None:
    warning_id = str(uuid.uuid4())
    assert send(id=warning_id).is_new
    again = send(id=warning_id)
    assert not again.is_new
    assert again.id == warning_id
    assert CameraWarning.objects.count() == Event.objects.filter(kind="cameras.warning_raised").count() == 1


def test_another_content_under_a_known_id_is_refused_and_kept_beside_for_all_to_see(cameras: Stage, send: Send) -> None:
    warning_id = send().id
    for _ in range(2):
        with pytest.raises(SameIdOtherBytesError):
            send(OTHER_CLIP, id=warning_id)
    assert ConflictingDelivery.objects.count() == 1
    warning = get_warning(actor=cameras.actor("reviewer"), warning_id=warning_id)
    assert warning.conflict_count == 1
    assert file_path(ConflictingDelivery.objects.get().clip).read_bytes() == OTHER_CLIP
    assert CameraWarning.objects.get().clip.size_bytes == len(CLIP)


def test_the_same_clip_with_another_event_is_a_conflict_too(send: Send) -> None:
    warning_id = send().id
    with pytest.raises(SameIdOtherBytesError):
        send(id=warning_id, confidence=0.99)


def test_a_clip_with_another_digest_is_refused(key: str) -> None:
    event = json.dumps(event_of(CLIP)).encode()
    with pytest.raises(BadWarningError, match="clip_sha256"):
        receive_warning(key=key, event=event, clip=OTHER_CLIP)
    assert not CameraWarning.objects.exists()


def test_what_is_no_video_is_refused(send: Send) -> None:
    with pytest.raises(BadWarningError, match="MP4"):
        send(b"<html>not a clip</html>")


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("started_at", "2026-09-16T21:30:00"),
        ("confidence", 1.2),
        ("zone_polygon", [[0, 0], [1, 1]]),
        ("id", "not-an-id"),
        ("ended_at", at(9).isoformat()),
    ],
)
def test_a_field_that_is_wrong_is_named(send: Send, field: str, value: object) -> None:
    with pytest.raises(BadWarningError, match=field):
        send(**{field: value})


def test_a_clip_above_the_limit_is_refused(send: Send, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(receiving, "LARGEST_CLIP_BYTES", len(CLIP) - 1)
    with pytest.raises(ClipTooLargeError):
        send()


@pytest.mark.parametrize("scene", ["crowd_density", "face_recognition"])
def test_a_scene_that_may_not_run_there_is_refused_by_policy(send: Send, scene: str) -> None:
    with pytest.raises(SceneNotAllowedError):
        send(scene=scene)
    assert not StoredFile.objects.exists()


def test_a_key_speaks_for_its_own_cameras_only(send: Send) -> None:
    with pytest.raises(UnknownCameraError):
        send(camera="CAM-9")


def test_a_revoked_key_and_a_guessed_one_are_refused(key: str) -> None:
    with pytest.raises(EdgeKeyRefusedError):
        read_configuration(key="guessed", camera_code="CAM-1")
    revoke_edge_key(actor=SYSTEM, name="edge box")
    with pytest.raises(EdgeKeyRefusedError):
        read_configuration(key=key, camera_code="CAM-1")


def test_only_the_hash_of_a_key_is_kept(key: str) -> None:
    row = EdgeKey.objects.get()
    assert key not in (row.key_hash, row.name)
    assert len(row.key_hash) == 64
    with pytest.raises(EdgeKeyNameTakenError):
        make_edge_key(actor=SYSTEM, name="edge box", camera_codes=["CAM-1"])


def test_a_key_for_an_unknown_camera_is_not_made(cameras: Stage) -> None:
    with pytest.raises(UnknownCameraError, match="CAM-7"):
        make_edge_key(actor=SYSTEM, name="box", camera_codes=["CAM-1", "CAM-7"])


def test_a_clip_is_kept_thirty_days_and_then_deleted(cameras: Stage, send: Send) -> None:
    receipt = send()
    path = file_path(StoredFile.objects.get())
    stop_clock(at(7, day=DAY + datetime.timedelta(days=30)))
    assert purge_expired() == 0
    stop_clock(at(9, day=DAY + datetime.timedelta(days=31)))
    assert purge_expired() == 1
    assert not path.exists()
    assert not get_warning(actor=cameras.actor("reviewer"), warning_id=receipt.id).has_clip


def test_the_database_refuses_a_clip_that_would_go_before_thirty_days(send: Send) -> None:
    send()
    with pytest.raises(IntegrityError, match="clip_kept_30_days"), transaction.atomic():
        CameraWarning.objects.update(clip_expires_at=at(8, day=DAY + datetime.timedelta(days=29)))


def test_the_database_refuses_to_delete_a_file_before_its_day(send: Send) -> None:
    send()
    with pytest.raises(IntegrityError, match="no_early_delete"), transaction.atomic():
        StoredFile.objects.update(deleted_at=at(8, day=DAY + datetime.timedelta(days=29)))


def test_another_station_and_a_beat_officer_see_no_warning(cameras: Stage, send: Send) -> None:
    receipt = send()
    with pytest.raises(NotVisibleError):
        get_warning(actor=cameras.actor("other_chief"), warning_id=receipt.id)
    with pytest.raises(NotVisibleError):
        get_warning(actor=cameras.actor("officer"), warning_id=receipt.id)
    assert list_warnings(actor=cameras.actor("other_chief")) == []


def test_a_warning_that_waits_over_a_minute_is_overdue_and_the_longest_waiting_is_on_top(
    cameras: Stage, send: Send
) -> None:
    first = send().id
    stop_clock(at(8, 1))
    second = send().id
    reviewer = cameras.actor("reviewer")
    assert [row.is_overdue for row in list_warnings(actor=reviewer)] == [False, False]
    stop_clock(at(8, 1) + datetime.timedelta(seconds=30))
    found = list_warnings(actor=reviewer)
    assert [(row.id, row.is_overdue) for row in found] == [(first, True), (second, False)]
