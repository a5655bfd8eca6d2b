"""The admission gate: rows that can never work are refused, rows that repeat others are shown."""

from __future__ import annotations

import pytest
from django.utils.translation import override
from tests.stage import COUNTY, STATION, Stage

from fengqiao.domains.duties.contracts import ListInvalidError
from fengqiao.domains.duties.public import check_document, publish_list, shipped_documents
from fengqiao.domains.duties.queries import preview_document
from fengqiao.foundation.scoping.contracts import SYSTEM

COMMUNITY, PREVENTION = (shipped_documents()[code] for code in ("community_duty_list", "prevention_duty_list"))
HEAD = """code: trial_list
kind: community_duty_list
version: 1
title: 试行清单
effective_from: 2026-10-01
rows:
"""


def a_row(number: int, *lines: str, subject: str = "rental_housing", evidence: str = "[核查情况]") -> str:
    fields = [
        f"  - number: {number}",
        "    duty: 核查",
        "    clause: 每月核查一次。",
        "    basis: 本地惯例",
        "    owner_role: community_officer",
        f"    subject_kind: {subject}",
        *(f"    {line}" for line in lines or ("every: month",)),
        f"    template: {{steps: [看], evidence: {evidence}, minutes: 20}}",
        "    sunset: 2027-12-31",
    ]
    return "\n".join(fields) + "\n"


@pytest.mark.parametrize(
    ("lines", "subject", "words"),
    [
        (
            ("every: month", "conditions: [{fact: tier, is: weekly}]"),
            "rental_housing",
            "no value of “tier” meets its conditions",
        ),
        (
            ("every: month", "conditions: [{fact: capacity, at_least: 9}, {fact: capacity, at_most: 3}]"),
            "rental_housing",
            "no value of “capacity” meets its conditions",
        ),
        (
            ("after: {event: quarrel, days: 1}",),
            "school",
            "“quarrel” does not happen to a school",
        ),
        (
            ("every: month", "resolved_when: {event: quarrel}"),
            "school",
            "“quarrel” does not happen to a school",
        ),
        (
            ("after: {event: quarrel, days: 1, conditions: [{fact: category, is: a}, {fact: category, is_not: a}]}",),
            "address",
            "no value of “category” meets its conditions",
        ),
    ],
)
def test_a_row_that_can_never_work_is_refused_at_its_line(lines: tuple[str, ...], subject: str, words: str) -> None:
    document = HEAD + a_row(1) + a_row(2, *lines, subject=subject, evidence="[别的]")
    with override("en"):
        [problem] = check_document(document=document)
    assert words in problem.what
    assert problem.line == document.split("\n").index("  - number: 2") + 1
    assert problem.advice


def test_a_shadowed_row_is_refused_with_an_example(stage: Stage) -> None:
    narrow = a_row(2, "every: month", "conditions: [{fact: tier, is: monthly}]")
    with (
        override("en"),
        pytest.raises(ListInvalidError, match=r"already, e\.g\. when: tier: monthly"),
    ):
        publish_list(actor=SYSTEM, document=HEAD + a_row(1) + narrow, unit_code=COUNTY)


@pytest.mark.parametrize("field", ["owner_role", "basis", "sunset", "minutes"])
def test_a_row_without_owner_basis_minutes_or_sunset_is_refused(field: str) -> None:
    document = HEAD + a_row(1).replace(", minutes: 20", "" if field == "minutes" else ", minutes: 20")
    lines = [line for line in document.split("\n") if not line.strip().startswith(f"{field}:")]
    with override("en"):
        [problem] = check_document(document="\n".join(lines))
    assert f"“{field}” is missing: the admission gate" in problem.what


@pytest.mark.parametrize("document", shipped_documents().values(), ids=shipped_documents())
def test_the_shipped_lists_pass_the_gate(document: str) -> None:
    assert check_document(document=document) == ()


def test_a_row_that_repeats_one_of_a_list_in_force_is_shown_before_publication(stage: Stage) -> None:
    publish_list(actor=SYSTEM, document=COMMUNITY, unit_code=COUNTY)
    repeat = a_row(1, "every: week", subject="beat", evidence="[排查情况, 照片]")
    preview = preview_document(actor=stage.actor("county_staff"), document=HEAD + repeat, unit_code=STATION)
    assert preview.problems == ()
    assert [(one.row.number, one.other.number, one.evidence) for one in preview.duplicates] == [
        (1, 6, ("排查情况",)),
        (1, 7, ("排查情况",)),
    ]
    assert {one.other_list.zh for one in preview.duplicates} == {"社区警务工作责任清单"}


def test_a_new_version_is_not_called_a_repeat_of_the_version_before_it(stage: Stage) -> None:
    publish_list(actor=SYSTEM, document=PREVENTION, unit_code=COUNTY)
    following = PREVENTION.replace("\nversion: 1\n", "\nversion: 2\n").replace(
        "\neffective_from: 2026-01-01\n", "\neffective_from: 2026-10-01\n"
    )
    preview = preview_document(actor=stage.actor("county_staff"), document=following, unit_code=COUNTY)
    assert (preview.problems, preview.duplicates) == ((), ())


def test_a_resolved_when_that_no_event_can_meet_is_refused_with_an_example() -> None:
    line = "resolved_when: {event: task_completed, condition: row_number > 3 && row_number < 2}"
    with override("en"):
        [problem] = check_document(document=HEAD + a_row(1, "every: month", line))
    assert "is never settled so: no value of “row” meets the conditions of resolved_when" in problem.what
    assert "“row: 4” fails “row at most 1”" in problem.what
