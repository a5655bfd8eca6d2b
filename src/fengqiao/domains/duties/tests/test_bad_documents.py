"""Every problem of a document is named with its line, its place and what to do."""

from __future__ import annotations

import pytest
from django.utils.translation import override

from fengqiao.domains.duties.contracts import ListProblem
from fengqiao.domains.duties.public import check_document, shipped_documents

HEAD = """\
code: small_list
kind: community_duty_list
version: 1
title: {zh: 小清单}
effective_from: 2026-01-01
rows:
"""
ROW = """\
  - number: 1
    duty: {zh: 走访, en: Visit}
    clause: 每月走访一次。
    basis: 本地惯例
    owner_role: community_officer
    subject_kind: key_venue
    every: month
    window: {opens: "08:30", closes: "18:00"}
    template:
      steps: [看]
      evidence: [记录]
      minutes: 20
    sunset: 2027-12-31
"""
NEGATIVE_HEAD = """\
code: small_negative_list
kind: negative_list
version: 1
title: {zh: 小负面清单}
effective_from: 2026-01-01
handlers:
  us: {zh: 本所}
  them: {zh: 刑侦}
vocabulary:
  case_type:
    title: {zh: 类型}
    kind: choice
    choices: {theft: {zh: 盗窃}, fraud: {zh: 诈骗}}
  suspects: {title: {zh: 人数}, kind: number, lowest: 1, highest: 9}
rows:
"""


def problems_of(document: str) -> list[ListProblem]:
    with override("en"):
        return list(check_document(document=document))


def the_problem_of(document: str) -> ListProblem:
    [problem] = problems_of(document)
    return problem


def test_the_small_list_and_the_shipped_ones_are_sound() -> None:
    assert problems_of(HEAD + ROW) == []
    assert {name: list(check_document(document=text)) for name, text in shipped_documents().items()} == {
        "community_duty_list": [],
        "prevention_duty_list": [],
        "negative_list": [],
    }


@pytest.mark.parametrize(
    ("before", "after", "line", "place", "words"),
    [
        ("every: month", "every: fortnight", 13, "rows[1].every", "half_month"),
        ("community_officer", "comunity_officer", 11, "rows[1].owner_role", "community_officer"),
        ("community_officer", "auxiliary", 11, "rows[1].owner_role", "cannot own"),
        ("subject_kind: key_venue", "subject_kind: suspect", 12, "rows[1].subject_kind", "address"),
        ("minutes: 20", "minutes: twenty", 18, "rows[1].template.minutes", "whole number"),
        ("minutes: 20", 'minutes: "20"', 18, "rows[1].template.minutes", "whole number"),
        ("minutes: 20", "minutes: 0", 18, "rows[1].template.minutes", "1440"),
        ('opens: "08:30"', "opens: half past eight", 14, "rows[1].window.opens", "time of day"),
        ('closes: "18:00"', 'closes: "07:00"', 14, "rows[1].window.closes", "07:00"),
        ('closes: "18:00"', 'closes: "08:40"', 14, "rows[1].window.closes", "10 minutes"),
        ("2027-12-31", "2027-13-31", 19, "rows[1].sunset", "date"),
        ("2027-12-31", "2025-12-31", 19, "rows[1].sunset", "2026-01-01"),
        ("    basis: 本地惯例\n", "", 7, "rows[1].basis", "admission gate"),
        ("    owner_role: community_officer\n", "", 7, "rows[1].owner_role", "admission gate"),
        ("      minutes: 20\n", "", 16, "rows[1].template.minutes", "admission gate"),
        ("    sunset: 2027-12-31\n", "", 7, "rows[1].sunset", "admission gate"),
        ("steps: [看]", "steps: 看", 16, "rows[1].template.steps", "a text was found"),
        ("steps: [看]", "steps: []", 16, "rows[1].template.steps", "no entry"),
        ("every: month", "every: month\n    calendar: each_day", 7, "rows[1]", "exactly one of every"),
        ("    every: month\n", "", 7, "rows[1]", "exactly one of every"),
        ("every: month", "after: {event: quarel, days: 1}", 13, "rows[1].after.event", "quarrel"),
        ("every: month", "after: {event: quarrel, days: [1, 1]}", 13, "rows[1].after.days[2]", "stands twice"),
        ("every: month", "when: {event: quarrel, count: 3}", 13, "rows[1].when.within_days", "missing"),
        ("every: month", "calendar: {weekday: funday}", 13, "rows[1].calendar.weekday", "sunday"),
        (
            "every: month",
            "every: month\n    conditions:\n      - {fact: colour, is: red}",
            15,
            "rows[1].conditions[1].fact",
            "capacity",
        ),
        (
            "every: month",
            "every: month\n    conditions:\n      - {fact: capacity, at_least: 2, at_most: 3}",
            15,
            "rows[1].conditions[1]",
            "exactly one comparison",
        ),
        (
            "subject_kind: key_venue",
            "subject_kind: resident\n    conditions: [{fact: kind, is: elderly_alone}]",
            13,
            "rows[1].conditions",
            "single person",
        ),
        ("version: 1", "version: 1\nversion: 2", 4, "version", "stands twice"),
        ("version: 1", "version: one", 3, "version", "whole number"),
        ("kind: community_duty_list", "kind: shopping_list", 2, "kind", "negative_list"),
        ("code: small_list", "code: Small List", 1, "code", "lower-case"),
        ("title: {zh: 小清单}", "title: {en: Small list}", 4, "title.zh", "missing"),
        ("effective_from: 2026-01-01\n", "", 1, "effective_from", "missing"),
    ],
)
def test_what_is_wrong_is_named_with_its_line(before: str, after: str, line: int, place: str, words: str) -> None:
    document = (HEAD + ROW).replace(before, after, 1)
    assert document != HEAD + ROW
    problem = the_problem_of(document)
    assert (problem.line, problem.place) == (line, place)
    assert words in f"{problem.what} {problem.advice}"
    assert problem.advice


