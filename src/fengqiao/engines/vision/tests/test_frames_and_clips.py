import io

import av
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fengqiao.engines.vision.clips import MAX_CLIP_SECONDS, ClipRecorder
from fengqiao.engines.vision.frames import Frame, FramePacer, PrivacyMask
from fengqiao.engines.vision.motion import MotionGate
from fengqiao.engines.vision.tests.stories import picture_frame, street

LEFT_HALF = ((0.0, 0.0), (0.5, 0.0), (0.5, 1.0), (0.0, 1.0))


def masked_frame(*, seconds: float = 0.0) -> Frame:
    white = np.full((90, 160, 3), 250, np.uint8)
    return Frame.from_bgr(sequence=0, seconds=seconds, picture=white, mask=PrivacyMask(polygons=(LEFT_HALF,)))


def test_a_private_region_is_black_in_every_picture_that_a_frame_hands_out() -> None:
    frame = masked_frame()
    assert frame.bgr(width=160)[:, :80].max() == 0
    assert frame.luma(width=80)[:, :40].max() <= 16
    assert frame.yuv420(width=160)[:90, :80].max() <= 16
    assert frame.bgr(width=160)[:, 90:].min() > 200


def test_a_private_region_is_not_in_the_stored_clip() -> None:
    recorder = ClipRecorder()
    for i in range(10):
        recorder.add(frame=masked_frame(seconds=i / 10))
    recorder.begin(key="zone")
    clip = recorder.finish(key="zone")
    pictures = [f.to_ndarray(format="bgr24") for f in av.open(io.BytesIO(clip.content)).decode(video=0)]
    assert len(pictures) == 10
    assert max(picture[:, :76].max() for picture in pictures) < 30


def test_a_clip_begins_before_its_cause_and_never_exceeds_thirty_seconds() -> None:
    recorder = ClipRecorder()
    for i in range(1000):
        if i == 100:
            recorder.begin(key="zone")
        recorder.add(frame=Frame.from_bgr(sequence=i, seconds=i / 10, picture=street()[:90, :160]))
    clip = recorder.finish(key="zone")
    assert clip.started_seconds == pytest.approx(6.0, abs=0.2)
    assert clip.duration_seconds <= MAX_CLIP_SECONDS
    assert clip.duration_seconds > MAX_CLIP_SECONDS - 1


def test_a_clip_plays_while_it_loads() -> None:
    recorder = ClipRecorder()
    recorder.add(frame=masked_frame())
    recorder.begin(key="zone")
    content = recorder.finish(key="zone").content
    assert content.index(b"moov") < content.index(b"mdat")


@given(st.sampled_from([10, 12.5, 25, 30]), st.sampled_from([1, 2, 5]))
def test_the_pacer_takes_the_due_share_of_frames(source_fps: float, wanted_fps: float) -> None:
    pacer = FramePacer(frames_per_second=wanted_fps)
    taken = sum(pacer.is_due(seconds=i / source_fps) for i in range(int(source_fps * 20)))
    assert abs(taken - wanted_fps * 20) <= 1


def test_the_pacer_goes_on_after_the_clock_was_set_back() -> None:
    pacer = FramePacer(frames_per_second=5)
    assert pacer.is_due(seconds=1000.0)
    assert pacer.is_due(seconds=3.0)


def test_the_gate_closes_on_an_empty_street_and_opens_for_a_walker() -> None:
    gate = MotionGate()
    states = []
    for i in range(60):
        picture = street(seed=i)
        if i >= 40:
            picture[80:140, 100 + 5 * (i - 40) : 120 + 5 * (i - 40)] = 10
        states.append(gate.observe(frame=picture_frame(picture, index=i)).is_open)
    assert not any(states[15:40])
    assert all(states[41:])
