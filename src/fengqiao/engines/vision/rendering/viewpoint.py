"""A pinhole camera over the car park. World: metres, x to the right, y away from the camera, z up."""

from dataclasses import dataclass

import numpy as np

from fengqiao.engines.vision.geometry import FloatArray


@dataclass(frozen=True, slots=True)
class Viewpoint:
    width: int
    height: int
    position: tuple[float, float, float] = (0.0, -6.5, 5.2)
    looks_at: tuple[float, float, float] = (0.0, 10.0, 0.9)
    focal_share: float = 0.86
    """Focal length as a share of the picture's width: a field of view of 60 degrees."""

    def project(self, points: FloatArray) -> tuple[FloatArray, FloatArray]:
        """This function will return pixels (n, 2) and distances (n,) of world points (n, 3)."""
        seen = (points - np.array(self.position)) @ self._axes().T
        depth = np.maximum(seen[:, 2], 0.1)
        pixels = seen[:, :2] / depth[:, None] * self.focal_pixels + (self.width / 2, self.height / 2)
        return pixels, depth

    def ground_under_pixels(self) -> tuple[FloatArray, FloatArray]:
        """This function will return ground coordinates x and y (h, w); above the horizon very far ones."""
        columns, rows = np.meshgrid(np.arange(self.width) + 0.5, np.arange(self.height) + 0.5)
        across = (columns - self.width / 2) / self.focal_pixels
        down = (rows - self.height / 2) / self.focal_pixels
        rays = np.stack([across, down, np.ones_like(across)], axis=2) @ self._axes()
        steps = self.position[2] / np.maximum(-rays[..., 2], 1e-3)
        return self.position[0] + rays[..., 0] * steps, self.position[1] + rays[..., 1] * steps

    @property
    def focal_pixels(self) -> float:
        return self.width * self.focal_share

    def _axes(self) -> FloatArray:
        """Rows: right, down and forward of the camera in world coordinates."""
        forward = np.array(self.looks_at) - np.array(self.position)
        forward = forward / np.linalg.norm(forward)
        right = np.cross(forward, (0.0, 0.0, 1.0))
        right = right / np.linalg.norm(right)
        return np.stack([right, np.cross(forward, right), forward])
