"""What the outputs of a YOLOX network mean (Ge et al., 2021): no anchors, three strides, raw offsets."""

from functools import cache

import cv2
import numpy as np
from numpy.typing import NDArray

from fengqiao.engines.vision.detectors.contracts import Detection
from fengqiao.engines.vision.frames import Picture
from fengqiao.engines.vision.geometry import Box, FloatArray, iou_matrix

STRIDES = (8, 16, 32)
PADDING_GREY = 114
MAX_OVERLAP = 0.45
"""Two boxes of one class that overlap more are the same thing (the value YOLOX was published with)."""

MAX_DETECTIONS = 300
NON_CLASS_COLUMNS = 5


def letterbox(*, picture: Picture, width: int, height: int) -> tuple[NDArray[np.float32], float]:
    """This function will fit a BGR picture into the top left of the input, padded with grey.

    Returns the input (1, 3, height, width), values 0–255 as YOLOX 0.1.1 wants them, and the scale used.
    """
    scale = min(width / picture.shape[1], height / picture.shape[0])
    columns, rows = max(1, round(picture.shape[1] * scale)), max(1, round(picture.shape[0] * scale))
    canvas = np.full((height, width, 3), PADDING_GREY, np.uint8)
    canvas[:rows, :columns] = cv2.resize(picture, (columns, rows), interpolation=cv2.INTER_LINEAR)
    return np.ascontiguousarray(canvas.transpose(2, 0, 1)[None], dtype=np.float32), scale


@cache
def grid(*, width: int, height: int) -> tuple[FloatArray, FloatArray]:
    """This function will return the cell corner (n, 2) and stride (n, 1) of every row of the output."""
    corners, strides = [], []
    for stride in STRIDES:
        columns, rows = width // stride, height // stride
        x, y = np.meshgrid(np.arange(columns), np.arange(rows))
        corners.append(np.stack([x, y], axis=2).reshape(-1, 2).astype(np.float64))
        strides.append(np.full((columns * rows, 1), stride, np.float64))
    return np.vstack(corners), np.vstack(strides)


def decode(
    *,
    output: NDArray[np.float32],
    input_size: tuple[int, int],
    picture_size: tuple[int, int],
    scale: float,
    classes: tuple[str, ...],
    wanted: frozenset[str],
    min_confidence: float,
) -> tuple[Detection, ...]:
    """This function will turn one output (n, 5 + classes) into detections in fractions of the picture.

    Sizes are (width, height). Overlapping boxes of one class are reduced to the surest.
    """
    columns = [i for i, label in enumerate(classes) if label in wanted]
    scores = output[:, 4:5] * output[:, [NON_CLASS_COLUMNS + i for i in columns]]
    best = scores.argmax(axis=1)
    confidence = scores[np.arange(len(scores)), best].astype(np.float64)
    rows = np.flatnonzero(confidence >= min_confidence)
    rows = rows[np.argsort(-confidence[rows], kind="stable")][:MAX_DETECTIONS]
    corners, strides = grid(width=input_size[0], height=input_size[1])
    raw = output[rows, :4].astype(np.float64)
    centre = (raw[:, :2] + corners[rows]) * strides[rows]
    half = np.exp(raw[:, 2:]) * strides[rows] / 2
    boxes = np.hstack([centre - half, centre + half]) / scale / np.tile(np.array(picture_size, np.float64), 2)
    labels = [classes[columns[index]] for index in best[rows]]
    return tuple(
        Detection(labels[i], float(confidence[rows[i]]), Box(*map(float, boxes[i])).clipped())
        for i in surest_boxes(boxes=boxes, labels=best[rows])
    )


def surest_boxes(*, boxes: FloatArray, labels: NDArray[np.int64]) -> list[int]:
    """This function will return which boxes remain when each removes its doubles; the surest come first."""
    same = (iou_matrix(boxes, boxes) > MAX_OVERLAP) & (labels[:, None] == labels[None, :])
    kept: list[int] = []
    removed = np.zeros(len(boxes), bool)
    for i in range(len(boxes)):
        if not removed[i]:
            kept.append(i)
            removed |= same[i]
    return kept
