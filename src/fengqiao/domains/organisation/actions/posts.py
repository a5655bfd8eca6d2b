"""Posts: who is appointed to what, from when to when. History stays; access comes and ends with the post."""

from __future__ import annotations

import datetime

from django.db import IntegrityError, transaction

from fengqiao.domains.accounts.contracts import Role
from fengqiao.domains.accounts.public import end_role, grant_role
from fengqiao.domains.organisation.contracts import (
    AlreadyEndedError,
    AppointmentEnded,
    EndsLaterError,
    OverlappingError,
    StaffAppointed,
    UnknownStaffError,
    UnknownUnitError,
)
from fengqiao.domains.organisation.models import Appointment, OrgUnit, StaffMember
from fengqiao.foundation.audit.recording import record
from fengqiao.foundation.clock.clock import local_zone, now, today
from fengqiao.foundation.events.publishing import publish
from fengqiao.foundation.scoping.contracts import Actor, NotVisibleError
from fengqiao.foundation.scoping.permissions import require


@transaction.atomic
def appoint(*, actor: Actor, staff_number: str, role: Role, unit_code: str, from_date: datetime.date) -> None:
    """This function will give a known person a further appointment, with the access that comes with it.

    An appointment that is held already is left as it is. Raises UnknownStaffError, UnknownUnitError,
    OverlappingError, and what accounts refuses (ConflictingRolesError).
    """
    row = StaffMember.objects.select_for_update().filter(number=staff_number).first()
    if row is None:
        raise UnknownStaffError(number=staff_number)
    unit = find_unit(code=unit_code)
    require(actor, "organisation.manage", unit.path)
    if not row.appointments.filter(role=role, unit=unit, to_date=None).exists():
        put_into_post(actor=actor, row=row, role=role, unit=unit, from_date=from_date)


def find_unit(*, code: str) -> OrgUnit:
    """This function will return the unit's row. Raises UnknownUnitError."""
    unit = OrgUnit.objects.filter(code=code).first()
    if unit is None:
        raise UnknownUnitError(code=code)
    return unit


def put_into_post(*, actor: Actor, row: StaffMember, role: Role, unit: OrgUnit, from_date: datetime.date) -> None:
    """This function will store an appointment and grant its role, at the latest from the day on which it begins."""
    try:
        with transaction.atomic():
            Appointment.objects.create(staff=row, role=role, unit=unit, path=unit.path, from_date=from_date)
    except IntegrityError as error:
        raise OverlappingError(what="appointment", number=row.number) from error
    if row.user_id is not None:
        begins = datetime.datetime.combine(from_date, datetime.time(), local_zone())
        later = begins if begins > now() else None
        grant_role(actor=actor, user_id=row.user_id, role=role, scope_path=unit.path, valid_from_at=later)
    record(
        actor=actor,
        action="appoint",
        object_kind="staff",
        object_id=row.pk,
        scope_path=unit.path,
        details={"role": role, "unit": unit.code, "from": from_date},
    )
    publish(StaffAppointed(scope_path=unit.path, object_id=str(row.pk), staff_id=row.pk, role=role), actor=actor)


@transaction.atomic
def end_appointment(*, actor: Actor, appointment_id: int, to_date: datetime.date, reason: str = "") -> None:
    """This function will end an appointment (`to_date`: the first day without it) and the access that came with it.

    Raises NotVisibleError, NotAllowedError, AlreadyEndedError, EndsLaterError.
    """
    row = Appointment.objects.select_for_update().select_related("staff").filter(pk=appointment_id).first()
    if row is None:
        raise NotVisibleError
    require(actor, "organisation.manage", row.path, view="organisation.view_posts")
    if row.to_date is not None:
        raise AlreadyEndedError(appointment=appointment_id)
    if not row.from_date <= to_date <= today():
        raise EndsLaterError(to=to_date)
    row.to_date = to_date
    row.save(update_fields=["to_date"])
    if row.staff.user_id is not None:
        end_role(actor=actor, user_id=row.staff.user_id, role=Role(row.role), scope_path=row.path)
    record(
        actor=actor,
        action="end_appointment",
        object_kind="staff",
        object_id=row.staff_id,
        scope_path=row.path,
        details={"role": row.role, "to": to_date, "reason": reason},
    )
    ended = AppointmentEnded(scope_path=row.path, object_id=str(row.staff_id), staff_id=row.staff_id, role=row.role)
    publish(ended, actor=actor)
