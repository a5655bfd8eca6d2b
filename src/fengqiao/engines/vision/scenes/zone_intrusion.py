"""Zone intrusion 区域入侵: somebody's foot point stays inside a zone while it is watched.

One visit makes one intrusion. It opens when one track stood inside in N of its last M frames, and closes when
the zone has been empty long enough: shortly after the last one was seen to leave, later when he vanished
inside, because a detector loses people behind cars more often than the ground swallows them.
"""

from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Final, Literal

from fengqiao.engines.vision.tracking import TrackedFrame, TrackPoint
from fengqiao.engines.vision.zones import Zone

SCENE: Final = "zone_intrusion"
REASON_INSIDE = "zone_intrusion.foot_point_inside"

CLEAR_SECONDS = 1.5
"""After he was seen to leave; bridges a detector's flicker at the border of the zone."""

VANISHED_SECONDS = 8.0
"""After he was last seen inside: about as long as somebody stays behind a parked car."""

EDGE_MARGIN = 0.02
"""A box this near the border of the picture is somebody who is walking out of it."""


@dataclass(frozen=True, slots=True)
class Intrusion:
    zone: str
    started_at: datetime
    """First moment inside, not the moment at which N of M was reached."""
    seen_at: datetime
    """Last moment inside so far."""
    tracks: tuple[TrackPoint, ...]
    """Who was inside when it opened: the boxes to draw."""
    track_ids: frozenset[int]
    """Everybody who was inside until now."""
    frames_inside: int
    confidence: float
    """Mean confidence of the detections inside."""

    @property
    def dwell_seconds(self) -> float:
        return (self.seen_at - self.started_at).total_seconds()


@dataclass(frozen=True, slots=True)
class Change:
    kind: Literal["opened", "closed"]
    intrusion: Intrusion


@dataclass(slots=True)
class _Presence:
    """The last M frames of one track: when it was inside."""

    window: deque[bool]
    entered_at: datetime
    seen_at: datetime
    confidences: list[float] = field(default_factory=list)


class ZoneIntrusionScene:
    """Feeds on the track log frame by frame; the same log always gives the same changes."""

    def __init__(self, *, zone: Zone) -> None:
        self.zone = zone
        self.current: Intrusion | None = None
        self._presences: dict[int, _Presence] = {}
        self._last_inside: frozenset[int] = frozenset()
        self._left_openly: dict[int, bool] = {}

    def observe(self, *, frame: TrackedFrame) -> tuple[Change, ...]:
        """This function will take one analysed frame and return what it opened or closed."""
        if not self.zone.is_watched(at=frame.at):
            return self._close_at_once()
        inside = self._note_presences(frame)
        if self.current is not None:
            self._continue(frame=frame, inside=inside)
            return self._close_if_empty(at=frame.at)
        return self._open_if_reached(frame=frame, inside=inside)

    def finish(self) -> tuple[Change, ...]:
        """This function will close what is still open because the footage has ended."""
        return self._close_at_once()

    def _note_presences(self, frame: TrackedFrame) -> tuple[TrackPoint, ...]:
        inside = []
        for point in frame.tracks:
            if not self.zone.concerns(label=point.label):
                continue
            is_inside = self.zone.holds(point=point.box.foot_point)
            self._note(point=point, is_inside=is_inside, at=frame.at)
            if is_inside:
                inside.append(point)
        # A track without any sign for this long has another number when it comes back.
        self._presences = {
            track_id: presence
            for track_id, presence in self._presences.items()
            if (frame.at - presence.seen_at).total_seconds() <= VANISHED_SECONDS
        }
        return tuple(inside)

    def _note(self, *, point: TrackPoint, is_inside: bool, at: datetime) -> None:
        presence = self._presences.get(point.track_id)
        if presence is None:
            presence = _Presence(deque(maxlen=self.zone.window_frames), entered_at=at, seen_at=at)
            self._presences[point.track_id] = presence
        if not any(presence.window):
            presence.entered_at, presence.confidences = at, []
        presence.window.append(is_inside)
        presence.seen_at = at
        if is_inside:
            presence.confidences.append(point.confidence)
            self._left_openly[point.track_id] = point.box.touches_edge(margin=EDGE_MARGIN)
        elif point.track_id in self._left_openly:
            self._left_openly[point.track_id] = True

    def _open_if_reached(self, *, frame: TrackedFrame, inside: tuple[TrackPoint, ...]) -> tuple[Change, ...]:
        reached = [p for p in inside if sum(self._presences[p.track_id].window) >= self.zone.min_frames]
        if not reached:
            return ()
        first = min((self._presences[p.track_id] for p in reached), key=lambda p: p.entered_at)
        self._last_inside = frozenset(p.track_id for p in inside)
        self.current = Intrusion(
            zone=self.zone.name,
            started_at=first.entered_at,
            seen_at=frame.at,
            tracks=inside,
            track_ids=self._last_inside,
            frames_inside=len(first.confidences),
            confidence=sum(first.confidences) / len(first.confidences),
        )
        return (Change("opened", self.current),)

    def _continue(self, *, frame: TrackedFrame, inside: tuple[TrackPoint, ...]) -> None:
        now = self.current
        if now is None or not inside:
            return
        self._last_inside = frozenset(p.track_id for p in inside)
        frames = now.frames_inside + 1
        surest = max(p.confidence for p in inside)
        self.current = replace(
            now,
            seen_at=frame.at,
            track_ids=now.track_ids | self._last_inside,
            frames_inside=frames,
            confidence=now.confidence + (surest - now.confidence) / frames,
        )

    def _close_if_empty(self, *, at: datetime) -> tuple[Change, ...]:
        now = self.current
        if now is None:
            return ()
        all_left = all(self._left_openly.get(i, False) for i in self._last_inside)
        patience = CLEAR_SECONDS if all_left else VANISHED_SECONDS
        return self._close_at_once() if (at - now.seen_at).total_seconds() > patience else ()

    def _close_at_once(self) -> tuple[Change, ...]:
        closed = self.current
        self.current = None
        self._presences, self._left_openly = {}, {}
        return (Change("closed", closed),) if closed is not None else ()


def find_zone_intrusions(*, track_log: Iterable[TrackedFrame], zone: Zone) -> tuple[Intrusion, ...]:
    """This function will return the intrusions of a whole track log as they closed, in order."""
    scene = ZoneIntrusionScene(zone=zone)
    changes = [change for frame in track_log for change in scene.observe(frame=frame)]
    changes.extend(scene.finish())
    return tuple(change.intrusion for change in changes if change.kind == "closed")
