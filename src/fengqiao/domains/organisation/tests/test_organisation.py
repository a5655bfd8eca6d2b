from __future__ import annotations

import datetime

import pytest

from fengqiao.domains.accounts.contracts import Role
from fengqiao.domains.organisation.contracts import (
    NewLeave,
    NewShift,
    NewStaff,
    NewUnit,
    OverlappingError,
    ShiftKind,
    UnitKind,
    UnknownUnitError,
    WrongParentError,
)
from fengqiao.domains.organisation.public import (
    add_staff,
    get_unit,
    list_absences,
    list_on_duty,
    load_shifts,
    load_units,
    record_leave,
    station_of,
)
from fengqiao.foundation.audit.models import AuditEntry
from fengqiao.foundation.scoping.contracts import SYSTEM

pytestmark = pytest.mark.django_db

UNITS = (
    NewUnit("619999000000", "枫桥示范县公安局", UnitKind.COUNTY_BUREAU, None),
    NewUnit("619999010000", "城关派出所", UnitKind.POLICE_STATION, "619999000000"),
    NewUnit("61999901B001", "东街警务区", UnitKind.BEAT, "619999010000"),
)
DAY = datetime.date(2026, 6, 11)
EIGHT = datetime.datetime(2026, 6, 11, 8, tzinfo=datetime.timezone(datetime.timedelta(hours=8)))


@pytest.fixture
def units() -> None:
    load_units(actor=SYSTEM, units=UNITS)


def _officer(number: str) -> NewStaff:
    return NewStaff(number, "林小满", Role.COMMUNITY_OFFICER, "61999901B001", DAY)


@pytest.mark.usefixtures("units")
def test_a_path_shows_where_a_unit_hangs() -> None:
    beat, station = get_unit(code="61999901B001"), get_unit(code="619999010000")
    assert beat.path.startswith(station.path)
    found = station_of(path=beat.path)
    assert found is not None
    assert found.code == station.code


@pytest.mark.usefixtures("units")
def test_loading_the_same_units_twice_adds_nothing() -> None:
    paths = load_units(actor=SYSTEM, units=UNITS)
    assert len(set(paths.values())) == len(UNITS)


def test_a_beat_cannot_hang_under_a_county() -> None:
    with pytest.raises(WrongParentError):
        load_units(actor=SYSTEM, units=[UNITS[0], NewUnit("x", "x", UnitKind.BEAT, "619999000000")])


def test_an_unknown_parent_is_named() -> None:
    with pytest.raises(UnknownUnitError, match="619999000000"):
        load_units(actor=SYSTEM, units=UNITS[1:])


@pytest.mark.usefixtures("units")
def test_nobody_has_two_shifts_at_once() -> None:
    add_staff(actor=SYSTEM, staff=_officer("100001"))
    hours = datetime.timedelta(hours=1)
    first = NewShift("100001", "61999901B001", ShiftKind.DAY, EIGHT, EIGHT + 9 * hours)
    load_shifts(actor=SYSTEM, shifts=[first])
    with pytest.raises(OverlappingError):
        load_shifts(
            actor=SYSTEM,
            shifts=[NewShift("100001", "61999901B001", ShiftKind.DAY, EIGHT + 8 * hours, EIGHT + 12 * hours)],
        )
    load_shifts(
        actor=SYSTEM,
        shifts=[NewShift("100001", "61999901B001", ShiftKind.ON_DUTY, EIGHT + 9 * hours, EIGHT + 12 * hours)],
    )
    assert len(list_on_duty(at=EIGHT)) == 1
    assert list_on_duty(at=EIGHT - hours) == []


@pytest.mark.usefixtures("units")
def test_a_leave_names_who_stands_in() -> None:
    away = add_staff(actor=SYSTEM, staff=_officer("100001"))
    stand_in = add_staff(actor=SYSTEM, staff=_officer("100002"))
    record_leave(actor=SYSTEM, leave=NewLeave("100001", DAY, DAY, "annual", "100002"))
    assert list_absences(on=DAY) == {away: stand_in}
    assert list_absences(on=DAY + datetime.timedelta(days=1)) == {}


@pytest.mark.usefixtures("units")
def test_an_appointment_is_audited() -> None:
    staff_id = add_staff(actor=SYSTEM, staff=_officer("100001"))
    assert AuditEntry.objects.filter(action="appoint", object_id=str(staff_id)).count() == 1
