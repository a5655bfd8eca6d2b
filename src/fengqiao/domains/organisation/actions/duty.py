"""Duty shifts and leaves."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import IntegrityError, transaction

from fengqiao.domains.organisation.actions.announcing import BATCH, announce
from fengqiao.domains.organisation.contracts import (
    LeaveRecorded,
    NewLeave,
    NewShift,
    OverlappingError,
    UnknownStaffError,
    UnknownUnitError,
)
from fengqiao.domains.organisation.models import DutyShift, Leave, OrgUnit, StaffMember
from fengqiao.foundation.audit.recording import record
from fengqiao.foundation.events.publishing import publish
from fengqiao.foundation.scoping.contracts import Actor
from fengqiao.foundation.scoping.permissions import require


@transaction.atomic
def load_shifts(*, actor: Actor, shifts: Iterable[NewShift]) -> None:
    """This function will plan duty shifts. Raises UnknownStaffError, UnknownUnitError, OverlappingError."""
    wanted = list(shifts)
    staff = {row.number: row for row in StaffMember.objects.filter(number__in={shift.staff_number for shift in wanted})}
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
    announce(actor=actor, what="shifts", counts={"shifts": len(rows)})


@transaction.atomic
def record_leave(*, actor: Actor, leave: NewLeave) -> None:
    """This function will record a leave and who stands in. Raises UnknownStaffError, OverlappingError."""
    staff = {
        row.number: row for row in StaffMember.objects.filter(number__in=[leave.staff_number, leave.substitute_number])
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
