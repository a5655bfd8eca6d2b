"""A promise falls due while its officer is on leave: whoever has the task of it sees the dispute and decides."""

from __future__ import annotations

import datetime

import pytest
from tests.kept_lists import publish_shipped
from tests.stage import DAY, Stage, at, stop_clock

from fengqiao.domains.disputes.contracts import ObligationState
from fengqiao.domains.disputes.public import decide_obligation, get_dispute
from fengqiao.domains.disputes.queries.reading import dispute_page
from fengqiao.domains.disputes.tests.conftest import days
from fengqiao.domains.organisation.contracts import NewLeave
from fengqiao.domains.organisation.public import record_leave
from fengqiao.domains.tasks.contracts import CompletionResult, Evidence
from fengqiao.domains.tasks.public import (
    complete_task,
    evidence_asked,
    generate_morning_lists,
    list_tasks,
    start_task,
)
from fengqiao.foundation.scoping.contracts import SYSTEM, NotVisibleError


@pytest.fixture
def stand_in(settled: Stage) -> Stage:
    publish_shipped(effective_from=datetime.date(2026, 1, 1))
    record_leave(actor=SYSTEM, leave=NewLeave("100005", DAY, DAY, "annual", substitute_number="100006"))
    generate_morning_lists(actor=SYSTEM, date=DAY)
    return settled


def test_the_stand_in_decides_what_the_task_is_about(stand_in: Stage) -> None:
    other = stand_in.actor("other_officer")
    dispute = decide_obligation(actor=other, code="P-1", is_kept=True, note="煤炉已搬走")
    assert dispute.obligations[0].state is ObligationState.KEPT
    assert get_dispute(actor=other, code="J-1").code == "J-1"


def test_the_stand_in_decides_after_completing_the_task_on_that_day_and_not_later(stand_in: Stage) -> None:
    other = stand_in.actor("other_officer")
    (task,) = [one for one in list_tasks(actor=other, on=DAY) if one.subject_id == "P-1"]
    start_task(actor=other, task_id=task.id)
    asked = dict.fromkeys(evidence_asked(task), "煤炉已搬走")
    complete_task(actor=other, task_id=task.id, evidence=Evidence(CompletionResult.DONE, "已核实", asked))
    assert get_dispute(actor=other, code="J-1").code == "J-1"
    stop_clock(at(9, day=days(1)))
    with pytest.raises(NotVisibleError):
        get_dispute(actor=other, code="J-1")


def test_the_stand_in_decides_nothing_else(stand_in: Stage) -> None:
    with pytest.raises(NotVisibleError):
        decide_obligation(actor=stand_in.actor("other_officer"), code="P-2", is_kept=True, note="")


def test_without_the_task_the_dispute_of_another_beat_stays_out_of_sight(settled: Stage) -> None:
    with pytest.raises(NotVisibleError):
        decide_obligation(actor=settled.actor("other_officer"), code="P-1", is_kept=True, note="")
    with pytest.raises(NotVisibleError):
        get_dispute(actor=settled.actor("other_officer"), code="J-1")


def test_the_page_offers_the_stand_in_the_promise_of_the_task_alone(stand_in: Stage) -> None:
    page = dispute_page(actor=stand_in.actor("other_officer"), code="J-1")
    assert [line.may_decide for line in page.promises] == [True, False]
    assert not page.may_settle
