from __future__ import annotations

import itertools

import pytest
from tests.stage import OLD_TOWN, Stage

from fengqiao.domains.places.public import load_addresses, search_addresses
from fengqiao.domains.places.tests.town import a_street_door
from fengqiao.foundation.scoping.contracts import SYSTEM

FIRST, SECOND = "人民解放建设和平东风朝阳胜利文昌光明长安", ("东路", "西路", "南路", "北路", "中街", "后巷")
DOORS_PER_STREET = 13


@pytest.fixture
def many_streets(stage: Stage) -> Stage:
    """120 streets whose names share their signs and initials."""
    names = ["".join(FIRST[at : at + 2]) for at in range(0, len(FIRST), 2)]
    streets = [f"{prefix}{name}{end}" for prefix, name, end in itertools.product(("", "新"), names, SECOND)]
    doors = [
        a_street_door(f"{street}{n}", street, n, unit=OLD_TOWN, longitude=108.872, latitude=33.604)
        for street in streets
        for n in range(1, DOORS_PER_STREET + 1)
    ]
    assert load_addresses(actor=SYSTEM, addresses=doors) == 120 * DOORS_PER_STREET
    return stage


@pytest.mark.parametrize("text", ["人民西路12", "rmxl12", "renminxilu12", "城关镇人民西路12号"])
def test_the_door_that_is_meant_comes_first_among_those_with_like_names(many_streets: Stage, text: str) -> None:
    titles = [match.title for match in search_addresses(actor=many_streets.actor("chief"), text=text)]
    assert titles[0] == "人民西路12号"
