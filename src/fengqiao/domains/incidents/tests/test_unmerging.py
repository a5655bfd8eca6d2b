"""A merge that was a mistake is taken back; and each caller of an event is told, not only the first."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from tests.stage import Stage, at, stop_clock

from fengqiao.domains.incidents.contracts import (
    FeedbackResult,
    IncidentRecord,
    IncidentState,
    NoteMissingError,
    OrderState,
    TransitionRefusedError,
)
from fengqiao.domains.incidents.models import Incident
from fengqiao.domains.incidents.public import (
    advance_order,
    call_back,
    dispatch_units,
    get_incident,
    give_feedback,
    list_callbacks_due,
    list_callers,
    list_live,
    list_units_now,
    merge_incident,
    review_feedback,
    shift_incidents,
    unmerge_incident,
)
from fengqiao.domains.incidents.tests.scene import CAR, SECOND_CAR, WENCHANG, call
from fengqiao.foundation.audit.models import AuditEntry
from fengqiao.foundation.scoping.contracts import NotAllowedError

EN = {"accept-language": "en"}
WHY = "是另一起"
TOLD = "到场制止，双方道歉。"


def merge(scene: Stage, second: IncidentRecord, first: IncidentRecord) -> IncidentRecord:
    return merge_incident(
        actor=scene.actor("dispatcher"), incident_id=second.summary.id, into_number=first.summary.number
    )


def unmerge(scene: Stage, record: IncidentRecord, reason: str = WHY) -> IncidentRecord:
    return unmerge_incident(actor=scene.actor("dispatcher"), incident_id=record.summary.id, reason=reason)


def finish(scene: Stage, record: IncidentRecord) -> None:
    (order,) = dispatch_units(actor=scene.actor("dispatcher"), incident_id=record.summary.id, unit_codes=[CAR])
    officer = scene.actor("case_officer")
    advance_order(actor=officer, order_id=order.id, step=OrderState.ON_SCENE)
    give_feedback(actor=officer, incident_id=record.summary.id, result=FeedbackResult.CLOSED, text=TOLD)
    review_feedback(actor=scene.actor("shift_leader"), incident_id=record.summary.id, is_approved=True, note="")


def test_a_call_taken_out_of_a_merge_is_as_it_was_and_its_clock_ran_on(scene: Stage) -> None:
    first = call(scene, "水门夜市两人推车")
    stop_clock(at(8, 5))
    second = call(scene, "文昌街口的摊位", caller_phone="13900000002")
    before = get_incident(actor=scene.actor("dispatcher"), number=second.summary.number)
    stop_clock(at(8, 10))
    merge(scene, second, first)
    stop_clock(at(8, 40))
    back = unmerge(scene, second)
    assert back.summary.state is before.summary.state
    assert back.summary.received_at == before.summary.received_at == at(8, 5)
    assert back.summary.state_since_at == before.summary.state_since_at
    assert (back.merged_into, back.stamps["closed_at"]) == ("", None)
    assert back.caller_phone == "13900000002"
    assert back.summary.number in [one.number for one in list_live(actor=scene.actor("dispatcher"))]
    first_now = get_incident(actor=scene.actor("dispatcher"), number=first.summary.number)
    assert first_now.merged_numbers == ()
    assert first_now.timeline[-1].note == WHY


def test_units_that_came_along_and_are_still_on_the_way_return_with_the_call(scene: Stage) -> None:
    first, second = call(scene), call(scene)
    dispatcher = scene.actor("dispatcher")
    dispatch_units(actor=dispatcher, incident_id=first.summary.id, unit_codes=[SECOND_CAR])
    (order,) = dispatch_units(actor=dispatcher, incident_id=second.summary.id, unit_codes=[CAR])
    advance_order(actor=dispatcher, order_id=order.id, step=OrderState.EN_ROUTE)
    merge(scene, second, first)
    back = unmerge(scene, second)
    assert (back.summary.state, back.summary.call_signs) == (IncidentState.EN_ROUTE, (f"呼号{CAR}",))
    main = get_incident(actor=dispatcher, number=first.summary.number)
    assert (main.summary.state, main.summary.call_signs) == (IncidentState.DISPATCHED, (f"呼号{SECOND_CAR}",))
    at_work = {unit.code: unit.incident_number for unit in list_units_now(actor=dispatcher)}
    assert (at_work[CAR], at_work[SECOND_CAR]) == (second.summary.number, first.summary.number)


def test_a_unit_that_has_ended_there_does_not_return(scene: Stage) -> None:
    first, second = call(scene), call(scene)
    dispatcher = scene.actor("dispatcher")
    (order,) = dispatch_units(actor=dispatcher, incident_id=second.summary.id, unit_codes=[CAR])
    merge(scene, second, first)
    advance_order(actor=dispatcher, order_id=order.id, step=OrderState.ON_SCENE)
    advance_order(actor=dispatcher, order_id=order.id, step=OrderState.DONE)
    back = unmerge(scene, second)
    assert (back.summary.state, back.orders) == (IncidentState.RECEIVED, ())


def test_danger_that_only_this_call_brought_leaves_with_it_and_other_danger_stays(scene: Stage) -> None:
    calm, knife, blood = call(scene, "占着楼道晒被子"), call(scene, "他拿刀了"), call(scene, "有人流血了")
    dispatcher = scene.actor("dispatcher")
    merge(scene, knife, calm)
    merge(scene, blood, calm)
    unmerge(scene, knife)
    assert get_incident(actor=dispatcher, number=calm.summary.number).summary.is_danger
    unmerge(scene, blood)
    main = get_incident(actor=dispatcher, number=calm.summary.number).summary
    assert (main.is_danger, main.priority) == (False, calm.summary.priority)


def test_taking_a_merge_back_needs_a_reason_a_merge_and_the_right(scene: Stage) -> None:
    first, second = call(scene), call(scene)
    with pytest.raises(TransitionRefusedError):
        unmerge(scene, second)
    merge(scene, second, first)
    with pytest.raises(NoteMissingError):
        unmerge(scene, second, " ")
    with pytest.raises(NotAllowedError):
        unmerge_incident(actor=scene.actor("reviewer"), incident_id=second.summary.id, reason=WHY)
    unmerge(scene, second)
    with pytest.raises(TransitionRefusedError):
        unmerge(scene, second)
    assert AuditEntry.objects.filter(action="unmerged", object_id=second.summary.number).count() == 1


def test_it_may_be_merged_again_and_a_shift_counts_what_stood_at_its_end(scene: Stage) -> None:
    first, second = call(scene), call(scene)
    merge(scene, second, first)
    stop_clock(at(8, 30))
    unmerge(scene, second)
    assert shift_incidents(from_at=at(7), to_at=at(8, 20)).received == 1
    assert shift_incidents(from_at=at(7), to_at=at(9)).received == 2
    merge(scene, second, first)
    assert get_incident(actor=scene.actor("dispatcher"), number=second.summary.number).merged_into


def test_what_was_merged_into_a_call_stays_where_it_went(scene: Stage) -> None:
    first, second, third = call(scene), call(scene), call(scene)
    merge(scene, third, second)
    merge(scene, second, first)
    unmerge(scene, second)
    assert (
        get_incident(actor=scene.actor("dispatcher"), number=third.summary.number).merged_into == first.summary.number
    )
    unmerge(scene, third)
    assert Incident.objects.filter(state=IncidentState.MERGED).count() == 0


def test_every_caller_of_a_merged_call_waits_for_a_call_of_his_own(scene: Stage) -> None:
    first = call(scene, caller_name="甲", caller_phone="13900000001")
    second = call(scene, caller_name="乙", caller_phone="13900000002")
    dispatcher = scene.actor("dispatcher")
    merge(scene, second, first)
    assert list_callbacks_due(actor=dispatcher) == ()
    with pytest.raises(TransitionRefusedError):
        call_back(actor=dispatcher, incident_id=second.summary.id, was_satisfied=True, note="")
    finish(scene, first)
    assert [one.phone for one in list_callbacks_due(actor=dispatcher)] == ["13900000001", "13900000002"]
    call_back(actor=dispatcher, incident_id=first.summary.id, was_satisfied=True, note="")
    [waiting] = list_callbacks_due(actor=dispatcher)
    assert (waiting.number, waiting.feedback_text, waiting.is_merged) == (second.summary.number, TOLD, True)
    call_back(actor=dispatcher, incident_id=second.summary.id, was_satisfied=False, note="还在吵")
    assert list_callbacks_due(actor=dispatcher) == ()
    callers = list_callers(actor=dispatcher, incident_id=first.summary.id)
    assert [(one.name, one.was_satisfied) for one in callers] == [("甲", True), ("乙", False)]
    assert list_callbacks_due(actor=scene.actor("officer")) == ()


def test_a_call_taken_out_after_the_feedback_has_none_any_more(scene: Stage) -> None:
    first, second = call(scene), call(scene, caller_phone="13900000002")
    merge(scene, second, first)
    finish(scene, first)
    back = unmerge(scene, second)
    assert (back.summary.state, back.feedback_text) == (IncidentState.RECEIVED, "")
    assert any(TOLD in entry.note for entry in back.timeline)
    assert list_callbacks_due(actor=scene.actor("dispatcher")) == ()


def test_the_pages_offer_what_can_be_done(scene: Stage, client: Client) -> None:
    first = call(scene, caller_name="甲", caller_phone="13900000001", address_code=WENCHANG)
    second = call(scene, caller_name="乙", caller_phone="13900000002", address_code=WENCHANG)
    merge(scene, second, first)
    client.force_login(scene.user("dispatcher"))  # type: ignore[arg-type]
    page = client.get(reverse("incidents:incident", args=[first.summary.number]), headers=EN).content.decode()
    assert "Callers of this event" in page
    assert "waits for the feedback" in page
    finish(scene, first)
    assert "13900000002" in client.get(reverse("incidents:callbacks"), headers=EN).content.decode()
    page = client.get(reverse("incidents:incident", args=[second.summary.number]), headers=EN).content.decode()
    assert "Take the merge back" in page
    client.post(reverse("incidents:act", args=[second.summary.number, "unmerge"]), {"note": WHY})
    assert get_incident(actor=scene.actor("dispatcher"), number=second.summary.number).merged_into == ""


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_list_of_callers_is_useful_when_empty(scene: Stage, client: Client, language: str) -> None:
    client.force_login(scene.user("dispatcher"))  # type: ignore[arg-type]
    page = client.get(reverse("incidents:callbacks"), headers={"accept-language": language})
    assert page.status_code == 200
    assert b"empty" in page.content
