"""Runs a registered model with ONNX Runtime on one thread: a worker per core shares nothing."""

from typing import Any

import onnxruntime

from fengqiao.engines.vision.detectors import yolox
from fengqiao.engines.vision.detectors.contracts import (
    Detection,
    Detector,
    DetectorCard,
    ModelNotUnderstoodError,
    ModelSpec,
)
from fengqiao.engines.vision.frames import Frame

WATCHED_CLASSES = frozenset({"person", "bicycle", "motorcycle", "car", "bus", "truck"})
"""What scenes here reason about. Everything else that a model knows is not looked at."""

HIGH_CONFIDENCE, LOW_CONFIDENCE = 0.5, 0.15
LOG_ERRORS_ONLY = 3


def open_detector(*, spec: ModelSpec, content: bytes) -> Detector:
    """This function will make the detector for a model file, or raise ModelNotUnderstoodError."""
    if spec.family != "yolox":
        raise ModelNotUnderstoodError(name=spec.name, found=f"family {spec.family}", expected="family yolox")
    return YoloxDetector(spec=spec, content=content)


class YoloxDetector:
    needs_every_frame = False

    def __init__(self, *, spec: ModelSpec, content: bytes) -> None:
        self._spec = spec
        self._session = _open_session(name=spec.name, content=content)
        self._input_name = self._session.get_inputs()[0].name
        self._check_shapes()
        self.card = DetectorCard(
            name=spec.name,
            version=spec.version,
            weaker=False,
            high_confidence=HIGH_CONFIDENCE,
            low_confidence=LOW_CONFIDENCE,
        )

    def detect(self, *, frame: Frame) -> tuple[Detection, ...]:
        width, height = self._spec.input_width, self._spec.input_height
        picture = frame.bgr(width=width)
        tensor, scale = yolox.letterbox(picture=picture, width=width, height=height)
        output = self._session.run(None, {self._input_name: tensor})[0][0]
        return yolox.decode(
            output=output,
            input_size=(width, height),
            picture_size=(picture.shape[1], picture.shape[0]),
            scale=scale,
            classes=self._spec.classes,
            wanted=WATCHED_CLASSES,
            min_confidence=LOW_CONFIDENCE,
        )

    def _check_shapes(self) -> None:
        spec = self._spec
        cells = sum((spec.input_width // s) * (spec.input_height // s) for s in yolox.STRIDES)
        expected = ([1, 3, spec.input_height, spec.input_width], [1, cells, 5 + len(spec.classes)])
        found = (self._session.get_inputs()[0].shape, self._session.get_outputs()[0].shape)
        # A dimension with a name instead of a number is free and fits anything.
        for has, wants in zip(found, expected, strict=True):
            if len(has) != len(wants) or any(
                h != w and not isinstance(h, str) for h, w in zip(has, wants, strict=True)
            ):
                raise ModelNotUnderstoodError(name=spec.name, found=f"shape {has}", expected=f"shape {wants}")


def _open_session(*, name: str, content: bytes) -> Any:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.log_severity_level = LOG_ERRORS_ONLY
    try:
        return onnxruntime.InferenceSession(content, sess_options=options, providers=["CPUExecutionProvider"])
    except Exception as problem:  # the runtime raises a dozen classes of its own
        found = f"a file ONNX Runtime cannot open ({str(problem).splitlines()[0][:120]})"
        raise ModelNotUnderstoodError(name=name, found=found, expected="an ONNX model") from problem
