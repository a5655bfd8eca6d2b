"""Where the duty time of community officers goes. Nothing here comes from tracking anybody's position."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from fengqiao.domains.organisation.contracts.units import OrganisationError
from fengqiao.foundation.events.contracts import DomainEvent


class TimeKind(StrEnum):
    """The closed list: in the community, and what pulled an officer away from it."""

    IN_COMMUNITY = "in_community"
    AT_STATION = "at_station"
    DISPATCHED_OUTSIDE = "dispatched_outside"
    MEETING = "meeting"
    TRAINING = "training"
    PAPERWORK = "paperwork"
    GUARD_DUTY = "guard_duty"
    CASE_HELP = "case_help"
    SECONDMENT = "secondment"
    OTHER = "other"


class TimeOrigin(StrEnum):
    """Known to the system from work that is recorded, or said by the officer."""

    DERIVED = "derived"
    ENTERED = "entered"


@dataclass(frozen=True, slots=True)
class WorkQuery:
    """Whose work between two moments (half-open) a source is asked for."""

    from_at: datetime.datetime
    to_at: datetime.datetime
    staff_ids: frozenset[int]


@dataclass(frozen=True, slots=True)
class WorkSpan:
    """Minutes of one officer's work at a place, as a room knows them. `is_order`: he was sent there by an order."""

    staff_id: int
    at: datetime.datetime
    scope_path: str
    minutes: int
    is_order: bool = False


WorkSource = Callable[[WorkQuery], Sequence[WorkSpan]]
"""Registered in config/wiring.py with `register_work_source(name, source)`."""


@dataclass(frozen=True, slots=True)
class KnownDay:
    """What is known of an officer's day before he says anything: `shift_minutes`, and the derived parts of it."""

    date: datetime.date
    shift_minutes: int
    derived: Mapping[TimeKind, int]
    entered: Mapping[TimeKind, int]
    is_recorded: bool

    @property
    def open_minutes(self) -> int:
        return max(0, self.shift_minutes - sum(self.derived.values()))


@dataclass(frozen=True, slots=True)
class NewDutyTime:
    """A day of an officer as loaded: minutes by kind."""

    staff_number: str
    date: datetime.date
    minutes: Mapping[TimeKind, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class DutyTimeRecorded(DomainEvent):
    kind: ClassVar[str] = "organisation.duty_time_recorded"
    permission: ClassVar[str] = "organisation.view_staffing"

    date: datetime.date


class NoCommunityPostError(OrganisationError):
    """Only those who hold a community officer's post on that day keep a record of their time."""

    code = "no_community_post"


class DayNotOpenError(OrganisationError):
    """A day can be recorded on itself and in the week after."""

    code = "day_not_open"


class TooManyMinutesError(OrganisationError):
    """A day has no more minutes than that."""

    code = "too_many_minutes"
