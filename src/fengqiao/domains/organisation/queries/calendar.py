"""A place's calendar: three months of it, and what was entered for it, above it and below it."""

from __future__ import annotations

import calendar
import datetime
from collections.abc import Iterable, Mapping, Sequence

from django.db.models import Q, QuerySet

from fengqiao.domains.organisation.contracts import PlacePicture, UnitRecord
from fengqiao.domains.organisation.contracts.calendar import (
    CALENDAR_UNITS,
    CalendarDay,
    CalendarMonth,
    CalendarNote,
    CalendarPage,
    ChangedDayRecord,
    DayState,
    SchoolBreakRecord,
)
from fengqiao.domains.organisation.models import OrgUnit
from fengqiao.domains.organisation.queries.place import place_for
from fengqiao.domains.organisation.queries.reading import list_units
from fengqiao.foundation.calendar.calendar import (
    breaks_that_count,
    days_that_count,
    last_published_date,
    local_calendar,
)
from fengqiao.foundation.calendar.contracts import BreakKind
from fengqiao.foundation.calendar.models import ChangedDay, SchoolBreak
from fengqiao.foundation.clock.clock import today
from fengqiao.foundation.scoping.contracts import Actor, NotVisibleError
from fengqiao.foundation.scoping.fields import PATH_STEP
from fengqiao.foundation.scoping.permissions import holds, require, require_somewhere
from fengqiao.primitives.local_calendar import LocalCalendar

KEEP, VIEW = "organisation.keep_calendar", "organisation.view"
MONTHS = 3
MOST_BELOW = 200
"""Entries of the units below that a page lists, the latest first."""
AHEAD = datetime.timedelta(days=365)
SATURDAY = 5


def list_calendar_units(*, actor: Actor) -> Sequence[UnitRecord]:
    """This function will list the units whose calendar the actor keeps. Raises NotAllowedError when there are none."""
    paths = require_somewhere(actor, KEEP)
    return [unit for path in paths for unit in list_units(under=path) if unit.kind in CALENDAR_UNITS]


def calendar_page(
    *, actor: Actor, unit_code: str = "", month: datetime.date | None = None, with_withdrawn: bool = False
) -> CalendarPage:
    """This function will show a place's calendar from a month on. Raises NotAllowedError, NotVisibleError."""
    place = place_for(actor=actor, permission=VIEW, unit_code=unit_code)
    first = (month or today()).replace(day=1)
    local = local_calendar(path=place.unit.path)
    firsts = [_shifted(first, number) for number in range(MONTHS)]
    breaks = _of_place(SchoolBreak.objects.all(), place, with_withdrawn).order_by("-first_date", "-pk")
    days = _of_place(ChangedDay.objects.all(), place, with_withdrawn).order_by("-date", "-pk")
    breaks_below = _below(SchoolBreak.objects.all(), place, with_withdrawn).order_by("-first_date", "scope_path", "-pk")
    days_below = _below(ChangedDay.objects.all(), place, with_withdrawn).order_by("-date", "scope_path", "-pk")
    return CalendarPage(
        place=place,
        months=[_month(one, local) for one in firsts],
        earlier=_shifted(first, -MONTHS),
        later=_shifted(first, MONTHS),
        breaks=_break_records(actor, breaks, counting={one.pk for one in breaks_that_count(path=place.unit.path)}),
        days=_day_records(actor, days, counting={one.pk for one in days_that_count(path=place.unit.path)}),
        breaks_below=_break_records(actor, breaks_below[:MOST_BELOW]),
        days_below=_day_records(actor, days_below[:MOST_BELOW]),
        may_enter=bool(_keeps(actor, place)),
        published_until=last_published_date(),
        has_break_ahead=any(today() <= one.last_date <= today() + AHEAD for one in local.school_breaks),
    )


def get_school_break(*, actor: Actor, break_id: int) -> SchoolBreakRecord:
    """This function will return a break that the actor may withdraw. Raises NotVisibleError, NotAllowedError."""
    row = SchoolBreak.objects.filter(pk=break_id).first()
    if row is None:
        raise NotVisibleError
    require(actor, KEEP, row.scope_path, view=VIEW)
    return _break_records(actor, [row])[0]


