from __future__ import annotations

import datetime

import pytest
from tests.stage import DAY, Stage, at, stop_clock

from fengqiao.domains.incidents.contracts import (
    FeedbackResult,
    IncidentState,
    NoteMissingError,
    OrderState,
    Route,
    TransitionRefusedError,
)
from fengqiao.domains.incidents.public import (
    advance_order,
    answer_call,
    answer_transfer,
    attach_report,
    call_back,
    change_route,
    close_incident,
    dispatch_units,
    get_incident,
    give_feedback,
    list_incidents,
    list_units_now,
    merge_incident,
    note_unanswered_transfers,
    review_feedback,
    transfer_to_12345,
)
from fengqiao.domains.incidents.tests.scene import CAR, call
from fengqiao.foundation.events.models import Event
from fengqiao.foundation.scoping.contracts import NotVisibleError
from fengqiao.primitives.position import Position

pytestmark = pytest.mark.django_db
PETROL = "车在枫渡公路上没油了，能不能给送点油过来"


def test_what_is_not_police_business_is_handed_over_and_its_answer_awaited(scene: Stage) -> None:
    record = call(scene, PETROL)
    dispatcher = scene.actor("dispatcher")
    assert record.route is Route.NON_POLICE
    handed = transfer_to_12345(actor=dispatcher, incident_id=record.summary.id, note="联系道路救援")
    assert (handed.summary.state, handed.transfer_state) == (IncidentState.TRANSFERRED, "sent")
    accepted = answer_transfer(actor=dispatcher, incident_id=record.summary.id, is_accepted=True)
    assert accepted.transfer_state == "accepted"
    assert accepted.stamps["closed_at"] == at(8)
    with pytest.raises(TransitionRefusedError):
        answer_transfer(actor=dispatcher, incident_id=record.summary.id, is_accepted=True)


def test_what_comes_back_waits_for_a_person(scene: Stage) -> None:
    record = call(scene, PETROL)
    dispatcher = scene.actor("dispatcher")
    transfer_to_12345(actor=dispatcher, incident_id=record.summary.id, note="联系道路救援")
    with pytest.raises(NoteMissingError):
        answer_transfer(actor=dispatcher, incident_id=record.summary.id, is_accepted=False)
    back = answer_transfer(actor=dispatcher, incident_id=record.summary.id, is_accepted=False, note="人车有危险")
    assert (back.summary.state, back.route, back.transfer_state) == (IncidentState.RECEIVED, Route.REVIEW, "returned")
    assert back.route_reason.parameters == {"why": "人车有危险"}


def test_silence_of_the_other_body_is_noticed(scene: Stage) -> None:
    record = call(scene, PETROL)
    transfer_to_12345(actor=scene.actor("dispatcher"), incident_id=record.summary.id, note="联系道路救援")
    assert note_unanswered_transfers() == 0
    stop_clock(at(9, day=DAY + datetime.timedelta(days=2)))
    assert note_unanswered_transfers() == 1
    assert note_unanswered_transfers() == 0
    found = get_incident(actor=scene.actor("chief"), number=record.summary.number)
    assert found.transfer_state == "timed_out"


def test_danger_is_not_handed_over_before_a_person_says_why(scene: Stage) -> None:
    record = call(scene, "他拿着刀，车没油了跑不了")
    dispatcher = scene.actor("dispatcher")
    with pytest.raises(TransitionRefusedError):
        transfer_to_12345(actor=dispatcher, incident_id=record.summary.id, note="送油")
    change_route(actor=dispatcher, incident_id=record.summary.id, route=Route.NON_POLICE, reason="回拨核实是玩笑")
    handed = transfer_to_12345(actor=dispatcher, incident_id=record.summary.id, note="送油")
    assert handed.summary.state is IncidentState.TRANSFERRED


@pytest.mark.parametrize(("is_false", "state"), [(False, IncidentState.CLOSED), (True, IncidentState.FALSE_ALARM)])
def test_an_enquiry_is_answered_and_ends(scene: Stage, is_false: bool, state: IncidentState) -> None:
    record = call(scene, "咨询新生儿上户口需要带什么材料")
    with pytest.raises(NoteMissingError):
        answer_call(actor=scene.actor("dispatcher"), incident_id=record.summary.id, note="")
    ended = answer_call(
        actor=scene.actor("dispatcher"), incident_id=record.summary.id, note="已告知", is_false_alarm=is_false
    )
    assert ended.summary.state is state
    assert Event.objects.filter(kind="incidents.closed", object_id=record.summary.number).count() == 1


