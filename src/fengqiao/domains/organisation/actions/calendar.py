"""Use cases: a locality enters school breaks and changed days on its calendar, and withdraws them; history stays."""

from __future__ import annotations

import datetime
from typing import TypeVar

from django.db import IntegrityError, transaction

from fengqiao.domains.organisation.contracts import UnitRecord
from fengqiao.domains.organisation.contracts.calendar import (
    CALENDAR_UNITS,
    AlreadyWithdrawnError,
    BreakBackwardsError,
    BreakOverlapsError,
    BreakTooLongError,
    CalendarChanged,
    DayChangedAlreadyError,
    NewChangedDay,
    NewSchoolBreak,
    NotACalendarUnitError,
    NothingChangesError,
    SourceMissingError,
    WithdrawalReasonMissingError,
)
from fengqiao.domains.organisation.queries.reading import get_unit
from fengqiao.foundation.audit.recording import record
from fengqiao.foundation.calendar.calendar import local_calendar
from fengqiao.foundation.calendar.contracts import LONGEST_BREAK_DAYS
from fengqiao.foundation.calendar.models import ChangedDay, SchoolBreak
from fengqiao.foundation.clock.clock import now
from fengqiao.foundation.events.publishing import publish
from fengqiao.foundation.scoping.contracts import Actor, NotVisibleError
from fengqiao.foundation.scoping.permissions import require

KEEP, VIEW = "organisation.keep_calendar", "organisation.view"
Entry = TypeVar("Entry", SchoolBreak, ChangedDay)


@transaction.atomic
def enter_school_break(*, actor: Actor, entry: NewSchoolBreak) -> int:
    """This function will enter a break of the schools below a unit, and return its id.

    Raises NotVisibleError, NotAllowedError, UnknownUnitError, NotACalendarUnitError, BreakBackwardsError,
    BreakTooLongError, BreakOverlapsError, SourceMissingError.
    """
    unit, source = _place_of(actor, entry.unit_code), _said(entry.source)
    if entry.last_date < entry.first_date:
        raise BreakBackwardsError(first=entry.first_date, last=entry.last_date)
    if (entry.last_date - entry.first_date).days >= LONGEST_BREAK_DAYS:
        raise BreakTooLongError(days=(entry.last_date - entry.first_date).days + 1)
    try:
        with transaction.atomic():
            row = SchoolBreak.objects.create(
                scope_path=unit.path,
                kind=entry.kind,
                first_date=entry.first_date,
                last_date=entry.last_date,
                source=source,
                entered_at=now(),
                entered_by=actor.name,
            )
    except IntegrityError as error:
        raise BreakOverlapsError(unit=entry.unit_code) from error
    _note(actor, row, "enter_school_break", {"kind": row.kind, "from": row.first_date, "to": row.last_date})
    return row.pk


@transaction.atomic
def enter_changed_day(*, actor: Actor, entry: NewChangedDay) -> int:
    """This function will enter a day off, or a moved working day, for everything below a unit, and return its id.

    Raises NotVisibleError, NotAllowedError, UnknownUnitError, NotACalendarUnitError, SourceMissingError,
    DayChangedAlreadyError, NothingChangesError.
    """
    unit, source = _place_of(actor, entry.unit_code), _said(entry.source)
    name = _said(entry.name)
    if ChangedDay.objects.filter(scope_path=unit.path, date=entry.date, withdrawn_at=None).exists():
        raise DayChangedAlreadyError(unit=entry.unit_code)
    if local_calendar(path=unit.path).days.is_working_day(entry.date) == entry.is_working_day:
        raise NothingChangesError(date=entry.date)
    try:
        with transaction.atomic():
            row = ChangedDay.objects.create(
                scope_path=unit.path,
                date=entry.date,
                is_working_day=entry.is_working_day,
                name=name,
                moves_periods=entry.moves_periods,
                source=source,
                entered_at=now(),
                entered_by=actor.name,
            )
    except IntegrityError as error:
        raise DayChangedAlreadyError(unit=entry.unit_code) from error
    details = {"date": row.date, "is_working_day": row.is_working_day, "moves_periods": row.moves_periods}
    _note(actor, row, "enter_changed_day", details)
    return row.pk


@transaction.atomic
def withdraw_school_break(*, actor: Actor, break_id: int, reason: str) -> None:
    """This function will withdraw a break; the entry stays readable.

    Raises NotVisibleError, NotAllowedError, AlreadyWithdrawnError, WithdrawalReasonMissingError.
    """
    row = SchoolBreak.objects.select_for_update().filter(pk=break_id).first()
    _withdraw(actor, row, reason, "withdraw_school_break")


@transaction.atomic
def withdraw_changed_day(*, actor: Actor, day_id: int, reason: str) -> None:
    """This function will withdraw a changed day; the entry stays readable. Raises as withdraw_school_break."""
    row = ChangedDay.objects.select_for_update().filter(pk=day_id).first()
    _withdraw(actor, row, reason, "withdraw_changed_day")


def _place_of(actor: Actor, unit_code: str) -> UnitRecord:
    unit = get_unit(code=unit_code)
    require(actor, KEEP, unit.path, view=VIEW)
    if unit.kind not in CALENDAR_UNITS:
        raise NotACalendarUnitError(unit=unit_code)
    return unit


def _said(text: str) -> str:
    said = text.strip()
    if not said:
        raise SourceMissingError
    return said


def _withdraw(actor: Actor, row: Entry | None, reason: str, act: str) -> None:
    if row is None:
        raise NotVisibleError
    require(actor, KEEP, row.scope_path, view=VIEW)
    if row.withdrawn_at is not None:
        raise AlreadyWithdrawnError(entry=row.pk)
    if not reason.strip():
        raise WithdrawalReasonMissingError
    row.withdrawn_at, row.withdrawn_by, row.withdrawn_reason = now(), actor.name, reason.strip()
    row.save(update_fields=["withdrawn_at", "withdrawn_by", "withdrawn_reason"])
    _note(actor, row, act, {"reason": row.withdrawn_reason})


def _note(actor: Actor, row: SchoolBreak | ChangedDay, act: str, details: dict[str, object]) -> None:
    first, last = _days_of(row)
    record(
        actor=actor,
        action=act,
        object_kind="calendar_entry",
        object_id=row.pk,
        scope_path=row.scope_path,
        details={**details, "source": row.source},
    )
    publish(
        CalendarChanged(scope_path=row.scope_path, object_id=str(row.pk), what=act, first_date=first, last_date=last),
        actor=actor,
    )


def _days_of(row: SchoolBreak | ChangedDay) -> tuple[datetime.date, datetime.date]:
    return (row.first_date, row.last_date) if isinstance(row, SchoolBreak) else (row.date, row.date)