def get_changed_day(*, actor: Actor, day_id: int) -> ChangedDayRecord:
    """This function will return a changed day that the actor may withdraw. Raises NotVisibleError, NotAllowedError."""
    row = ChangedDay.objects.filter(pk=day_id).first()
    if row is None:
        raise NotVisibleError
    require(actor, KEEP, row.scope_path, view=VIEW)
    return _day_records(actor, [row])[0]


def _keeps(actor: Actor, place: PlacePicture) -> bool:
    """Whether the actor keeps the calendar of the place or of a unit below it."""
    return holds(actor, KEEP, place.unit.path) and place.unit.kind in CALENDAR_UNITS


def _of_place(rows: QuerySet, place: PlacePicture, with_withdrawn: bool) -> QuerySet:
    path = place.unit.path
    above = [path[:length] for length in range(0, len(path) + 1, PATH_STEP)]
    return _standing(rows.filter(scope_path__in=above), with_withdrawn)


def _below(rows: QuerySet, place: PlacePicture, with_withdrawn: bool) -> QuerySet:
    path = place.unit.path
    return _standing(rows.filter(Q(scope_path__startswith=path) & ~Q(scope_path=path)), with_withdrawn)


def _standing(rows: QuerySet, with_withdrawn: bool) -> QuerySet:
    return rows if with_withdrawn else rows.filter(withdrawn_at=None)


def _break_records(
    actor: Actor, rows: Iterable[SchoolBreak], *, counting: set[int] | None = None
) -> list[SchoolBreakRecord]:
    held = list(rows)
    names = _names(held)
    return [
        SchoolBreakRecord(
            _note(actor, row, names), BreakKind(row.kind), row.first_date, row.last_date, _counts(row, counting)
        )
        for row in held
    ]


def _day_records(
    actor: Actor, rows: Iterable[ChangedDay], *, counting: set[int] | None = None
) -> list[ChangedDayRecord]:
    held = list(rows)
    names = _names(held)
    return [
        ChangedDayRecord(
            _note(actor, row, names), row.date, row.is_working_day, row.name, row.moves_periods, _counts(row, counting)
        )
        for row in held
    ]


def _counts(row: SchoolBreak | ChangedDay, counting: set[int] | None) -> bool:
    return row.withdrawn_at is None and (counting is None or row.pk in counting)


def _names(rows: Iterable[SchoolBreak | ChangedDay]) -> Mapping[str, str]:
    paths = {row.scope_path for row in rows}
    return dict(OrgUnit.objects.filter(path__in=paths).values_list("path", "name"))


def _note(actor: Actor, row: SchoolBreak | ChangedDay, names: Mapping[str, str]) -> CalendarNote:
    return CalendarNote(
        id=row.pk,
        unit_name=names.get(row.scope_path, ""),
        source=row.source,
        entered_by=row.entered_by,
        entered_at=row.entered_at,
        may_withdraw=row.withdrawn_at is None and holds(actor, KEEP, row.scope_path),
        withdrawn_by=row.withdrawn_by,
        withdrawn_at=row.withdrawn_at,
        withdrawn_reason=row.withdrawn_reason,
    )


def _shifted(first: datetime.date, months: int) -> datetime.date:
    ordinal = first.year * 12 + first.month - 1 + months
    return datetime.date(ordinal // 12, ordinal % 12 + 1, 1)


def _month(first: datetime.date, local: LocalCalendar) -> CalendarMonth:
    weeks = [
        [_day(day, local) if day.month == first.month else CalendarDay(day, None) for day in week]
        for week in calendar.Calendar().monthdatescalendar(first.year, first.month)
    ]
    school_days = sum(day.state in (DayState.SCHOOL_DAY, DayState.MOVED_WORKING_DAY) for week in weeks for day in week)
    return CalendarMonth(first, weeks, school_days)


def _day(day: datetime.date, local: LocalCalendar) -> CalendarDay:
    return CalendarDay(day, _state(day, local), day == today())


def _state(day: datetime.date, local: LocalCalendar) -> DayState:
    is_weekend = day.weekday() >= SATURDAY
    if any(span.contains(day) for span in local.school_breaks):
        return DayState.BREAK
    if local.days.is_working_day(day):
        return DayState.MOVED_WORKING_DAY if is_weekend else DayState.SCHOOL_DAY
    return DayState.DAY_OFF if day in local.days.holidays else DayState.WEEKEND
