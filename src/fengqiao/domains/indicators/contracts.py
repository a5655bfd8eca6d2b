"""Values of the figures that a chief reads. Each opens to its rows."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from fengqiao.engines.forecasting.changes import ChangeVerdict
from fengqiao.engines.forecasting.usual_range import Standing
from fengqiao.foundation.events.contracts import DomainEvent
from fengqiao.primitives.refusal import RefusalError


@dataclass(frozen=True, slots=True)
class TodayFigure:
    """A figure of the last 24 hours with what is usual for them.

    `weeks`: the same 24 hours in the weeks before, oldest first, None in an outage; the last is the count itself.
    """

    code: str
    count: int
    usual_low: int | None
    usual_middle: float | None
    usual_high: int | None
    standing: Standing
    rows_url: str
    weeks: tuple[int | None, ...] = ()


@dataclass(frozen=True, slots=True)
class YearOnYear:
    """A count against last year with its interval; `verdict` is all that may be said."""

    unit_code: str
    unit_name: str
    code: str
    from_date: datetime.date
    to_date: datetime.date
    this_count: int
    base_count: int
    days_compared: int
    days_left_out: int
    change_percent: float | None
    low_percent: float | None
    high_percent: float | None
    verdict: ChangeVerdict
    rows_url: str


@dataclass(frozen=True, slots=True)
class Chain:
    """清单 → 派单 → 处置 → 成效 with today's counts."""

    lists_in_force: int
    list_rows: int
    tasks_listed: int
    tasks_signed_for: int
    orders_given: int
    tasks_completed: int
    incidents_received: int
    incidents_handled: int
    tasks_on_time: int
    arrivals_in_time: int
    arrivals: int
    transfers_accepted: int
    obligations_kept: int

    @property
    def sent_out(self) -> int:
        """What somebody has taken on: tasks signed for and units sent."""
        return self.tasks_signed_for + self.orders_given

    @property
    def handled(self) -> int:
        return self.incidents_handled + self.tasks_completed

    @property
    def in_time(self) -> int:
        """What came out as it should: in time, accepted, kept."""
        return self.tasks_on_time + self.arrivals_in_time + self.transfers_accepted + self.obligations_kept


@dataclass(frozen=True, slots=True)
class Risk:
    """Something that runs out: a legal clock, a promise, an overloaded officer."""

    code: str
    title: str
    detail: str
    due_at: datetime.datetime | None
    is_over: bool
    url: str


@dataclass(frozen=True, slots=True)
class HandoverLine:
    """Something that goes on: its number, what it is about, when it came in."""

    number: str
    text: str
    at: datetime.datetime


@dataclass(frozen=True, slots=True)
class HandoverSheet:
    """交接班: what one shift leaves to the next, as it stood at the shift's end; a past sheet stays as it was."""

    from_at: datetime.datetime
    to_at: datetime.datetime
    unit_name: str
    incidents_received: int
    incidents_open: tuple[HandoverLine, ...]
    reports_due: tuple[HandoverLine, ...]
    warnings_confirmed: int
    warnings_rejected: int
    tasks_completed: int
    tasks_left: int
    work_minutes: int
    duty_leaders: tuple[str, ...]
    bulletin: tuple[str, ...]
    burden_minutes: int = 0
    """What the listed work of the span really took."""

    burden_fields: int = 0
    """How many answers it asked for."""


@dataclass(frozen=True, slots=True)
class TreeRow:
    """A unit of the police tree on the province page; figures only where there is life."""

    code: str
    name: str
    kind: str
    path: str
    depth: int
    is_living: bool
    incidents_28_days: int | None
    tasks_on_time: int | None
    tasks_due: int | None
    stations: int


@dataclass(frozen=True, slots=True)
class ForecastCell:
    """What one shift of one beat may expect: `usual` × `weekday` × `own` × `area` is `expected`."""

    date: datetime.date
    shift: str
    expected: float
    low: int
    high: int
    usual: float
    weekday: float
    own: float
    area: float
    heat: float
    """Its share of the highest cell of the sheet, 0 to 1."""


@dataclass(frozen=True, slots=True)
class ForecastRow:
    """A beat, its cells day by day and shift by shift, and the sum of its week."""

    unit_code: str
    unit_name: str
    cells: tuple[ForecastCell, ...]
    week: float


@dataclass(frozen=True, slots=True)
class ForecastSheet:
    """Calls that citizens will report in the next days, per beat and shift; empty rows where nothing is known yet.

    `known_days` of `history_days` were recorded; the others are gaps and were left out.
    `totals`: of each cell's column over all rows.
    """

    station_code: str
    station_name: str
    stations: tuple[tuple[str, str], ...]
    dates: tuple[datetime.date, ...]
    shifts: tuple[str, ...]
    rows: tuple[ForecastRow, ...]
    totals: tuple[float, ...]
    known_days: int
    history_days: int


class BulletinKind(StrEnum):
    """Of what a bulletin speaks: the 24 hours of duty from 08:00, a calendar day, a calendar month."""

    SHIFT = "shift"
    DAY = "day"
    MONTH = "month"


@dataclass(frozen=True, slots=True)
class BulletinLine:
    """A category ("" is all of them) with what it is compared with; None where nothing can be said.

    Against last year: the same weekdays, days unknown in either year left out on both sides. A month has an
    interval and a verdict; a single day has none, and is held against what is usual for its weekday.
    """

    category: str
    count: int
    compared_count: int | None = None
    base_count: int | None = None
    change_percent: float | None = None
    low_percent: float | None = None
    high_percent: float | None = None
    verdict: str = ""
    usual_low: int | None = None
    usual_high: int | None = None
    standing: str = ""


@dataclass(frozen=True, slots=True)
class Bulletin:
    """警情通报. `issued_at` None: not issued, the figures are those of now; else they are those of then."""

    kind: BulletinKind
    unit_name: str
    from_at: datetime.datetime
    to_at: datetime.datetime
    lines: tuple[BulletinLine, ...]
    arrivals: int
    arrivals_in_time: int
    open_calls: int
    beats: tuple[tuple[str, int], ...]
    unknown_days: int
    issued_at: datetime.datetime | None = None
    issued_by: str = ""

    @property
    def received(self) -> int:
        return next((line.count for line in self.lines if not line.category), 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class BulletinIssued(DomainEvent):
    """A bulletin was issued."""

    kind: ClassVar[str] = "indicators.bulletin_issued"
    permission: ClassVar[str] = "indicators.view"

    bulletin_kind: str


class BulletinError(RefusalError):
    """What the bulletins refuse."""


class SpanNotOverError(BulletinError):
    """A bulletin is issued when its span is over."""

    code = "span_not_over"
