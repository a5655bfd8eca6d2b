"""Addresses, premises, people and cameras."""

from collections import Counter
from datetime import date

from fengqiao.demo.county.contracts import County
from fengqiao.domains.places.contracts import PremisesKind
from fengqiao.primitives.citizen_id import find_citizen_id_fault

FORBIDDEN_PLACES = {"dormitory", "toilet", "bath", "changing_room", "nursing_room", "hotel_room"}


def test_the_county_has_the_size_that_was_asked_for(county: County) -> None:
    assert 2400 <= len(county.addresses) <= 2800
    assert 1900 <= len(county.households) <= 2100
    assert len(county.cameras) >= 12
    assert len(county.staff) >= 60


def test_no_two_addresses_share_code_or_text(county: County) -> None:
    assert len({address.code for address in county.addresses}) == len(county.addresses)
    assert len({address.text for address in county.addresses}) == len(county.addresses)
    assert all(address.pinyin.isascii() and address.initials.isascii() for address in county.addresses)


def test_addresses_and_aliases_point_to_what_exists(county: County) -> None:
    edges = {edge.edge_id for edge in county.road_map.edges}
    divisions = {division.code for division in county.divisions}
    codes = {address.code for address in county.addresses}
    assert all(a.edge_id in edges and a.division_code in divisions for a in county.addresses)
    assert all(alias.address_code in codes for alias in county.aliases)
    assert any(alias.alias == "老汽车站" for alias in county.aliases)
    assert all(premise.address_code in codes for premise in county.premises)
    assert all(household.address_code in codes for household in county.households)


def test_premises_of_every_kind_stand_in_the_county(county: County) -> None:
    assert {premise.kind for premise in county.premises} == set(PremisesKind)
    names = Counter(premise.name for premise in county.premises)
    assert max(names.values()) == 1
    rentals = [p for p in county.premises if p.kind is PremisesKind.RENTAL_HOUSING]
    assert len({premise.rental_tier for premise in rentals}) == 3


def test_identity_numbers_are_valid_and_belong_to_nobody(county: County) -> None:
    numbers = [resident.id_number for resident in county.residents]
    assert len(set(numbers)) == len(numbers)
    assert all(number.startswith("619999") for number in numbers)
    assert all(find_citizen_id_fault(number) is None for number in numbers[:500])
    for resident in county.residents:
        assert resident.id_number[6:14] == f"{resident.birth_date:%Y%m%d}"
        assert date(1925, 1, 1) < resident.birth_date < county.date


def test_facts_about_residents_have_basis_and_end(county: County) -> None:
    assert county.resident_facts
    assert len(county.resident_facts) < 0.03 * len(county.residents)
    for fact in county.resident_facts:
        assert fact.basis
        assert fact.start_date < fact.end_date


def test_no_camera_stands_where_people_undress_or_sleep(county: County) -> None:
    for camera in county.cameras:
        assert camera.place_type not in FORBIDDEN_PLACES
        assert camera.filing_number
        assert camera.has_sign
        assert camera.retention_days >= 30
        assert len(camera.code) == 20
