"""Finds whatever moves against a learnt background: the fallback without any model file.

It cannot tell a person from a dog or a swaying branch, counts two people side by side as one, and loses who
stands still for long; its card says that it is the weaker one.
"""

import cv2
import numpy as np

from fengqiao.engines.vision.detectors.background import SelectiveBackground
from fengqiao.engines.vision.detectors.contracts import Detection, DetectorCard
from fengqiao.engines.vision.frames import Frame, Picture
from fengqiao.engines.vision.geometry import Box

ANY_MOVING = "moving_object"
"""The label of a blob: it stands for every class, because this detector cannot tell."""

BLOB_WIDTH = 320
WARM_UP_FRAMES = 5
"""One second at five frames a second: until then there is no background to compare with."""

MIN_HEIGHT, MIN_AREA = 0.07, 0.0012
"""Shares of the picture: smaller blobs are noise or animals. A person of 7 % of the height is 25 m away."""

MAX_FOREGROUND = 0.6
"""More of the picture changes only when the light or the camera does: learn anew, report nothing."""

MIN_ACTIVE_SHARE = 0.05
"""Share of a blob that must have moved lately: less is the hole that something left, or a changed light."""

GROW_ACROSS, GROW_DOWN = 0.10, 0.20
"""Blobs whose boxes touch after growing by these shares of their size are parts of one figure."""

FULL_CONFIDENCE_FILL = 0.55
MAX_CONFIDENCE = 0.5


class MotionBlobDetector:
    needs_every_frame = True

    def __init__(self) -> None:
        self.card = DetectorCard(name="motion-blob", version="1", weaker=True, high_confidence=0.2, low_confidence=0.1)
        self._background = SelectiveBackground()

    def detect(self, *, frame: Frame) -> tuple[Detection, ...]:
        luma = cv2.GaussianBlur(frame.luma(width=BLOB_WIDTH), (3, 3), 0).astype(np.float32)
        foreground, active = self._background.observe(luma=luma, seconds=frame.seconds)
        if self._background.frames <= WARM_UP_FRAMES:
            return ()
        cleaned = _cleaned(foreground)
        if np.count_nonzero(cleaned) > MAX_FOREGROUND * cleaned.size:
            self._background = SelectiveBackground()
            return ()
        return tuple(_detection(part, cleaned=cleaned) for part in _figures(cleaned=cleaned, active=active))


def _cleaned(foreground: Picture) -> Picture:
    """Removes specks, then joins what belongs together: a figure often falls apart at the belt."""
    opened = cv2.morphologyEx(foreground, cv2.MORPH_OPEN, np.ones((3, 3), np.uint8))
    joined: Picture = cv2.morphologyEx(opened, cv2.MORPH_CLOSE, np.ones((13, 7), np.uint8)).astype(np.uint8)
    return joined


def _figures(*, cleaned: Picture, active: Picture) -> list[tuple[int, int, int, int]]:
    """Boxes (left, top, right, bottom) in pixels of whatever is large enough and has moved lately."""
    count, _, stats, _ = cv2.connectedComponentsWithStats(cleaned, connectivity=8)
    boxes = [(x, y, x + w, y + h) for x, y, w, h, _ in stats[1:count].tolist()]
    return [box for box in _joined(boxes) if _is_figure(box, cleaned=cleaned, active=active)]


def _is_figure(box: tuple[int, int, int, int], *, cleaned: Picture, active: Picture) -> bool:
    left, top, right, bottom = box
    blob = cleaned[top:bottom, left:right]
    area = int(np.count_nonzero(blob))
    if bottom - top < MIN_HEIGHT * cleaned.shape[0] or area < MIN_AREA * cleaned.size:
        return False
    moved = int(np.count_nonzero(blob & active[top:bottom, left:right]))
    return moved >= MIN_ACTIVE_SHARE * area


def _joined(boxes: list[tuple[int, int, int, int]]) -> list[tuple[int, int, int, int]]:
    """Joins boxes that nearly touch until none do."""
    waiting, done = list(boxes), []
    while waiting:
        box = waiting.pop()
        partner = next((other for other in waiting if _nearly_touch(box, other)), None)
        if partner is None:
            done.append(box)
            continue
        waiting.remove(partner)
        (a, b, c, d), (e, f, g, h) = box, partner
        waiting.append((min(a, e), min(b, f), max(c, g), max(d, h)))
    return sorted(done)


def _nearly_touch(first: tuple[int, int, int, int], second: tuple[int, int, int, int]) -> bool:
    across = GROW_ACROSS * max(first[2] - first[0], second[2] - second[0])
    down = GROW_DOWN * max(first[3] - first[1], second[3] - second[1])
    apart = (
        first[0] > second[2] + across
        or second[0] > first[2] + across
        or first[1] > second[3] + down
        or second[1] > first[3] + down
    )
    return not apart


def _detection(part: tuple[int, int, int, int], *, cleaned: Picture) -> Detection:
    left, top, right, bottom = part
    rows, columns = cleaned.shape
    fill = np.count_nonzero(cleaned[top:bottom, left:right]) / ((right - left) * (bottom - top))
    confidence = MAX_CONFIDENCE * min(1.0, fill / FULL_CONFIDENCE_FILL)
    return Detection(ANY_MOVING, confidence, Box(left / columns, top / rows, right / columns, bottom / rows))
