"""Promises: kept, broken, due; the dispute opens again; nobody decides twice."""

from __future__ import annotations

import datetime

import pytest
from django.db import IntegrityError, transaction
from tests.stage import DAY, EAST_GATE, FERRY, OLD_TOWN, Stage, at, stop_clock

from fengqiao.domains.disputes.contracts import (
    DisputeState,
    NewDispute,
    NewObligation,
    ObligationState,
    TransitionRefusedError,
    UnknownDisputeError,
)
from fengqiao.domains.disputes.models import Dispute, Obligation
from fengqiao.domains.disputes.public import (
    count_obligations_kept,
    decide_obligation,
    get_dispute,
    list_disputes,
    list_due_obligations,
    load_disputes,
    load_obligations,
    register_dispute,
)
from fengqiao.domains.disputes.tests.conftest import REGISTERED, SETTLED, days
from fengqiao.domains.organisation.contracts import UnknownUnitError
from fengqiao.foundation.audit.models import AuditEntry
from fengqiao.foundation.events.models import Event
from fengqiao.foundation.scoping.contracts import SYSTEM, NotAllowedError, NotVisibleError


def test_a_kept_promise_leaves_the_dispute_settled_and_is_counted(settled: Stage) -> None:
    dispute = decide_obligation(actor=settled.actor("officer"), code="P-1", is_kept=True, note="煤炉已搬走")
    assert dispute.state is DisputeState.SETTLED
    assert (dispute.obligations[0].state, dispute.obligations[0].decided_by) == (ObligationState.KEPT, "林小满")
    assert count_obligations_kept(from_at=at(0), to_at=at(9), under="") == 1
    assert count_obligations_kept(from_at=at(9), to_at=at(20), under="") == 0
    assert count_obligations_kept(from_at=at(0), to_at=at(9), under=settled.paths[EAST_GATE]) == 0


def test_a_broken_promise_opens_the_dispute_again(settled: Stage) -> None:
    dispute = decide_obligation(actor=settled.actor("officer"), code="P-1", is_kept=False, note="")
    assert dispute.state is DisputeState.REOPENED
    kinds = list(Event.objects.filter(kind__startswith="disputes.").values_list("kind", flat=True))
    assert kinds[-2:] == ["disputes.obligation_decided", "disputes.reopened"]
    entry = AuditEntry.objects.get(action="decide_obligation")
    assert (entry.details["state"], entry.details["dispute_state"]) == ("broken", "reopened")


def test_a_second_broken_promise_keeps_it_open_and_tells_it_once(settled: Stage) -> None:
    for code in ("P-1", "P-2"):
        decide_obligation(actor=settled.actor("chief"), code=code, is_kept=False, note="")
    assert Event.objects.filter(kind="disputes.reopened").count() == 1


def test_a_promise_is_decided_once(settled: Stage) -> None:
    decide_obligation(actor=settled.actor("officer"), code="P-1", is_kept=True, note="")
    with pytest.raises(TransitionRefusedError):
        decide_obligation(actor=settled.actor("officer"), code="P-1", is_kept=False, note="")
    assert get_dispute(actor=SYSTEM, code="J-1").state is DisputeState.SETTLED


def test_only_who_handles_disputes_there_decides(settled: Stage) -> None:
    with pytest.raises(NotAllowedError):
        decide_obligation(actor=settled.actor("dispatcher"), code="P-1", is_kept=True, note="")
    for name in ("other_officer", "other_chief"):
        with pytest.raises(NotVisibleError):
            decide_obligation(actor=settled.actor(name), code="P-1", is_kept=True, note="")
    with pytest.raises(NotVisibleError):
        decide_obligation(actor=settled.actor("chief"), code="P-9", is_kept=True, note="")


def test_due_promises_are_listed_within_the_scope_the_earliest_first(settled: Stage) -> None:
    chief = settled.actor("chief")
    assert [one.code for one in list_due_obligations(actor=chief, by_date=DAY)] == ["P-1"]
    assert [one.code for one in list_due_obligations(actor=chief, by_date=days(20))] == ["P-1", "P-2"]
    assert list_due_obligations(actor=settled.actor("other_officer"), by_date=days(20)) == []
    stop_clock(at(8, day=days(1)))
    assert list_due_obligations(actor=chief, by_date=days(1))[0].is_overdue
    decide_obligation(actor=chief, code="P-1", is_kept=True, note="")
    assert list_due_obligations(actor=chief, by_date=days(1)) == []


def test_registered_disputes_are_numbered_per_station_and_year(stage: Stage) -> None:
    def register(place: str) -> str:
        return register_dispute(
            actor=SYSTEM,
            incident_number="JQ1",
            summary="邻里噪声",
            kind="neighbour_noise",
            address_code="",
            scope_path=stage.paths[place],
        ).code

    assert [register(OLD_TOWN), register(EAST_GATE), register(FERRY)] == [
        "61999941纠〔2026〕0001",
        "61999941纠〔2026〕0002",
        "61999942纠〔2026〕0001",
    ]
    stop_clock(datetime.datetime(2026, 12, 31, 16, 1, tzinfo=datetime.UTC))
    assert register(OLD_TOWN) == "61999941纠〔2027〕0001"


def test_who_may_not_register_is_refused(stage: Stage) -> None:
    with pytest.raises(NotAllowedError):
        register_dispute(
            actor=stage.actor("other_officer"),
            incident_number="",
            summary="x",
            kind="other",
            address_code="",
            scope_path=stage.paths[OLD_TOWN],
        )


def test_loading_twice_adds_nothing_and_unknown_things_are_named(settled: Stage) -> None:
    assert load_disputes(actor=SYSTEM, disputes=[SETTLED, REGISTERED]) == 0
    with pytest.raises(UnknownDisputeError):
        load_obligations(actor=SYSTEM, obligations=[NewObligation("P-3", "J-9", "x", "y", DAY, "")])
    with pytest.raises(UnknownUnitError):
        load_disputes(actor=SYSTEM, disputes=[NewDispute("J-3", "x", "other", "", "000", DAY)])
    with pytest.raises(NotAllowedError):
        load_disputes(actor=settled.actor("chief"), disputes=[REGISTERED])


def test_disputes_are_listed_within_the_scope(settled: Stage) -> None:
    def codes(name: str, **query: str) -> set[str]:
        return {one.code for one in list_disputes(actor=settled.actor(name), **query)}

    assert codes("chief") == {"J-1", "J-2"}
    assert codes("officer") == {"J-1"}
    assert codes("chief", text="剐蹭") == {"J-2"}
    with pytest.raises(NotVisibleError):
        get_dispute(actor=settled.actor("officer"), code="J-2")


def test_the_database_refuses_half_a_decision_and_a_settlement_without_a_day(settled: Stage) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Obligation.objects.filter(code="P-1").update(state="kept")
    with pytest.raises(IntegrityError), transaction.atomic():
        Dispute.objects.filter(code="J-2").update(state="settled")
