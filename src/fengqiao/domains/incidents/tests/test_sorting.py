from __future__ import annotations

import re
from importlib.resources import files

import pytest
import yaml
from django.utils.translation import override

from fengqiao.domains.incidents.contracts import Category, Route
from fengqiao.domains.incidents.data.rules import category_rules, run_cards
from fengqiao.domains.incidents.public import category_text, category_tree, reason_text
from fengqiao.domains.incidents.workflow.deadlines import arrival_target_minutes
from fengqiao.domains.incidents.workflow.sorting import sort_signal


def _demo(name: str) -> dict:
    return yaml.safe_load(files("fengqiao.demo.county").joinpath("data", f"{name}.yaml").read_text("utf-8"))


def test_every_category_of_the_contract_has_rules_and_a_rest() -> None:
    assert set(category_rules().labels) == set(Category)
    for category in Category:
        assert f"{category}/other" in category_rules().subcategories


def test_every_subcategory_of_the_demonstration_is_known() -> None:
    known = category_rules().subcategories
    used = {f"{kind['category']}/{kind['subcategory']}" for kind in _demo("calls")["kinds"]}
    used |= {f"{one['category']}/{one['sub']}" for one in _demo("day")["signals"]}
    assert used <= set(known)


def test_most_signals_of_the_day_are_sorted_by_their_words_alone() -> None:
    signals = _demo("day")["signals"]
    wrong = []
    for one in signals:
        sorting = sort_signal(text=re.sub(r"\{\w+\}", "老城街12号", one["text"]))
        if f"{sorting.category}/{sorting.subcategory}" != f"{one['category']}/{one['sub']}":
            wrong.append(one["id"])
    assert len(wrong) <= len(signals) // 20, wrong


def test_no_word_stands_under_two_subcategories() -> None:
    owners: dict[str, set[str]] = {}
    for key, rules in category_rules().subcategories.items():
        for word in rules.words:
            owners.setdefault(word, set()).add(key)
    assert not {word: keys for word, keys in owners.items() if len(keys) > 1}


def test_run_cards_name_known_categories_and_skills_that_something_gives() -> None:
    known = set(category_rules().subcategories) | set(Category)
    assert set(run_cards().cards) <= known
    skills = {line.requirement.skill for lines in run_cards().cards.values() for line in lines} - {""}
    assert skills <= set(run_cards().skills_by_equipment.values())


@pytest.mark.parametrize(
    ("text", "route", "code"),
    [
        ("车没油了，能不能给送点油过来", Route.NON_POLICE, "category_by_words"),
        ("咨询新生儿上户口需要带什么材料", Route.ANSWER, "category_by_words"),
        ("有人占着公家的地方晒被子", Route.REVIEW, "category_unknown"),
        ("他说要杀了我，孩子在屋里", Route.DISPATCH, "danger_words"),
        ("两车追尾，后车车头损坏", Route.DISPATCH, "category_by_words"),
    ],
)
def test_the_route_follows_the_rules_and_says_why(text: str, route: Route, code: str) -> None:
    sorting = sort_signal(text=text)
    assert (sorting.route, sorting.reason.code) == (route, code)
    with override("en"):
        assert reason_text(sorting.reason) != code
    with override("zh-hans"):
        assert re.search(r"[\u4e00-\u9fff]", reason_text(sorting.reason))


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("楼上邻居半夜打架，有人拿刀，流血了", "public_order/fight"),
        ("两个邻居打起来了", "public_order/fight"),
        ("夜市上打架，有人被打得流血", "public_order/fight"),
        ("有人拿着刀在路口晃", "public_order/other"),
        ("楼道里有人拿刀，流血了", "public_order/other"),
        ("有人持刀抢劫", "criminal/robbery"),
        ("老公打我，流血了", "dispute/domestic_violence"),
    ],
)
def test_fights_knives_and_blood_are_no_quarrel_of_neighbours(text: str, key: str) -> None:
    sorting = sort_signal(text=text)
    assert f"{sorting.category}/{sorting.subcategory}" == key
    assert sorting.is_danger or "拿" not in text


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("楼上邻居半夜打架子鼓", "dispute/neighbour_noise"),
        ("切菜切到手，流血了，止不住", "urgent_help/illness"),
        ("老人鼻子流血不止", "urgent_help/illness"),
        ("车祸，骑车的人腿动不了，流血了", "traffic/injury_accident"),
        ("他拿着刀说不想活了", "urgent_help/life_risk"),
        ("邻居家空调水滴到我家窗台", "dispute/neighbour"),
        ("有人来要账，手里拿着刀", "dispute/debt"),
    ],
)
def test_words_of_fights_mean_none_where_the_rest_says_otherwise(text: str, key: str) -> None:
    sorting = sort_signal(text=text)
    assert f"{sorting.category}/{sorting.subcategory}" == key


def test_two_categories_that_fit_equally_well_go_to_a_person() -> None:
    sorting = sort_signal(text="赌博 酒驾")
    assert sorting.route is Route.REVIEW
    assert sorting.reason.code == "category_ambiguous"
    assert sorting.category is Category.OTHER


def test_the_given_category_stands_before_the_suggested_one_but_not_before_danger() -> None:
    given = sort_signal(text="两车追尾", category="enquiry", subcategory="other")
    assert given.route is Route.ANSWER
    assert given.suggestion.subcategory is not None
    assert given.suggestion.subcategory.key == "traffic/collision"
    assert sort_signal(text="他拿着刀", category="enquiry", subcategory="other").route is Route.DISPATCH


def test_an_unknown_category_of_another_system_goes_to_a_person() -> None:
    assert sort_signal(text="", category="0815", subcategory="x").route is Route.REVIEW


def test_categories_are_named_in_both_languages() -> None:
    with override("en"):
        assert category_text(category="dispute", subcategory="neighbour_noise") == "Dispute · Neighbours (noise)"
    with override("zh-hans"):
        assert category_text(category="dispute", subcategory="neighbour_noise") == "纠纷 · 邻里噪声纠纷"
        assert [node.code for node in category_tree()] == [category.value for category in Category]


def test_a_village_has_ten_minutes_and_a_town_five() -> None:
    assert (arrival_target_minutes(community="清溪村"), arrival_target_minutes(community="老城社区")) == (10, 5)
