"""What the duty lists hear of promises and settlements."""

from __future__ import annotations

import pytest
from tests.stage import DAY, EAST_GATE, Stage, at

from fengqiao.domains.disputes.public import decide_obligation, duty_source
from fengqiao.domains.disputes.tests.conftest import ADDRESS, days
from fengqiao.domains.tasks.contracts import DutySourceAnswer, DutySourceQuery
from fengqiao.engines.duties.contracts import SubjectKey


def ask(under: str = "", *, ahead: int = 0) -> DutySourceAnswer:
    return duty_source(DutySourceQuery(under=under, today=days(ahead), since=at(0, day=days(ahead - 30))))


def test_a_pending_promise_is_a_subject_with_place_officer_and_words(settled: Stage) -> None:
    first, second = ask().subjects
    assert (first.kind, first.id, first.label) == ("obligation", "P-1", "楼道堆放杂物")
    assert first.position is not None
    assert first.beat_path == settled.paths["619999410100"]
    assert (first.facts["officer_number"], first.facts["text"]) == ("100005", "把煤炉搬走")
    assert "officer_number" not in second.facts


@pytest.mark.parametrize(("ahead", "due"), [(-1, []), (0, ["P-1"]), (3, ["P-1"]), (20, ["P-1", "P-2"])])
def test_a_promise_falls_due_at_the_midnight_that_begins_its_day(settled: Stage, ahead: int, due: list[str]) -> None:
    events = [one for one in ask(ahead=ahead).events if one.kind == "obligation_due"]
    assert [one.id for one in events] == due
    if due:
        assert events[0].at == at(0, day=DAY)
        assert events[0].subjects == (SubjectKey("obligation", "P-1"),)


def test_a_settlement_is_an_event_at_its_address(settled: Stage) -> None:
    [event] = [one for one in ask().events if one.kind == "dispute_settled"]
    assert (event.id, event.subjects) == ("J-1", (SubjectKey("address", ADDRESS),))


def test_a_decided_promise_is_no_longer_anybodys_task(settled: Stage) -> None:
    decide_obligation(actor=settled.actor("officer"), code="P-1", is_kept=True, note="")
    assert [one.id for one in ask().subjects] == ["P-2"]
    assert [one for one in ask().events if one.kind == "obligation_due"] == []


def test_the_question_is_answered_for_its_part_of_the_tree_only(settled: Stage) -> None:
    answer = ask(settled.paths[EAST_GATE])
    assert not list(answer.subjects)
    assert not list(answer.events)
