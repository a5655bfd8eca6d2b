"""Conditions of rows, events and negative lists written in CEL: read, worded, and refused at line and column."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from fengqiao.domains.duties.contracts import ListProblem, Text
from fengqiao.domains.duties.public import check_document, shipped_documents
from fengqiao.domains.duties.tests.test_admission_gate import HEAD, a_row
from fengqiao.domains.duties.workflow.documents import ParsedList, read_document
from fengqiao.engines.duties.conditions import AnyOf, Condition, Operator
from fengqiao.engines.duties.decision_table import decide
from fengqiao.engines.duties.triggers import When

NEGATIVE = shipped_documents()["negative_list"]
DRUGS = "    when:\n      - {fact: case_type, is: drugs}\n"


def read(document: str) -> ParsedList:
    parsed, problems = read_document(document)
    assert parsed is not None, problems
    return parsed


def problem_of(document: str) -> ListProblem:
    with override("en"):
        [problem] = check_document(document=document)
    return problem


def source_at(document: str, problem: ListProblem) -> str:
    return document.split("\n")[problem.line - 1][problem.column - 1 :]


def test_a_condition_in_cel_means_what_the_list_of_conditions_meant() -> None:
    text = a_row(1, "every: month", """condition: 'tier == "monthly" && capacity >= 50'""")
    listed = a_row(1, "every: month", "conditions: [{fact: tier, is: monthly}, {fact: capacity, at_least: 50}]")
    one, other = read(HEAD + text), read(HEAD + listed)
    assert one.duty_list == other.duty_list
    assert one.rows == other.rows
    assert one.rows[0].expression == 'tier == "monthly" && capacity >= 50'


def test_a_condition_in_cel_is_worded_in_both_languages() -> None:
    text = a_row(1, "every: month", """condition: 'kind == "hotel" && capacity > 9 || !has_car_park'""")
    [row] = read(HEAD + text.replace("rental_housing", "key_venue")).rows
    assert row.conditions == Text(
        "（种类为旅馆且容量不少于10）或有停车场为否",
        "(kind: hotel and capacity at least 10) or has a car park: no",
    )


def test_events_take_conditions_in_cel_too() -> None:
    lines = (
        """when: {event: quarrel, count: 3, within_days: 90, condition: 'category == "a" || subcategory == "b"'}""",
        """resolved_when: {event: dispute_settled, condition: 'kind == "noise"'}""",
    )
    parsed = read(HEAD + a_row(1, *lines, subject="address"))
    assert parsed.duty_list is not None
    [row] = parsed.duty_list.rows
    assert isinstance(row.trigger, When)
    assert row.trigger.event_conditions == (
        AnyOf((Condition("category", Operator.EQUALS, "a"), Condition("subcategory", Operator.EQUALS, "b"))),
    )
    assert row.resolved_when is not None
    assert row.resolved_when.event_conditions == (Condition("kind", Operator.EQUALS, "noise"),)


@pytest.mark.parametrize(
    ("line", "words", "at"),
    [
        ("""condition: 'tierr == "monthly"'""", "Did you mean “tier”?", "tierr"),
        ("""condition: 'tier == "monthly" && colour == "x"'""", "“colour” is no fact here", "colour"),
        ("""condition: 'capacity == "x"'""", "“==” cannot compare a whole number with a text", '== "x"'),
        ("condition: 'capacity + 1 > 3'", "does not calculate", "+ 1"),
        ("""condition: 'tier == "weekly"'""", "“weekly” is not a value of “tier”", '"weekly"'),
        ("condition: tier = 3", "A single = compares nothing", "= 3"),
        (r'condition: "tier == \"monthly\" && capacitx > 3"', "Did you mean “capacity”?", "capacitx"),
        ("condition: 'colour == ''x'''", "“colour” is no fact here", "colour"),
        ('condition: |\n      tier == "monthly"\n      && capacitx > 3', "Did you mean “capacity”?", "capacitx"),
        ('condition: >-\n      tier == "monthly"\n      && capacitx > 3', "Did you mean “capacity”?", "capacitx"),
        ('condition: tier == "monthly"\n      && capacitx > 3', "Did you mean “capacity”?", "capacitx"),
    ],
)
def test_what_is_wrong_in_a_condition_is_named_with_line_and_column(line: str, words: str, at: str) -> None:
    document = HEAD + a_row(1, "every: month", line)
    problem = problem_of(document)
    assert words in f"{problem.what} {problem.advice}"
    assert source_at(document, problem).startswith(at)
    assert problem.place == "rows[1].condition"


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (("condition: !has_car_park",), "exclamation mark"),
        (("condition: capacity > 3", "conditions: [{fact: capacity, at_least: 3}]"), "has both “condition” and"),
        (("condition: [capacity]",), "A text was expected here"),
        (("condition: ''",), "A text was expected here"),
        (("condition: capacity",), "This is a value, not a condition"),
    ],
)
def test_a_condition_that_is_no_text_is_refused_with_advice(lines: tuple[str, ...], words: str) -> None:
    problem = problem_of(HEAD + a_row(1, "every: month", *lines))
    assert words in problem.what
    assert problem.advice


def test_facts_about_persons_stay_closed_to_conditions_in_cel() -> None:
    text = a_row(1, "every: month", """condition: '"elderly_alone" in kinds'""", subject="resident")
    assert "facts about a single person" in problem_of(HEAD + text).what
    opened = text.replace("    every: month\n", "    every: month\n    impact_assessment: 2026-3\n")
    assert check_document(document=HEAD + opened) == ()


def test_conditions_that_exclude_each_other_only_together_are_refused_with_a_case() -> None:
    condition = """condition: '(kind == "hotel" || has_car_park) && kind != "hotel" && !has_car_park'"""
    problem = problem_of(HEAD + a_row(1, "every: month", condition, subject="key_venue"))
    assert "its conditions exclude each other" in problem.what
    assert "“has a car park: yes” meets the others and fails “has a car park: no”" in problem.what


def test_a_row_within_the_cases_of_an_earlier_one_is_shadowed_with_a_case() -> None:
    wide = a_row(1, "every: month", """condition: 'kind == "hotel" || capacity >= 50'""", subject="key_venue")
    narrow = a_row(2, "every: month", "condition: capacity > 80", subject="key_venue")
    assert "row 1 asks for it already, e.g. when: capacity: 81" in problem_of(HEAD + wide + narrow).what
    apart = narrow.replace("capacity > 80", "capacity > 20")
    assert check_document(document=HEAD + wide + apart) == ()


def test_a_value_that_has_gone_from_the_vocabulary_leaves_a_published_list_readable() -> None:
    document = HEAD + a_row(1, "every: month", """condition: 'tier == "weekly" || capacity > 3'""")
    parsed, problems = read_document(document)
    assert parsed is not None
    assert problems == ()
    assert "not a value of" in problem_of(document).what


def test_a_negative_list_takes_conditions_in_cel_and_decides_by_them() -> None:
    listed = (
        "    when:\n      - {fact: case_type, is: intentional_injury}\n      - {fact: injury, in: [serious, fatal]}\n"
    )
    assert listed in NEGATIVE
    text = """    condition: 'case_type == "intentional_injury" && (injury == "serious" || injury == "fatal")'\n"""
    document = NEGATIVE.replace(listed, text)
    assert check_document(document=document) == ()
    table = read(document).table
    assert table is not None
    decision = decide(table=table, facts={"case_type": "intentional_injury", "injury": "fatal"})
    assert (decision.row_number, decision.handler) == (11, "criminal_investigation")
    assert [one.value for one in decision.matched_conditions] == ["intentional_injury", "fatal"]
    waiting = decide(table=table, facts={"case_type": "intentional_injury"})
    assert waiting.reason.parameters == {"row": 11, "facts": ("injury",)}


def test_a_value_outside_a_negative_lists_own_vocabulary_is_refused_at_its_column() -> None:
    document = NEGATIVE.replace(DRUGS, "    condition: case_type == 'drug'\n")
    problem = problem_of(document)
    assert "“drug” is not a value of “case_type”" in problem.what
    assert source_at(document, problem) == "'drug'"


def test_rows_of_a_negative_list_in_cel_that_disagree_are_refused_with_a_case() -> None:
    document = NEGATIVE.replace(DRUGS, "    condition: case_type == 'drugs' || is_series\n")
    with override("en"):
        problems = check_document(document=document)
    assert any("both match, and disagree" in one.what and "part of a series = yes" in one.what for one in problems)


def test_more_than_the_highest_number_is_a_contradiction_and_not_a_broken_table() -> None:
    document = NEGATIVE.replace(DRUGS, "    condition: suspects >= 1000 && offences > 1000\n")
    with override("en"):
        [problem, *_] = check_document(document=document)
    assert "its own conditions exclude each other" in problem.what
