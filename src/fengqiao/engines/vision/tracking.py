"""Follows detections from frame to frame: Kalman prediction, and association in two stages.

The association is ByteTrack's (Zhang et al., ECCV 2022): sure detections first, then the doubtful ones
against the tracks that are left, so that somebody half hidden keeps his number. Ids count per camera and say
nothing about who somebody is; a person who comes back gets a new one.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

import numpy as np
from scipy.optimize import linear_sum_assignment

from fengqiao.engines.vision.detectors import Detection
from fengqiao.engines.vision.geometry import Box, FloatArray, boxes_to_array, iou_matrix
from fengqiao.engines.vision.kalman import BoxFilter

LABEL_GROUPS = {
    "car": "vehicle",
    "truck": "vehicle",
    "bus": "vehicle",
    "bicycle": "cycle",
    "motorcycle": "cycle",
}
"""Labels between which a detector wavers on one and the same thing; every other label is its own group."""

IMPOSSIBLE = 1e3


@dataclass(frozen=True, slots=True)
class TrackerParameters:
    high_confidence: float = 0.5
    low_confidence: float = 0.1
    min_hits: int = 2
    """Detections before a track counts: one alone is too often a reflection."""
    max_lost_seconds: float = 2.0
    min_overlap: float = 0.1
    """Least overlap of the enlarged boxes, sure detections; loose: at 5 frames a second people move far."""
    min_overlap_doubtful: float = 0.4
    box_margin: float = 0.15
    """Share by which boxes are enlarged on each side before their overlap is taken (buffered IoU)."""


@dataclass(frozen=True, slots=True)
class TrackPoint:
    track_id: int
    label: str
    box: Box
    confidence: float


@dataclass(frozen=True, slots=True)
class TrackedFrame:
    """One line of the track log: what was seen and followed in one analysed frame."""

    sequence: int
    at: datetime
    tracks: tuple[TrackPoint, ...]


@dataclass(slots=True)
class _Track:
    track_id: int
    seen_seconds: float
    hits: int = 0
    is_lost: bool = False
    votes: Counter[str] = field(default_factory=Counter)

    @property
    def label(self) -> str:
        return self.votes.most_common(1)[0][0]


class Tracker:
    def __init__(self, *, parameters: TrackerParameters | None = None) -> None:
        self._parameters = parameters or TrackerParameters()
        self._tracks: list[_Track] = []
        self._filter = BoxFilter()
        self._seconds: float | None = None
        self._next_id = 1

    def update(self, *, detections: Sequence[Detection], seconds: float) -> tuple[TrackPoint, ...]:
        """This function will return the confirmed tracks that were seen in this frame, by id."""
        elapsed = 0.0 if self._seconds is None else max(seconds - self._seconds, 0.0)
        self._seconds = seconds
        self._filter.predict(seconds=elapsed, frozen_size=np.array([t.is_lost for t in self._tracks], bool))
        matches = self._associate(detections)
        self._correct(matches=matches, detections=detections, seconds=seconds)
        self._start(matches=matches, detections=detections, seconds=seconds)
        points = self._points(detections=detections, matches=matches)
        self._forget(seconds=seconds)
        return points

    @property
    def has_tracks(self) -> bool:
        return bool(self._tracks)

    def _associate(self, detections: Sequence[Detection]) -> dict[int, int]:
        """Maps the index of a track to the index of its detection."""
        setting = self._parameters
        sure, least = setting.high_confidence, setting.low_confidence
        high = [i for i, found in enumerate(detections) if found.confidence >= sure]
        low = [i for i, found in enumerate(detections) if least <= found.confidence < sure]
        everyone = range(len(self._tracks))
        confirmed = [i for i in everyone if self._tracks[i].hits >= setting.min_hits]
        matches = self._match(confirmed, high, detections, setting.min_overlap)
        following = [i for i in confirmed if i not in matches and not self._tracks[i].is_lost]
        matches |= self._match(following, low, detections, setting.min_overlap_doubtful)
        taken = set(matches.values())
        fresh = [i for i in everyone if self._tracks[i].hits < setting.min_hits]
        matches |= self._match(fresh, [i for i in high if i not in taken], detections, setting.min_overlap)
        return matches

    def _match(
        self, tracks: list[int], candidates: list[int], detections: Sequence[Detection], min_overlap: float
    ) -> dict[int, int]:
        if not tracks or not candidates:
            return {}
        margin = self._parameters.box_margin
        predicted = _enlarged(self._filter.boxes()[tracks], margin=margin)
        found = _enlarged(boxes_to_array([detections[i].box for i in candidates]), margin=margin)
        cost = 1 - iou_matrix(predicted, found)
        track_groups = np.array([_group(self._tracks[i].label) for i in tracks])
        found_groups = np.array([_group(detections[i].label) for i in candidates])
        cost[(track_groups[:, None] != found_groups[None, :]) | (cost > 1 - min_overlap)] = IMPOSSIBLE
        rows, columns = linear_sum_assignment(cost)
        pairs = zip(rows, columns, strict=True)
        return {tracks[row]: candidates[column] for row, column in pairs if cost[row, column] < IMPOSSIBLE}

    def _correct(self, *, matches: dict[int, int], detections: Sequence[Detection], seconds: float) -> None:
        order = sorted(matches)
        self._filter.correct(rows=order, boxes=boxes_to_array([detections[matches[i]].box for i in order]))
        for index, track in enumerate(self._tracks):
            track.is_lost = index not in matches
            if not track.is_lost:
                found = detections[matches[index]]
                track.hits, track.seen_seconds = track.hits + 1, seconds
                track.votes[found.label] += max(round(found.confidence * 100), 1)

    def _start(self, *, matches: dict[int, int], detections: Sequence[Detection], seconds: float) -> None:
        taken = set(matches.values())
        for index, found in enumerate(detections):
            if index in taken or found.confidence < self._parameters.high_confidence:
                continue
            matches[len(self._tracks)] = index
            votes = Counter({found.label: max(round(found.confidence * 100), 1)})
            self._tracks.append(_Track(self._next_id, seen_seconds=seconds, hits=1, votes=votes))
            self._filter.add(box=found.box)
            self._next_id += 1

    def _points(self, *, detections: Sequence[Detection], matches: dict[int, int]) -> tuple[TrackPoint, ...]:
        points = []
        for index, track in enumerate(self._tracks):
            if index in matches and track.hits >= self._parameters.min_hits:
                found = detections[matches[index]]
                points.append(TrackPoint(track.track_id, track.label, found.box, found.confidence))
        return tuple(points)

    def _forget(self, *, seconds: float) -> None:
        setting = self._parameters
        keep = [
            i
            for i, track in enumerate(self._tracks)
            if not track.is_lost
            or (track.hits >= setting.min_hits and seconds - track.seen_seconds <= setting.max_lost_seconds)
        ]
        if len(keep) < len(self._tracks):
            self._tracks = [self._tracks[i] for i in keep]
            self._filter.keep(rows=keep)


def _group(label: str) -> str:
    return LABEL_GROUPS.get(label, label)


def _enlarged(boxes: FloatArray, *, margin: float) -> FloatArray:
    grow = (boxes[:, 2:] - boxes[:, :2]) * margin
    return np.hstack([boxes[:, :2] - grow, boxes[:, 2:] + grow])
