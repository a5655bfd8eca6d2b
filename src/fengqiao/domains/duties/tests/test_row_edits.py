"""A form changes single values of a row; everything else of the text stays as it was."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fengqiao.domains.duties.public import shipped_documents
from fengqiao.domains.duties.workflow.row_edits import row_values, with_row_values

COMMUNITY, PREVENTION, NEGATIVE = (
    shipped_documents()[code] for code in ("community_duty_list", "prevention_duty_list", "negative_list")
)
# What a person can type into one line, with signs that mean something to YAML.
LINES = st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), min_size=1, max_size=40) | st.sampled_from(
    [
        "null",
        "~",
        "true",
        "12",
        "08:30",
        "a: b",
        "- a",
        "# a",
        "'",
        '"',
        "{a}",
        "[",
        "*a",
        "&a",
        "!a",
        "%a",
        "@a",
        " a ",
    ]
)


@settings(deadline=None, max_examples=30)  # a whole list is read five times for each example
@given(
    document=st.sampled_from([COMMUNITY, PREVENTION]),
    number=st.integers(min_value=1, max_value=8),
    name=st.sampled_from(["duty", "clause", "basis", "minutes", "opens", "sunset"]),
    value=LINES,
)
def test_a_changed_value_is_read_back_and_nothing_else_changes(
    document: str, number: int, name: str, value: str
) -> None:
    before = row_values(document=document, number=number)
    after = with_row_values(document=document, number=number, values={name: value})
    assert row_values(document=after, number=number) == before | {name: value}
    assert len(after.split("\n")) == len(document.split("\n"))
    differing = [pair for pair in zip(document.split("\n"), after.split("\n"), strict=True) if pair[0] != pair[1]]
    assert len(differing) <= 1
    assert row_values(document=with_row_values(document=after, number=number, values=before), number=number) == before


def test_the_same_values_leave_the_text_as_it_is() -> None:
    for number in range(1, 15):
        values = row_values(document=COMMUNITY, number=number)
        assert values["minutes"].isdecimal()
        assert with_row_values(document=COMMUNITY, number=number, values=values) == COMMUNITY


@pytest.mark.parametrize("document", ["", "rows: [", "rows: 3", "- a", "rows: [{number: 2}]"])
def test_a_row_that_is_not_there_has_no_values(document: str) -> None:
    assert row_values(document=document, number=1) == {}
    assert with_row_values(document=document, number=1, values={"basis": "x"}) == document


def test_a_number_stays_a_number_and_a_time_stays_in_quotes() -> None:
    after = with_row_values(document=PREVENTION, number=1, values={"minutes": "35", "opens": "09:15"})
    assert "minutes: 35\n" in after
    assert 'opens: "09:15"' in after
