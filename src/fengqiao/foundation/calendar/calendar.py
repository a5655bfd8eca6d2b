"""The calendar of China: the maintained package, overlaid with what localities entered."""

from __future__ import annotations

import datetime
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import cache

from chinese_calendar import constants

from fengqiao.foundation.calendar.contracts import BreakKind
from fengqiao.foundation.calendar.models import ChangedDay, SchoolBreak
from fengqiao.primitives.date_span import DateSpan
from fengqiao.primitives.holiday_calendar import HolidayCalendar
from fengqiao.primitives.local_calendar import LocalCalendar


@cache
def _published_days() -> tuple[frozenset[datetime.date], frozenset[datetime.date]]:
    return frozenset(constants.holidays), frozenset(constants.workdays)


def last_published_date() -> datetime.date:
    """This function will return the last day that the package knows: after it only weekends and the table count."""
    return max(max(days) for days in _published_days())


def holiday_calendar(path: str = "") -> HolidayCalendar:
    """This function will return the calendar that periods of law go by at a place: public holidays, make-up days.

    A day that a locality gives off or works for itself moves no period.
    """
    return _overlaid(one for one in _standing_days() if one.moves_periods and path.startswith(one.scope_path))


def local_calendar(*, path: str) -> LocalCalendar:
    """This function will return the calendar that the duties of a place go by."""
    return local_calendars(paths=[path])[path]


def local_calendars(*, paths: Collection[str]) -> Mapping[str, LocalCalendar]:
    """This function will return the calendars that the duties of places go by.

    On one day the nearest unit's word counts; so it does for the winter and the summer break of a year. Other breaks
    add up. Places with the same entries share one calendar.
    """
    days, breaks = _standing_days(), _standing_breaks()
    made: dict[tuple[object, ...], LocalCalendar] = {}
    found: dict[str, LocalCalendar] = {}
    for path in paths:
        own_days = [one for one in days if path.startswith(one.scope_path)]
        own_breaks = _nearest([one for one in breaks if path.startswith(one.scope_path)])
        key = (*(one.pk for one in own_days), None, *(one.pk for one in own_breaks))
        if key not in made:
            spans = sorted({(one.first_date, one.last_date) for one in own_breaks})
            made[key] = LocalCalendar(_overlaid(own_days), tuple(DateSpan(first, last) for first, last in spans))
        found[path] = made[key]
    return found


def days_that_count(*, path: str) -> Sequence[ChangedDay]:
    """This function will return the entries of days by which a place goes: of one day the nearest unit's."""
    nearest = {one.date: one for one in _standing_days() if path.startswith(one.scope_path)}
    return list(nearest.values())


def breaks_that_count(*, path: str) -> Sequence[SchoolBreak]:
    """This function will return the school breaks by which a place goes."""
    return _nearest([one for one in _standing_breaks() if path.startswith(one.scope_path)])


def _overlaid(days: Iterable[ChangedDay]) -> HolidayCalendar:
    """Later ones count: they come from the nearer unit."""
    holidays, workdays = (set(published) for published in _published_days())
    for day in days:
        (workdays if day.is_working_day else holidays).add(day.date)
        (holidays if day.is_working_day else workdays).discard(day.date)
    return HolidayCalendar(holidays=frozenset(holidays), make_up_working_days=frozenset(workdays))


def _standing_days() -> Sequence[ChangedDay]:
    rows = ChangedDay.objects.filter(withdrawn_at=None)
    return sorted(rows, key=lambda one: (len(one.scope_path), one.date))


def _standing_breaks() -> Sequence[SchoolBreak]:
    rows = SchoolBreak.objects.filter(withdrawn_at=None)
    return sorted(rows, key=lambda one: (len(one.scope_path), one.first_date))


def _nearest(breaks: Sequence[SchoolBreak]) -> Sequence[SchoolBreak]:
    depth: dict[tuple[str, int], int] = {}
    for one in breaks:
        depth[_turn(one)] = max(depth.get(_turn(one), 0), len(one.scope_path))
    return [one for one in breaks if one.kind == BreakKind.OTHER or len(one.scope_path) == depth[_turn(one)]]


def _turn(one: SchoolBreak) -> tuple[str, int]:
    """A winter break belongs to the year in which it ends."""
    return one.kind, one.last_date.year