def test_a_misspelt_field_is_named_with_the_right_one_and_what_it_leaves_missing() -> None:
    found = problems_of((HEAD + ROW).replace("every: month", "evry: month"))
    assert [(problem.line, problem.place) for problem in found] == [(7, "rows[1]"), (13, "rows[1].evry")]
    assert found[1].advice == "Did you mean “every”?"


def test_every_problem_is_reported_at_once_in_the_order_of_lines() -> None:
    document = (HEAD + ROW).replace("version: 1", "version: x").replace("month", "moon").replace("2027-", "20-")
    assert [problem.line for problem in problems_of(document)] == [3, 13, 19]


def test_two_rows_with_one_number_are_refused_with_the_line_of_the_first() -> None:
    problem = the_problem_of(HEAD + ROW + ROW)
    assert (problem.line, problem.place) == (20, "rows[2].number")
    assert "line 7" in problem.what


@pytest.mark.parametrize(
    ("document", "line"),
    [
        ("", 1),
        ("- just\n- a list\n", 1),
        ("code: a\n  kind: b\n", 2),
        (HEAD + '  - number: 1\n    duty: "unclosed\n', 9),
        ("a: &anchor 1\nb: *anchor\n", 2),
        ("code: a\n---\ncode: b\n", 2),
        ("code: \x00\n", 1),
    ],
)
def test_what_is_no_document_at_all_is_said_calmly(document: str, line: int) -> None:
    assert line in [problem.line for problem in problems_of(document)]


def test_a_huge_document_is_not_even_read() -> None:
    assert "400000" in the_problem_of("#" * 400_001).what


def negative_row(number: int, when: str, outcome: str, handler: str, due: str = "") -> str:
    return (
        f"  - number: {number}\n    title: {{zh: 行}}\n    when: [{when}]\n    outcome: {outcome}\n"
        f"    handler: {handler}\n{due}    basis: 规定\n"
    )


DUE = "    transfer_due_hours: 24\n"
THEFT = "{fact: case_type, is: theft}"


def test_rows_that_disagree_are_refused_with_an_example() -> None:
    rows = negative_row(1, THEFT, "keep", "us") + negative_row(
        2, "{fact: suspects, at_least: 2}", "hand_over", "them", DUE
    )
    problem = the_problem_of(NEGATIVE_HEAD + rows)
    assert problem.line == 22
    assert "类型 = 盗窃" in problem.what
    assert "人数 = 2" in problem.what


def test_a_row_that_can_never_decide_is_refused() -> None:
    rows = negative_row(1, THEFT, "keep", "us")
    again = negative_row(2, f"{THEFT}, {{fact: suspects, at_least: 2}}", "keep", "us")
    assert "row 1 takes every case" in the_problem_of(NEGATIVE_HEAD + rows + again).what
    contradictory = negative_row(1, "{fact: suspects, at_least: 5}, {fact: suspects, at_most: 2}", "keep", "us")
    assert "exclude each other" in the_problem_of(NEGATIVE_HEAD + contradictory).what


@pytest.mark.parametrize(
    ("row", "place", "words"),
    [
        (negative_row(1, THEFT, "keep", "nobody"), "rows[1].handler", "them, us"),
        (negative_row(1, THEFT, "hand_over", "them"), "rows[1].transfer_due_hours", "24 hours"),
        (negative_row(1, THEFT, "keep", "us", DUE), "rows[1].transfer_due_hours", "keeps"),
        (
            negative_row(1, THEFT, "hand_over", "them", DUE.replace("24", "48")),
            "rows[1].transfer_due_hours",
            "between 1 and 24",
        ),
        (negative_row(1, THEFT, "refuse", "us"), "rows[1].outcome", "hand_over, keep"),
        (negative_row(1, "{fact: case_type, is: arson}", "keep", "us"), "rows[1].when[1].is", "theft, fraud"),
        (negative_row(1, "{fact: case_type, at_least: 2}", "keep", "us"), "rows[1].when[1].at_least", "not_in"),
        (negative_row(1, "{fact: suspects, is: 99}", "keep", "us"), "rows[1].when[1].is", "1 … 9"),
    ],
)
def test_a_bad_row_of_a_negative_list_is_named(row: str, place: str, words: str) -> None:
    problem = the_problem_of(NEGATIVE_HEAD + row)
    assert problem.place == place
    assert words in f"{problem.what} {problem.advice}"


def test_problems_are_told_in_the_readers_language() -> None:
    with override("zh-hans"):
        [problem] = check_document(document=(HEAD + ROW).replace("minutes: 20", "minutes: many"))
    assert problem.what == "“many”不是整数。"
