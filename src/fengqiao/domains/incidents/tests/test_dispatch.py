from __future__ import annotations

import pytest
from tests.stage import Stage, at, stop_clock

from fengqiao.domains.incidents.contracts import (
    FeedbackBeforeArrivalError,
    FeedbackResult,
    IncidentState,
    NobodySwornError,
    NoteMissingError,
    OrderState,
    TransitionRefusedError,
    UnitNotFreeError,
    UnitStatus,
)
from fengqiao.domains.incidents.public import (
    advance_order,
    call_back,
    close_incident,
    dispatch_units,
    get_incident,
    give_feedback,
    list_own_orders,
    list_units_now,
    recall_order,
    recommend_units,
    review_feedback,
)
from fengqiao.domains.incidents.tests.scene import AUXILIARIES, CAR, FERRY_CAR, SECOND_CAR, call
from fengqiao.foundation.audit.models import AuditEntry
from fengqiao.foundation.events.models import Event
from fengqiao.foundation.scoping.contracts import NotAllowedError, NotVisibleError

pytestmark = pytest.mark.django_db


def _status(stage: Stage, code: str) -> UnitStatus:
    return next(unit.status for unit in list_units_now(actor=stage.actor("chief")) if unit.code == code)


def _send(stage: Stage, incident_id: int, *codes: str) -> list[int]:
    orders = dispatch_units(actor=stage.actor("dispatcher"), incident_id=incident_id, unit_codes=codes)
    return [order.id for order in orders]


def test_a_call_goes_from_dispatch_to_the_end_and_every_stage_is_stamped(scene: Stage) -> None:
    taken = call(scene)
    stop_clock(at(8, 1))
    (order,) = _send(scene, taken.summary.id, CAR)
    officer = scene.actor("case_officer")
    for minute, step in ((2, OrderState.SIGNED_FOR), (3, OrderState.EN_ROUTE), (5, OrderState.ON_SCENE)):
        stop_clock(at(8, minute))
        advance_order(actor=officer, order_id=order, step=step)
    assert _status(scene, CAR) is UnitStatus.ON_SCENE
    stop_clock(at(8, 30))
    give_feedback(actor=officer, incident_id=taken.summary.id, result=FeedbackResult.CLOSED, text="双方互相道歉。")
    assert _status(scene, CAR) is UnitStatus.IDLE
    stop_clock(at(9))
    review_feedback(actor=scene.actor("shift_leader"), incident_id=taken.summary.id, is_approved=True, note="")
    call_back(actor=scene.actor("dispatcher"), incident_id=taken.summary.id, was_satisfied=True, note="")
    record = close_incident(actor=scene.actor("dispatcher"), incident_id=taken.summary.id)
    assert record.summary.state is IncidentState.CLOSED
    assert record.stamps["received_at"] == at(8)
    assert record.stamps["on_scene_at"] == at(8, 5)
    assert record.stamps["feedback_at"] == at(8, 30)
    assert record.was_satisfied is True
    assert len(record.timeline) == 10
    assert Event.objects.filter(kind="incidents.closed", object_id=record.summary.number).count() == 1
    assert AuditEntry.objects.filter(object_id=record.summary.number, action="on_scene").count() == 1


def test_a_busy_unit_is_not_sent_twice(scene: Stage) -> None:
    first, second = call(scene), call(scene)
    _send(scene, first.summary.id, CAR)
    with pytest.raises(UnitNotFreeError):
        _send(scene, second.summary.id, CAR)


def test_one_busy_unit_among_several_sends_nobody(scene: Stage) -> None:
    first, second = call(scene), call(scene)
    _send(scene, first.summary.id, CAR)
    with pytest.raises(UnitNotFreeError):
        _send(scene, second.summary.id, SECOND_CAR, CAR)
    assert _status(scene, SECOND_CAR) is UnitStatus.IDLE


def test_auxiliaries_never_go_alone_but_may_follow(scene: Stage) -> None:
    taken = call(scene)
    with pytest.raises(NobodySwornError):
        _send(scene, taken.summary.id, AUXILIARIES)
    _send(scene, taken.summary.id, CAR)
    assert len(_send(scene, taken.summary.id, AUXILIARIES)) == 1


def test_a_neighbours_unit_does_not_exist_for_this_dispatcher(scene: Stage) -> None:
    with pytest.raises(NotVisibleError):
        _send(scene, call(scene).summary.id, FERRY_CAR)


