"""A cheap look at brightness only, which says whether the detector needs to run at all."""

import math
from dataclasses import dataclass

import cv2
import numpy as np

from fengqiao.engines.vision.frames import Frame, Picture
from fengqiao.engines.vision.geometry import Box

GATE_WIDTH = 160
"""Columns of the picture the gate looks at: a person 3 % of the height still covers several pixels."""


@dataclass(frozen=True, slots=True)
class GateParameters:
    background_seconds: float = 4.0
    """Time constant with which the background follows slow changes of light."""
    min_difference: float = 9.0
    """Grey levels; sensor noise (σ about 2.5) and compression stay below it after scaling down."""
    min_pixels: int = 6
    """Changed pixels of the small picture that make a movement: less is rain, noise or an insect."""
    hold_seconds: float = 2.0
    """The gate stays open this long after the last movement, so that a short stop does not end a track."""


@dataclass(frozen=True, slots=True)
class Motion:
    is_open: bool
    changed_share: float
    region: Box | None
    """Box round everything that changed; None when nothing did."""


class MotionGate:
    def __init__(self, *, parameters: GateParameters | None = None) -> None:
        self._parameters = parameters or GateParameters()
        self._background: cv2.typing.MatLike | None = None
        self._seconds = 0.0
        self._open_until_seconds = -math.inf

    def observe(self, *, frame: Frame) -> Motion:
        """This function will compare the frame with the background it has learnt and learn from it."""
        luma = cv2.GaussianBlur(frame.luma(width=GATE_WIDTH), (3, 3), 0)
        background = self._background
        if background is None or background.shape != luma.shape:
            # The first picture, or a changed resolution: nothing to compare with, so look at it properly.
            self._background, self._seconds = luma.astype(np.float32), frame.seconds
            self._open_until_seconds = frame.seconds + self._parameters.hold_seconds
            return Motion(is_open=True, changed_share=0.0, region=None)
        changed = np.abs(luma.astype(np.float32) - background) > self._parameters.min_difference
        self._learn(luma=luma.astype(np.uint8), background=background, seconds=frame.seconds)
        count = int(np.count_nonzero(changed))
        if count >= self._parameters.min_pixels:
            self._open_until_seconds = frame.seconds + self._parameters.hold_seconds
        return Motion(
            is_open=frame.seconds <= self._open_until_seconds,
            changed_share=count / changed.size,
            region=_region(changed.astype(np.uint8)) if count else None,
        )

    def _learn(self, *, luma: Picture, background: cv2.typing.MatLike, seconds: float) -> None:
        elapsed = max(seconds - self._seconds, 0.0)
        weight = 1 - math.exp(-elapsed / self._parameters.background_seconds)
        cv2.accumulateWeighted(luma, background, weight)
        self._seconds = seconds


def _region(changed: Picture) -> Box:
    rows, columns = changed.shape
    left, top, width, height = cv2.boundingRect(changed)
    return Box(left / columns, top / rows, (left + width) / columns, (top + height) / rows)
