"""What finds things in one frame: a learned model, or movement against a background when there is none."""

from fengqiao.engines.vision.detectors.contracts import (
    Detection,
    Detector,
    DetectorCard,
    ModelNotUnderstoodError,
    ModelSpec,
)
from fengqiao.engines.vision.detectors.motion_blobs import ANY_MOVING, MotionBlobDetector
from fengqiao.engines.vision.detectors.onnx_models import open_detector

__all__ = [
    "ANY_MOVING",
    "Detection",
    "Detector",
    "DetectorCard",
    "ModelNotUnderstoodError",
    "ModelSpec",
    "MotionBlobDetector",
    "open_detector",
]
