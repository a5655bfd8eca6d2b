from __future__ import annotations

import dataclasses
import datetime

from tests.stage import CHINA, DAY, EAST_GATE, FERRY, OLD_TOWN, OTHER_STATION, STATION, Stage

from fengqiao.domains.organisation.contracts import NewDivision, NewLinkedVillage
from fengqiao.domains.organisation.public import load_divisions, load_linked_villages
from fengqiao.domains.places.contracts import ResidentFactKind
from fengqiao.domains.places.models import TroubleSpot
from fengqiao.domains.places.public import (
    describe_duty_subjects,
    group_duty_subjects,
    list_address_subjects,
    list_duty_events,
    list_duty_subjects,
    load_resident_facts,
    premises_addresses,
)
from fengqiao.domains.places.tests.town import FACT, OPENED, VILLAGE_CODE
from fengqiao.engines.duties.contracts import Subject
from fengqiao.foundation.scoping.contracts import SYSTEM


def _subjects(under: str = "", today: datetime.date = DAY) -> dict[tuple[str, str], Subject]:
    found = list_duty_subjects(under=under, today=today)
    by_key = {tuple(subject.key): subject for subject in found}
    assert len(by_key) == len(found)
    return by_key


def test_everything_a_duty_may_be_about_is_there_once(town: Stage) -> None:
    assert set(_subjects()) == {
        ("key_venue", "P1"),
        ("school", "P2"),
        ("rental_housing", "P3"),
        ("protected_unit", "P4"),
        ("household", "H1"),
        ("household", "H2"),
        ("resident", "R1"),
        ("trouble_spot", "T1"),
        ("station", STATION),
        ("station", OTHER_STATION),
        ("beat", OLD_TOWN),
        ("beat", EAST_GATE),
        ("beat", FERRY),
    }


def test_subjects_carry_the_facts_that_conditions_look_at(town: Stage) -> None:
    subjects = _subjects()
    assert subjects["key_venue", "P1"].facts == {"kind": "hotel", "capacity": 42, "has_car_park": True}
    assert subjects["key_venue", "P1"].since_date == OPENED
    assert subjects["rental_housing", "P3"].facts["tier"] == "monthly"
    assert subjects["school", "P2"].facts["kind"] == "school"
    assert subjects["protected_unit", "P4"].facts["kind"] == "hospital"
    assert subjects["household", "H2"].facts == {"is_renting": True}
    assert subjects["trouble_spot", "T1"].facts["officer_number"] == "100005"
    assert subjects["household", "H1"].beat_path == town.paths[OLD_TOWN]
    position = subjects["key_venue", "P1"].position
    assert position is not None
    assert round(position.longitude, 4) == 108.8726


def test_a_resident_is_a_subject_by_surname_only_and_while_a_fact_lives(town: Stage) -> None:
    resident = _subjects()["resident", "R1"]
    assert resident.label == "王** 人民西路1号"
    assert resident.facts["kind"] == "elderly_alone"
    assert ("resident", "R1") not in _subjects(today=FACT.to_date)
    assert ("resident", "R1") not in _subjects(today=FACT.from_date - datetime.timedelta(1))


def test_two_live_facts_make_one_subject(town: Stage) -> None:
    second = dataclasses.replace(FACT, kind=ResidentFactKind.SEVERE_DISABILITY)
    load_resident_facts(actor=SYSTEM, resident_facts=[second])
    assert _subjects()["resident", "R1"].facts["kinds"] == ("elderly_alone", "severe_disability")


def test_subjects_lie_below_the_path_asked_for(town: Stage) -> None:
    below = _subjects(under=town.paths[EAST_GATE])
    assert set(below) == {("protected_unit", "P4"), ("beat", EAST_GATE)}
    assert all(subject.beat_path.startswith(town.paths[STATION]) for subject in _subjects(town.paths[STATION]).values())


def test_premises_are_no_subject_before_they_open(town: Stage) -> None:
    assert ("key_venue", "P1") not in _subjects(today=OPENED - datetime.timedelta(1))


def test_a_linked_village_is_a_subject_at_its_committee(town: Stage) -> None:
    load_divisions(actor=SYSTEM, divisions=[NewDivision(VILLAGE_CODE, "清溪村", None)])
    stay = datetime.date(2026, 9, 2)
    load_linked_villages(
        actor=SYSTEM,
        links=[NewLinkedVillage("100005", VILLAGE_CODE, "清溪村", datetime.date(2026, 1, 5), last_stay_date=stay)],
    )
    village = _subjects()["linked_village", VILLAGE_CODE]
    assert (village.label, village.since_date) == ("清溪村", stay)
    assert village.facts == {"officer_number": "100005"}
    assert village.beat_path == town.paths[OLD_TOWN]
    assert village.position is not None
    assert (village.position.longitude, village.position.latitude) == (108.96, 33.577)


def test_an_address_becomes_a_subject_where_something_happened(town: Stage) -> None:
    (subject,) = list_address_subjects(codes=["A012", "A999"])
    assert (tuple(subject.key), subject.label) == (("address", "A012"), "人民西路12号")
    assert subject.beat_path == town.paths[OLD_TOWN]


def test_in_groups_the_same_subjects_are_there_once(town: Stage) -> None:
    groups = group_duty_subjects(under="", today=DAY)
    members = [group.subject(index) for group in groups for index in range(len(group.ids))]
    single = list_duty_subjects(under="", today=DAY, in_groups=True)
    plain = {
        key: dataclasses.replace(one, label="", position=None)
        for key, one in _subjects().items()
        if key[0] in {group.kind for group in groups}
    }
    assert {group.kind for group in groups} >= {"household", "key_venue", "school", "rental_housing"}
    assert {tuple(one.key): one for one in members} == plain
    assert {tuple(one.key) for one in single} == _subjects().keys() - plain.keys()


def test_members_of_a_group_get_their_label_and_position_when_asked_for(town: Stage) -> None:
    asked = {"household": ["H2"], "key_venue": ["P1"]}
    described = describe_duty_subjects(ids=asked, today=DAY)
    assert {tuple(one.key): one for one in described} == {
        key: one for key, one in _subjects().items() if key in {("household", "H2"), ("key_venue", "P1")}
    }
    assert premises_addresses(codes=["P1"])["P1"]


def test_only_the_subjects_asked_for_are_listed(town: Stage) -> None:
    only = {"household": ["H1", "H9"], "trouble_spot": ["T1"], "beat": [FERRY]}
    found = list_duty_subjects(under="", today=DAY, only=only)
    assert {tuple(one.key) for one in found} == {("household", "H1"), ("trouble_spot", "T1"), ("beat", FERRY)}


def test_a_trouble_spot_that_was_listed_is_an_event_on_its_day(town: Stage) -> None:
    spot = TroubleSpot.objects.get(code="T1")
    midnight = datetime.datetime.combine(spot.listed_date, datetime.time(), CHINA)
    [event] = list_duty_events(under="", since=midnight, today=spot.listed_date)
    assert (event.kind, event.id, event.at) == ("trouble_spot_reported", "T1", midnight)
    assert event.subjects == (("trouble_spot", "T1"),)
    assert event.facts == {"officer_number": "100005"}
    later = midnight + datetime.timedelta(seconds=1)
    assert list_duty_events(under="", since=later, today=spot.listed_date) == []
    assert list_duty_events(under="", since=midnight, today=spot.listed_date - datetime.timedelta(1)) == []
    assert list_duty_events(under=town.paths[FERRY], since=midnight, today=spot.listed_date) == []
