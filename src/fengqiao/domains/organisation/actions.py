"""Writes of the organisation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from django.db import IntegrityError, transaction

from fengqiao.domains.accounts.public import create_account, grant_role
from fengqiao.domains.organisation.contracts import (
    LeaveRecorded,
    NewDivision,
    NewJurisdiction,
    NewLeave,
    NewShift,
    NewStaff,
    NewUnit,
    OrganisationLoaded,
    OverlappingError,
    StaffAppointed,
    UnitKind,
    UnknownStaffError,
    UnknownUnitError,
    WrongParentError,
)
from fengqiao.domains.organisation.models import (
    Appointment,
    Division,
    DutyShift,
    Jurisdiction,
    Leave,
    OrgUnit,
    StaffMember,
)
from fengqiao.foundation.audit.recording import record
from fengqiao.foundation.events.publishing import publish
from fengqiao.foundation.scoping.contracts import Actor
from fengqiao.foundation.scoping.fields import path_step
from fengqiao.foundation.scoping.permissions import require

ALLOWED_PARENTS: dict[UnitKind, frozenset[UnitKind | None]] = {
    UnitKind.PROVINCE: frozenset({None}),
    UnitKind.MUNICIPAL_BUREAU: frozenset({UnitKind.PROVINCE, None}),
    UnitKind.COUNTY_BUREAU: frozenset({UnitKind.MUNICIPAL_BUREAU, UnitKind.PROVINCE, None}),
    UnitKind.BRANCH_BUREAU: frozenset({UnitKind.MUNICIPAL_BUREAU, UnitKind.PROVINCE, None}),
    UnitKind.POLICE_STATION: frozenset({UnitKind.COUNTY_BUREAU, UnitKind.BRANCH_BUREAU, None}),
    UnitKind.BEAT: frozenset({UnitKind.POLICE_STATION}),
}
BATCH = 2000


@transaction.atomic
def load_units(*, actor: Actor, units: Iterable[NewUnit]) -> dict[str, str]:
    """This function will add units, parents first, and return the path of each code; known codes are left as they are.

    Raises UnknownUnitError for a parent that is neither known nor earlier in the list, WrongParentError.
    """
    known = {row.code: row for row in OrgUnit.objects.all()}
    children = Counter(row.parent_id for row in known.values())
    added: Counter[str] = Counter()
    for unit in units:
        if unit.code in known:
            continue
        parent = _parent_of(unit, known)
        parent_id = parent.pk if parent else None
        path = (parent.path if parent else "") + path_step(children[parent_id])
        require(actor, "organisation.manage", path)
        children[parent_id] += 1
        known[unit.code] = OrgUnit.objects.create(
            code=unit.code,
            name=unit.name,
            kind=unit.kind,
            parent=parent,
            path=path,
            is_traffic_merged=unit.is_traffic_merged,
            longitude=unit.longitude,
            latitude=unit.latitude,
            boundary=[list(point) for point in unit.boundary],
        )
        added[unit.kind] += 1
    _announce(actor=actor, what="units", counts=dict(added))
    return {code: row.path for code, row in known.items()}


def _parent_of(unit: NewUnit, known: dict[str, OrgUnit]) -> OrgUnit | None:
    if unit.parent_code is not None and unit.parent_code not in known:
        raise UnknownUnitError(code=unit.parent_code, child=unit.code)
    parent = known[unit.parent_code] if unit.parent_code is not None else None
    parent_kind = UnitKind(parent.kind) if parent else None
    if parent_kind not in ALLOWED_PARENTS[unit.kind]:
        raise WrongParentError(code=unit.code, kind=unit.kind, parent_kind=parent_kind)
    return parent


@transaction.atomic
def load_divisions(*, actor: Actor, divisions: Iterable[NewDivision]) -> None:
    """This function will add administrative divisions, parents first; known ones take the new name."""
    require(actor, "organisation.manage", "")
    rows = [Division(code=row.code, name=row.name, parent_id=row.parent_code) for row in divisions]
    Division.objects.bulk_create(
        rows, batch_size=BATCH, update_conflicts=True, update_fields=["name"], unique_fields=["code"]
    )
    _announce(actor=actor, what="divisions", counts={"divisions": len(rows)})


@transaction.atomic
def load_jurisdictions(*, actor: Actor, jurisdictions: Iterable[NewJurisdiction]) -> None:
    """This function will make units responsible for divisions. Raises UnknownUnitError, OverlappingError."""
    require(actor, "organisation.manage", "")
    wanted = list(jurisdictions)
    units = {row.code: row.pk for row in OrgUnit.objects.filter(code__in={row.unit_code for row in wanted})}
    for row in wanted:
        if row.unit_code not in units:
            raise UnknownUnitError(code=row.unit_code)
    rows = [
        Jurisdiction(unit_id=units[row.unit_code], division_id=row.division_code, from_date=row.from_date)
        for row in wanted
    ]
    try:
        with transaction.atomic():
            Jurisdiction.objects.bulk_create(rows, batch_size=BATCH)
    except IntegrityError as error:
        raise OverlappingError(what="jurisdiction") from error
    _announce(actor=actor, what="jurisdictions", counts={"jurisdictions": len(rows)})


@transaction.atomic
def add_staff(*, actor: Actor, staff: NewStaff) -> int:
    """This function will add a person, appoint him or her, and make the sign-in when a username is given.

    Raises UnknownUnitError, and what accounts refuses (UsernameTakenError, WeakPasswordError).
    """
    unit = OrgUnit.objects.filter(code=staff.unit_code).first()
    if unit is None:
        raise UnknownUnitError(code=staff.unit_code)
    require(actor, "organisation.manage", unit.path)
    row = StaffMember.objects.create(
        number=staff.number,
        name=staff.name,
        is_auxiliary=staff.is_auxiliary,
        skills=list(staff.skills),
        phone=staff.phone,
        birth_year=staff.birth_year,
    )
    if staff.username:
        row.user_id = create_account(
            actor=actor,
            username=staff.username,
            display_name=staff.name,
            password=staff.password,
            staff_id=row.pk,
            must_change_password=staff.must_change_password,
        )
        row.save(update_fields=["user_id"])
    _appoint(actor=actor, row=row, staff=staff, unit=unit)
    return row.pk


def _appoint(*, actor: Actor, row: StaffMember, staff: NewStaff, unit: OrgUnit) -> None:
    Appointment.objects.create(
        staff=row, role=staff.role, unit=unit, path=unit.path, from_date=staff.appointed_date
    )
    if row.user_id is not None:
        grant_role(actor=actor, user_id=row.user_id, role=staff.role, scope_path=unit.path)
    record(
        actor=actor,
        action="appoint",
        object_kind="staff",
        object_id=row.pk,
        scope_path=unit.path,
        details={"role": staff.role, "unit": unit.code, "from": staff.appointed_date},
    )
    publish(
        StaffAppointed(scope_path=unit.path, object_id=str(row.pk), staff_id=row.pk, role=staff.role),
        actor=actor,
    )


@transaction.atomic
def load_shifts(*, actor: Actor, shifts: Iterable[NewShift]) -> None:
    """This function will plan duty shifts. Raises UnknownStaffError, UnknownUnitError, OverlappingError."""
    wanted = list(shifts)
    staff = {
        row.number: row
        for row in StaffMember.objects.filter(number__in={shift.staff_number for shift in wanted})
    }
    units = {row.code: row for row in OrgUnit.objects.filter(code__in={shift.unit_code for shift in wanted})}
    rows = []
    for shift in wanted:
        if shift.staff_number not in staff:
            raise UnknownStaffError(number=shift.staff_number)
        if shift.unit_code not in units:
            raise UnknownUnitError(code=shift.unit_code)
        unit = units[shift.unit_code]
        rows.append(
            DutyShift(
                staff=staff[shift.staff_number],
                unit=unit,
                path=unit.path,
                kind=shift.kind,
                title=shift.title,
                starts_at=shift.starts_at,
                ends_at=shift.ends_at,
            )
        )
    for unit in units.values():
        require(actor, "organisation.plan_duty", unit.path)
    try:
        with transaction.atomic():
            DutyShift.objects.bulk_create(rows, batch_size=BATCH)
    except IntegrityError as error:
        raise OverlappingError(what="shift") from error
    _announce(actor=actor, what="shifts", counts={"shifts": len(rows)})


@transaction.atomic
def record_leave(*, actor: Actor, leave: NewLeave) -> None:
    """This function will record a leave and who stands in. Raises UnknownStaffError, OverlappingError."""
    staff = {
        row.number: row
        for row in StaffMember.objects.filter(number__in=[leave.staff_number, leave.substitute_number])
    }
    if leave.staff_number not in staff:
        raise UnknownStaffError(number=leave.staff_number)
    if leave.substitute_number and leave.substitute_number not in staff:
        raise UnknownStaffError(number=leave.substitute_number)
    person = staff[leave.staff_number]
    appointment = person.appointments.order_by("-from_date").first()
    path = appointment.path if appointment else ""
    require(actor, "organisation.plan_duty", path)
    try:
        with transaction.atomic():
            Leave.objects.create(
                staff=person,
                substitute=staff.get(leave.substitute_number),
                kind=leave.kind,
                from_date=leave.from_date,
                to_date=leave.to_date,
            )
    except IntegrityError as error:
        raise OverlappingError(what="leave", number=leave.staff_number) from error
    record(
        actor=actor,
        action="record_leave",
        object_kind="staff",
        object_id=person.pk,
        scope_path=path,
        details={"from": leave.from_date, "to": leave.to_date, "kind": leave.kind},
    )
    publish(
        LeaveRecorded(
            scope_path=path,
            object_id=str(person.pk),
            staff_id=person.pk,
            from_date=leave.from_date,
            to_date=leave.to_date,
        ),
        actor=actor,
    )


def _announce(*, actor: Actor, what: str, counts: dict[str, int]) -> None:
    record(
        actor=actor,
        action=f"load_{what}",
        object_kind="organisation",
        object_id=what,
        scope_path="",
        details=counts,
    )
    publish(OrganisationLoaded(scope_path="", object_id=what, counts=counts), actor=actor)
