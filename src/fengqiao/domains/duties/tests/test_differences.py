"""Every change of a list is told, part by part and in words."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from fengqiao.domains.duties.contracts import ChangeKind, RowChange
from fengqiao.domains.duties.public import shipped_documents
from fengqiao.domains.duties.workflow.differences import changes_between
from fengqiao.domains.duties.workflow.documents import read_document

COMMUNITY, NEGATIVE = (shipped_documents()[code] for code in ("community_duty_list", "negative_list"))


def difference(before: str, after: str, *, language: str = "en") -> list[RowChange]:
    assert before != after
    with override(language):
        old, new = read_document(before)[0], read_document(after)[0]
        assert old is not None
        assert new is not None
        return list(changes_between(before=old, after=new))


@pytest.mark.parametrize("language", ["en", "zh-hans"])
def test_the_same_list_differs_in_nothing(language: str) -> None:
    for document in shipped_documents().values():
        assert difference(document, document + "\n# a comment\n", language=language) == []


def test_a_changed_field_is_told_before_and_after() -> None:
    [change] = difference(COMMUNITY, COMMUNITY.replace("minutes: 90", "minutes: 75"))
    assert change.kind is ChangeKind.CHANGED
    assert [(one.field, one.before, one.after) for one in change.fields] == [("Minutes", "90", "75")]


def test_a_changed_translation_is_told_to_the_reader_of_the_other_language() -> None:
    after = COMMUNITY.replace("en: Community policing duty list", "en: Duty list")
    [change] = difference(COMMUNITY, after, language="zh-hans")
    assert [(one.before, one.after) for one in change.fields] == [("Community policing duty list", "Duty list")]


def swapped(document: str, first: int, second: int) -> str:
    """The document with two neighbouring rows in the other order."""
    head, *rest = document.split("  - number: ")
    rows = [f"  - number: {one}" for one in rest]
    rows[first - 1], rows[second - 1] = rows[second - 1], rows[first - 1]
    return head + "".join(rows)


def test_another_order_of_rows_is_told() -> None:
    [change] = difference(NEGATIVE, swapped(NEGATIVE, 1, 2))
    assert (change.title, change.number) == ("Order of the rows", None)
    assert change.fields[0].before.startswith("1, 2, 3")
    assert change.fields[0].after.startswith("2, 1, 3")


def test_boundary_lines_with_the_same_words_are_all_compared() -> None:
    line = "  - side: ours\n    what: 同一件事\n    basis: {}\n"
    before = COMMUNITY.rstrip("\n") + "\n" + line.format("甲") + line.format("乙")
    [change] = difference(before, before.replace("basis: 甲", "basis: 丙"))
    assert [(one.field, one.before, one.after) for one in change.fields] == [("Basis", "甲", "丙")]
