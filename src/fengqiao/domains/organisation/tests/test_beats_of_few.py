"""No share of a beat is told that is one officer's, nor one that can be found by subtracting the others."""

from __future__ import annotations

import datetime

import pytest
from tests.stage import COUNTY, DAY, EAST_GATE, FERRY, OLD_TOWN, STATION, Stage

from fengqiao.domains.accounts.contracts import Role
from fengqiao.domains.organisation.contracts import NewStaff, NewUnit, UnitKind
from fengqiao.domains.organisation.public import add_staff, beats_of_few, load_units
from fengqiao.foundation.scoping.contracts import SYSTEM

NEW_BEAT = "619999410300"


def staffed(stage: Stage, **officers: int) -> dict[str, str]:
    """Three beats of the town's station; the first two have an officer each already."""
    paths = {**stage.paths, **load_units(actor=SYSTEM, units=[NewUnit(NEW_BEAT, "新区警务区", UnitKind.BEAT, STATION)])}
    units = {"old_town": OLD_TOWN, "east_gate": EAST_GATE, "new_beat": NEW_BEAT}
    known = {OLD_TOWN: 1, EAST_GATE: 1, NEW_BEAT: 0}
    for name, wanted in officers.items():
        for number in range(wanted - known[units[name]]):
            add_staff(
                actor=SYSTEM,
                staff=NewStaff(
                    number=f"{name[:3]}{number}",
                    name=f"{name}{number}",
                    role=Role.COMMUNITY_OFFICER,
                    unit_code=units[name],
                    appointed_date=datetime.date(2025, 1, 6),
                ),
            )
    return paths


def test_where_one_beat_of_a_station_is_withheld_the_next_smallest_is_too(stage: Stage) -> None:
    paths = staffed(stage, old_town=1, east_gate=3, new_beat=2)
    assert beats_of_few(under=paths[STATION], on=DAY) == {paths[OLD_TOWN], paths[NEW_BEAT]}


@pytest.mark.parametrize("unit", [NEW_BEAT, COUNTY])
def test_it_is_withheld_from_wherever_one_looks(stage: Stage, unit: str) -> None:
    paths = staffed(stage, old_town=1, east_gate=3, new_beat=2)
    assert paths[NEW_BEAT] in beats_of_few(under=paths[unit], on=DAY)


def test_where_several_are_withheld_no_other_is(stage: Stage) -> None:
    paths = staffed(stage, old_town=1, east_gate=1, new_beat=2)
    assert beats_of_few(under=paths[STATION], on=DAY) == {paths[OLD_TOWN], paths[EAST_GATE]}


def test_where_each_beat_has_enough_none_is_withheld(stage: Stage) -> None:
    paths = staffed(stage, old_town=2, east_gate=3, new_beat=2)
    assert beats_of_few(under=paths[STATION], on=DAY) == frozenset()


def test_a_station_of_one_beat_withholds_that_one(stage: Stage) -> None:
    assert beats_of_few(under=stage.paths[FERRY][:-4], on=DAY) == {stage.paths[FERRY]}
