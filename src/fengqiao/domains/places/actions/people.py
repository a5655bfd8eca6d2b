"""Loading households, residents and the few facts on them; opening a personal record."""

from __future__ import annotations

from collections.abc import Iterable

from django.db import transaction

from fengqiao.domains.accounts.contracts import Purpose, StatedReason
from fengqiao.domains.accounts.public import find_reason, state_reason
from fengqiao.domains.places.actions.storing import addresses_by_code, store
from fengqiao.domains.places.contracts import (
    InvalidIdNumberError,
    NewHousehold,
    NewResident,
    NewResidentFact,
    ResidentRead,
    ResidentRecord,
    UnknownHouseholdError,
    UnknownResidentError,
)
from fengqiao.domains.places.models import Household, Resident, ResidentFact
from fengqiao.domains.places.queries.records import fact_record, household_record
from fengqiao.foundation.audit.recording import record
from fengqiao.foundation.events.publishing import publish
from fengqiao.foundation.scoping.contracts import Actor, NotVisibleError, ReasonNeededError
from fengqiao.foundation.scoping.permissions import require
from fengqiao.primitives.citizen_id import InvalidCitizenIdError, Sex, parse_citizen_id
from fengqiao.primitives.masking import mask_id_number

RESIDENT = "resident"


@transaction.atomic
def load_households(*, actor: Actor, households: Iterable[NewHousehold]) -> int:
    """This function will add households and return how many are new. Raises UnknownAddressError, NotAllowedError."""
    known = set(Household.objects.values_list("code", flat=True))
    wanted = [new for new in households if new.code not in known]
    addresses = addresses_by_code(new.address_code for new in wanted)
    rows = [
        Household(
            code=new.code,
            is_renting=new.is_renting,
            address=addresses[new.address_code],
            scope_path=addresses[new.address_code].scope_path,
        )
        for new in wanted
    ]
    return store(actor=actor, what="households", rows=rows, paths=[row.scope_path for row in rows])


@transaction.atomic
def load_residents(*, actor: Actor, residents: Iterable[NewResident]) -> int:
    """This function will add residents and return how many are new.

    Raises UnknownHouseholdError, InvalidIdNumberError, NotAllowedError, DuplicatePlaceError.
    """
    known = set(Resident.objects.values_list("code", flat=True))
    wanted = [new for new in residents if new.code not in known]
    codes = {new.household_code for new in wanted}
    households = {row.code: row for row in Household.objects.filter(code__in=codes)}
    if codes - households.keys():
        raise UnknownHouseholdError(code=min(codes - households.keys()))
    rows = [
        Resident(
            code=new.code,
            household=households[new.household_code],
            name=new.name,
            is_female=new.is_female,
            birth_date=new.birth_date,
            id_number=_checked_id_number(new),
            phone=new.phone,
            is_head=new.is_head,
            scope_path=households[new.household_code].scope_path,
        )
        for new in wanted
    ]
    return store(actor=actor, what="residents", rows=rows, paths=[row.scope_path for row in rows])


def _checked_id_number(new: NewResident) -> str:
    try:
        parsed = parse_citizen_id(new.id_number)
    except InvalidCitizenIdError as error:
        raise InvalidIdNumberError(resident=new.code, fault=error.fault.value) from error
    if parsed.birth_date != new.birth_date:
        raise InvalidIdNumberError(resident=new.code, fault="other_birth_date")
    if (parsed.sex is Sex.FEMALE) != new.is_female:
        raise InvalidIdNumberError(resident=new.code, fault="other_sex")
    return parsed.number


@transaction.atomic
def load_resident_facts(*, actor: Actor, resident_facts: Iterable[NewResidentFact]) -> int:
    """This function will add facts with basis and end, and return how many are new.

    Raises UnknownResidentError, NotAllowedError, DuplicatePlaceError (overlap of one kind).
    """
    wanted = list(dict.fromkeys(resident_facts))
    codes = {new.resident_code for new in wanted}
    residents = {row.code: row for row in Resident.objects.filter(code__in=codes)}
    if codes - residents.keys():
        raise UnknownResidentError(code=min(codes - residents.keys()))
    known = set(ResidentFact.objects.values_list("resident__code", "kind", "from_date"))
    rows = [
        ResidentFact(
            resident=residents[new.resident_code],
            kind=new.kind,
            basis=new.basis,
            from_date=new.from_date,
            to_date=new.to_date,
        )
        for new in wanted
        if (new.resident_code, new.kind, new.from_date) not in known
    ]
    paths = [row.resident.scope_path for row in rows]
    return store(actor=actor, what="resident_facts", rows=rows, paths=paths)


@transaction.atomic
def state_resident_reason(*, actor: Actor, code: str, purpose: Purpose, reference: str) -> None:
    """This function will note why the actor opens a resident's record.

    Raises NotVisibleError, NotAllowedError, EmptyReasonError.
    """
    row = _resident_in_scope(actor, code)
    state_reason(
        actor=actor,
        purpose=purpose,
        reference=reference,
        object_kind=RESIDENT,
        object_id=code,
        scope_path=row.scope_path,
    )


@transaction.atomic
def read_resident(*, actor: Actor, code: str) -> ResidentRecord:
    """This function will open a resident's record, note that it was opened, and return it.

    Raises NotVisibleError, NotAllowedError, ReasonNeededError without a standing reason.
    """
    row = _resident_in_scope(actor, code)
    reason = find_reason(actor=actor, object_kind=RESIDENT, object_id=code)
    if reason is None and not actor.is_system:
        raise ReasonNeededError(object_kind=RESIDENT, object_id=code, scope_path=row.scope_path)
    record(
        actor=actor,
        action="read_resident",
        object_kind=RESIDENT,
        object_id=code,
        scope_path=row.scope_path,
        details=_why(reason),
    )
    publish(ResidentRead(scope_path=row.scope_path, object_id=code), actor=actor)
    return _resident_record(row)


def _resident_in_scope(actor: Actor, code: str) -> Resident:
    row = Resident.objects.select_related("household__address").filter(code=code).first()
    if row is None:
        raise NotVisibleError
    require(actor, "places.view_residents", row.scope_path, view="places.view")
    return row


def _why(reason: StatedReason | None) -> dict[str, str]:
    return {"purpose": reason.purpose, "reference": reason.reference} if reason else {}


def _resident_record(row: Resident) -> ResidentRecord:
    return ResidentRecord(
        code=row.code,
        name=row.name,
        is_female=row.is_female,
        birth_date=row.birth_date,
        masked_id_number=mask_id_number(row.id_number),
        phone=row.phone,
        household=household_record(row.household, members=row.household.residents.count()),
        facts=tuple(fact_record(fact) for fact in row.facts.order_by("from_date", "kind")),
    )
