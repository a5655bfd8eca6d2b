from __future__ import annotations

import dataclasses
import datetime

import pytest
from django.db import IntegrityError, transaction
from tests.stage import OLD_TOWN, Stage

from fengqiao.domains.organisation.contracts import UnknownUnitError
from fengqiao.domains.places.contracts import (
    DuplicatePlaceError,
    InvalidIdNumberError,
    NewAlias,
    PremisesKind,
    RentalTier,
    UnknownAddressError,
    UnknownHouseholdError,
    UnknownResidentError,
)
from fengqiao.domains.places.models import Address, Premises, Resident, SearchTerm
from fengqiao.domains.places.public import (
    count_places,
    get_address,
    list_addresses_by_code,
    list_premises,
    list_trouble_spots,
    load_addresses,
    load_aliases,
    load_households,
    load_premises,
    load_resident_facts,
    load_residents,
    load_trouble_spots,
    nearest_address,
)
from fengqiao.domains.places.tests.town import (
    ADDRESSES,
    FACT,
    PREMISES,
    RESIDENTS,
    TROUBLE_SPOT,
    build_town,
    id_number,
)
from fengqiao.foundation.audit.models import AuditEntry
from fengqiao.foundation.events.models import Event
from fengqiao.foundation.scoping.contracts import SYSTEM, NotAllowedError
from fengqiao.primitives.position import Position


def test_a_load_counts_and_leaves_an_audit_entry_and_an_event(stage: Stage) -> None:
    assert load_addresses(actor=SYSTEM, addresses=ADDRESSES) == len(ADDRESSES)
    assert AuditEntry.objects.get(action="load_addresses").details == {"count": len(ADDRESSES)}
    assert Event.objects.get(kind="places.loaded").payload["what"] == "addresses"


def test_loading_everything_again_adds_nothing(town: Stage) -> None:
    before, terms = count_places(), SearchTerm.objects.count()
    build_town()
    assert count_places() == before
    assert SearchTerm.objects.count() == terms
    assert before == {
        "addresses": 7,
        "premises": 6,
        "key_venues": 1,
        "rental_housing": 1,
        "households": 2,
        "residents": 2,
        "trouble_spots": 1,
    }


def test_only_who_manages_places_loads_them(town: Stage) -> None:
    new = dataclasses.replace(ADDRESSES[0], code="A900", text="另一处")
    with pytest.raises(NotAllowedError):
        load_addresses(actor=town.actor("officer"), addresses=[new])
    with pytest.raises(NotAllowedError):
        load_addresses(actor=town.actor("other_chief"), addresses=[new])
    assert load_addresses(actor=town.actor("chief"), addresses=[new]) == 1


def test_two_doors_do_not_share_one_address(town: Stage) -> None:
    with pytest.raises(DuplicatePlaceError):
        load_addresses(actor=SYSTEM, addresses=[dataclasses.replace(ADDRESSES[0], code="A900")])
    assert not Address.objects.filter(code="A900").exists()


def test_two_people_do_not_share_one_number(town: Stage) -> None:
    with pytest.raises(DuplicatePlaceError, match="id_number"):
        load_residents(actor=SYSTEM, residents=[dataclasses.replace(RESIDENTS[0], code="R9", is_head=False)])


def test_a_household_has_one_head(town: Stage) -> None:
    second = dataclasses.replace(RESIDENTS[0], code="R9", id_number=id_number(RESIDENTS[0].birth_date, 4))
    with pytest.raises(DuplicatePlaceError, match="one_head_of_a_household"):
        load_residents(actor=SYSTEM, residents=[second])


def test_a_fact_of_one_kind_stands_once_at_a_time(town: Stage) -> None:
    again = dataclasses.replace(FACT, from_date=datetime.date(2026, 6, 1))
    with pytest.raises(DuplicatePlaceError, match="one_elderly_alone_at_once"):
        load_resident_facts(actor=SYSTEM, resident_facts=[again])
    later = dataclasses.replace(FACT, from_date=FACT.to_date, to_date=datetime.date(2028, 1, 1))
    assert load_resident_facts(actor=SYSTEM, resident_facts=[later]) == 1


def test_a_fact_without_basis_or_end_is_refused_by_the_database(town: Stage) -> None:
    for broken in (
        dataclasses.replace(FACT, from_date=FACT.to_date, to_date=FACT.to_date + datetime.timedelta(9), basis=""),
        dataclasses.replace(FACT, from_date=datetime.date(2029, 1, 2), to_date=datetime.date(2029, 1, 1)),
    ):
        with pytest.raises(DuplicatePlaceError):
            load_resident_facts(actor=SYSTEM, resident_facts=[broken])


