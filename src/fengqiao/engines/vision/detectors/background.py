"""A background that is learnt pixel by pixel and only where nothing is going on.

Empty ground follows the light within seconds, what moves is kept out of the background for minutes, and what
has stopped moving (a parked car, the hole a person left) becomes background within seconds. A change of
exposure shifts the whole picture and is taken out first, as the median of the difference.
"""

import math

import cv2
import numpy as np
from numpy.typing import NDArray

from fengqiao.engines.vision.frames import Picture

EMPTY_SECONDS, MOVING_SECONDS, STOPPED_SECONDS = 8.0, 120.0, 4.0
"""Time constants of learning where there is nothing, something moving, something that has stopped."""

STILL_AFTER_SECONDS = 5.0
"""Without any change between frames for this long a pixel belongs to something that has stopped."""

MIN_DIFFERENCE, MIN_CHANGE = 14.0, 8.0
"""Grey levels against the background, and between two frames."""

NOISE_FACTOR = 5.0
"""A difference must exceed this many mean deviations of the pixel: about four standard deviations."""

FIRST_NOISE = 2.0
SPREAD = np.ones((5, 5), np.uint8)
FloatPicture = NDArray[np.float32]


class SelectiveBackground:
    def __init__(self) -> None:
        self.frames = 0
        self._background: FloatPicture | None = None
        self._previous: FloatPicture = np.zeros((0, 0), np.float32)
        self._noise: FloatPicture = np.zeros((0, 0), np.float32)
        self._changed_seconds: FloatPicture = np.zeros((0, 0), np.float32)
        self._seconds = 0.0

    def observe(self, *, luma: FloatPicture, seconds: float) -> tuple[Picture, Picture]:
        """This function will return two masks (h, w) of 0 and 1: what is foreground, what changed lately."""
        background = self._background
        if background is None or background.shape != luma.shape or seconds < self._seconds:
            return self._begin(luma=luma, seconds=seconds)
        self.frames += 1
        difference = luma - background
        difference -= np.median(difference)
        foreground = np.abs(difference) > np.maximum(MIN_DIFFERENCE, NOISE_FACTOR * self._noise)
        active = self._note_changes(luma=luma, seconds=seconds)
        self._learn(background=background, luma=luma, foreground=foreground, active=active, seconds=seconds)
        self._seconds, self._previous = seconds, luma
        return foreground.astype(np.uint8), active.astype(np.uint8)

    def _begin(self, *, luma: FloatPicture, seconds: float) -> tuple[Picture, Picture]:
        self.frames, self._seconds = 1, seconds
        self._background, self._previous = luma.copy(), luma
        self._noise = np.full_like(luma, FIRST_NOISE)
        self._changed_seconds = np.full_like(luma, -math.inf)
        nothing = np.zeros(luma.shape, np.uint8)
        return nothing, nothing

    def _note_changes(self, *, luma: FloatPicture, seconds: float) -> NDArray[np.bool_]:
        step = luma - self._previous
        step -= np.median(step)
        changed = np.abs(step) > np.maximum(MIN_CHANGE, NOISE_FACTOR * self._noise)
        spread = cv2.dilate(changed.astype(np.uint8), SPREAD).astype(bool)
        self._changed_seconds[spread] = seconds
        return self._changed_seconds > seconds - STILL_AFTER_SECONDS

    def _learn(
        self,
        *,
        background: FloatPicture,
        luma: FloatPicture,
        foreground: NDArray[np.bool_],
        active: NDArray[np.bool_],
        seconds: float,
    ) -> None:
        elapsed = seconds - self._seconds
        empty, moving, stopped = (
            1 - math.exp(-elapsed / constant) for constant in (EMPTY_SECONDS, MOVING_SECONDS, STOPPED_SECONDS)
        )
        rate = np.where(foreground, np.where(active, moving, stopped), max(empty, 1 / self.frames))
        deviation = np.abs(luma - background)
        background += (rate * (luma - background)).astype(np.float32)
        calm = ~foreground & ~active
        self._noise[calm] += empty * (deviation[calm] - self._noise[calm])
