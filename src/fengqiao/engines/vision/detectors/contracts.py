from dataclasses import dataclass
from typing import Protocol

from fengqiao.engines.vision.frames import Frame
from fengqiao.engines.vision.geometry import Box


@dataclass(frozen=True, slots=True)
class Detection:
    label: str
    confidence: float
    box: Box


@dataclass(frozen=True, slots=True)
class DetectorCard:
    """Who says so: stands on every warning. A `weaker` one cannot tell people from other things."""

    name: str
    version: str
    weaker: bool
    high_confidence: float
    """From here on a detection may start a track."""
    low_confidence: float
    """Below this it is noise; in between it may only continue a track."""


@dataclass(frozen=True, slots=True)
class ModelSpec:
    """What the manifest of a model file says about it."""

    name: str
    version: str
    family: str
    input_width: int
    input_height: int
    classes: tuple[str, ...]


class Detector(Protocol):
    @property
    def card(self) -> DetectorCard: ...

    @property
    def needs_every_frame(self) -> bool:
        """Whether it learns from still frames too, so that the motion gate must not keep them away."""
        ...

    def detect(self, *, frame: Frame) -> tuple[Detection, ...]: ...


class ModelNotUnderstoodError(Exception):
    """The file is no model that this program can run, or not the one that its manifest describes."""

    code = "vision.model_not_understood"

    def __init__(self, *, name: str, found: str, expected: str) -> None:
        self.name, self.found, self.expected = name, found, expected
        super().__init__(f"model {name}: found {found}, expected {expected}")