def test_feedback_before_arrival_is_refused(scene: Stage) -> None:
    taken = call(scene)
    _send(scene, taken.summary.id, CAR)
    with pytest.raises(FeedbackBeforeArrivalError):
        give_feedback(
            actor=scene.actor("case_officer"),
            incident_id=taken.summary.id,
            result=FeedbackResult.CLOSED,
            text="到了",
        )


def test_an_order_never_goes_back_and_is_done_only_after_arrival(scene: Stage) -> None:
    (order,) = _send(scene, call(scene).summary.id, CAR)
    officer = scene.actor("case_officer")
    advance_order(actor=officer, order_id=order, step=OrderState.EN_ROUTE)
    for step in (OrderState.SIGNED_FOR, OrderState.DONE, OrderState.RECALLED):
        with pytest.raises(TransitionRefusedError):
            advance_order(actor=officer, order_id=order, step=step)


def test_a_recall_needs_a_reason_and_makes_the_incident_wait_again(scene: Stage) -> None:
    taken = call(scene)
    (order,) = _send(scene, taken.summary.id, CAR)
    with pytest.raises(NoteMissingError):
        recall_order(actor=scene.actor("dispatcher"), order_id=order, reason=" ")
    recall_order(actor=scene.actor("dispatcher"), order_id=order, reason="另有更急的警情")
    record = get_incident(actor=scene.actor("dispatcher"), number=taken.summary.number)
    assert record.summary.state is IncidentState.RECEIVED
    assert _status(scene, CAR) is UnitStatus.IDLE


def test_when_the_first_leaves_the_incident_shows_the_one_still_coming(scene: Stage) -> None:
    taken = call(scene)
    first, second = _send(scene, taken.summary.id, CAR, SECOND_CAR)
    dispatcher = scene.actor("dispatcher")
    advance_order(actor=dispatcher, order_id=first, step=OrderState.ON_SCENE)
    advance_order(actor=dispatcher, order_id=second, step=OrderState.EN_ROUTE)
    advance_order(actor=dispatcher, order_id=first, step=OrderState.DONE)
    assert get_incident(actor=dispatcher, number=taken.summary.number).summary.state is IncidentState.EN_ROUTE
    recall_order(actor=dispatcher, order_id=second, reason="已处置")
    assert get_incident(actor=dispatcher, number=taken.summary.number).summary.state is IncidentState.HANDLED


def test_a_later_unit_that_signs_does_not_change_the_way_of_the_first(scene: Stage) -> None:
    taken, dispatcher = call(scene), scene.actor("dispatcher")
    (first,) = _send(scene, taken.summary.id, CAR)
    stop_clock(at(8, 6))
    advance_order(actor=dispatcher, order_id=first, step=OrderState.ON_SCENE)  # nobody pressed "signed for"
    advance_order(actor=dispatcher, order_id=first, step=OrderState.DONE)
    stop_clock(at(8, 40))
    (second,) = _send(scene, taken.summary.id, SECOND_CAR)
    order = advance_order(actor=dispatcher, order_id=second, step=OrderState.SIGNED_FOR)
    assert order.signed_for_at == at(8, 40)
    record = get_incident(actor=dispatcher, number=taken.summary.number)
    assert record.summary.state is IncidentState.SIGNED_FOR
    assert (record.stamps["signed_for_at"], record.stamps["on_scene_at"]) == (None, at(8, 6))


def test_a_unit_may_be_sent_after_a_feedback_by_phone_was_returned(scene: Stage) -> None:
    taken, dispatcher = call(scene), scene.actor("dispatcher")
    give_feedback(
        actor=dispatcher,
        incident_id=taken.summary.id,
        result=FeedbackResult.CLOSED,
        text="电话里劝好了",
        without_unit=True,
    )
    review_feedback(
        actor=scene.actor("shift_leader"), incident_id=taken.summary.id, is_approved=False, note="到现场看看"
    )
    (order,) = _send(scene, taken.summary.id, CAR)
    stop_clock(at(8, 9))
    advance_order(actor=dispatcher, order_id=order, step=OrderState.ON_SCENE)
    stop_clock(at(8, 30))
    record = give_feedback(
        actor=dispatcher, incident_id=taken.summary.id, result=FeedbackResult.CLOSED, text="到场已平静"
    )
    assert (record.stamps["on_scene_at"], record.stamps["feedback_at"]) == (at(8, 9), at(8, 30))
    assert record.is_without_unit is False
    assert "电话里劝好了" in [entry.note for entry in record.timeline]


