"""The holiday calendar of China: the maintained package, overlaid with the editable table."""

from __future__ import annotations

import datetime
from functools import cache

from chinese_calendar import constants

from fengqiao.foundation.calendar.models import CalendarDay
from fengqiao.primitives.holiday_calendar import HolidayCalendar


@cache
def _published_days() -> tuple[frozenset[datetime.date], frozenset[datetime.date]]:
    return frozenset(constants.holidays), frozenset(constants.workdays)


def last_published_date() -> datetime.date:
    """This function will return the last day that the package knows: after it only weekends and the table count."""
    return max(max(days) for days in _published_days())


def holiday_calendar() -> HolidayCalendar:
    """This function will return the calendar in force (public holidays and make-up working days)."""
    holidays, workdays = (set(days) for days in _published_days())
    for day in CalendarDay.objects.all():
        (workdays if day.is_working_day else holidays).add(day.date)
        (holidays if day.is_working_day else workdays).discard(day.date)
    return HolidayCalendar(holidays=frozenset(holidays), make_up_working_days=frozenset(workdays))
