"""A form changes single values of a row; everything else of the text stays as it was."""

from __future__ import annotations

import difflib

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
    name=st.sampled_from(["duty", "clause", "basis", "minutes", "opens", "sunset", "condition"]),
    value=LINES,
)
def test_a_changed_value_is_read_back_and_nothing_else_changes(
    document: str, number: int, name: str, value: str
) -> None:
    before = row_values(document=document, number=number)
    after = with_row_values(document=document, number=number, values={name: value})
    assert row_values(document=after, number=number) == before | {name: value}
    signs = [line[0] for line in difflib.ndiff(document.split("\n"), after.split("\n"))]
    assert signs.count("+") <= 1
    assert signs.count("-") <= 1 + (name == "condition")  # a list of conditions has a line for itself
    again = with_row_values(document=after, number=number, values=before)
    assert row_values(document=again, number=number) == before


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


CONDITIONED = """rows:
  - number: 1
    duty: 核查
    subject_kind: rental_housing  # 出租房
    conditions:
      - {fact: tier, is: monthly}  # 按月
      - {fact: capacity, at_least: 10}

    # 时限
    every: month
  - number: 2
    subject_kind: key_venue
    condition: 'kind == "hotel"'
    every: month
  - number: 3
    subject_kind: key_venue
    every: month
  - number: 4
    subject_kind: key_venue
    condition: |
      kind == "hotel"
    every: month
  - number: 5
    subject_kind: key_venue
    conditions: [{fact: nonsense, is: 1}]
"""


def test_a_list_of_conditions_becomes_one_text_when_it_is_changed_and_comments_beside_it_stay() -> None:
    assert row_values(document=CONDITIONED, number=1)["condition"] == 'tier == "monthly" && capacity >= 10'
    after = with_row_values(document=CONDITIONED, number=1, values={"condition": 'it\'s > "x"'})
    assert "    condition: 'it''s > \"x\"'\n\n    # 时限\n    every: month\n" in after
    assert "is: monthly" not in after
    values = row_values(document=CONDITIONED, number=1)
    assert with_row_values(document=CONDITIONED, number=1, values=values) == CONDITIONED


def test_a_condition_is_added_changed_and_removed_at_its_place() -> None:
    added = with_row_values(document=CONDITIONED, number=3, values={"condition": "has_car_park"})
    assert "    subject_kind: key_venue\n    condition: 'has_car_park'\n    every: month\n" in added
    assert with_row_values(document=added, number=3, values={"condition": ""}) == CONDITIONED
    changed = with_row_values(document=CONDITIONED, number=2, values={"condition": 'kind == "pawn"'})
    assert changed == CONDITIONED.replace("'kind == \"hotel\"'", "'kind == \"pawn\"'")


def test_a_condition_that_a_form_cannot_show_whole_is_left_to_the_document() -> None:
    assert "condition" not in row_values(document=CONDITIONED, number=4)
    assert "condition" not in row_values(document=CONDITIONED, number=5)
    assert with_row_values(document=CONDITIONED, number=4, values={"condition": "has_car_park"}) == CONDITIONED
