from __future__ import annotations

import pytest
from tests.stage import Stage

from fengqiao.domains.places.public import search_addresses
from fengqiao.foundation.scoping.contracts import NotAllowedError


def _titles(town: Stage, text: str, *, who: str = "chief") -> list[str]:
    return [match.title for match in search_addresses(actor=town.actor(who), text=text)]


@pytest.mark.parametrize(
    "text", ["人民西路12", "人民西路12号", "rmxl12", "renminxilu12", "RenMin XiLu 12", "人民西路１２"]
)
def test_a_number_is_found_before_the_longer_numbers_that_begin_with_it(town: Stage, text: str) -> None:
    titles = _titles(town, text)
    assert titles[0] == "人民西路12号"
    if not text.endswith("号"):
        assert titles[1:3] == ["人民西路120号", "人民西路121号"]


@pytest.mark.parametrize("text", ["rmxl", "renminxilu", "人民西", "民西路", "minxi"])
def test_part_of_a_street_finds_its_doors_in_their_order(town: Stage, text: str) -> None:
    doors = [title for title in _titles(town, text) if title.endswith("号")]
    assert doors == ["人民西路1号", "人民西路2号", "人民西路12号", "人民西路120号", "人民西路121号"]


@pytest.mark.parametrize("text", ["老汽车站", "汽车站", "lqcz", "laoqiche"])
def test_what_people_call_a_place_leads_to_its_door(town: Stage, text: str) -> None:
    match = search_addresses(actor=town.actor("chief"), text=text)[0]
    assert (match.title, match.address.code) == ("老汽车站", "A201")


@pytest.mark.parametrize(
    ("text", "matched"), [("悦来", "premises"), ("宾馆", "premises"), ("ylbg", "initials"), ("yuelai", "pinyin")]
)
def test_premises_lead_to_their_door(town: Stage, text: str, matched: str) -> None:
    match = search_addresses(actor=town.actor("chief"), text=text)[0]
    assert (match.title, match.address.code, match.matched) == ("悦来宾馆", "A012", matched)


@pytest.mark.parametrize("text", ["城关镇人民西路12号", "老城社区人民西路12号", "枫桥示范县城关镇老城社区人民西路12号"])
def test_a_full_address_is_found_also_without_one_of_its_parts(town: Stage, text: str) -> None:
    assert _titles(town, text)[0] == "人民西路12号"


def test_letters_and_characters_may_be_mixed(town: Stage) -> None:
    assert _titles(town, "rm西路12")[0] == "人民西路12号"


def test_the_best_hit_says_what_it_was_found_by(town: Stage) -> None:
    best, second = search_addresses(actor=town.actor("chief"), text="人民西路12")[:2]
    assert (best.matched, best.address.text) == ("text", "枫桥示范县城关镇老城社区人民西路12号")
    assert best.score > second.score


def test_nothing_is_found_for_nothing(town: Stage) -> None:
    assert _titles(town, "  ") == []
    assert _titles(town, "不存在的路") == []
    assert _titles(town, "%") == []


def test_doors_of_another_station_are_not_found(town: Stage) -> None:
    assert _titles(town, "清溪村") == []
    assert _titles(town, "qxc3z17", who="other_chief") == ["清溪村3组17号"]


def test_who_may_see_no_places_may_not_search(town: Stage) -> None:
    with pytest.raises(NotAllowedError):
        search_addresses(actor=town.actor("auditor"), text="人民西路")
