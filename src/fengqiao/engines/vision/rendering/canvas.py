"""A picture with a distance for every pixel, on which flat faces in space are painted."""

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from fengqiao.engines.vision.frames import Picture
from fengqiao.engines.vision.geometry import FloatArray
from fengqiao.engines.vision.rendering.light import Colour, Lighting
from fengqiao.engines.vision.rendering.viewpoint import Viewpoint

SUB_PIXEL_BITS = 4
"""OpenCV draws at sixteenths of a pixel, so that slow movement does not jump."""


@dataclass(slots=True)
class Canvas:
    viewpoint: Viewpoint
    lighting: Lighting
    picture: Picture
    distance: NDArray[np.float32]

    @classmethod
    def blank(cls, *, viewpoint: Viewpoint, lighting: Lighting) -> "Canvas":
        shape = (viewpoint.height, viewpoint.width)
        return cls(viewpoint, lighting, np.zeros((*shape, 3), np.uint8), np.full(shape, np.inf, np.float32))

    def face(self, *, points: FloatArray, colour: Colour, distance: float, shine: float = 1.0) -> None:
        """This function will paint a flat face (n, 3), lit at its middle; all of it has one distance."""
        pixels, _ = self.viewpoint.project(points)
        corners = _fixed_point(pixels)
        lit = self.lit(colour=colour, at=points.mean(axis=0), shine=shine)
        cv2.fillPoly(self.picture, [corners], lit, cv2.LINE_AA, SUB_PIXEL_BITS)
        cv2.fillPoly(self.distance, [corners], distance, cv2.LINE_8, SUB_PIXEL_BITS)

    def line(self, *, points: FloatArray, colour: Colour, width_metres: float, distance: float) -> None:
        """This function will paint a rounded line through points (n, 3), thinner the farther away."""
        pixels, depth = self.viewpoint.project(points)
        thickness = max(1, round(width_metres * self.viewpoint.focal_pixels / float(depth.mean())))
        lit = self.lit(colour=colour, at=points.mean(axis=0))
        path = _fixed_point(pixels)
        cv2.polylines(self.picture, [path], False, lit, thickness, cv2.LINE_AA, SUB_PIXEL_BITS)
        cv2.polylines(self.distance, [path], False, distance, thickness, cv2.LINE_8, SUB_PIXEL_BITS)

    def ball(self, *, centre: FloatArray, radius_metres: float, colour: Colour, distance: float) -> None:
        pixels, depth = self.viewpoint.project(centre[None, :])
        radius = radius_metres * self.viewpoint.focal_pixels / float(depth[0])
        middle = tuple(int(v) for v in _fixed_point(pixels)[0])
        size = max(1 << SUB_PIXEL_BITS, round(radius * (1 << SUB_PIXEL_BITS)))
        lit = self.lit(colour=colour, at=centre)
        cv2.circle(self.picture, middle, size, lit, -1, cv2.LINE_AA, SUB_PIXEL_BITS)
        cv2.circle(self.distance, middle, size, distance, -1, cv2.LINE_8, SUB_PIXEL_BITS)

    def shadow(self, *, points: FloatArray, strength: float) -> None:
        """This function will darken the ground under a face (n, 3) with a soft edge."""
        pixels, _ = self.viewpoint.project(points)
        left, top = np.maximum(np.floor(pixels.min(axis=0)).astype(int) - 8, 0)
        right, bottom = np.ceil(pixels.max(axis=0)).astype(int) + 8
        region = self.picture[top:bottom, left:right]
        if not region.size:
            return
        mask = np.zeros(region.shape[:2], np.float32)
        cv2.fillPoly(mask, [_fixed_point(pixels - (left, top))], strength, cv2.LINE_AA, SUB_PIXEL_BITS)
        factor = 1 - cv2.GaussianBlur(mask, (9, 9), 0)[..., None]
        region[:] = (region * factor).astype(np.uint8)

    def lit(self, *, colour: Colour, at: FloatArray, shine: float = 1.0) -> Colour:
        factor = self.lighting.at(at[None, :])[0] * shine
        blue, green, red = np.clip(np.array(colour) * factor, 0, 255)
        return float(blue), float(green), float(red)


def _fixed_point(pixels: FloatArray) -> NDArray[np.int32]:
    return np.round(pixels * (1 << SUB_PIXEL_BITS)).astype(np.int32)
