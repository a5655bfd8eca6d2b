"""A warning that nobody decides on in its time is told to those who lead, once; it sends nobody by itself."""

from __future__ import annotations

import datetime

import pytest
from django.test import Client
from tests.stage import Stage, at, stop_clock

from fengqiao.domains.cameras.contracts import Scene, WarningState
from fengqiao.domains.cameras.jobs import watch_waiting_warnings
from fengqiao.domains.cameras.public import (
    escalate_waiting_warnings,
    get_warning,
    list_escalated,
    review_warning,
)
from fengqiao.domains.cameras.tests.conftest import Send
from fengqiao.domains.cameras.workflow import is_to_escalate
from fengqiao.domains.incidents.contracts import IncidentFilter
from fengqiao.domains.incidents.public import list_incidents
from fengqiao.foundation.audit.models import AuditEntry
from fengqiao.foundation.events.models import Event
from fengqiao.foundation.scoping.contracts import SYSTEM

RECEIVED = at(8)


def later(seconds: int) -> datetime.datetime:
    return RECEIVED + datetime.timedelta(seconds=seconds)


@pytest.mark.parametrize(
    ("scene", "seconds", "is_due"),
    [
        (Scene.ZONE_INTRUSION, 119, False),
        (Scene.ZONE_INTRUSION, 120, True),
        (Scene.BRIDGE_FALL_PREVENTION, 29, False),
        (Scene.BRIDGE_FALL_PREVENTION, 30, True),
    ],
)
def test_the_clock_of_each_scene(scene: Scene, seconds: int, is_due: bool) -> None:
    assert is_to_escalate(scene=scene, received_at=RECEIVED, now=later(seconds)) is is_due


def test_it_is_told_once_with_event_and_audit_and_stays_undecided(cameras: Stage, send: Send) -> None:
    warning_id = send().id
    stop_clock(later(119))
    assert escalate_waiting_warnings() == 0
    stop_clock(later(120))
    assert [escalate_waiting_warnings(), escalate_waiting_warnings()] == [1, 0]
    event = Event.objects.get(kind="cameras.warning_escalated")
    assert (event.object_id, event.permission) == (warning_id, "cameras.view_warnings")
    assert AuditEntry.objects.get(action="escalate_warning").details["limit_seconds"] == 120
    record = get_warning(actor=SYSTEM, warning_id=warning_id)
    assert (record.state, record.escalated_at) == (WarningState.PENDING, later(120))
    assert list(list_incidents(actor=SYSTEM, query=IncidentFilter(), limit=5, after=None)) == []


def test_a_second_look_that_nobody_gives_escalates_too_and_a_verdict_does_not(cameras: Stage, send: Send) -> None:
    passed_on, decided = send().id, send().id
    reviewer = cameras.actor("reviewer")
    review_warning(actor=reviewer, warning_id=passed_on, decision=WarningState.SECOND_LOOK)
    review_warning(actor=reviewer, warning_id=decided, decision=WarningState.REJECTED, reject_reason="everyday")
    stop_clock(later(300))
    assert escalate_waiting_warnings() == 1
    assert [one.id for one in list_escalated(actor=cameras.actor("chief"))] == [passed_on]


def test_those_who_see_warnings_there_are_told_and_a_verdict_ends_it(cameras: Stage, send: Send) -> None:
    warning_id = send().id
    stop_clock(later(121))
    escalate_waiting_warnings()
    for name in ("chief", "dispatcher", "shift_leader"):
        assert [one.id for one in list_escalated(actor=cameras.actor(name))] == [warning_id]
    for name in ("other_chief", "officer", "auditor"):
        assert list_escalated(actor=cameras.actor(name)) == []
    review_warning(actor=cameras.actor("chief"), warning_id=warning_id, decision=WarningState.CONFIRMED)
    assert list_escalated(actor=cameras.actor("chief")) == []


def test_the_job_does_it_and_every_page_of_chief_and_dispatcher_says_so(
    client: Client, cameras: Stage, send: Send
) -> None:
    warning_id = send().id
    stop_clock(later(125))
    assert watch_waiting_warnings() == 1
    client.cookies["django_language"] = "en"
    for name, address in (("chief", "/figures/"), ("dispatcher", "/incidents/room/")):
        client.force_login(cameras.user(name))  # type: ignore[arg-type]
        page = client.get(address, follow=True).content.decode()
        assert "nobody took it" in page
        assert f'href="/cameras/warnings/{warning_id}/"' in page
        assert 'data-refresh-on="cameras.warning_ incidents.alarm"' in page
        assert warning_id in client.get("/notices/").content.decode()
    assert "Nobody decided in its time: since 08:02" in client.get(f"/cameras/warnings/{warning_id}/").content.decode()
    client.force_login(cameras.user("officer"))  # type: ignore[arg-type]
    assert "nobody took it" not in client.get("/tasks/", follow=True).content.decode()
    assert client.get("/notices/").content.strip() == b""
