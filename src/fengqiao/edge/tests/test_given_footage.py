"""The real clips of the test data, with the model and without."""

import json
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from fengqiao.edge.contracts import CameraConfiguration, WarningEvent
from fengqiao.edge.models import MOTION_BLOB, ModelStore
from fengqiao.edge.settings import read_settings
from fengqiao.edge.sources import open_source
from fengqiao.edge.spool import Spool
from fengqiao.edge.watching import CameraWatch
from fengqiao.engines.vision.tests.stories import vision_data

BEGIN = datetime(2026, 5, 1, 21, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
WHOLE = [[0, 0], [1, 0], [1, 1], [0, 1]]
CORRIDOR_FPS, ANALYSED_FPS = 10, 3
pytestmark = pytest.mark.data


def warnings_of(clip: str, *, folder: Path, model: str) -> list[WarningEvent]:
    models = ModelStore(
        settings=read_settings(
            environment={
                "FENGQIAO_STATE_DIR": str(folder),
                "FENGQIAO_MODEL_DIR": str(vision_data("models")),
            }
        )
    )
    spool = Spool(folder=folder / "spool", limit_bytes=100_000_000)
    spool.prepare()
    zones = [{"name": "all", "polygon": WHOLE}]
    run = CameraWatch(
        configuration=CameraConfiguration.model_validate(
            {"code": "CAM-1", "zones": zones, "analysed_fps": ANALYSED_FPS}
        ),
        detector=models.open(name=model),
        source=open_source(address=str(vision_data("video", clip)), started_at=BEGIN),
        spool=spool,
        on_warning=lambda warning: None,
    )
    return [warning.event for warning in run.run(should_stop=lambda: False).warnings]


@pytest.mark.parametrize("model", ["yolox_nano", MOTION_BLOB])
def test_the_worker_in_the_zone_makes_one_warning_with_and_without_a_model(tmp_path: Path, model: str) -> None:
    (event,) = warnings_of("worker-zone-detection.gif", folder=tmp_path, model=model)
    assert event.model.weaker is (model == MOTION_BLOB)
    assert event.tracks[0].label == ("person" if model == "yolox_nano" else "moving_object")


def test_six_visits_to_the_corridor_make_six_warnings_at_their_times(tmp_path: Path) -> None:
    truth = json.loads(vision_data("truth.json").read_text())["one-by-one-person-detection.mp4"]
    events = warnings_of("one-by-one-person-detection.mp4", folder=tmp_path, model="yolox_nano")
    assert len(events) == truth["distinct_visits"]
    tolerance = (truth["boundary_tolerance_frames"] + 3) / CORRIDOR_FPS
    for event, (first, _) in zip(events, truth["single_person_frame_intervals"], strict=True):
        began = (event.started_at - BEGIN).total_seconds()
        assert began == pytest.approx(first / CORRIDOR_FPS, abs=tolerance)
    assert len({track.id for event in events for track in event.tracks}) == 6
