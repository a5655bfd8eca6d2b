"""A zone drawn over a camera picture, and the hours in which it is watched."""

from dataclasses import dataclass
from datetime import datetime, time

from fengqiao.engines.vision.detectors import ANY_MOVING
from fengqiao.engines.vision.geometry import Point, Polygon, contains


@dataclass(frozen=True, slots=True)
class Schedule:
    """Watched from `from_time` until before `to_time`, local time, over midnight if that is smaller."""

    from_time: time
    to_time: time

    def covers(self, *, at: datetime) -> bool:
        now = at.time().replace(tzinfo=None)
        if self.from_time <= self.to_time:
            return self.from_time <= now < self.to_time
        return now >= self.from_time or now < self.to_time


@dataclass(frozen=True, slots=True)
class Zone:
    """`min_frames` of the last `window_frames` analysed frames with a foot point inside make an intrusion."""

    name: str
    polygon: Polygon
    classes: frozenset[str] = frozenset({"person"})
    schedule: Schedule | None = None
    min_frames: int = 3
    window_frames: int = 5

    def is_watched(self, *, at: datetime) -> bool:
        return self.schedule is None or self.schedule.covers(at=at)

    def concerns(self, *, label: str) -> bool:
        """This function will say whether the label is one this zone asks for; a moving object always is."""
        return label == ANY_MOVING or label in self.classes

    def holds(self, *, point: Point) -> bool:
        return contains(polygon=self.polygon, point=point)
