"""A constant-velocity Kalman filter for many boxes at once.

Centre and size are four independent coordinates, each with its own position, velocity and 2 × 2 covariance:
ByteTrack's filter has no terms between them either, and written this way one numpy expression serves all
tracks of a frame. Noise grows with the height of the box and with time, so any frame rate will do.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from fengqiao.engines.vision.geometry import Box, FloatArray

# Shares of the box height; ByteTrack's 1/20 and 1/160 per frame at 30 frames a second, per second.
POSITION_NOISE = 0.27
VELOCITY_NOISE = 1.0
MEASUREMENT_NOISE = 0.05
FIRST_POSITION_NOISE = 0.1
FIRST_VELOCITY_NOISE = 1.9
MIN_SIZE = 1e-4
SIZES = slice(2, 4)


class BoxFilter:
    """Row i of every array belongs to track i; columns are centre x, centre y, width, height."""

    def __init__(self) -> None:
        self._position: FloatArray = np.zeros((0, 4))
        self._velocity: FloatArray = np.zeros((0, 4))
        self._position_variance: FloatArray = np.zeros((0, 4))
        self._covariance: FloatArray = np.zeros((0, 4))
        self._velocity_variance: FloatArray = np.zeros((0, 4))

    def add(self, *, box: Box) -> None:
        row = _coordinates(np.array([box.as_list()]))
        height = row[:, 3:]
        self._position = np.vstack([self._position, row])
        self._velocity = np.vstack([self._velocity, np.zeros((1, 4))])
        spread = np.ones((1, 4)) * height
        self._position_variance = np.vstack([self._position_variance, (FIRST_POSITION_NOISE * spread) ** 2])
        self._covariance = np.vstack([self._covariance, np.zeros((1, 4))])
        self._velocity_variance = np.vstack([self._velocity_variance, (FIRST_VELOCITY_NOISE * spread) ** 2])

    def keep(self, *, rows: Sequence[int]) -> None:
        index = list(rows)
        self._position, self._velocity = self._position[index], self._velocity[index]
        self._position_variance = self._position_variance[index]
        self._covariance = self._covariance[index]
        self._velocity_variance = self._velocity_variance[index]

    def predict(self, *, seconds: float, frozen_size: NDArray[np.bool_]) -> None:
        """This function will move every box on; the size of a lost one (`frozen_size`) stays as it was."""
        if not len(self._position):
            return
        self._velocity[frozen_size, SIZES] = 0
        height = np.maximum(self._position[:, 3:], MIN_SIZE)
        self._position = self._position + self._velocity * seconds
        self._position[:, SIZES] = np.maximum(self._position[:, SIZES], MIN_SIZE)
        self._position_variance = (
            self._position_variance
            + 2 * seconds * self._covariance
            + seconds**2 * self._velocity_variance
            + seconds * (POSITION_NOISE * height) ** 2
        )
        self._covariance = self._covariance + seconds * self._velocity_variance
        self._velocity_variance = self._velocity_variance + seconds * (VELOCITY_NOISE * height) ** 2

    def correct(self, *, rows: Sequence[int], boxes: FloatArray) -> None:
        """This function will pull the named rows to the measured boxes (n, 4: left, top, right, bottom)."""
        if not len(rows):
            return
        index = list(rows)
        measured = _coordinates(boxes)
        noise = (MEASUREMENT_NOISE * np.maximum(measured[:, 3:], MIN_SIZE)) ** 2
        total = self._position_variance[index] + noise
        gain = self._position_variance[index] / total
        velocity_gain = self._covariance[index] / total
        surprise = measured - self._position[index]
        self._position[index] += gain * surprise
        self._velocity[index] += velocity_gain * surprise
        self._velocity_variance[index] -= velocity_gain * self._covariance[index]
        self._covariance[index] *= 1 - gain
        self._position_variance[index] *= 1 - gain

    def boxes(self) -> FloatArray:
        """This function will return all boxes (n, 4) as left, top, right, bottom."""
        half = self._position[:, SIZES] / 2
        return np.hstack([self._position[:, :2] - half, self._position[:, :2] + half])


def _coordinates(boxes: FloatArray) -> FloatArray:
    size = np.maximum(boxes[:, 2:] - boxes[:, :2], MIN_SIZE)
    return np.hstack([(boxes[:, :2] + boxes[:, 2:]) / 2, size])
