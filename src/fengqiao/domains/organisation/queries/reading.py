"""Reads of the organisation: units, people, who is on duty, who stands in."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import fields
from typing import Any, Final

from django.db import connection
from django.db.models import Q

from fengqiao.domains.accounts.contracts import Role
from fengqiao.domains.organisation.contracts import (
    AppointmentRecord,
    DivisionRecord,
    LinkedVillageRecord,
    ShiftKind,
    ShiftRecord,
    StaffRecord,
    UnitKind,
    UnitRecord,
    UnknownStaffError,
    UnknownUnitError,
)
from fengqiao.domains.organisation.models import (
    Appointment,
    Division,
    DutyShift,
    Leave,
    LinkedVillage,
    OrgUnit,
    StaffMember,
)
from fengqiao.foundation.scoping.contracts import Actor
from fengqiao.foundation.scoping.fields import PATH_STEP
from fengqiao.foundation.scoping.permissions import paths_for, scoped


def unit_record(row: OrgUnit) -> UnitRecord:
    """This function will turn a row into the value that others may hold."""
    return UnitRecord(
        row.pk,
        row.code,
        row.name,
        UnitKind(row.kind),
        row.path,
        row.parent_id,
        row.code[:6],
        row.is_traffic_merged,
        row.longitude,
        row.latitude,
        tuple((point[0], point[1]) for point in row.boundary),
    )


def staff_record(row: StaffMember) -> StaffRecord:
    """This function will turn a row into the value that others may hold."""
    return StaffRecord(row.pk, row.number, row.name, row.is_auxiliary, tuple(row.skills), row.phone, row.user_id)


def get_unit(*, code: str) -> UnitRecord:
    """This function will return the unit of a code. Raises UnknownUnitError."""
    row = OrgUnit.objects.filter(code=code).first()
    if row is None:
        raise UnknownUnitError(code=code)
    return unit_record(row)


def get_unit_at(*, path: str) -> UnitRecord:
    """This function will return the unit at a path. Raises UnknownUnitError."""
    row = OrgUnit.objects.filter(path=path).first()
    if row is None:
        raise UnknownUnitError(path=path)
    return unit_record(row)


def list_units(*, kind: UnitKind | None = None, under: str = "") -> Sequence[UnitRecord]:
    """This function will list the units below a path (itself included), in tree order."""
    rows = OrgUnit.objects.filter(path__startswith=under).order_by("path")
    return [unit_record(row) for row in (rows.filter(kind=kind) if kind else rows)]


def list_units_by_code(*, codes: Iterable[str]) -> dict[str, UnitRecord]:
    """This function will return units by code; unknown codes are absent."""
    return {row.code: unit_record(row) for row in OrgUnit.objects.filter(code__in=list(codes))}


def list_visible_units(*, actor: Actor, kind: UnitKind | None = None) -> Sequence[UnitRecord]:
    """This function will list the units that the actor may see."""
    rows = scoped(OrgUnit.objects.order_by("path"), paths_for(actor, "organisation.view"), field="path")
    return [unit_record(row) for row in (rows.filter(kind=kind) if kind else rows)]


def list_ancestors(*, path: str) -> Sequence[UnitRecord]:
    """This function will list the units from the root down to the path."""
    steps = [path[:length] for length in range(PATH_STEP, len(path) + 1, PATH_STEP)]
    return [unit_record(row) for row in OrgUnit.objects.filter(path__in=steps).order_by("path")]


def station_of(*, path: str) -> UnitRecord | None:
    """This function will return the police station that a path lies in, None above the stations."""
    return next((unit for unit in list_ancestors(path=path) if unit.kind is UnitKind.POLICE_STATION), None)


def units_stamp() -> tuple[int, int]:
    """This function will return a value that changes whenever a unit is added or changed: for caches of the tree."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*), coalesce(sum(xmin::text::bigint), 0)::bigint FROM organisation_orgunit")
        count, total = cursor.fetchone()
    return count, total


def get_staff(*, staff_id: int) -> StaffRecord:
    """This function will return a person of the staff. Raises UnknownStaffError."""
    row = StaffMember.objects.filter(pk=staff_id).first()
    if row is None:
        raise UnknownStaffError(staff_id=staff_id)
    return staff_record(row)


