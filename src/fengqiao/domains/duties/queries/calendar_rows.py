"""On which days the rows of the calendar ask, by the calendar of the unit that the list is for."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from itertools import islice

from fengqiao.domains.duties.contracts.changes import CalendarRowDays
from fengqiao.domains.duties.contracts.lists import RowRecord
from fengqiao.domains.duties.workflow.documents import ParsedList
from fengqiao.engines.duties.calendar_days import named_days
from fengqiao.engines.duties.triggers import DayKind, OnCalendar
from fengqiao.foundation.calendar.calendar import local_calendar
from fengqiao.foundation.clock.clock import today
from fengqiao.primitives.date_span import DateSpan
from fengqiao.primitives.local_calendar import LocalCalendar

YEAR = datetime.timedelta(days=364)
FIRST_DAYS = 5


def calendar_rows_of(*, parsed: ParsedList, path: str) -> Sequence[CalendarRowDays]:
    """This function will tell for each row of the calendar on which days of its first year it asks at a place."""
    if parsed.duty_list is None or not any(isinstance(row.trigger, OnCalendar) for row in parsed.duty_list.rows):
        return ()
    first = max(parsed.effective_from, today())
    return tuple(_rows(parsed, DateSpan(first, first + YEAR), local_calendar(path=path)))


def _rows(parsed: ParsedList, year: DateSpan, local: LocalCalendar) -> Iterator[CalendarRowDays]:
    records = {one.number: one for one in parsed.rows}
    for row in parsed.duty_list.rows if parsed.duty_list else ():
        if not isinstance(row.trigger, OnCalendar):
            continue
        span = DateSpan(year.first_date, min(year.last_date, row.sunset_date))
        if span.last_date >= span.first_date:
            yield _row(records[row.number], row.trigger, span, local)


def _row(record: RowRecord, trigger: OnCalendar, span: DateSpan, local: LocalCalendar) -> CalendarRowDays:
    is_of_school = trigger.day_kind is DayKind.SCHOOL_DAY
    breaks = tuple(one for one in local.school_breaks if is_of_school and one.touches(span))
    days = tuple(named_days(trigger=trigger, span=span, calendar=local.days, school_breaks=breaks))
    return CalendarRowDays(
        row=record,
        from_date=span.first_date,
        to_date=span.last_date,
        count=len(days),
        next_days=tuple(islice(days, FIRST_DAYS)),
        breaks=breaks,
        are_breaks_missing=is_of_school and not breaks,
    )