def test_two_callers_one_fight_both_get_feedback(scene: Stage) -> None:
    first, second = call(scene), call(scene, "文昌街口打群架呢，有人流血了")
    dispatcher, officer = scene.actor("dispatcher"), scene.actor("case_officer")
    (order,) = dispatch_units(actor=dispatcher, incident_id=first.summary.id, unit_codes=[CAR])
    merged = merge_incident(actor=dispatcher, incident_id=second.summary.id, into_number=first.summary.number)
    assert (merged.summary.state, merged.merged_into) == (IncidentState.MERGED, first.summary.number)
    advance_order(actor=officer, order_id=order.id, step=OrderState.ON_SCENE)
    give_feedback(
        actor=officer, incident_id=first.summary.id, result=FeedbackResult.CLOSED, text="到场制止，双方道歉。"
    )
    review_feedback(actor=scene.actor("shift_leader"), incident_id=first.summary.id, is_approved=True, note="")
    main = get_incident(actor=dispatcher, number=first.summary.number)
    other = get_incident(actor=dispatcher, number=second.summary.number)
    assert main.merged_numbers == (second.summary.number,)
    assert (main.summary.is_danger, main.summary.priority) == (True, 1)
    assert other.feedback_text == "到场制止，双方道歉。"
    assert any("到场制止" in entry.note for entry in other.timeline)
    rung = call_back(actor=dispatcher, incident_id=second.summary.id, was_satisfied=True, note="")
    assert (rung.summary.state, rung.was_satisfied) == (IncidentState.MERGED, True)


def test_units_on_the_way_to_the_duplicate_keep_coming(scene: Stage) -> None:
    first, second = call(scene), call(scene)
    dispatcher = scene.actor("dispatcher")
    (order,) = dispatch_units(actor=dispatcher, incident_id=second.summary.id, unit_codes=[CAR])
    advance_order(actor=dispatcher, order_id=order.id, step=OrderState.EN_ROUTE)
    merge_incident(actor=dispatcher, incident_id=second.summary.id, into_number=first.summary.number)
    main = get_incident(actor=dispatcher, number=first.summary.number)
    assert (main.summary.state, main.summary.call_signs) == (IncidentState.EN_ROUTE, (f"呼号{CAR}",))
    car = next(unit for unit in list_units_now(actor=dispatcher) if unit.code == CAR)
    assert (car.incident_number, car.status) == (first.summary.number, "en_route")


def test_a_merge_into_itself_into_what_is_over_or_into_another_station_is_refused(scene: Stage) -> None:
    first, over = call(scene), call(scene, PETROL)
    dispatcher = scene.actor("dispatcher")
    transfer_to_12345(actor=dispatcher, incident_id=over.summary.id, note="转")
    for number in (first.summary.number, over.summary.number):
        with pytest.raises(TransitionRefusedError):
            merge_incident(actor=dispatcher, incident_id=first.summary.id, into_number=number)
    foreign = call(scene, by="other_chief", position=Position(108.96, 33.577))
    with pytest.raises(NotVisibleError):
        merge_incident(actor=dispatcher, incident_id=first.summary.id, into_number=foreign.summary.number)


def test_a_chain_of_merges_ends_at_the_first(scene: Stage) -> None:
    first, second, third = call(scene), call(scene), call(scene)
    dispatcher = scene.actor("dispatcher")
    merge_incident(actor=dispatcher, incident_id=second.summary.id, into_number=first.summary.number)
    merged = merge_incident(actor=dispatcher, incident_id=third.summary.id, into_number=second.summary.number)
    assert merged.merged_into == first.summary.number


def test_nothing_ends_before_its_feedback_is_approved(scene: Stage) -> None:
    record = call(scene)
    dispatcher = scene.actor("dispatcher")
    with pytest.raises(TransitionRefusedError):
        close_incident(actor=dispatcher, incident_id=record.summary.id)
    with pytest.raises(TransitionRefusedError):
        call_back(actor=dispatcher, incident_id=record.summary.id, was_satisfied=None, note="")
    with pytest.raises(TransitionRefusedError):
        review_feedback(actor=scene.actor("chief"), incident_id=record.summary.id, is_approved=True, note="")


def test_a_walk_in_is_settled_at_the_counter_without_a_unit(scene: Stage) -> None:
    record = call(scene, "钱包忘在大厅了", origin="walk_in")
    done = give_feedback(
        actor=scene.actor("dispatcher"),
        incident_id=record.summary.id,
        result=FeedbackResult.CLOSED,
        text="核对后交还",
        without_unit=True,
    )
    assert (done.summary.state, done.is_without_unit) == (IncidentState.FEEDBACK, True)
    assert done.stamps["on_scene_at"] is None


def test_a_report_registered_elsewhere_is_attached(scene: Stage) -> None:
    record = call(scene)
    attached = attach_report(actor=scene.actor("case_officer"), incident_id=record.summary.id, report_number="JB-1")
    assert attached.report_number == "JB-1"
    with pytest.raises(NotVisibleError):
        attach_report(actor=scene.actor("county_staff"), incident_id=record.summary.id, report_number="JB-2")


def test_the_list_finds_what_waits_for_an_answer(scene: Stage) -> None:
    from fengqiao.domains.incidents.contracts import IncidentFilter

    record = call(scene, PETROL)
    transfer_to_12345(actor=scene.actor("dispatcher"), incident_id=record.summary.id, note="转")
    rows = list_incidents(actor=scene.actor("chief"), query=IncidentFilter(states=("transferred",)), limit=10)
    assert [row.number for row in rows] == [record.summary.number]
