"""Turns the county's rosters into spans in which nobody is in two places."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from fengqiao.demo.county.contracts import County, DutyShift
from fengqiao.demo.county.contracts import ShiftKind as Rota
from fengqiao.demo.county.history.clockwork import CHINA_TIME
from fengqiao.domains.organisation.contracts import NewShift, ShiftKind
from fengqiao.primitives.holiday_calendar import HolidayCalendar

DAY_OPENS, DAY_CLOSES = datetime.time(8, 0), datetime.time(18, 0)
TITLES = {
    Rota.DUTY: "值班",
    Rota.STANDBY: "备勤",
    Rota.COMMAND_DAY: "综合指挥室白班",
    Rota.COMMAND_NIGHT: "综合指挥室夜班",
}
WEIGHT = (Rota.DUTY, Rota.COMMAND_DAY, Rota.COMMAND_NIGHT)
"""Duty binds most; what the command room's rota adds comes next; ordinary days and standby fill the rest."""


@dataclass(frozen=True, slots=True)
class _Span:
    starts_at: datetime.datetime
    ends_at: datetime.datetime


def plan_shifts(*, county: County, calendar: HolidayCalendar) -> list[NewShift]:
    """This function will give every person of the stations a plan without overlaps for the weeks of the rosters."""
    taken: dict[str, list[_Span]] = defaultdict(list)
    shifts: list[NewShift] = []

    def add(number: str, unit_code: str, kind: ShiftKind, span: _Span, title: str) -> None:
        for rest in _without(span, taken[number]):
            taken[number].append(rest)
            shifts.append(NewShift(number, unit_code, kind, rest.starts_at, rest.ends_at, title))

    for rota in sorted(county.shifts, key=_binding):
        if rota.kind in WEIGHT:
            for number in rota.member_numbers:
                add(number, rota.organ_code, ShiftKind.ON_DUTY, _Span(rota.start_at, rota.end_at), TITLES[rota.kind])
    for number, station_code, date in _ordinary_days(county, calendar):
        add(number, station_code, ShiftKind.DAY, _day_of(date), "日勤")
    for rota in county.shifts:
        if rota.kind is Rota.STANDBY:
            for number in rota.member_numbers:
                add(number, rota.organ_code, ShiftKind.STANDBY, _Span(rota.start_at, rota.end_at), TITLES[rota.kind])
    return shifts


def _binding(rota: DutyShift) -> tuple[int, datetime.datetime]:
    return (WEIGHT.index(rota.kind) if rota.kind in WEIGHT else len(WEIGHT), rota.start_at)


def _ordinary_days(county: County, calendar: HolidayCalendar) -> Iterator[tuple[str, str, datetime.date]]:
    stations = {organ.code for organ in county.organs if organ.station_kind is not None}
    posts = {post.police_number: post.organ_code for post in county.appointments if post.organ_code in stations}
    away = {(leave.police_number, day) for leave in county.leaves for day in _days(leave.start_date, leave.end_date)}
    first = min(rota.start_at for rota in county.shifts).astimezone(CHINA_TIME).date()
    last = max(rota.start_at for rota in county.shifts).astimezone(CHINA_TIME).date()
    for date in _days(first, last):
        if calendar.is_working_day(date):
            yield from ((number, code, date) for number, code in posts.items() if (number, date) not in away)


def _days(first: datetime.date, last: datetime.date) -> list[datetime.date]:
    return [first + datetime.timedelta(days=step) for step in range((last - first).days + 1)]


def _day_of(date: datetime.date) -> _Span:
    return _Span(
        datetime.datetime.combine(date, DAY_OPENS, CHINA_TIME), datetime.datetime.combine(date, DAY_CLOSES, CHINA_TIME)
    )


def _without(span: _Span, taken: list[_Span]) -> list[_Span]:
    """What is left of a span outside those that are taken."""
    rest = [span]
    for other in taken:
        rest = [
            piece
            for part in rest
            for piece in (
                _Span(part.starts_at, min(part.ends_at, other.starts_at)),
                _Span(max(part.starts_at, other.ends_at), part.ends_at),
            )
            if piece.starts_at < piece.ends_at
        ]
    return rest
