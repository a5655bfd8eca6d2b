import numpy as np
import pytest

from fengqiao.engines.vision.detectors import (
    ANY_MOVING,
    ModelNotUnderstoodError,
    ModelSpec,
    MotionBlobDetector,
    yolox,
)
from fengqiao.engines.vision.detectors.onnx_models import open_detector
from fengqiao.engines.vision.tests.stories import picture_frame, street

SPEC = ModelSpec("nano", "1", "yolox", 64, 64, ("person", "dog", "car"))


def output_with(
    *, cell: int, offset: tuple[float, float], size: tuple[float, float], scores: list[float]
) -> np.ndarray:
    cells = sum((64 // stride) ** 2 for stride in yolox.STRIDES)
    output = np.zeros((cells, 8), np.float32)
    output[cell] = [*offset, *np.log(size), *scores]
    return output


def decode(output: np.ndarray) -> list[tuple[str, float, list[float]]]:
    found = yolox.decode(
        output=output,
        input_size=(64, 64),
        picture_size=(128, 64),
        scale=0.5,
        classes=SPEC.classes,
        wanted=frozenset({"person", "car"}),
        min_confidence=0.1,
    )
    return [(d.label, round(d.confidence, 3), [round(v, 4) for v in d.box.as_list()]) for d in found]


def test_a_grid_cell_becomes_a_box_in_fractions_of_the_picture() -> None:
    # Cell 9 of stride 8 is column 1, row 1: centre (1 + 0.5, 1 + 0.5) * 8 = 12; 16 by 8 pixels of the input.
    output = output_with(cell=9, offset=(0.5, 0.5), size=(2, 1), scores=[0.9, 0.8, 0.1, 0.0])
    assert decode(output) == [("person", 0.72, [8 / 128, 16 / 64, 40 / 128, 32 / 64])]


def test_a_class_nobody_asked_for_is_not_reported() -> None:
    assert decode(output_with(cell=9, offset=(0.5, 0.5), size=(2, 1), scores=[0.9, 0.0, 0.9, 0.0])) == []


def test_the_same_thing_found_twice_is_reported_once() -> None:
    output = output_with(cell=9, offset=(0.5, 0.5), size=(2, 2), scores=[0.9, 0.8, 0.0, 0.0])
    output[10] = [-0.4, 0.5, *np.log((2, 2)), 0.8, 0.8, 0.0, 0.0]
    assert len(decode(output)) == 1


def test_a_file_that_is_no_model_says_so() -> None:
    with pytest.raises(ModelNotUnderstoodError, match="cannot open"):
        open_detector(spec=SPEC, content=b"not a model")


def test_the_blob_detector_finds_a_walker_and_says_that_it_is_the_weaker_one() -> None:
    detector = MotionBlobDetector()
    hits = 0
    for i in range(30):
        picture = street(seed=i)
        if i >= 10:
            left = 20 + 8 * (i - 10)
            picture[60:150, left : left + 28] = 25
        found = detector.detect(frame=picture_frame(picture, index=i))
        assert len(found) <= 1
        if found and i >= 10:
            hits += 1
            assert found[0].label == ANY_MOVING
            assert abs(found[0].box.foot_point[0] - (34 + 8 * (i - 10)) / 320) < 0.05
    assert hits >= 18
    assert detector.card.weaker


def test_the_blob_detector_keeps_still_on_noise_and_when_the_lights_go_on() -> None:
    detector = MotionBlobDetector()
    for i in range(40):
        picture = street(seed=i)
        if i >= 20:
            picture = np.clip(picture.astype(np.int16) + 60, 0, 255).astype(np.uint8)
        assert detector.detect(frame=picture_frame(picture, index=i)) == ()


def test_what_was_put_down_is_forgotten_within_seconds() -> None:
    detector = MotionBlobDetector()
    found = ()
    for i in range(100):
        picture = street(seed=i)
        if i >= 10:
            picture[60:150, 100:130] = 20
        found = detector.detect(frame=picture_frame(picture, index=i))
    assert found == ()
