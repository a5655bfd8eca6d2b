import pytest
from hypothesis import given
from hypothesis import strategies as st

from fengqiao.engines.dispatching.danger import (
    DangerRules,
    InvalidDangerRulesError,
    find_danger,
    read_danger_rules,
)

# As a domain's YAML file holds it.
DOCUMENT: dict[str, object] = {
    "version": 1,
    "terms": [
        {"code": "threat_to_kill", "parts": [["要", "会", "想", "说"], ["杀", "砍死", "弄死", "捅死"]]},
        {"code": "threat_to_kill", "any": ["同归于尽", "打死我", "杀人", "kill me", "kill us", "kill her"]},
        {"code": "weapon", "parts": [["拿", "持", "提", "掏"], ["<tool>"]]},
        {"code": "weapon", "any": ["动刀", "with a knife"]},
        {"code": "self_harm", "any": ["跳楼", "跳河", "跳桥", "轻生", "割腕", "喝农药", "不想活", "自杀"]},
        {"code": "ongoing_violence", "any": ["打起来", "在打人", "打得头破血流", "流了好多血"]},
        {"code": "fire_or_gas", "any": ["煤气味", "着火", "要点火"]},
    ],
    "classes": {"tool": ["刀", "斧", "棍", "枪"]},
    "negations": ["没", "没有", "不是", "并未", "未", "not "],
    "light": ["要", "有", "人"],
    "not_negations": ["是不是", "有没有"],
    "frames": [
        {"name": "past", "words": ["去年"], "unless": ["又"]},
        {"name": "over", "reach": "before", "words": ["散了"]},
        {"name": "played", "reach": "text", "words": ["拍戏"], "unless": ["真的"], "spares": ["self_harm"]},
    ],
    "variants": {"跳楼": ["跳搂", "tiaolou"], "刀": ["🔪"], "杀": ["sha"]},
    "harmless": ["杀价", "杀毒", "跳楼价", "跳楼大甩卖", "拿菜刀切菜"],
}
RULES = read_danger_rules(document=DOCUMENT)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("他说要杀了我，就为了那点欠款", "threat_to_kill"),
        ("他说要把我全家杀了", "threat_to_kill"),
        ("欠钱不还，他拿着刀堵在门口", "weapon"),
        ("他 拿 了 一 把 刀", "weapon"),
        ("楼上吵架，好像打起来了", "ongoing_violence"),
        ("有个女的要跳桥", "self_harm"),
        ("我没事，但他拿刀了", "weapon"),
        ("He says he will KILL ME over the debt", "threat_to_kill"),
        ("ｈｅ ｗｉｌｌ ｋｉｌｌ ｍｅ", "threat_to_kill"),
        ("他說要殺人", "threat_to_kill"),
        ("他说要sha人", "threat_to_kill"),
        ("有人要跳搂", "self_harm"),
        ("他拿了把🔪", "weapon"),
        ("他拿👿着-刀", "weapon"),
        ("跳!!楼!!", "self_harm"),
        ("他是不是要跳楼", "self_harm"),
        ("有没有人要跳楼啊", "self_harm"),
        ("不还钱就拿刀", "weapon"),
        ("去年打起来，今天他拿刀来了", "weapon"),
        ("去年就拿刀现在又拿刀", "weapon"),
        ("他们散了，可他拿刀回来了", "weapon"),
        ("楼下拍戏，真的打起来了", "ongoing_violence"),
        ("楼下拍戏，有人跳楼", "self_harm"),
    ],
)
def test_danger_is_found(text: str, code: str) -> None:
    assert code in {match.code for match in find_danger(text=text, rules=RULES)}


@pytest.mark.parametrize(
    "text",
    [
        "没油了，车停在路边",
        "隔壁装修太吵",
        "商场跳楼价卖假货",
        "他没拿刀，就是骂人",
        "想杀价他不肯，吵起来了",
        "没有人要跳楼",
        "他没有拿刀",
        "拿没刀都一样",
        "去年打起来的事怎么样了",
        "刚才打起来的人都散了",
        "楼下拍戏，假装打起来",
        "out of petrol on the ring road",
        "my skill me too",
        "",
    ],
)
def test_what_only_sounds_dangerous_is_not(text: str) -> None:
    assert find_danger(text=text, rules=RULES) == ()


def test_a_match_names_the_words_and_their_place_in_the_callers_text() -> None:
    text = "欠款纠纷。他 拿 刀了"
    [match] = find_danger(text=text, rules=RULES)

    assert match.words == text[match.start : match.end] == "拿 刀"


def test_a_term_does_not_reach_over_the_end_of_a_clause() -> None:
    assert find_danger(text="东西拿走了。刀是菜刀", rules=RULES) == ()


@given(before=st.text(max_size=20), after=st.text(max_size=20))
def test_a_plain_threat_is_found_whatever_stands_around_it(before: str, after: str) -> None:
    text = f"{before}。同归于尽。{after}"
    found = find_danger(text=text, rules=RULES)

    assert "同归于尽" in {match.words for match in found}
    for match in found:
        assert match.words == text[match.start : match.end]


@pytest.mark.parametrize(
    "wrong",
    [
        {},
        {"version": 1, "terms": []},
        {"version": "1", "terms": [{"code": "a", "any": ["b"]}]},
        {"version": 1, "terms": [{"code": "a"}]},
        {"version": 1, "terms": [{"code": "a", "any": []}]},
        {"version": 1, "terms": [{"code": "a", "any": ["b"], "parts": [["c"]]}]},
        {"version": 1, "terms": [{"code": "a", "any": ["b"]}], "negation": ["not"]},
        {"version": 1, "terms": [{"code": "a", "any": ["<nowhere>"]}]},
        {"version": 1, "terms": [{"code": "a", "any": ["b"]}], "frames": [{"name": "x"}]},
        {
            "version": 1,
            "terms": [{"code": "a", "any": ["b"]}],
            "frames": [{"name": "x", "words": ["y"], "reach": "far"}],
        },
        {"version": 1, "terms": [{"code": "a", "any": ["b"]}], "variants": ["c"]},
    ],
)
def test_a_list_that_cannot_be_read_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(InvalidDangerRulesError):
        read_danger_rules(document=wrong)


def test_rules_without_negations_or_harmless_phrases_work() -> None:
    rules = DangerRules(version=1, terms=RULES.terms)

    assert find_danger(text="商场跳楼价", rules=rules) != ()


def test_the_words_shown_are_those_that_the_caller_wrote() -> None:
    text = "有人要 tiaolou 了"
    [match] = find_danger(text=text, rules=RULES)

    assert match.words == text[match.start : match.end] == "tiaolou"
