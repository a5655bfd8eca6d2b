"""A crowd before one camera: what following everybody from frame to frame takes."""

from __future__ import annotations

from fengqiao.bench.engines.timing import processor_seconds
from fengqiao.bench.figures import BenchFigure, Goal
from fengqiao.engines.vision.detectors import Detection
from fengqiao.engines.vision.geometry import Box
from fengqiao.engines.vision.tracking import Tracker

FRAMES_A_SECOND = 5
MILLISECONDS_GOAL = 5.0
CELL, STEP = 0.9, 0.002
"""Parts of the picture: the side of the square that the crowd fills, and how far each goes from frame to frame."""


def measure_tracking(*, a_side: int, frames: int) -> BenchFigure:
    """This function will time one frame with a_side × a_side people who all walk to the right."""
    tracker = Tracker()
    crowds = enumerate([draw_crowd(a_side=a_side, frame=number) for number in range(frames + 1)])

    def one_frame() -> object:
        number, crowd = next(crowds)
        return tracker.update(detections=crowd, seconds=number / FRAMES_A_SECOND)

    seconds = processor_seconds(work=one_frame, repeats=frames)
    return BenchFigure("track_hundred_people_ms", seconds * 1000, "ms", goal=Goal("<=", MILLISECONDS_GOAL))


def draw_crowd(*, a_side: int, frame: int) -> list[Detection]:
    """This function will place everybody as they stand in a frame."""
    gap = CELL / a_side
    return [
        Detection("person", 0.8, Box(x, y, x + 0.06, y + 0.25))
        for x, y in ((gap * column + STEP * frame, gap * row) for column in range(a_side) for row in range(a_side))
    ]
