"""Arithmetic of cycles: when the next turn is due, and which calendar period a day belongs to."""

import calendar
import zlib
from datetime import date, timedelta
from typing import Final

from fengqiao.engines.duties.triggers import Cycle

# The first half of a month ends on the fifteenth.
HALF_MONTH_LAST_DAY: Final = 15

_DAYS: Final = {Cycle.DAY: 1, Cycle.WEEK: 7, Cycle.HALF_MONTH: 15}
_MONTHS: Final = {Cycle.MONTH: 1, Cycle.QUARTER: 3, Cycle.HALF_YEAR: 6, Cycle.YEAR: 12}


def next_due(*, done_date: date, cycle: Cycle) -> date:
    """Return the day one cycle later; 31 January plus a month is the last day of February."""
    if cycle in _DAYS:
        return done_date + timedelta(days=_DAYS[cycle])
    months = done_date.year * 12 + done_date.month - 1 + _MONTHS[cycle]
    year, month = divmod(months, 12)
    last_day = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(done_date.day, last_day))


def period_of(*, day: date, cycle: Cycle) -> tuple[date, date]:
    """Return the first and last day of the calendar period of the cycle that holds the day."""
    if cycle is Cycle.DAY:
        return day, day
    if cycle is Cycle.WEEK:
        monday = day - timedelta(days=day.weekday())
        return monday, monday + timedelta(days=6)
    if cycle is Cycle.HALF_MONTH:
        return _half_month_of(day)
    first_month = (day.month - 1) // _MONTHS[cycle] * _MONTHS[cycle] + 1
    last_month = first_month + _MONTHS[cycle] - 1
    last_day = calendar.monthrange(day.year, last_month)[1]
    return date(day.year, first_month, 1), date(day.year, last_month, last_day)


def _half_month_of(day: date) -> tuple[date, date]:
    if day.day <= HALF_MONTH_LAST_DAY:
        return day.replace(day=1), day.replace(day=HALF_MONTH_LAST_DAY)
    last_day = calendar.monthrange(day.year, day.month)[1]
    return day.replace(day=HALF_MONTH_LAST_DAY + 1), day.replace(day=last_day)


def spread_days(*, identity: str, days: int) -> int:
    """Return a number in 0 … days - 1 that is always the same for an identity.

    It spreads subjects over a cycle, so that 300 venues are not all due on the first of the month.
    CRC-32 is used because Python's own hash changes from process to process.
    """
    return zlib.crc32(identity.encode()) % days if days > 1 else 0
