from __future__ import annotations

import datetime

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils.translation import override
from tests.stage import OLD_TOWN, Stage, at, stop_clock

from fengqiao.domains.cameras.actions import reviewing
from fengqiao.domains.cameras.contracts import (
    AlreadyReviewedError,
    RejectReason,
    RejectReasonMissingError,
    SamePersonError,
    WarningState,
)
from fengqiao.domains.cameras.models import CameraWarning
from fengqiao.domains.cameras.public import count_warnings, get_warning, review_warning, tally_of
from fengqiao.domains.cameras.tests.conftest import Send
from fengqiao.domains.cameras.wording import signal_words
from fengqiao.domains.incidents.contracts import IncidentFilter, Origin
from fengqiao.domains.incidents.public import get_incident, list_incidents
from fengqiao.foundation.audit.models import AuditEntry
from fengqiao.foundation.events.models import Event
from fengqiao.foundation.scoping.contracts import SYSTEM, NotAllowedError, NotVisibleError
from fengqiao.primitives.reason import Reason

CONFIRMED, REJECTED, SECOND_LOOK = WarningState.CONFIRMED, WarningState.REJECTED, WarningState.SECOND_LOOK


def incidents_of(stage: Stage) -> list[str]:
    """This function will list the numbers of all incidents."""
    found = list_incidents(actor=SYSTEM, query=IncidentFilter(), limit=50, after=None)
    return [row.number for row in found]


def test_a_confirmed_warning_is_an_incident_at_the_camera_with_what_was_seen(cameras: Stage, send: Send) -> None:
    warning_id = send().id
    reviewer = cameras.actor("reviewer")
    record = review_warning(actor=reviewer, warning_id=warning_id, decision=CONFIRMED, note="两人先后拉三辆车的车门")
    assert (record.state, record.reviewed_by, record.reviewed_at) == (CONFIRMED, "吴倩", at(8))
    incident = get_incident(actor=cameras.actor("dispatcher"), number=record.incident_number)
    assert incident.summary.origin is Origin.CAMERA
    assert (incident.camera_code, incident.warning_id) == ("CAM-1", warning_id)
    assert incident.summary.position == record.camera.position
    assert incident.summary.scope_path == cameras.paths[OLD_TOWN]
    assert "停车场内有人进入布防区域" in incident.summary.text
    assert "两人先后拉三辆车的车门" in incident.summary.text
    assert "嫌疑" not in incident.summary.text
    assert Event.objects.get(kind="cameras.warning_reviewed").payload["incident_number"] == record.incident_number
    entry = AuditEntry.objects.get(action="review_warning")
    assert (entry.actor_name, entry.details["incident"]) == ("吴倩", record.incident_number)


def test_without_a_note_the_incident_says_what_the_warning_says_and_no_more(cameras: Stage, send: Send) -> None:
    warning = send()
    record = review_warning(
        actor=cameras.actor("reviewer"), warning_id=warning.id, decision=CONFIRMED, reject_reason="", note="  "
    )
    text = get_incident(actor=cameras.actor("dispatcher"), number=record.incident_number).summary.text
    with override("zh-hans"):
        said = get_warning(actor=SYSTEM, warning_id=warning.id).reason_text
    assert text.endswith(said)
    assert "有人进入" not in text


def test_a_detector_that_cannot_tell_a_person_makes_nobody_enter_anything() -> None:
    facts: dict[str, str | int] = {
        "label": "moving",
        "zone": "停车场",
        "dwell_seconds": 4,
        "min_frames": 3,
        "window_frames": 5,
    }
    reason = Reason("zone_intrusion.foot_point_inside", facts)
    words = {"scene": "zone_intrusion", "place_type": "car_park", "camera_name": "一号", "zone": "停车场"}
    assert "不能分辨是不是人" in signal_words(**words, note="", reason=reason)
    assert "有人进入" not in signal_words(**words, note="", reason=reason)
    assert "翻墙" in signal_words(**words, note="一人翻墙", reason=reason)


