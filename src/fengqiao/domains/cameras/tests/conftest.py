"""A car park and a school gate with a camera each, keys, and warnings as a camera side sends them."""

from __future__ import annotations

import datetime
import hashlib
import json
import uuid
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from tests.stage import FERRY, OLD_TOWN, Stage, at

from fengqiao.domains.cameras.contracts import NewCamera, NewZone, PlaceType, Receipt
from fengqiao.domains.cameras.public import load_cameras, make_edge_key, receive_warning
from fengqiao.foundation.scoping.contracts import SYSTEM
from fengqiao.primitives.position import Position

CLIP = b"\x00\x00\x00\x18ftypisom" + bytes(range(256)) * 40
YARD = NewZone(
    "停车场",
    "zone_intrusion",
    ((0.1, 0.4), (0.9, 0.4), (0.9, 0.9), (0.1, 0.9)),
    datetime.time(20),
    datetime.time(6),
)
CAR_PARK = NewCamera(
    code="CAM-1",
    name="枫河人家酒楼停车场",
    place_type=PlaceType.CAR_PARK,
    position=Position(longitude=108.877, latitude=33.604),
    bearing_degrees=205,
    view_degrees=84,
    height_metres=5.5,
    filing_number="枫公视备〔2025〕001号",
    filed_date=datetime.date(2025, 3, 1),
    has_sign=True,
    retention_days=30,
    unit_code=OLD_TOWN,
    zones=(YARD,),
)


def camera_like(**changes: Any) -> NewCamera:
    """This function will return the car park's camera with other values."""
    return replace(CAR_PARK, **changes)


def event_of(clip: bytes = CLIP, **changes: Any) -> dict[str, Any]:
    """This function will return an event as JSON values."""
    return {
        "id": str(uuid.uuid4()),
        "camera": "CAM-1",
        "scene": "zone_intrusion",
        "zone": "停车场",
        "started_at": at(21, 30).isoformat(),
        "ended_at": at(21, 31).isoformat(),
        "reason": {
            "code": "zone_intrusion.foot_point_inside",
            "params": {
                "zone": "停车场",
                "label": "person",
                "objects": 2,
                "min_frames": 3,
                "window_frames": 5,
                "frames_inside": 5,
                "dwell_seconds": 11.2,
                "watched_from": "20:00",
                "watched_to": "06:00",
            },
        },
        "model": {"name": "yolox_nano", "version": "0.1.1rc0", "weaker": False},
        "confidence": 0.71,
        "tracks": [{"id": 1, "box": [0.2, 0.3, 0.3, 0.8], "label": "person"}],
        "zone_polygon": [[0.1, 0.4], [0.9, 0.4], [0.9, 0.9], [0.1, 0.9]],
        "clip_sha256": hashlib.sha256(clip).hexdigest(),
        "frame_width": 640,
        "frame_height": 360,
        "generated": True,
        **changes,
    }


Send = Callable[..., Receipt]


@pytest.fixture
def cameras(stage: Stage) -> Stage:
    """The stage with two cameras: CAM-1 in the old town, CAM-9 at the other station."""
    load_cameras(actor=SYSTEM, cameras=[CAR_PARK, camera_like(code="CAM-9", unit_code=FERRY)])
    return stage


@pytest.fixture
def key(cameras: Stage) -> str:
    return make_edge_key(actor=SYSTEM, name="edge box", camera_codes=["CAM-1"])


@pytest.fixture
def send(key: str) -> Send:
    """Delivers one warning of CAM-1 and returns the receipt."""

    def deliver(clip: bytes = CLIP, **changes: Any) -> Receipt:
        return receive_warning(key=key, event=json.dumps(event_of(clip, **changes)).encode(), clip=clip)

    return deliver
