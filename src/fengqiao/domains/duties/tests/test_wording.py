"""What a row means, in words of both languages."""

from __future__ import annotations

import pytest

from fengqiao.domains.duties.contracts import Text
from fengqiao.domains.duties.public import shipped_documents
from fengqiao.domains.duties.wording.names import EVENT_KINDS, FACTS, ROLES, SUBJECT_KINDS
from fengqiao.domains.duties.workflow.documents import read_document
from fengqiao.domains.duties.workflow.vocabulary import EVENT_TYPES, OWNERS, SUBJECT_TYPES


def trigger_of(name: str, number: int) -> Text:
    parsed, _ = read_document(shipped_documents()[name])
    assert parsed is not None
    return next(row.trigger for row in parsed.rows if row.number == number)


@pytest.mark.parametrize(
    ("name", "number", "zh", "en"),
    [
        ("community_duty_list", 1, "每年一次", "every year"),
        ("community_duty_list", 9, "每半月一次", "every half month"),
        ("community_duty_list", 10, "同一地址90天内第3次争吵", "third quarrel at one address within 90 days"),
        ("community_duty_list", 11, "承诺到期当天", "on the day of: promise due"),
        ("community_duty_list", 12, "纠纷化解后第7、30天", "7, 30 days after: dispute settled"),
        ("prevention_duty_list", 4, "每个上学日", "on each school day"),
        ("prevention_duty_list", 7, "每次反诈预警", "each time: fraud warning"),
    ],
)
def test_triggers_read_well_in_both_languages(name: str, number: int, zh: str, en: str) -> None:
    assert trigger_of(name, number) == Text(zh, en)


def test_windows_and_conditions_are_worded() -> None:
    parsed, _ = read_document(shipped_documents()["community_duty_list"])
    assert parsed is not None
    rows = {row.number: row for row in parsed.rows}
    assert rows[9].window == Text("13:00–18:00；到期前2天开放", "13:00–18:00; opens 2 days before it is due")
    assert rows[3].conditions == Text("分级为按月", "tier: monthly")


def test_every_known_code_has_a_name() -> None:
    assert set(ROLES) == OWNERS
    assert set(SUBJECT_KINDS) == set(SUBJECT_TYPES)
    assert set(EVENT_KINDS) == set(EVENT_TYPES)
    assert set().union(*SUBJECT_TYPES.values(), *EVENT_TYPES.values()) <= set(FACTS)
