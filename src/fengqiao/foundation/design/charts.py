"""Where things stand in a chart: plain numbers in, percentages of the plot's width out. Templates draw them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

MARGIN = 0.04
"""Free part of the axis at each end, so that no dot is cut."""
TICK_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)


@dataclass(frozen=True, slots=True)
class Tick:
    at: float
    words: str


@dataclass(frozen=True, slots=True)
class Mark:
    """One row of a chart. Positions are percentages of the plot's width; None: nothing to draw there."""

    label: str
    words: str
    note: str
    url: str
    tone: str
    dot: float | None = None
    low: float | None = None
    high: float | None = None
    start: float = 0.0
    width: float = 0.0


@dataclass(frozen=True, slots=True)
class Plot:
    marks: tuple[Mark, ...]
    ticks: tuple[Tick, ...]
    zero: float | None


@dataclass(frozen=True, slots=True)
class Line:
    """A line over time in a box of `width` × `height`; the points are SVG's."""

    width: int
    height: int
    trend: str
    band: str
    expected: str
    last_x: float
    last_y: float
    last_words: str
    is_outside: bool


def read_field(row: Any, name: str, default: Any = "") -> Any:
    """This function will read a row's field, whether the row is a mapping or an object."""
    found = row.get(name) if isinstance(row, Mapping) else getattr(row, name, None)
    return default if found is None else found


def number_words(value: float, *, unit: str = "", is_signed: bool = False) -> str:
    """This function will write a figure with at most one decimal and a true minus sign."""
    rounded = round(value, 1)
    text = f"{abs(rounded):,.0f}" if rounded == int(rounded) else f"{abs(rounded):,.1f}"
    sign = "−" if rounded < 0 else ("+" if is_signed and rounded > 0 else "")
    return f"{sign}{text}{unit}"


def _scale(values: Sequence[float]) -> tuple[float, float]:
    low, high = min(values), max(values)
    if low == high:
        low, high = (low - 1, high + 1) if low == 0 else (min(0.0, 2 * low), max(0.0, 2 * high))
    room = (high - low) * MARGIN
    return low - room, high + room


def _ticks(low: float, high: float, *, unit: str, is_signed: bool) -> tuple[Tick, ...]:
    raw = (high - low) / 4
    power = 10 ** math.floor(math.log10(raw))
    step = next(factor * power for factor in TICK_STEPS if factor * power >= raw)
    first = math.ceil(low / step)
    count = math.floor(high / step) - first + 1
    return tuple(
        Tick(
            at=_percent((first + index) * step, low, high),
            words=number_words((first + index) * step, unit=unit, is_signed=is_signed),
        )
        for index in range(count)
    )


def _percent(value: float, low: float, high: float) -> float:
    return round((value - low) / (high - low) * 100, 2)


def interval_plot(*, rows: Iterable[Any], unit: str = "", is_signed: bool = True) -> Plot:
    """This function will place dots with their intervals on one axis that holds zero.

    A row has `label`, `value`, `low`, `high` (numbers or None) and, if wished, `text`, `note`, `url`, `tone`.
    """
    rows = list(rows)
    numbers = [
        float(number)
        for row in rows
        for name in ("value", "low", "high")
        if (number := read_field(row, name, None)) is not None
    ]
    low, high = _scale([*numbers, 0.0])
    marks = []
    for row in rows:
        value, lower, upper = (read_field(row, name, None) for name in ("value", "low", "high"))
        words = "" if value is None else number_words(value, unit=unit, is_signed=is_signed)
        marks.append(
            Mark(
                label=str(read_field(row, "label")),
                words=str(read_field(row, "text") or words),
                note=str(read_field(row, "note")),
                url=str(read_field(row, "url")),
                tone=str(read_field(row, "tone")),
                dot=None if value is None else _percent(value, low, high),
                low=None if lower is None else _percent(lower, low, high),
                high=None if upper is None else _percent(upper, low, high),
            )
        )
    return Plot(tuple(marks), _ticks(low, high, unit=unit, is_signed=is_signed), _percent(0.0, low, high))


def bar_plot(*, rows: Iterable[Any], unit: str = "") -> Plot:
    """This function will place bars from zero. A row has `label`, `value` and, if wished, text, note, url, tone."""
    rows = list(rows)
    values = [float(read_field(row, "value", 0)) for row in rows]
    low, high = min([0.0, *values]), max([0.0, *values])
    if low == high:
        high = 1.0
    marks = []
    for row, value in zip(rows, values, strict=True):
        ends = sorted((_percent(0.0, low, high), _percent(value, low, high)))
        marks.append(
            Mark(
                label=str(read_field(row, "label")),
                words=str(read_field(row, "text") or number_words(value, unit=unit)),
                note=str(read_field(row, "note")),
                url=str(read_field(row, "url")),
                tone=str(read_field(row, "tone")),
                start=ends[0],
                width=round(ends[1] - ends[0], 2),
            )
        )
    return Plot(tuple(marks), (), _percent(0.0, low, high))


def _spread(given: float | Sequence[float] | str | None, count: int) -> list[float] | None:
    if given is None or isinstance(given, str):
        return None  # a template writes a figure that is not there as an empty text
    return [float(given)] * count if isinstance(given, int | float) else [float(item) for item in given]


def line_over_time(
    *,
    values: Sequence[float | None],
    low: float | Sequence[float] | str | None = None,
    high: float | Sequence[float] | str | None = None,
    expected: float | Sequence[float] | str | None = None,
    width: int = 120,
    height: int = 28,
    label_room: int = 0,
) -> Line | None:
    """This function will lay values over time into a box, with the usual band behind; None where no value is.

    `label_room`: the width left free after the last point, for its figure.
    """
    known = [(index, float(value)) for index, value in enumerate(values) if value is not None]
    if not known:
        return None
    lows, highs, wanted = (_spread(given, len(values)) for given in (low, high, expected))
    numbers = [value for _, value in known] + (lows or []) + (highs or []) + (wanted or [])
    bottom, top = min([0.0, *numbers]), max(numbers)
    reach = (top - bottom) or 1.0

    def point(index: int, value: float) -> tuple[float, float]:
        across, up = index / max(len(values) - 1, 1), (value - bottom) / reach
        return round(3 + across * (width - label_room - 6), 1), round(height - 3 - up * (height - 6), 1)

    def joined(series: Iterable[tuple[int, float]]) -> str:
        return " ".join(f"{x},{y}" for x, y in (point(index, value) for index, value in series))

    band = f"{joined(enumerate(lows))} {joined(reversed(list(enumerate(highs))))}" if lows and highs else ""
    index, value = known[-1]
    is_outside = lows is not None and highs is not None and not lows[index] <= value <= highs[index]
    return Line(
        width,
        height,
        joined(known),
        band,
        joined(enumerate(wanted)) if wanted else "",
        *point(index, value),
        number_words(value),
        is_outside,
    )
