import io
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import av

from fengqiao.engines.vision.clips import GENERATED_MARK
from fengqiao.engines.vision.detectors import MotionBlobDetector
from fengqiao.engines.vision.frames import Frame
from fengqiao.engines.vision.pipeline import Pipeline
from fengqiao.engines.vision.rendering import CAR_DOORS_AT_NIGHT, OWNER_LOADING_BY_DAY, Scenario, render_clip
from fengqiao.engines.vision.scenes.zone_intrusion import Intrusion
from fengqiao.engines.vision.zones import Zone

EVENING = datetime(2026, 5, 1, 21, 30, tzinfo=UTC)


def watch(scenario: Scenario, *, seed: int) -> list[Intrusion]:
    clip = render_clip(scenario=scenario, seed=seed, shows_at=EVENING)
    zone = Zone(name="car_park", polygon=clip.zone_polygon)
    pipeline = Pipeline(detector=MotionBlobDetector(), zones=[zone])
    closed = []
    for i, picture in enumerate(av.open(io.BytesIO(clip.content)).decode(video=0)):
        seconds = float(picture.pts * picture.time_base)
        frame = Frame(sequence=i, seconds=seconds, source=picture)
        seen = pipeline.observe(frame=frame, at=EVENING + timedelta(seconds=seconds))
        closed += [change.intrusion for change in seen.changes if change.kind == "closed"]
    return closed + [change.intrusion for change in pipeline.finish()]


def test_the_night_clip_makes_exactly_one_intrusion() -> None:
    intrusions = watch(CAR_DOORS_AT_NIGHT, seed=7)
    assert len(intrusions) == 1
    assert intrusions[0].dwell_seconds > 8


def test_the_owner_who_loads_his_car_outside_the_zone_makes_none() -> None:
    assert watch(OWNER_LOADING_BY_DAY, seed=7) == []


def test_the_same_seed_draws_the_same_clip_and_the_file_says_that_it_is_generated() -> None:
    short = replace(CAR_DOORS_AT_NIGHT, seconds=1.0)
    first, again, other = (render_clip(scenario=short, seed=s, shows_at=EVENING).content for s in (1, 1, 2))
    assert first == again
    assert first != other
    assert av.open(io.BytesIO(first)).metadata["comment"] == GENERATED_MARK
