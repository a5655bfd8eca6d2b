"""What the duty lists hear of promises and settlements."""

from __future__ import annotations

import pytest
from tests.stage import DAY, EAST_GATE, Stage, at

from fengqiao.domains.disputes.public import decide_obligation, duty_source, name_households
from fengqiao.domains.disputes.tests.conftest import ADDRESS, days
from fengqiao.domains.places.contracts import NewHousehold
from fengqiao.domains.places.public import load_households
from fengqiao.domains.tasks.contracts import DutySourceAnswer, DutySourceQuery
from fengqiao.engines.duties.contracts import SubjectKey
from fengqiao.foundation.scoping.contracts import SYSTEM


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


def test_a_broken_promise_is_an_event_and_stays_something_that_a_duty_may_be_about(settled: Stage) -> None:
    decide_obligation(actor=settled.actor("officer"), code="P-1", is_kept=False, note="没搬")
    [event] = [one for one in ask().events if one.kind == "obligation_broken"]
    assert (event.id, event.subjects, event.at) == ("P-1", (SubjectKey("obligation", "P-1"),), at(8))
    assert event.facts == {"officer_number": "100005"}
    assert {one.id: one.facts["state"] for one in ask().subjects} == {"P-1": "broken", "P-2": "pending"}
    assert [one for one in ask().events if one.kind == "obligation_due"] == []
    later = duty_source(DutySourceQuery(under="", today=days(60), since=at(0, day=days(1))))
    assert [one.id for one in later.subjects] == ["P-2"]


def test_a_registered_dispute_is_an_event_with_its_kind_at_its_address(settled: Stage) -> None:
    [event] = [one for one in ask().events if one.kind == "dispute_registered"]
    assert (event.id, event.subjects) == ("J-1", (SubjectKey("address", ADDRESS),))
    assert event.facts == {"kind": "neighbour"}


def test_a_dispute_happens_to_the_households_of_its_sides_too(settled: Stage) -> None:
    households = [NewHousehold("H-1", False, ADDRESS), NewHousehold("H-2", False, ADDRESS)]
    load_households(actor=SYSTEM, households=households)
    name_households(actor=settled.actor("officer"), code="J-1", household_codes=["H-2", "H-1"])
    sides = (SubjectKey("address", ADDRESS), SubjectKey("household", "H-1"), SubjectKey("household", "H-2"))
    assert {one.kind: one.subjects for one in ask().events if one.id == "J-1"} == {
        "dispute_registered": sides,
        "dispute_settled": sides,
    }


def test_the_question_is_answered_for_its_part_of_the_tree_only(settled: Stage) -> None:
    answer = ask(settled.paths[EAST_GATE])
    assert not list(answer.subjects)
    assert not list(answer.events)
