"""People of the station and their linked villages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import IntegrityError, transaction
from django.db.models import Q

from fengqiao.domains.accounts.public import create_account
from fengqiao.domains.organisation.actions.announcing import BATCH, announce
from fengqiao.domains.organisation.actions.posts import find_unit, put_into_post
from fengqiao.domains.organisation.contracts import (
    NewLinkedVillage,
    NewStaff,
    NotAppointedError,
    OverlappingError,
    UnknownDivisionError,
    UnknownStaffError,
)
from fengqiao.domains.organisation.models import Division, LinkedVillage, StaffMember
from fengqiao.foundation.scoping.contracts import Actor
from fengqiao.foundation.scoping.permissions import require


@transaction.atomic
def add_staff(*, actor: Actor, staff: NewStaff) -> int:
    """This function will add a person, appoint him or her, and make the sign-in when a username is given.

    Raises UnknownUnitError, and what accounts refuses (UsernameTakenError, WeakPasswordError).
    """
    unit = find_unit(code=staff.unit_code)
    require(actor, "organisation.manage", unit.path)
    row = StaffMember.objects.create(
        number=staff.number,
        name=staff.name,
        is_auxiliary=staff.is_auxiliary,
        skills=list(staff.skills),
        phone=staff.phone,
        birth_year=staff.birth_year,
        joined_date=staff.joined_date,
    )
    if staff.username:
        row.user_id = create_account(
            actor=actor,
            username=staff.username,
            display_name=staff.name,
            password=staff.password,
            password_hash=staff.password_hash,
            staff_id=row.pk,
            must_change_password=staff.must_change_password,
        )
        row.save(update_fields=["user_id"])
    put_into_post(actor=actor, row=row, role=staff.role, unit=unit, from_date=staff.appointed_date)
    return row.pk


@transaction.atomic
def load_linked_villages(*, actor: Actor, links: Iterable[NewLinkedVillage]) -> int:
    """This function will link officers to villages and return how many links are new.

    A link lies where the officer is appointed. Raises UnknownStaffError, UnknownDivisionError,
    NotAppointedError, OverlappingError.
    """
    wanted = list(links)
    _require_divisions(wanted)
    people = {row.number: row for row in StaffMember.objects.filter(number__in={link.staff_number for link in wanted})}
    known = set(LinkedVillage.objects.values_list("staff__number", "division_id", "from_date"))
    rows = []
    for link in wanted:
        if link.staff_number not in people:
            raise UnknownStaffError(number=link.staff_number)
        if (link.staff_number, link.division_code, link.from_date) in known:
            continue
        row = _link(people[link.staff_number], link)
        require(actor, "organisation.manage", row.path)
        rows.append(row)
    try:
        with transaction.atomic():
            LinkedVillage.objects.bulk_create(rows, batch_size=BATCH)
    except IntegrityError as error:
        raise OverlappingError(what="linked_village") from error
    announce(actor=actor, what="linked_villages", counts={"linked_villages": len(rows)})
    return len(rows)


def _require_divisions(links: Sequence[NewLinkedVillage]) -> None:
    codes = {link.division_code for link in links}
    missing = codes - set(Division.objects.filter(code__in=codes).values_list("code", flat=True))
    if missing:
        raise UnknownDivisionError(code=min(missing))


def _link(person: StaffMember, link: NewLinkedVillage) -> LinkedVillage:
    held = list(person.appointments.filter(Q(to_date=None) | Q(to_date__gt=link.from_date)))
    # The nearest place to the village: an appointment at a beat before one at the station.
    appointment = max(held, key=lambda row: (row.from_date <= link.from_date, len(row.path)), default=None)
    if appointment is None:
        raise NotAppointedError(number=link.staff_number, on=link.from_date)
    return LinkedVillage(
        staff=person,
        division_id=link.division_code,
        village_name=link.village_name,
        path=appointment.path,
        from_date=link.from_date,
        last_stay_date=link.last_stay_date,
    )
