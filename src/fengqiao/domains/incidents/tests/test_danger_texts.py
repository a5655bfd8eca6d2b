"""The labelled call texts: what was written before the rule, and what was kept apart from it."""

from __future__ import annotations

import json

import pytest

from fengqiao.domains.incidents.contracts import Route
from fengqiao.domains.incidents.data.danger_texts import (
    EAR,
    KEPT_APART,
    WRITTEN_BEFORE,
    LabelledCall,
    as_document,
    learn_ear,
    read_texts,
)
from fengqiao.domains.incidents.workflow.sorting import sort_signal

CALLS = read_texts("danger_calls")
EVERY_SET = (*WRITTEN_BEFORE, *KEPT_APART)


def heard_and_false(calls: list[LabelledCall]) -> tuple[float, float]:
    """Return recall and precision."""
    heard = [one for one in calls if sort_signal(text=one.text, category="other", subcategory="not_police").danger]
    right = sum(one.is_danger for one in heard)
    return right / sum(one.is_danger for one in calls), right / len(heard)


def test_the_set_is_as_large_as_promised_and_near_half_of_it_are_hard_negatives() -> None:
    assert len(CALLS) >= 300
    assert 0.45 <= sum(not one.is_danger for one in CALLS) / len(CALLS) <= 0.55
    assert all(one.reason for one in CALLS)


def test_no_text_stands_in_two_sets() -> None:
    texts = [one.text for name in EVERY_SET for one in read_texts(name)]
    assert len(texts) == len(set(texts))


@pytest.mark.parametrize("call", [one for one in CALLS if one.is_danger], ids=lambda one: one.text)
def test_every_danger_of_the_set_is_dispatched_first_whatever_its_category(call: LabelledCall) -> None:
    sorting = sort_signal(text=call.text, category="other", subcategory="not_police")
    assert sorting.route is Route.DISPATCH
    assert sorting.priority == 1
    assert sorting.reason.code == "danger_words"


def test_of_what_is_heard_in_the_set_hardly_anything_is_wrong() -> None:
    recall, precision = heard_and_false(CALLS)
    assert recall == 1.0
    assert precision >= 0.98


def test_ordinary_calls_are_left_in_peace() -> None:
    ordinary = [one for one in read_texts("ordinary_calls") if not one.is_danger]
    wrong = [one.text for one in ordinary if sort_signal(text=one.text).danger]
    assert len(wrong) <= 0.02 * len(ordinary), wrong


def test_in_paraphrases_that_nobody_tuned_to_nine_of_ten_dangers_are_still_heard() -> None:
    apart = read_texts(*KEPT_APART)
    assert len(apart) >= 120
    recall, precision = heard_and_false(apart)
    assert recall >= 0.9
    assert precision >= 0.75


def test_the_ear_that_is_shipped_is_the_one_that_its_texts_make() -> None:
    learnt, shipped = as_document(learn_ear()), json.loads(EAR.read_text(encoding="utf-8"))
    assert learnt["weights"].keys() == shipped["weights"].keys()
    assert learnt["weights"] == pytest.approx(shipped["weights"], abs=0.05)
    assert learnt["bias"] == pytest.approx(shipped["bias"], abs=0.05)
    assert (learnt["threshold"], learnt["doubt"]) == (shipped["threshold"], shipped["doubt"])
