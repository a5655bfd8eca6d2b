"""The camera side never imports the server, nor the server the camera side: these tests hold both to one JSON."""

from __future__ import annotations

import datetime
import hashlib
import json
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from fengqiao.domains.cameras.actions.event_message import WarningMessage, read_event
from fengqiao.domains.cameras.contracts import Scene
from fengqiao.domains.cameras.models import CODE_PATTERN as SERVER_CODE_PATTERN
from fengqiao.domains.cameras.models import CameraWarning
from fengqiao.domains.cameras.public import make_edge_key
from fengqiao.domains.cameras.tests.conftest import CLIP, cameras  # noqa: F401 - a fixture
from fengqiao.edge.configuration import zones_of
from fengqiao.edge.contracts import (
    CODE_PATTERN,
    CameraConfiguration,
    Receipt,
    WarningEvent,
    WarningModel,
    WarningReason,
    WarningTrack,
)
from fengqiao.engines.vision.scenes.zone_intrusion import SCENE
from fengqiao.foundation.scoping.contracts import SYSTEM
from tests.stage import Stage, at

EVENT = WarningEvent(
    id=str(uuid.uuid4()),
    camera="CAM-1",
    scene="zone_intrusion",
    zone="停车场",
    started_at=at(21, 30),
    ended_at=at(21, 31),
    reason=WarningReason(code="zone_intrusion.foot_point_inside", params={"zone": "停车场", "watched_from": None}),
    model=WarningModel(name="motion-blob", version="1", weaker=True),
    confidence=0.5,
    tracks=(WarningTrack(id=3, box=(0.1, 0.2, 0.3, 0.4), label="moving_object"),),
    zone_polygon=((0.1, 0.4), (0.9, 0.4), (0.9, 0.9)),
    clip_sha256=hashlib.sha256(CLIP).hexdigest(),
    frame_width=640,
    frame_height=360,
    generated=True,
)


def test_both_sides_know_the_same_fields_and_none_is_lost_on_the_way() -> None:
    assert set(WarningMessage.model_fields) == set(WarningEvent.model_fields)
    message, content = read_event(EVENT.model_dump_json().encode())
    assert WarningEvent.model_validate(content) == EVENT
    assert message.started_at == EVENT.started_at


def test_a_field_of_a_newer_camera_side_is_kept() -> None:
    content = json.loads(EVENT.model_dump_json()) | {"weather": "rain"}
    assert read_event(json.dumps(content).encode())[1]["weather"] == "rain"


def test_codes_and_scenes_are_the_same_on_both_sides() -> None:
    assert SERVER_CODE_PATTERN == CODE_PATTERN
    assert Scene(SCENE) is Scene.ZONE_INTRUSION


@pytest.fixture
def bearer(cameras: Stage) -> dict[str, str]:  # noqa: F811 - the fixture
    return {"Authorization": f"Bearer {make_edge_key(actor=SYSTEM, name='box', camera_codes=['CAM-1'])}"}


def test_the_camera_side_reads_the_configuration_of_the_server(client: Client, bearer: dict[str, str]) -> None:
    answer = client.get("/api/cameras/CAM-1/configuration", headers=bearer)
    assert answer.status_code == 200
    configuration = CameraConfiguration.model_validate_json(answer.content)
    (zone,) = zones_of(configuration=configuration)
    assert (zone.name, zone.min_frames, zone.window_frames) == ("停车场", 3, 5)
    assert zone.schedule is not None
    assert (zone.schedule.from_time, zone.schedule.to_time) == (datetime.time(20), datetime.time(6))


def test_the_camera_side_reads_the_receipt_of_the_server(client: Client, bearer: dict[str, str]) -> None:
    def post() -> tuple[int, Receipt]:
        clip = SimpleUploadedFile("clip.mp4", CLIP, content_type="video/mp4")
        form = {"event": EVENT.model_dump_json(), "clip": clip}
        answer = client.post("/api/cameras/warnings", form, headers=bearer)
        return answer.status_code, Receipt.model_validate_json(answer.content)

    expected = Receipt(id=EVENT.id, sha256=EVENT.clip_sha256)
    assert post() == (201, expected)
    assert post() == (200, expected)
    assert CameraWarning.objects.count() == 1