def test_when_the_incident_cannot_be_made_the_warning_stays_undecided(
    cameras: Stage, send: Send, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(**_: object) -> None:
        raise OSError("the disk is full")

    warning_id = send().id
    monkeypatch.setattr(reviewing, "take_signal", fails)
    with pytest.raises(OSError, match="full"):
        review_warning(actor=cameras.actor("reviewer"), warning_id=warning_id, decision=CONFIRMED)
    assert get_warning(actor=SYSTEM, warning_id=warning_id).state is WarningState.PENDING
    assert not AuditEntry.objects.filter(action="review_warning").exists()


def test_a_rejected_warning_keeps_its_reason_and_makes_no_incident(cameras: Stage, send: Send) -> None:
    warning_id = send().id
    record = review_warning(
        actor=cameras.actor("reviewer"), warning_id=warning_id, decision=REJECTED, reject_reason=RejectReason.EVERYDAY
    )
    assert (record.state, record.reject_reason, record.incident_number) == (REJECTED, "everyday", "")
    assert incidents_of(cameras) == []


@pytest.mark.parametrize("reason", ["", "because"])
def test_a_rejection_without_a_reason_of_the_list_is_refused(cameras: Stage, send: Send, reason: str) -> None:
    warning_id = send().id
    with pytest.raises(RejectReasonMissingError):
        review_warning(actor=cameras.actor("reviewer"), warning_id=warning_id, decision=REJECTED, reject_reason=reason)


@pytest.mark.parametrize("decision", [CONFIRMED, REJECTED, SECOND_LOOK])
def test_a_warning_is_decided_once(cameras: Stage, send: Send, decision: WarningState) -> None:
    warning_id = send().id
    review_warning(actor=cameras.actor("reviewer"), warning_id=warning_id, decision=CONFIRMED)
    with pytest.raises(AlreadyReviewedError):
        review_warning(
            actor=cameras.actor("shift_leader"), warning_id=warning_id, decision=decision, reject_reason="everyday"
        )
    assert len(incidents_of(cameras)) == 1


def test_a_second_look_is_given_by_another_person(cameras: Stage, send: Send) -> None:
    warning_id = send().id
    reviewer, leader = cameras.actor("reviewer"), cameras.actor("shift_leader")
    record = review_warning(actor=reviewer, warning_id=warning_id, decision=SECOND_LOOK, note="看不清")
    assert (record.state, record.passed_on_by, record.passed_on_note) == (SECOND_LOOK, "吴倩", "看不清")
    assert not record.may_review
    assert get_warning(actor=leader, warning_id=warning_id).may_review
    with pytest.raises(SamePersonError):
        review_warning(actor=reviewer, warning_id=warning_id, decision=CONFIRMED)
    with pytest.raises(AlreadyReviewedError):
        review_warning(actor=leader, warning_id=warning_id, decision=SECOND_LOOK)
    decided = review_warning(actor=leader, warning_id=warning_id, decision=CONFIRMED)
    assert (decided.reviewed_by, decided.passed_on_by) == ("钱红梅", "吴倩")
    incident = get_incident(actor=leader, number=decided.incident_number)
    assert "看不清" not in incident.summary.text


def test_the_database_refuses_a_second_look_by_the_same_person(cameras: Stage, send: Send) -> None:
    warning_id = send().id
    review_warning(actor=cameras.actor("reviewer"), warning_id=warning_id, decision=SECOND_LOOK)
    with pytest.raises(IntegrityError, match="second_look_by_another"), transaction.atomic():
        CameraWarning.objects.update(reviewer_id=cameras.actor("reviewer").user_id)


def test_the_database_refuses_a_confirmed_warning_without_name_or_incident(cameras: Stage, send: Send) -> None:
    send()
    with pytest.raises(IntegrityError, match=r"verdict_has_a_name|confirmed_is_an_incident"), transaction.atomic():
        CameraWarning.objects.update(state=CONFIRMED)


def test_who_may_not_review_is_refused_inside_and_sees_nothing_outside(cameras: Stage, send: Send) -> None:
    warning_id = send().id
    with pytest.raises(NotAllowedError):
        review_warning(actor=cameras.actor("dispatcher"), warning_id=warning_id, decision=CONFIRMED)
    for stranger in ("other_chief", "officer"):
        with pytest.raises(NotVisibleError):
            review_warning(actor=cameras.actor(stranger), warning_id=warning_id, decision=CONFIRMED)
    with pytest.raises(NotVisibleError):
        review_warning(actor=cameras.actor("reviewer"), warning_id="no-id", decision=CONFIRMED)


def test_verdicts_are_counted_per_camera_zone_and_hour(cameras: Stage, send: Send) -> None:
    reviewer = cameras.actor("reviewer")

    def decide(decision: WarningState, **changes: object) -> None:
        review_warning(actor=reviewer, warning_id=send(**changes).id, decision=decision, reject_reason="everyday")

    decide(CONFIRMED)
    decide(REJECTED)
    decide(REJECTED, started_at=at(23, 5).isoformat(), ended_at=at(23, 6).isoformat())
    decide(REJECTED, zone="后门")
    tally = tally_of(warning=get_warning(actor=reviewer, warning_id=send().id))
    assert (tally.camera_confirmed, tally.camera_rejected) == (1, 3)
    assert (tally.zone_confirmed, tally.zone_rejected) == (1, 2)
    assert (tally.hour, tally.hour_confirmed, tally.hour_rejected) == (21, 1, 1)


def test_warnings_are_counted_by_state_below_a_path(cameras: Stage, send: Send) -> None:
    send()
    review_warning(actor=cameras.actor("reviewer"), warning_id=send().id, decision=REJECTED, reject_reason="duplicate")
    day = {"from_at": at(0), "to_at": at(0) + datetime.timedelta(days=1)}
    counts = count_warnings(**day, under=cameras.paths[OLD_TOWN])
    assert counts == {"pending": 1, "second_look": 0, "confirmed": 0, "rejected": 1, "total": 2}
    assert count_warnings(**day, under="zzzz")["total"] == 0


def test_the_page_of_a_confirmed_warning_leads_to_the_incident_and_to_the_next_warning(
    client: Client, cameras: Stage, send: Send
) -> None:
    first, second = send().id, send().id
    client.force_login(cameras.user("reviewer"))
    client.cookies["django_language"] = "en"
    answer = client.post(f"/cameras/warnings/{first}/verdict", {"decision": "confirmed"}, follow=True)
    number = get_warning(actor=SYSTEM, warning_id=first).incident_number
    shown = answer.content.decode()
    assert f"Open incident {number}" in shown
    assert f'href="/incidents/{number}/"' in shown
    assert f'href="/cameras/warnings/{second}/" data-key="n"' in shown
    by_query = client.get(f"/cameras/warnings/?id={first}").content.decode()
    assert f"Open incident {number}" in by_query


def test_a_verdict_of_later_does_not_change_the_count_of_a_shift(cameras: Stage, send: Send) -> None:
    warning_id, span = send().id, {"from_at": at(0), "to_at": at(8, 10)}
    stop_clock(at(9))
    review_warning(actor=cameras.actor("reviewer"), warning_id=warning_id, decision=CONFIRMED)
    now_counted, then_counted = count_warnings(**span), count_warnings(**span, as_of=at(8, 10))
    assert (now_counted["confirmed"], now_counted["pending"]) == (1, 0)
    assert (then_counted["confirmed"], then_counted["pending"], then_counted["total"]) == (0, 1, 1)
