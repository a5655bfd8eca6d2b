"""Small makers of footage and track logs for the tests."""

import os
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from fengqiao.engines.vision.frames import Frame, Picture
from fengqiao.engines.vision.geometry import Box
from fengqiao.engines.vision.tracking import TrackedFrame, TrackPoint
from fengqiao.engines.vision.zones import Zone

BEGIN = datetime(2026, 5, 1, 21, 30, tzinfo=UTC)
FPS = 5
MIDDLE = Zone(name="middle", polygon=((0.4, 0.0), (0.6, 0.0), (0.6, 1.0), (0.4, 1.0)))
REPOSITORY_ROOT = Path(__file__).resolve().parents[5]


def vision_data(*names: str) -> Path:
    """This function will return a file of the test data, or skip the test and say what is absent."""
    folder = Path(os.environ.get("FENGQIAO_DATA_DIR") or REPOSITORY_ROOT.parent / "shared" / "data")
    path = folder.joinpath("vision", *names)
    if not path.exists():
        pytest.skip(f"test data absent: {path}")
    return path


def seen(x: float, *, track_id: int = 1, label: str = "person", y: float = 0.5) -> TrackPoint:
    """Somebody whose foot point is at (x, y)."""
    return TrackPoint(track_id, label, Box(x - 0.03, y - 0.2, x + 0.03, y), 0.8)


def track_log(places: Iterable[Iterable[TrackPoint]]) -> list[TrackedFrame]:
    return [
        TrackedFrame(sequence=i, at=BEGIN + timedelta(seconds=i / FPS), tracks=tuple(points))
        for i, points in enumerate(places)
    ]


def picture_frame(picture: Picture, *, index: int) -> Frame:
    return Frame.from_bgr(sequence=index, seconds=index / FPS, picture=picture)


def street(*, seed: int = 0, height: int = 180, width: int = 320) -> Picture:
    """A structured empty picture with sensor noise."""
    ramp = np.linspace(60, 140, width)[None, :, None] + np.linspace(0, 40, height)[:, None, None]
    noise = np.random.default_rng(seed).normal(0, 2.0, (height, width, 1))
    return np.clip(np.repeat(ramp, 3, axis=2) + noise, 0, 255).astype(np.uint8)
