"""What finds things in one frame: a learned model, or movement against a background when there is none.

`open_detector` in `onnx_models` needs the extra packages of requirements/vision.txt; everything here does without.
"""

from fengqiao.engines.vision.detectors.contracts import (
    Detection,
    Detector,
    DetectorCard,
    ModelNotUnderstoodError,
    ModelSpec,
)
from fengqiao.engines.vision.detectors.motion_blobs import ANY_MOVING, MotionBlobDetector

__all__ = [
    "ANY_MOVING",
    "Detection",
    "Detector",
    "DetectorCard",
    "ModelNotUnderstoodError",
    "ModelSpec",
    "MotionBlobDetector",
]
