"""12345 answers, does not answer, answers twice, sends back, sends back what it had taken: nothing is lost of it."""

from __future__ import annotations

import datetime

import pytest
from tests.stage import Stage, at, stop_clock

from fengqiao.domains.incidents.contracts import AlarmKind, HeardAs, IncidentRecord, IncidentState, TransferRecord
from fengqiao.domains.incidents.jobs import ask_after_transfers, watch_alarms
from fengqiao.domains.incidents.public import (
    answer_transfer,
    get_incident,
    get_transfer,
    hear_answer,
    list_alarms,
    tell_caller,
    transfer_to_12345,
)
from fengqiao.domains.incidents.tests.conftest import scene  # noqa: F401 - a fixture
from fengqiao.domains.incidents.tests.scene import call
from fengqiao.foundation.events.delivering import deliver_pending
from fengqiao.foundation.events.models import Delivery
from fengqiao.foundation.scoping.contracts import SYSTEM
from fengqiao.integrations.hotline import handler
from fengqiao.integrations.hotline.mapping import HotlineAnswer, HotlineOrder, Verdict

pytestmark = pytest.mark.django_db
PETROL = "车在枫渡公路上没油了，能不能给送点油过来"
TAKEN = HotlineAnswer(Verdict.TAKEN, "县道路救援中心")


class Body:
    """Another side that does what the test says."""

    connection = "test"

    def __init__(self, *answers: HotlineAnswer | Exception | None, refuses: int = 0) -> None:
        self.answers, self.refuses = list(answers), refuses
        self.got: list[str] = []

    def send(self, *, order: HotlineOrder) -> None:
        self.got.append(order.key)
        if len(self.got) <= self.refuses:
            raise ConnectionError("the line is down")

    def answer_to(self, *, order: HotlineOrder, moment: datetime.datetime) -> HotlineAnswer | None:
        answer = self.answers.pop(0) if self.answers else None
        if isinstance(answer, Exception):
            raise answer
        return answer


def hand_over(stage: Stage, body: Body, monkeypatch: pytest.MonkeyPatch) -> IncidentRecord:
    monkeypatch.setattr(handler, "connected_hotline", lambda: body)
    incident_id = call(stage, PETROL).summary.id
    handed = transfer_to_12345(actor=stage.actor("dispatcher"), incident_id=incident_id, note="联系道路救援")
    deliver_pending()
    return handed


def now_of(number: str) -> tuple[IncidentRecord, TransferRecord]:
    transfer = get_transfer(actor=SYSTEM, number=number)
    assert transfer is not None
    return get_incident(actor=SYSTEM, number=number), transfer


