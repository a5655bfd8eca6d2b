"""Values, events and errors of the police tree, its people and their duty."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from fengqiao.domains.accounts.contracts import Role
from fengqiao.foundation.events.contracts import DomainEvent
from fengqiao.primitives.refusal import RefusalError


class UnitKind(StrEnum):
    PROVINCE = "province"
    MUNICIPAL_BUREAU = "municipal_bureau"
    COUNTY_BUREAU = "county_bureau"
    BRANCH_BUREAU = "branch_bureau"
    POLICE_STATION = "police_station"
    BEAT = "beat"


class ShiftKind(StrEnum):
    """What a person does in a shift; only ON_DUTY and DAY are reachable for alarms and tasks."""

    ON_DUTY = "on_duty"
    DAY = "day"
    STANDBY = "standby"


@dataclass(frozen=True, slots=True)
class NewUnit:
    """A unit to be added. `boundary` is a ring of [longitude, latitude] in degrees (WGS-84)."""

    code: str
    name: str
    kind: UnitKind
    parent_code: str | None
    is_traffic_merged: bool = False
    longitude: float | None = None
    latitude: float | None = None
    boundary: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class UnitRecord:
    id: int
    code: str
    name: str
    kind: UnitKind
    path: str
    parent_id: int | None
    division_code: str
    is_traffic_merged: bool
    longitude: float | None
    latitude: float | None
    boundary: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class NewStaff:
    """A person of the station. `number` is the police number; `unit_code` the unit of the first appointment;
    `joined_date`: when he or she joined the police.

    The sign-in has either a `password` or the hash of one (`accounts.public.hash_password`).
    """

    number: str
    name: str
    role: Role
    unit_code: str
    appointed_date: datetime.date
    is_auxiliary: bool = False
    skills: tuple[str, ...] = ()
    phone: str = ""
    birth_year: int | None = None
    username: str = ""
    password: str = ""
    must_change_password: bool = True
    password_hash: str = ""
    joined_date: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class StaffRecord:
    id: int
    number: str
    name: str
    is_auxiliary: bool
    skills: tuple[str, ...]
    phone: str
    user_id: int | None


@dataclass(frozen=True, slots=True)
class AppointmentRecord:
    staff: StaffRecord
    role: Role
    unit_code: str
    unit_name: str
    path: str
    from_date: datetime.date
    to_date: datetime.date | None
    id: int = 0


@dataclass(frozen=True, slots=True)
class NewShift:
    staff_number: str
    unit_code: str
    kind: ShiftKind
    starts_at: datetime.datetime
    ends_at: datetime.datetime
    title: str = ""


@dataclass(frozen=True, slots=True)
class ShiftRecord:
    staff: StaffRecord
    unit_code: str
    path: str
    kind: ShiftKind
    starts_at: datetime.datetime
    ends_at: datetime.datetime
    title: str


@dataclass(frozen=True, slots=True)
class NewLeave:
    staff_number: str
    from_date: datetime.date
    to_date: datetime.date
    kind: str
    substitute_number: str = ""


@dataclass(frozen=True, slots=True)
class NewDivision:
    """An administrative division (GB/T 2260): 2, 4, 6, 9 or 12 digits."""

    code: str
    name: str
    parent_code: str | None


@dataclass(frozen=True, slots=True)
class DivisionRecord:
    """An administrative division; its level follows from the length of the code, its parent too where one is loaded."""

    code: str
    name: str
    parent_code: str | None


@dataclass(frozen=True, slots=True)
class NewJurisdiction:
    """A unit's responsibility for a division from a day on."""

    unit_code: str
    division_code: str
    from_date: datetime.date


@dataclass(frozen=True, slots=True)
class NewLinkedVillage:
    """An officer's linked village (包联村) from a day on; `last_stay_date`: the last one-day stay known at loading."""

    staff_number: str
    division_code: str
    village_name: str
    from_date: datetime.date
    last_stay_date: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class LinkedVillageRecord:
    """A linked village as it stands on a day. `path`: the officer's appointment; `to_date`: the first day after."""

    staff: StaffRecord
    division_code: str
    village_name: str
    path: str
    from_date: datetime.date
    to_date: datetime.date | None
    last_stay_date: datetime.date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganisationLoaded(DomainEvent):
    kind: ClassVar[str] = "organisation.loaded"
    permission: ClassVar[str] = "organisation.view"

    counts: dict[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffAppointed(DomainEvent):
    kind: ClassVar[str] = "organisation.staff_appointed"
    permission: ClassVar[str] = "organisation.view"

    staff_id: int
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AppointmentEnded(DomainEvent):
    kind: ClassVar[str] = "organisation.appointment_ended"
    permission: ClassVar[str] = "organisation.view"

    staff_id: int
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveRecorded(DomainEvent):
    kind: ClassVar[str] = "organisation.leave_recorded"
    permission: ClassVar[str] = "organisation.view"

    staff_id: int
    from_date: datetime.date
    to_date: datetime.date


class OrganisationError(RefusalError):
    """Base of what the organisation refuses; `parameters` name the thing."""

    code = "organisation"


class UnknownUnitError(OrganisationError):
    code = "unknown_unit"


class UnknownStaffError(OrganisationError):
    code = "unknown_staff"


class UnknownDivisionError(OrganisationError):
    code = "unknown_division"


class NotAppointedError(OrganisationError):
    """The person holds no appointment on that day, so there is no place to link the village to."""

    code = "not_appointed"


class WrongParentError(OrganisationError):
    """A beat hangs under a station, a station under a county or branch bureau, and so on up."""

    code = "wrong_parent"


class OverlappingError(OrganisationError):
    """The database refused a second shift, leave or jurisdiction at the same time."""

    code = "overlapping"


class EndsLaterError(OrganisationError):
    """An end is noted on its day or after it, and not before the beginning: access ends at that moment."""

    code = "ends_later"


class AlreadyEndedError(OrganisationError):
    code = "already_ended"
