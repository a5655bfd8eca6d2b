"""Loading addresses, what they are called, premises and trouble spots. Known codes are left as they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.db import transaction

from fengqiao.domains.organisation.contracts import UnknownUnitError
from fengqiao.domains.organisation.public import list_units
from fengqiao.domains.places.actions.storing import addresses_by_code, insert, search_term, store
from fengqiao.domains.places.contracts import NewAddress, NewAlias, NewPremises, NewTroubleSpot
from fengqiao.domains.places.models import Address, AddressAlias, Premises, SearchTerm, TroubleSpot
from fengqiao.domains.places.queries.spelling import spell, spell_initials
from fengqiao.foundation.scoping.contracts import Actor


@transaction.atomic
def load_addresses(*, actor: Actor, addresses: Iterable[NewAddress]) -> int:
    """This function will add standard addresses and return how many are new.

    Raises UnknownUnitError, NotAllowedError, DuplicatePlaceError.
    """
    known = set(Address.objects.values_list("code", flat=True))
    paths = {unit.code: unit.path for unit in list_units()}
    rows = [_address(new, paths) for new in addresses if new.code not in known]
    count = store(actor=actor, what="addresses", rows=rows, paths=[row.scope_path for row in rows])
    insert([term for row in rows for term in _address_terms(row)])
    return count


def _address(new: NewAddress, paths: dict[str, str]) -> Address:
    if new.unit_code not in paths:
        raise UnknownUnitError(code=new.unit_code)
    return Address(
        code=new.code,
        text=new.text,
        short_text=new.short_text,
        pinyin=new.pinyin or spell(new.short_text),
        initials=new.initials or spell_initials(new.short_text),
        town=new.town,
        community=new.community,
        division_code=new.division_code,
        street=new.street,
        number=new.number,
        compound=new.compound,
        building=new.building,
        longitude=new.longitude,
        latitude=new.latitude,
        scope_path=paths[new.unit_code],
    )


def _address_terms(row: Address) -> Iterator[SearchTerm]:
    yield search_term(kind="text", text=row.text, title=row.short_text, address=row)
    yield search_term(kind="short", text=row.short_text, title=row.short_text, address=row)
    yield search_term(kind="pinyin", text=row.pinyin, title=row.short_text, address=row)
    yield search_term(kind="initials", text=row.initials, title=row.short_text, address=row)


@transaction.atomic
def load_aliases(*, actor: Actor, aliases: Iterable[NewAlias]) -> int:
    """This function will add what people call addresses and return how many names are new.

    Raises UnknownAddressError, NotAllowedError.
    """
    wanted = list(dict.fromkeys(aliases))
    addresses = addresses_by_code(new.address_code for new in wanted)
    known = set(AddressAlias.objects.values_list("alias", "address__code"))
    rows = [
        AddressAlias(alias=new.alias, pinyin=new.pinyin or spell(new.alias), address=addresses[new.address_code])
        for new in wanted
        if (new.alias, new.address_code) not in known
    ]
    count = store(actor=actor, what="aliases", rows=rows, paths=[row.address.scope_path for row in rows])
    insert([term for row in rows for term in _name_terms("alias", row.alias, row.pinyin, row.address)])
    return count


@transaction.atomic
def load_premises(*, actor: Actor, premises: Iterable[NewPremises]) -> int:
    """This function will add premises and return how many are new.

    Raises UnknownAddressError, NotAllowedError, DuplicatePlaceError.
    """
    known = set(Premises.objects.values_list("code", flat=True))
    wanted = [new for new in premises if new.code not in known]
    addresses = addresses_by_code(new.address_code for new in wanted)
    rows = [_premises(new, addresses[new.address_code]) for new in wanted]
    count = store(actor=actor, what="premises", rows=rows, paths=[row.scope_path for row in rows])
    insert([term for row in rows for term in _name_terms("premises", row.name, spell(row.name), row.address)])
    return count


def _premises(new: NewPremises, address: Address) -> Premises:
    return Premises(
        code=new.code,
        name=new.name,
        kind=new.kind,
        address=address,
        contact_name=new.contact_name,
        contact_phone=new.contact_phone,
        opened_date=new.opened_date,
        has_car_park=new.has_car_park,
        rental_tier=new.rental_tier,
        capacity=new.capacity,
        scope_path=address.scope_path,
    )


def _name_terms(kind: str, name: str, pinyin: str, address: Address) -> Iterator[SearchTerm]:
    yield search_term(kind=kind, text=name, title=name, address=address)
    yield search_term(kind="pinyin", text=pinyin, title=name, address=address)
    yield search_term(kind="initials", text=spell_initials(name), title=name, address=address)


@transaction.atomic
def load_trouble_spots(*, actor: Actor, trouble_spots: Iterable[NewTroubleSpot]) -> int:
    """This function will list trouble spots and return how many are new.

    Raises UnknownAddressError, NotAllowedError, DuplicatePlaceError.
    """
    known = set(TroubleSpot.objects.values_list("code", flat=True))
    wanted = [new for new in trouble_spots if new.code not in known]
    addresses = addresses_by_code(new.address_code for new in wanted)
    rows = [
        TroubleSpot(
            code=new.code,
            name=new.name,
            address=addresses[new.address_code],
            reason=new.reason,
            listed_date=new.listed_date,
            deadline_date=new.deadline_date,
            owner_number=new.owner_number,
            measures=list(new.measures),
            scope_path=addresses[new.address_code].scope_path,
        )
        for new in wanted
    ]
    return store(actor=actor, what="trouble_spots", rows=rows, paths=[row.scope_path for row in rows])