@pytest.mark.usefixtures("scene")
def test_it_is_accepted_and_the_caller_is_told_by_whom_it_is_handled(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = hand_over(stage, Body(TAKEN), monkeypatch).summary.number
    assert handler.collect_hotline_answers() == 1
    record, transfer = now_of(number)
    assert (record.transfer_state, transfer.handled_by) == ("accepted", "县道路救援中心")
    tell_caller(actor=stage.actor("dispatcher"), incident_id=record.summary.id, text="由县道路救援中心处理")
    record, transfer = now_of(number)
    assert transfer.caller_told_text == "由县道路救援中心处理"
    assert record.timeline[-1].what == "已告知报警人由谁办理"


@pytest.mark.usefixtures("scene")
def test_nobody_answers_it_is_sent_again_then_the_room_is_alarmed_until_an_answer_comes(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = Body()
    number = hand_over(stage, body, monkeypatch).summary.number
    for hours in (4, 8):
        stop_clock(at(8) + datetime.timedelta(hours=hours))
        ask_after_transfers()
        deliver_pending()
    assert body.got == [f"{number}/1"] * 3, "the same order, so that the other body takes it once"
    stop_clock(at(8) + datetime.timedelta(hours=49))
    ask_after_transfers()
    watch_alarms()
    (alarm,) = list_alarms(actor=stage.actor("dispatcher"))
    assert (alarm.kind, alarm.has_reached_room) == (AlarmKind.TRANSFER_UNANSWERED, True)
    body.answers = [TAKEN]
    assert handler.collect_hotline_answers() == 1
    assert list_alarms(actor=stage.actor("dispatcher")) == []
    assert now_of(number)[0].transfer_state == "accepted"


@pytest.mark.usefixtures("scene")
def test_it_answers_twice_and_the_second_time_changes_nothing(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    number = hand_over(stage, Body(TAKEN), monkeypatch).summary.number
    handler.collect_hotline_answers()
    before = now_of(number)[1]
    heard = hear_answer(actor=SYSTEM, number=number, is_accepted=True, handled_by="县道路救援中心")
    assert heard is HeardAs.SAID_AGAIN
    assert now_of(number)[1] == before


@pytest.mark.usefixtures("scene")
def test_it_sends_back_with_a_reason_and_a_person_decides(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    back = HotlineAnswer(Verdict.SENT_BACK, "", "涉及人身安全")
    number = hand_over(stage, Body(back), monkeypatch).summary.number
    handler.collect_hotline_answers()
    record, transfer = now_of(number)
    assert (record.summary.state, record.route.value, transfer.reason) == (
        IncidentState.RECEIVED,
        "review",
        "涉及人身安全",
    )
    heard = hear_answer(actor=SYSTEM, number=number, is_accepted=True, handled_by="县城市管理局")
    assert heard is HeardAs.CONTRADICTED
    assert now_of(number)[0].summary.state is IncidentState.RECEIVED
    assert now_of(number)[0].timeline[-1].note == "县城市管理局"


@pytest.mark.usefixtures("scene")
def test_it_sends_back_what_it_had_taken_and_the_next_hand_over_is_a_new_one(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = Body(TAKEN)
    number = hand_over(stage, body, monkeypatch).summary.number
    handler.collect_hotline_answers()
    assert hear_answer(actor=SYSTEM, number=number, is_accepted=False, reason="不属职责") is HeardAs.REOPENED
    record, _transfer = now_of(number)
    assert record.summary.state is IncidentState.RECEIVED
    assert record.stamps["closed_at"] is None
    transfer_to_12345(actor=stage.actor("dispatcher"), incident_id=record.summary.id, note="改派农机救援")
    deliver_pending()
    assert body.got == [f"{number}/1", f"{number}/2"]
    assert now_of(number)[1].ordinal == 2


@pytest.mark.usefixtures("scene")
def test_a_line_that_is_down_is_tried_again_and_the_order_arrives(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = Body(refuses=2)
    number = hand_over(stage, body, monkeypatch).summary.number
    for seconds in (5, 15):
        stop_clock(at(8) + datetime.timedelta(seconds=seconds))
        deliver_pending()
    assert body.got == [f"{number}/1"] * 3
    assert not Delivery.objects.exclude(state=Delivery.State.DONE).filter(handler__endswith="send_to_hotline").exists()


@pytest.mark.usefixtures("scene")
def test_one_that_cannot_be_asked_after_keeps_no_other_waiting(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    body = Body(ConnectionError("the line is down"), TAKEN)
    first = hand_over(stage, body, monkeypatch).summary.number
    second = hand_over(stage, body, monkeypatch).summary.number
    assert handler.collect_hotline_answers() == 1
    assert [now_of(number)[0].transfer_state for number in (first, second)] == ["sent", "accepted"]


@pytest.mark.usefixtures("scene")
def test_an_answer_entered_by_hand_meanwhile_is_not_overwritten(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    record = hand_over(stage, Body(), monkeypatch)
    answer_transfer(
        actor=stage.actor("dispatcher"), incident_id=record.summary.id, is_accepted=True, handled_by="电话答复：镇政府"
    )
    hear_answer(actor=SYSTEM, number=record.summary.number, is_accepted=True, handled_by="县城市管理局")
    assert now_of(record.summary.number)[1].handled_by == "电话答复：镇政府"


@pytest.mark.usefixtures("scene")
def test_on_a_simulated_day_the_simulator_says_who_it_is(stage: Stage) -> None:
    record = call(stage, PETROL)
    transfer_to_12345(actor=stage.actor("dispatcher"), incident_id=record.summary.id, note="联系道路救援")
    deliver_pending()
    assert handler.collect_hotline_answers() == 0
    stop_clock(at(8, 15))
    assert handler.collect_hotline_answers() == 1
    assert now_of(record.summary.number)[1].handled_by == "县道路救援中心（模拟）"
