from __future__ import annotations

import datetime
import json
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from fengqiao.demo import footage
from fengqiao.demo.county.contracts import CameraZone
from fengqiao.demo.footage import FootageKind, NothingSeenError, make_warning, watch_footage
from fengqiao.engines.vision.rendering import Scenario, render_clip

EVENING = datetime.datetime(2026, 9, 16, 21, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
CAR_PARK = CameraZone(
    "停车场", "car_door_pulling", ((0.06, 0.42), (0.94, 0.38), (0.99, 0.95), (0.02, 0.97)), "20:00", "06:00"
)


@pytest.fixture(autouse=True)
def state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("FENGQIAO_STATE_DIR", str(tmp_path))
    return tmp_path


def test_two_people_in_the_car_park_at_night_make_a_generated_warning() -> None:
    event, clip = make_warning(
        camera_code="CAM-1", zone=CAR_PARK, started_at=EVENING, kind=FootageKind.CAR_DOORS_AT_NIGHT
    )
    fields = json.loads(event)
    assert (fields["camera"], fields["zone"], fields["generated"]) == ("CAM-1", "停车场", True)
    assert fields["started_at"].startswith("2026-09-16T21:30:0")
    assert fields["reason"]["params"]["dwell_seconds"] > 8
    assert fields["model"]["weaker"] is True
    assert clip[4:8] == b"ftyp"


def test_a_second_start_takes_what_was_drawn_and_draws_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[Scenario] = []

    def render_and_count(*, scenario: Scenario, **given: Any) -> Any:
        drawn.append(scenario)
        return render_clip(scenario=scenario, **given)

    monkeypatch.setattr(footage, "render_clip", render_and_count)
    first, again = (
        make_warning(camera_code="CAM-1", zone=CAR_PARK, started_at=EVENING, kind=FootageKind.CAR_DOORS_AT_NIGHT)
        for _ in range(2)
    )
    assert again == first
    assert [scenario.name for scenario in drawn] == ["car_doors_at_night"]


def test_the_owner_at_night_is_seen_too_and_left_to_the_reviewer() -> None:
    assert len(
        watch_footage(camera_code="CAM-1", zone=CAR_PARK, started_at=EVENING, kind=FootageKind.OWNER_LOADING_AT_NIGHT)
    )


def test_by_day_the_zone_is_not_watched_and_nothing_is_raised() -> None:
    noon = EVENING.replace(hour=12)
    with pytest.raises(NothingSeenError, match="停车场"):
        make_warning(camera_code="CAM-1", zone=CAR_PARK, started_at=noon, kind=FootageKind.OWNER_LOADING_BY_DAY)