@pytest.mark.parametrize(
    ("number", "fault"),
    [
        ("61999919480302002", "wrong_length"),
        (RESIDENTS[0].id_number[:-1] + ("1" if RESIDENTS[0].id_number[-1] != "1" else "2"), "wrong_check_digit"),
        (id_number(datetime.date(1950, 3, 2), 4), "other_birth_date"),
        (id_number(RESIDENTS[0].birth_date, 5), "other_sex"),
    ],
)
def test_a_wrong_identity_number_is_refused_without_being_repeated(town: Stage, number: str, fault: str) -> None:
    new = dataclasses.replace(RESIDENTS[0], code="R9", is_head=False, id_number=number)
    with pytest.raises(InvalidIdNumberError, match=fault) as caught:
        load_residents(actor=SYSTEM, residents=[new])
    assert number not in str(caught.value)


def test_the_database_knows_the_shape_of_an_identity_number(town: Stage) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Resident.objects.filter(code="R1").update(id_number="61999919480302002x")


def test_a_tier_belongs_to_a_house_let(town: Stage) -> None:
    hotel = dataclasses.replace(PREMISES[0], code="P9", rental_tier=RentalTier.MONTHLY)
    with pytest.raises(DuplicatePlaceError, match="a_tier_is_of_a_house_let"):
        load_premises(actor=SYSTEM, premises=[hotel])
    assert not Premises.objects.filter(code="P9").exists()


def test_what_is_unknown_is_named(town: Stage) -> None:
    with pytest.raises(UnknownUnitError, match="nowhere"):
        load_addresses(actor=SYSTEM, addresses=[dataclasses.replace(ADDRESSES[0], code="x", unit_code="nowhere")])
    with pytest.raises(UnknownAddressError, match="A999"):
        load_aliases(actor=SYSTEM, aliases=[NewAlias("x", "x", "A999")])
    with pytest.raises(UnknownAddressError, match="A999"):
        load_premises(actor=SYSTEM, premises=[dataclasses.replace(PREMISES[0], code="x", address_code="A999")])
    with pytest.raises(UnknownAddressError, match="A999"):
        load_trouble_spots(
            actor=SYSTEM, trouble_spots=[dataclasses.replace(TROUBLE_SPOT, code="x", address_code="A999")]
        )
    with pytest.raises(UnknownHouseholdError, match="H999"):
        load_residents(actor=SYSTEM, residents=[dataclasses.replace(RESIDENTS[0], code="x", household_code="H999")])
    with pytest.raises(UnknownResidentError, match="R999"):
        load_resident_facts(actor=SYSTEM, resident_facts=[dataclasses.replace(FACT, resident_code="R999")])
    assert load_households(actor=SYSTEM, households=[]) == 0


def test_an_address_is_read_by_code_and_by_position(town: Stage) -> None:
    assert get_address(code="A012").scope_path == town.paths[OLD_TOWN]
    assert set(list_addresses_by_code(codes=["A012", "A999"])) == {"A012"}
    with pytest.raises(UnknownAddressError, match="A999"):
        get_address(code="A999")
    at = get_address(code="A012").position
    beside = Position(longitude=at.longitude + 0.0001, latitude=at.latitude)
    found = nearest_address(position=beside)
    assert found is not None
    assert found.code == "A012"
    further = Position(longitude=at.longitude, latitude=at.latitude + 0.0018)  # 200 m
    assert nearest_address(position=further) is not None
    assert nearest_address(position=further, within_metres=100) is None


def test_lists_show_what_lies_in_the_own_scope(town: Stage) -> None:
    hotel = list_premises(actor=town.actor("officer"), kinds=[PremisesKind.HOTEL])
    assert [row.code for row in hotel] == ["P1"]
    assert hotel[0].has_car_park
    assert {row.code for row in list_premises(actor=town.actor("chief"))} == {"P1", "P2", "P3", "P4", "P6"}
    assert {row.code for row in list_premises(actor=town.actor("other_chief"))} == {"P5"}
    assert [row.code for row in list_premises(actor=town.actor("chief"), text="面馆")] == ["P6"]
    assert [row.code for row in list_trouble_spots(actor=town.actor("officer"))] == ["T1"]
    assert list_trouble_spots(actor=town.actor("other_officer")) == []
    assert count_places(under=town.paths[OLD_TOWN])["premises"] == 4
