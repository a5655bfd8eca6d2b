"""Which days a trigger of the calendar names, and how far from a day a list looks at the calendar."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from fengqiao.engines.duties.contracts import DutyRow, WorkingDays
from fengqiao.engines.duties.triggers import DayKind, OnCalendar
from fengqiao.primitives.date_span import DateSpan

SATURDAY: Final = 5
# No public holiday in China is longer than nine days; the bound only keeps a broken calendar from looping.
LONGEST_HOLIDAY_DAYS: Final = 30
_ONE_DAY: Final = timedelta(days=1)


def named_day(
    *, trigger: OnCalendar, day: date, calendar: WorkingDays, school_breaks: Sequence[DateSpan]
) -> dict[str, date | int] | None:
    """Return the parameters of the reason when the trigger names this day; None when it does not."""
    if trigger.day_kind is DayKind.WEEKDAY:
        return {"day": day, "weekday": day.weekday()} if day.weekday() == trigger.weekday else None
    if trigger.day_kind is DayKind.BEFORE_HOLIDAY:
        return _holiday_after(calendar, day)
    named = (
        trigger.day_kind is DayKind.EACH_DAY
        or (trigger.day_kind is DayKind.WORKING_DAY and calendar.is_working_day(day))
        or (trigger.day_kind is DayKind.SCHOOL_DAY and _is_school_day(day, calendar, school_breaks))
    )
    return {"day": day} if named else None


def named_days(
    *, trigger: OnCalendar, span: DateSpan, calendar: WorkingDays, school_breaks: Sequence[DateSpan]
) -> Iterator[date]:
    """Yield the days of a span that the trigger names."""
    day = span.first_date
    while day <= span.last_date:
        if named_day(trigger=trigger, day=day, calendar=calendar, school_breaks=school_breaks) is not None:
            yield day
        day += _ONE_DAY


def calendar_reach_days(rows: Iterable[DutyRow]) -> int:
    """Return how many days around a day the rows look at the calendar at most; 0 when none looks at it."""
    return max(
        (
            row.window.due_days + (row.window.lapse_days or 0) + LONGEST_HOLIDAY_DAYS + 1
            for row in rows
            if isinstance(row.trigger, OnCalendar)
        ),
        default=0,
    )


def _is_school_day(day: date, calendar: WorkingDays, school_breaks: Sequence[DateSpan]) -> bool:
    return calendar.is_working_day(day) and not any(span.contains(day) for span in school_breaks)


def _holiday_after(calendar: WorkingDays, day: date) -> dict[str, date | int] | None:
    """Return the free days that start tomorrow when they are more than an ordinary weekend.

    A holiday is known by a free Monday to Friday: the calendar only says which days are worked.
    """
    if not calendar.is_working_day(day):
        return None
    free: list[date] = []
    for offset in range(1, LONGEST_HOLIDAY_DAYS + 1):
        if calendar.is_working_day(day + timedelta(days=offset)):
            break
        free.append(day + timedelta(days=offset))
    if not any(one.weekday() < SATURDAY for one in free):
        return None
    return {"day": day, "holiday_from": free[0], "holiday_to": free[-1]}