def test_a_unit_sees_its_order_outside_its_own_beat_and_others_do_not(scene: Stage) -> None:
    """The community officer of the east gate is sent to the old town: by the order, not by the beat."""
    from fengqiao.domains.incidents.tests.scene import COMMUNITY

    taken = call(scene, "他说要杀了我")
    officer = scene.actor("other_officer")
    with pytest.raises(NotVisibleError):
        get_incident(actor=officer, number=taken.summary.number)
    _send(scene, taken.summary.id, COMMUNITY)
    assert get_incident(actor=officer, number=taken.summary.number).caller_phone == ""
    assert [order.incident_number for order in list_own_orders(actor=officer)] == [taken.summary.number]
    with pytest.raises(NotVisibleError):
        get_incident(actor=scene.actor("other_chief"), number=taken.summary.number)


def test_the_command_room_may_enter_a_step_and_it_is_said(scene: Stage) -> None:
    taken = call(scene)
    (order,) = _send(scene, taken.summary.id, CAR)
    advance_order(actor=scene.actor("dispatcher"), order_id=order, step=OrderState.SIGNED_FOR)
    advance_order(actor=scene.actor("case_officer"), order_id=order, step=OrderState.EN_ROUTE)
    details = [
        AuditEntry.objects.get(object_id=taken.summary.number, action=action).details["on_behalf"]
        for action in ("signed_for", "en_route")
    ]
    assert details == [True, False]


def test_a_neighbour_on_the_beat_may_not_act_on_anothers_order(scene: Stage) -> None:
    (order,) = _send(scene, call(scene).summary.id, CAR)
    with pytest.raises(NotAllowedError):
        advance_order(actor=scene.actor("officer"), order_id=order, step=OrderState.SIGNED_FOR)
    with pytest.raises(NotVisibleError):
        advance_order(actor=scene.actor("other_officer"), order_id=order, step=OrderState.SIGNED_FOR)


def test_the_recommendation_is_stored_with_what_was_chosen(scene: Stage) -> None:
    from fengqiao.domains.incidents.models import RecommendationLog

    taken = call(scene, "文昌街口追尾，后车车头损坏")
    advice = recommend_units(actor=scene.actor("dispatcher"), incident_id=taken.summary.id)
    assert [one.unit.code for one in advice.units if one.is_recommended] == [CAR]
    assert advice.units[0].reason_texts
    refused = {one.unit.code: one.reason.code for one in advice.refused}
    assert refused[AUXILIARIES] == "auxiliary_alone"
    assert FERRY_CAR not in refused
    assert advice.cover_share_before is not None
    dispatch_units(
        actor=scene.actor("dispatcher"),
        incident_id=taken.summary.id,
        unit_codes=[SECOND_CAR],
        recommendation_id=advice.id,
    )
    log = RecommendationLog.objects.get(pk=advice.id)
    assert log.chosen == [SECOND_CAR]
    assert log.shown["units"][0]["code"] == CAR


def test_a_returned_feedback_is_written_again(scene: Stage) -> None:
    taken = call(scene)
    (order,) = _send(scene, taken.summary.id, CAR)
    officer, leader = scene.actor("case_officer"), scene.actor("shift_leader")
    advance_order(actor=officer, order_id=order, step=OrderState.ON_SCENE)
    for text in ("已处理", "到场后劝开，双方道歉。"):
        give_feedback(actor=officer, incident_id=taken.summary.id, result=FeedbackResult.CLOSED, text=text)
        with pytest.raises(NotAllowedError):
            review_feedback(actor=officer, incident_id=taken.summary.id, is_approved=True, note="")
        if text == "已处理":
            with pytest.raises(NoteMissingError):
                review_feedback(actor=leader, incident_id=taken.summary.id, is_approved=False, note="")
            review_feedback(actor=leader, incident_id=taken.summary.id, is_approved=False, note="太简略")
    record = review_feedback(actor=leader, incident_id=taken.summary.id, is_approved=True, note="")
    assert record.summary.state is IncidentState.APPROVED
    assert record.feedback_text.startswith("到场后")
