"""One decoded picture of a camera, with private regions hidden before anybody can look at it."""

from dataclasses import dataclass, field
from typing import Any, TypeAlias

import av
import cv2
import numpy as np
from numpy.typing import NDArray

from fengqiao.engines.vision.geometry import Polygon

Picture: TypeAlias = NDArray[np.uint8]

LUMA_FIRST_FORMATS = frozenset({"yuv420p", "yuvj420p", "yuv422p", "yuvj422p", "yuv444p", "nv12", "gray"})
"""Pixel formats whose first plane is the luma at full size, so that no conversion is needed to get it."""

BLACK_LUMA, NEUTRAL_CHROMA = 16, 128
PACE_TOLERANCE = 0.25
"""Share of one period by which a frame may come early and still count as due: timestamps jitter."""


class PrivacyMask:
    """Regions that must never be seen: they are blacked in every picture that a `Frame` hands out."""

    def __init__(self, *, polygons: tuple[Polygon, ...] = ()) -> None:
        self._polygons = polygons
        self._stencils: dict[tuple[int, int], NDArray[np.bool_]] = {}

    def __bool__(self) -> bool:
        return bool(self._polygons)

    def hide(self, *, picture: Picture, value: int) -> None:
        """This function will overwrite the private regions of a picture (h, w) or (h, w, 3) in place."""
        if self._polygons:
            picture[self._stencil(height=picture.shape[0], width=picture.shape[1])] = value

    def _stencil(self, *, height: int, width: int) -> NDArray[np.bool_]:
        if (height, width) not in self._stencils:
            canvas = np.zeros((height, width), np.uint8)
            for polygon in self._polygons:
                corners = np.round(np.array(polygon) * (width, height)).astype(np.int32)
                cv2.fillPoly(canvas, [corners], 1)
                # The outline too: a half-covered pixel at the rim of a window still shows the window.
                cv2.polylines(canvas, [corners], True, 1, thickness=2)
            self._stencils[(height, width)] = canvas.astype(bool)
        return self._stencils[(height, width)]


@dataclass(frozen=True, slots=True)
class Frame:
    """`seconds` is the presentation time since the source began; pictures are made only when asked for."""

    sequence: int
    seconds: float
    source: Any  # av.VideoFrame: the library ships no types
    mask: PrivacyMask = field(default_factory=PrivacyMask)

    @classmethod
    def from_bgr(cls, *, sequence: int, seconds: float, picture: Picture, mask: PrivacyMask | None = None) -> "Frame":
        source = av.VideoFrame.from_ndarray(np.ascontiguousarray(picture), format="bgr24")
        return cls(sequence=sequence, seconds=seconds, source=source, mask=mask or PrivacyMask())

    @property
    def width(self) -> int:
        return int(self.source.width)

    @property
    def height(self) -> int:
        return int(self.source.height)

    def luma(self, *, width: int) -> Picture:
        """This function will return brightness only, (h, w), scaled down to at most `width`."""
        columns, rows = self.size_at(width=width)
        if self.source.format.name in LUMA_FIRST_FORMATS:
            plane = self.source.planes[0]
            full = np.frombuffer(plane, np.uint8).reshape(-1, plane.line_size)[: self.height, : self.width]
        else:
            full = self.source.to_ndarray(format="gray")
        small: Picture = cv2.resize(full, (columns, rows), interpolation=cv2.INTER_AREA).astype(np.uint8)
        self.mask.hide(picture=small, value=BLACK_LUMA)
        return small

    def bgr(self, *, width: int) -> Picture:
        """This function will return the colours, (h, w, 3) blue-green-red, scaled down to at most `width`."""
        columns, rows = self.size_at(width=width)
        picture: Picture = self.source.to_ndarray(width=columns, height=rows, format="bgr24").copy()
        self.mask.hide(picture=picture, value=0)
        return picture

    def yuv420(self, *, width: int) -> Picture:
        """This function will return planar 4:2:0, (h * 3 / 2, w), even-sized, at most `width` wide."""
        columns, rows = self.size_at(width=width, even=True)
        picture: Picture = self.source.to_ndarray(width=columns, height=rows, format="yuv420p").copy()
        if self.mask:
            chroma = picture[rows:].reshape(2, rows // 2, columns // 2)
            self.mask.hide(picture=picture[:rows], value=BLACK_LUMA)
            for plane in chroma:
                self.mask.hide(picture=plane, value=NEUTRAL_CHROMA)
        return picture

    def size_at(self, *, width: int, even: bool = False) -> tuple[int, int]:
        """This function will return columns and rows of this picture scaled down to at most `width`."""
        scale = min(1.0, width / self.width)
        columns, rows = max(2, round(self.width * scale)), max(2, round(self.height * scale))
        return (columns // 2 * 2, rows // 2 * 2) if even else (columns, rows)


class FramePacer:
    """Picks the frames that are due at a lower rate, by presentation time and not by counting."""

    def __init__(self, *, frames_per_second: float) -> None:
        self._period_seconds = 1.0 / frames_per_second
        self._next_seconds: float | None = None

    def is_due(self, *, seconds: float) -> bool:
        """This function will say whether the frame at this time is due, and expect the next one after it."""
        if self._next_seconds is None or self._jumped(seconds=seconds):
            self._next_seconds = seconds
        if seconds < self._next_seconds - PACE_TOLERANCE * self._period_seconds:
            return False
        self._next_seconds += self._period_seconds
        return True

    def _jumped(self, *, seconds: float) -> bool:
        # A stream that was cut, or whose clock was set back, starts anew instead of racing to catch up.
        assert self._next_seconds is not None
        return abs(seconds - self._next_seconds) > 2 * self._period_seconds
