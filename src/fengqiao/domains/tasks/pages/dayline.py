"""A day drawn as a line: work, ways, breaks, what is free, and this minute. Positions are percent of the axis."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from fengqiao.domains.tasks.contracts import TaskState
from fengqiao.domains.tasks.wording import break_text
from fengqiao.foundation.design.moments import minute_clock_words

HOUR = 60
LEAST_WAY_MINUTES = 1.0
TOGETHER = "²"
"""Beside the number of a stop for two."""


@dataclass(frozen=True, slots=True)
class Axis:
    """The hours that a line, or all lines of a board, spans."""

    first: int
    last: int

    def at(self, minute: float) -> float:
        """This function will return where a minute stands, in percent."""
        within = min(max(minute, self.first), self.last)
        return round(100 * (within - self.first) / (self.last - self.first), 2)

    def width(self, starts: float, ends: float) -> float:
        """This function will return how wide a span is, in percent."""
        return round(self.at(ends) - self.at(starts), 2)

    @property
    def ticks(self) -> list[tuple[float, str]]:
        """Every second hour, with where it stands."""
        step = 2 * HOUR
        begin = -(-self.first // step) * step
        return [(self.at(one), minute_clock_words(minute=one)) for one in range(begin, self.last + 1, step)]


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of the line. `kind`: shift, travel, break, stop; `state` of a stop: open, begun, done, broken."""

    kind: str
    left: float
    width: float
    title: str
    label: str = ""
    state: str = ""


@dataclass(frozen=True, slots=True)
class Placed:
    """A stop as the line needs it."""

    order: int
    title: str
    starts: float
    ends: float
    travel: float
    arrives: float
    state: TaskState
    is_broken: bool = False
    is_together: bool = False


@dataclass(frozen=True, slots=True)
class DayLine:
    """`now` None: not today, or outside the axis."""

    parts: tuple[Part, ...]
    axis: Axis
    now: float | None


def axis_of(*, hours: Iterable[tuple[int, int]], ends: Iterable[float] = ()) -> Axis:
    """This function will return an axis of whole hours that holds all shifts and whatever outlasts them."""
    spans = list(hours)
    first = min((opens for opens, _ in spans), default=8 * HOUR)
    last = max([*(closes for _, closes in spans), *(int(one) for one in ends), first + HOUR])
    return Axis(first // HOUR * HOUR, -(-last // HOUR) * HOUR)


def day_line(
    *,
    axis: Axis,
    shift: tuple[int, int],
    stops: Sequence[Placed],
    breaks: Iterable[tuple[str, float, float]],
    minute: int | None,
) -> DayLine:
    """This function will draw a day; what is neither work, way nor break is free."""
    parts = [Part("shift", axis.at(shift[0]), axis.width(*shift), "")]
    for code, first, last in breaks:
        span = f"{minute_clock_words(minute=first)}–{minute_clock_words(minute=last)}"
        parts.append(Part("break", axis.at(first), axis.width(first, last), f"{break_text(code)} {span}", state=code))
    for one in stops:
        if one.travel >= LEAST_WAY_MINUTES:
            leaves = max(one.arrives - one.travel, shift[0])
            parts.append(Part("travel", axis.at(leaves), axis.width(leaves, one.arrives), ""))
    for one in stops:
        title = f"{minute_clock_words(minute=one.starts)}–{minute_clock_words(minute=one.ends)} {one.title}"
        width = axis.width(one.starts, one.ends)
        label = f"{one.order}{TOGETHER if one.is_together else ''}"
        parts.append(Part("stop", axis.at(one.starts), width, title, label, _state(one)))
    is_within = minute is not None and axis.first <= minute <= axis.last
    return DayLine(tuple(parts), axis, axis.at(minute) if is_within and minute is not None else None)


def _state(stop: Placed) -> str:
    if stop.state is TaskState.COMPLETED:
        return "done"
    if stop.state is TaskState.IN_PROGRESS:
        return "begun"
    return "broken" if stop.is_broken else "open"
