"""A scene's model in the registry: what reviewers say is its figure, and its end is the end of watching."""

from __future__ import annotations

import datetime

from tests.stage import DAY, OLD_TOWN, OTHER_STATION, STATION, Stage

from fengqiao.domains.cameras.contracts import RejectReason, WarningState
from fengqiao.domains.cameras.public import read_configuration, review_warning, scene_figures
from fengqiao.domains.cameras.tests.conftest import Send
from fengqiao.domains.duties.contracts import ModelKind, NewModel, SceneQuery, Text
from fengqiao.domains.duties.public import register_model, withdraw_model

SCENE = "zone_intrusion"
MODEL = NewModel(
    code="car_park_at_night",
    kind=ModelKind.SCENE,
    title=Text("停车场深夜有人", "Somebody in the car park at night"),
    purpose=Text("请人看一眼"),
    expires_on=datetime.date(2027, 6, 30),
    scene=SCENE,
    impact_number="PIA-2026-07",
)


def test_reviewers_verdicts_are_a_scenes_figures_at_a_place_on_days(cameras: Stage, send: Send) -> None:
    seen, wrong = send(), send()
    reviewer = cameras.actor("reviewer")
    review_warning(actor=reviewer, warning_id=seen.id, decision=WarningState.CONFIRMED)
    review_warning(
        actor=reviewer, warning_id=wrong.id, decision=WarningState.REJECTED, reject_reason=RejectReason.EVERYDAY
    )
    yesterday = DAY - datetime.timedelta(days=1)
    here = scene_figures(SceneQuery(SCENE, cameras.paths[STATION], yesterday, DAY))
    assert (here.days, here.warnings, here.confirmed, here.rejected) == (2, 2, 1, 1)
    assert scene_figures(SceneQuery(SCENE, cameras.paths[OTHER_STATION], yesterday, DAY)).warnings == 0
    assert scene_figures(SceneQuery(SCENE, cameras.paths[STATION], yesterday, yesterday)).warnings == 0
    assert scene_figures(SceneQuery("crowd_density", cameras.paths[OLD_TOWN], yesterday, DAY)).warnings == 0


def test_a_camera_side_is_not_told_to_watch_for_a_scene_whose_model_has_ended(cameras: Stage, key: str) -> None:
    watched = [zone.scene for zone in read_configuration(key=key, camera_code="CAM-1").zones]
    assert SCENE in watched
    model = register_model(actor=cameras.actor("chief"), model=MODEL, unit_code=STATION)
    assert [zone.scene for zone in read_configuration(key=key, camera_code="CAM-1").zones] == watched
    withdraw_model(actor=cameras.actor("county_staff"), model_id=model.id, reason="too many false alarms")
    left = [zone.scene for zone in read_configuration(key=key, camera_code="CAM-1").zones]
    assert left == [scene for scene in watched if scene != SCENE]
    register_model(actor=cameras.actor("chief"), model=MODEL, unit_code=STATION)
    still = [zone.scene for zone in read_configuration(key=key, camera_code="CAM-1").zones]
    assert still == left, "nobody has signed or tried the draft"