def staff_of_user(*, user_id: int) -> StaffRecord | None:
    """This function will return the person of the staff who signs in as this user, None for others."""
    row = StaffMember.objects.filter(user_id=user_id).first()
    return staff_record(row) if row else None


def list_staff_by_number(*, numbers: Iterable[str]) -> dict[str, StaffRecord]:
    """This function will return staff by police number; unknown numbers are absent."""
    return {row.number: staff_record(row) for row in StaffMember.objects.filter(number__in=list(numbers))}


def list_appointments(
    *, on: datetime.date, under: str = "", roles: Iterable[Role] | None = None, staff_id: int | None = None
) -> Sequence[AppointmentRecord]:
    """This function will list the appointments in force on a day below a path."""
    rows = (
        Appointment.objects.filter(path__startswith=under, from_date__lte=on)
        .filter(Q(to_date=None) | Q(to_date__gt=on))
        .order_by("path", "role", "staff__number")
    )
    if roles is not None:
        rows = rows.filter(role__in=list(roles))
    if staff_id is not None:
        rows = rows.filter(staff_id=staff_id)
    # Plain columns: a province has thousands, and a model's instance costs ten times as much as a row.
    columns = (*_OF_STAFF, "role", *_OF_UNIT, "path", "from_date", "to_date", "pk")
    return [_appointment(row) for row in rows.values_list(*columns)]


def _appointment(row: Sequence[Any]) -> AppointmentRecord:
    staff_id, number, name, is_auxiliary, skills, phone, user_id, role, *post = row
    staff = StaffRecord(staff_id, number, name, is_auxiliary, tuple(skills), phone, user_id)
    return AppointmentRecord(staff, Role(role), *post)


_OF_STAFF: Final = tuple(f"staff__{one.name}" for one in fields(StaffRecord))
_OF_UNIT: Final = ("unit__code", "unit__name")


def list_shifts(
    *,
    from_at: datetime.datetime,
    to_at: datetime.datetime,
    under: str = "",
    kinds: Iterable[ShiftKind] | None = None,
) -> Sequence[ShiftRecord]:
    """This function will list the shifts that touch a half-open span below a path, by start."""
    rows = (
        DutyShift.objects.select_related("staff", "unit")
        .filter(path__startswith=under, starts_at__lt=to_at, ends_at__gt=from_at)
        .order_by("starts_at", "path", "staff__number")
    )
    if kinds is not None:
        rows = rows.filter(kind__in=list(kinds))
    return [
        ShiftRecord(
            staff_record(row.staff),
            row.unit.code,
            row.path,
            ShiftKind(row.kind),
            row.starts_at,
            row.ends_at,
            row.title,
        )
        for row in rows
    ]


def list_on_duty(*, at: datetime.datetime, under: str = "") -> Sequence[ShiftRecord]:
    """This function will list who is on duty (not merely on standby) at a moment."""
    kinds = (ShiftKind.ON_DUTY, ShiftKind.DAY)
    return [
        shift
        for shift in list_shifts(from_at=at, to_at=at + datetime.timedelta(microseconds=1), under=under, kinds=kinds)
    ]


def list_absences(*, on: datetime.date) -> dict[int, int | None]:
    """This function will return who is on leave on a day (staff id) and who stands in (staff id, None for nobody)."""
    rows = Leave.objects.filter(from_date__lte=on, to_date__gte=on)
    return {row.staff_id: row.substitute_id for row in rows}


def list_divisions(*, parent_code: str = "") -> Sequence[DivisionRecord]:
    """This function will list the divisions directly below one, or the topmost ones, by code."""
    rows = Division.objects.filter(parent_id=parent_code or None).order_by("code")
    return [DivisionRecord(row.code, row.name, row.parent_id) for row in rows]


def list_linked_villages(*, on: datetime.date, under: str = "") -> Sequence[LinkedVillageRecord]:
    """This function will list the linked villages of a day whose officers are appointed below a path."""
    rows = (
        LinkedVillage.objects.select_related("staff")
        .filter(path__startswith=under, from_date__lte=on)
        .filter(Q(to_date=None) | Q(to_date__gt=on))
        .order_by("path", "division_id", "staff__number")
    )
    return [
        LinkedVillageRecord(
            staff_record(row.staff),
            row.division_id,
            row.village_name,
            row.path,
            row.from_date,
            row.to_date,
            row.last_stay_date,
        )
        for row in rows
    ]
