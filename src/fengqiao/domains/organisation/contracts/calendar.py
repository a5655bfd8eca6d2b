"""What a locality enters on its calendar: breaks of the schools, days off and moved working days."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from fengqiao.domains.organisation.contracts.pictures import PlacePicture
from fengqiao.domains.organisation.contracts.units import OrganisationError, UnitKind
from fengqiao.foundation.calendar.contracts import BreakKind
from fengqiao.foundation.events.contracts import DomainEvent

CALENDAR_UNITS = frozenset(
    {UnitKind.PROVINCE, UnitKind.MUNICIPAL_BUREAU, UnitKind.COUNTY_BUREAU, UnitKind.BRANCH_BUREAU}
)
"""Schools and holidays are decided for a county or above it; a station has no calendar of its own."""


class DayState(StrEnum):
    """What a day of a place is."""

    SCHOOL_DAY = "school_day"
    BREAK = "break"
    WEEKEND = "weekend"
    DAY_OFF = "day_off"
    MOVED_WORKING_DAY = "moved_working_day"


@dataclass(frozen=True, slots=True)
class NewSchoolBreak:
    """Days without school, both included. `source`: the notice that says so."""

    unit_code: str
    kind: BreakKind
    first_date: datetime.date
    last_date: datetime.date
    source: str


@dataclass(frozen=True, slots=True)
class NewChangedDay:
    """A day that is off, or worked, against the published calendar. `moves_periods`: periods of law go by it too."""

    unit_code: str
    date: datetime.date
    is_working_day: bool
    name: str
    source: str
    moves_periods: bool = False


@dataclass(frozen=True, slots=True)
class CalendarNote:
    """Who entered it for which unit, and who withdrew it."""

    id: int
    unit_name: str
    source: str
    entered_by: str
    entered_at: datetime.datetime
    may_withdraw: bool
    withdrawn_by: str = ""
    withdrawn_at: datetime.datetime | None = None
    withdrawn_reason: str = ""


@dataclass(frozen=True, slots=True)
class SchoolBreakRecord:
    """A break. `counts`: it applies to the place that was asked for, where no nearer unit says otherwise."""

    note: CalendarNote
    kind: BreakKind
    first_date: datetime.date
    last_date: datetime.date
    counts: bool

    @property
    def days(self) -> int:
        """How many days it lasts."""
        return (self.last_date - self.first_date).days + 1


@dataclass(frozen=True, slots=True)
class ChangedDayRecord:
    """A day that was changed. `counts` as of a break."""

    note: CalendarNote
    date: datetime.date
    is_working_day: bool
    name: str
    moves_periods: bool
    counts: bool


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A day of a month's picture; one beside the month has no state."""

    date: datetime.date
    state: DayState | None
    is_today: bool = False


@dataclass(frozen=True, slots=True)
class CalendarMonth:
    """A month as weeks from Monday to Sunday."""

    first_date: datetime.date
    weeks: Sequence[Sequence[CalendarDay]]
    school_days: int


@dataclass(frozen=True, slots=True)
class CalendarPage:
    """A place's calendar: three months of it, what was entered for it or above it, and what below."""

    place: PlacePicture
    months: Sequence[CalendarMonth]
    earlier: datetime.date
    later: datetime.date
    breaks: Sequence[SchoolBreakRecord]
    days: Sequence[ChangedDayRecord]
    breaks_below: Sequence[SchoolBreakRecord]
    days_below: Sequence[ChangedDayRecord]
    may_enter: bool
    published_until: datetime.date
    has_break_ahead: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarChanged(DomainEvent):
    """A school break or a changed day was entered or withdrawn for everything below a unit."""

    kind: ClassVar[str] = "organisation.calendar_changed"
    permission: ClassVar[str] = "organisation.view"

    what: str
    first_date: datetime.date
    last_date: datetime.date


class NotACalendarUnitError(OrganisationError):
    """Stations and beats go by the calendar of their county."""

    code = "not_a_calendar_unit"


class BreakBackwardsError(OrganisationError):
    code = "break_backwards"


class BreakTooLongError(OrganisationError):
    code = "break_too_long"


class BreakOverlapsError(OrganisationError):
    """The unit has a standing break with some of these days."""

    code = "break_overlaps"


class DayChangedAlreadyError(OrganisationError):
    """The unit has a standing change of this day."""

    code = "day_changed_already"


class NothingChangesError(OrganisationError):
    """The day is already what was entered."""

    code = "nothing_changes"


class SourceMissingError(OrganisationError):
    code = "source_missing"


class AlreadyWithdrawnError(OrganisationError):
    code = "already_withdrawn"


class WithdrawalReasonMissingError(OrganisationError):
    code = "withdrawal_reason_missing"
