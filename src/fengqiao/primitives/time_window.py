"""Half-open spans of time between two aware moments."""

from dataclasses import dataclass
from datetime import datetime


class InvalidTimeWindowError(ValueError):
    """A moment carries no time zone, or the window closes before it opens."""

    code = "invalid_time_window"


@dataclass(frozen=True, slots=True)
class TimeWindow:
    """The span [opens_at, closes_at): it holds its opening moment and not its closing one."""

    opens_at: datetime
    closes_at: datetime

    def __post_init__(self) -> None:
        for moment in (self.opens_at, self.closes_at):
            if moment.utcoffset() is None:
                raise InvalidTimeWindowError(f"{moment.isoformat()} carries no time zone")
        if self.closes_at < self.opens_at:
            raise InvalidTimeWindowError(f"{self.closes_at.isoformat()} is before {self.opens_at.isoformat()}")

    @property
    def minutes(self) -> float:
        """The length in minutes."""
        return (self.closes_at - self.opens_at).total_seconds() / 60

    def contains(self, moment: datetime) -> bool:
        """Tell whether the moment lies in the window."""
        return self.opens_at <= moment < self.closes_at

    def overlaps(self, other: "TimeWindow") -> bool:
        """Tell whether some moment lies in both windows; windows that only touch do not overlap."""
        return max(self.opens_at, other.opens_at) < min(self.closes_at, other.closes_at)
