import dataclasses

import pytest

from fengqiao.engines.dispatching.danger import DangerRules, DangerTerm, find_danger
from fengqiao.engines.dispatching.danger_rules import Frame
from fengqiao.engines.dispatching.second_ear import SOUNDS_LIKE_DANGER, hear, train_ear

DANGER = ("有人打人", "他要打我", "救我出去", "他追着打人", "屋里有人喊", "他把我关着", "打我的人在门口", "快来救人")
CALM = ("路灯坏了", "身份证怎么办", "车被刮了", "快递没到", "物业停水", "停车收费", "想问办证", "水管漏水")
TEXTS = [(text, True) for text in DANGER] + [(text, False) for text in CALM]
NO_VARIANTS: dict[str, str] = {}
EAR = train_ear(texts=TEXTS, variants=NO_VARIANTS)
SILENT = DangerRules(version=1, terms=(DangerTerm("cry", (("救命",),)),), ear=EAR)


def test_what_resembles_danger_is_heard_in_other_words() -> None:
    assert hear(text="屋里他打人", ear=EAR, variants=NO_VARIANTS).score > EAR.threshold
    assert hear(text="停水收费怎么办", ear=EAR, variants=NO_VARIANTS).score < EAR.threshold


def test_the_same_texts_make_the_same_ear() -> None:
    assert train_ear(texts=TEXTS, variants=NO_VARIANTS) == EAR


def test_texts_of_one_kind_teach_nothing() -> None:
    with pytest.raises(ValueError, match="both kinds"):
        train_ear(texts=TEXTS[:3], variants=NO_VARIANTS)


def test_the_clause_that_weighed_most_is_shown() -> None:
    [match] = find_danger(text="物业停水，他追着打我", rules=SILENT)
    assert (match.code, match.words) == (SOUNDS_LIKE_DANGER, "他追着打我")


def test_it_says_nothing_where_the_written_words_already_heard_danger() -> None:
    codes = [match.code for match in find_danger(text="救命，他追着打我", rules=SILENT)]
    assert codes == ["cry"]


def test_it_doubts_more_where_the_written_words_were_taken_back() -> None:
    played = dataclasses.replace(SILENT, frames=(Frame("joke", ("开玩笑",)),))
    doubtful = dataclasses.replace(played, ear=dataclasses.replace(EAR, threshold=-99.0, doubt=199.0))
    assert find_danger(text="开玩笑喊救命", rules=doubtful) == ()
    assert find_danger(text="在门口喊", rules=doubtful) != ()


@pytest.mark.parametrize("text", ["", "   ", "\n"])
def test_an_empty_text_is_no_danger(text: str) -> None:
    assert (
        find_danger(text=text, rules=dataclasses.replace(SILENT, ear=dataclasses.replace(EAR, threshold=-99.0))) == ()
    )


@pytest.mark.parametrize("text", ["unclear", "window broken", "two men shouting", "окно разбито", "123 456"])
def test_what_it_has_learnt_nothing_of_is_left_to_the_words(text: str) -> None:
    assert hear(text=text, ear=EAR, variants={}).score < EAR.threshold
