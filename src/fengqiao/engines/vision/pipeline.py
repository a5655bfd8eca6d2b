"""One camera's way from frames to scene changes: pace, gate, detect, track, judge."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from fengqiao.engines.vision.detectors import Detector
from fengqiao.engines.vision.frames import Frame, FramePacer
from fengqiao.engines.vision.motion import MotionGate
from fengqiao.engines.vision.scenes.zone_intrusion import Change, Intrusion, ZoneIntrusionScene
from fengqiao.engines.vision.tracking import TrackedFrame, Tracker, TrackerParameters
from fengqiao.engines.vision.zones import Zone

DEFAULT_ANALYSED_FPS = 5.0
HEARTBEAT_SECONDS = 1.0
"""The detector looks at least this often even when nothing moves: who stands still is still there."""


@dataclass(frozen=True, slots=True)
class Observation:
    """`tracked` is None for a frame that was not due; `inferred` says whether the detector ran."""

    tracked: TrackedFrame | None = None
    inferred: bool = False
    changes: tuple[Change, ...] = ()


@dataclass(slots=True)
class PipelineCounts:
    """What was done with the frames so far; nothing is skipped silently."""

    decoded: int = 0
    analysed: int = 0
    inferred: int = 0
    detections: int = 0


class Pipeline:
    def __init__(
        self, *, detector: Detector, zones: Sequence[Zone], analysed_fps: float = DEFAULT_ANALYSED_FPS
    ) -> None:
        self.counts = PipelineCounts()
        self._detector = detector
        self._pacer = FramePacer(frames_per_second=analysed_fps)
        self._gate = MotionGate()
        self._tracker = Tracker(
            parameters=TrackerParameters(
                high_confidence=detector.card.high_confidence, low_confidence=detector.card.low_confidence
            )
        )
        self._scenes = tuple(ZoneIntrusionScene(zone=zone) for zone in zones)
        self._inferred_seconds = -math.inf

    def observe(self, *, frame: Frame, at: datetime) -> Observation:
        """This function will take every decoded frame in order; `at` is the moment it shows, local time."""
        self.counts.decoded += 1
        if not self._pacer.is_due(seconds=frame.seconds):
            return Observation()
        self.counts.analysed += 1
        if frame.seconds < self._inferred_seconds:
            self._inferred_seconds = -math.inf  # the clock was set back: the old heartbeat means nothing
        tracked, inferred = self._track(frame=frame, at=at)
        changes = tuple(change for scene in self._scenes for change in scene.observe(frame=tracked))
        return Observation(tracked=tracked, inferred=inferred, changes=changes)

    def finish(self) -> tuple[Change, ...]:
        """This function will close whatever is open at the end of the footage."""
        return tuple(change for scene in self._scenes for change in scene.finish())

    def current(self, *, zone: str) -> Intrusion | None:
        """This function will return the open intrusion of a zone as it stands now."""
        return next((scene.current for scene in self._scenes if scene.zone.name == zone), None)

    def _track(self, *, frame: Frame, at: datetime) -> tuple[TrackedFrame, bool]:
        is_moving = self._gate.observe(frame=frame).is_open
        is_due = frame.seconds - self._inferred_seconds >= HEARTBEAT_SECONDS
        if not (is_moving or is_due or self._detector.needs_every_frame):
            return TrackedFrame(sequence=frame.sequence, at=at, tracks=()), False
        self._inferred_seconds = frame.seconds
        detections = self._detector.detect(frame=frame)
        self.counts.inferred += 1
        self.counts.detections += len(detections)
        points = self._tracker.update(detections=detections, seconds=frame.seconds)
        return TrackedFrame(sequence=frame.sequence, at=at, tracks=points), True
