"""How legal periods are counted.

Source: 公安机关办理行政案件程序规定 art. 35: the hour or day of the start is not counted; a period whose last
day is a holiday ends on the first day after the holidays; a period that restricts liberty never rolls.
行政处罚法 art. 85: its periods of two, three, five and seven days are working days.
"""

import calendar as month_calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, timezone
from enum import StrEnum
from typing import Final

from fengqiao.primitives.holiday_calendar import HolidayCalendar

# One zone for the whole country, without summer time since 1991.
CHINA_TIME: Final = timezone(timedelta(hours=8), "UTC+8")
_ONE_DAY: Final = timedelta(days=1)
_MONTHS_A_YEAR: Final = 12


class PeriodUnit(StrEnum):
    """What a period is counted in."""

    HOURS = "hours"
    DAYS = "days"
    WORKING_DAYS = "working_days"
    MONTHS = "months"


@dataclass(frozen=True, slots=True)
class LegalPeriod:
    """A length of time laid down by law; `rolls` says whether it ends later when its last day is off."""

    length: int
    unit: PeriodUnit
    rolls: bool = True

    def __post_init__(self) -> None:
        if self.length <= 0:
            raise ValueError(f"a period has a positive length, not {self.length}")


@dataclass(frozen=True, slots=True)
class PeriodEnd:
    """The end of a period: it is kept by whoever acts before `due_at`.

    `due_date` is the last day on which to act; `counted_to_date` the day before rolling.
    `provisional` is True when the holidays around the end are not published yet.
    """

    due_at: datetime
    due_date: date
    counted_to_date: date
    provisional: bool


def end_of_period(*, period: LegalPeriod, starts_at: datetime, calendar: HolidayCalendar) -> PeriodEnd:
    """Return the end of a period that starts at an aware moment."""
    if starts_at.utcoffset() is None:
        raise ValueError(f"{starts_at.isoformat()} carries no time zone")
    if period.unit is PeriodUnit.HOURS:
        due_at = starts_at.astimezone(CHINA_TIME) + timedelta(hours=period.length)
        return PeriodEnd(due_at=due_at, due_date=due_at.date(), counted_to_date=due_at.date(), provisional=False)
    start_date = starts_at.astimezone(CHINA_TIME).date()
    return end_of_counted_days(
        last_date=last_counted_date(period=period, start_date=start_date, calendar=calendar),
        rolls=period.rolls,
        start_date=start_date,
        calendar=calendar,
    )


def end_of_counted_days(*, last_date: date, rolls: bool, start_date: date, calendar: HolidayCalendar) -> PeriodEnd:
    """Return the end of a period whose last day is counted: roll it if it rolls, and close it at 24:00."""
    due_date = calendar.first_day_not_off(last_date) if rolls else last_date
    return PeriodEnd(
        due_at=datetime.combine(due_date + _ONE_DAY, time.min, tzinfo=CHINA_TIME),
        due_date=due_date,
        counted_to_date=last_date,
        provisional=not (calendar.knows(start_date) and calendar.knows(due_date)),
    )


def last_counted_date(*, period: LegalPeriod, start_date: date, calendar: HolidayCalendar) -> date:
    """Return the last day of a period of days or months, before any rolling."""
    if period.unit is PeriodUnit.DAYS:
        return start_date + timedelta(days=period.length)
    if period.unit is PeriodUnit.WORKING_DAYS:
        return calendar.add_working_days(start_date, days=period.length)
    if period.unit is PeriodUnit.MONTHS:
        return add_months(start_date, months=period.length)
    raise ValueError("a period of hours has no last day")


def add_months(day: date, *, months: int) -> date:
    """Return the same day of a later month, or that month's last day where it has no such day."""
    month_index = day.year * _MONTHS_A_YEAR + day.month - 1 + months
    year, month = month_index // _MONTHS_A_YEAR, month_index % _MONTHS_A_YEAR + 1
    return date(year, month, min(day.day, month_calendar.monthrange(year, month)[1]))


@dataclass(frozen=True, slots=True)
class ExcludedSpan:
    """Days that a period does not count, both ends included; without an end it still runs."""

    first_date: date
    last_date: date | None

    def __post_init__(self) -> None:
        if self.last_date is not None and self.last_date < self.first_date:
            raise ValueError(f"the span ends {self.last_date}, before it begins {self.first_date}")


def last_date_without(*, start_date: date, days: int, excluded: Iterable[ExcludedSpan]) -> date | None:
    """Return the last of `days` counted days after the start, or None while a span that stops it is open.

    Days that lie in several spans are left out once.
    """
    spans = sorted(excluded, key=lambda span: span.first_date)
    counted_through, remaining = start_date, days
    for span in spans:
        run = (span.first_date - counted_through).days - 1
        if remaining <= run:
            break
        if span.last_date is None:
            return None
        remaining -= max(run, 0)
        counted_through = max(counted_through, span.last_date)
    return counted_through + timedelta(days=remaining)
