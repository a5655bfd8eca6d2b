from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from tests.stage import Stage, at, stop_clock

from fengqiao.domains.incidents.jobs import watch_alarms
from fengqiao.domains.incidents.public import dispatch_units, list_alarms, own_timer
from fengqiao.domains.incidents.tests.scene import CAR, call

pytestmark = pytest.mark.django_db


def page(client: Client, stage: Stage, who: str, name: str, language: str = "en") -> str:
    client.cookies["django_language"] = language
    client.force_login(stage.user(who))  # type: ignore[arg-type]
    answer = client.get(reverse(f"incidents:{name}"))
    assert answer.status_code == 200
    return answer.content.decode()


def unsigned(scene: Stage, minute: int) -> None:
    record = call(scene)
    dispatch_units(actor=scene.actor("dispatcher"), incident_id=record.summary.id, unit_codes=[CAR])
    stop_clock(at(8, minute))
    watch_alarms()


def test_the_room_is_quiet_until_the_chain_reaches_it_and_then_rings(client: Client, scene: Stage) -> None:
    unsigned(scene, 1)
    shown = page(client, scene, "dispatcher", "command_room")
    assert "Nobody signed for the order" in shown
    assert 'data-alarm-heard=""' in shown
    stop_clock(at(8, 4))
    watch_alarms()
    shown = page(client, scene, "dispatcher", "room_alarms")
    assert "alarm-ringing" in shown
    assert f'data-alarm-heard="{list_alarms(actor=scene.actor("chief"))[0].id}-4"' in shown


def test_who_was_told_sees_it_on_top_of_every_page_and_takes_it(client: Client, scene: Stage) -> None:
    unsigned(scene, 2)
    assert "Nobody signed for the order" in page(client, scene, "shift_leader", "list")
    assert "Nobody signed for the order" not in page(client, scene, "other_officer", "own_orders")
    alarm = list_alarms(actor=scene.actor("shift_leader"))[0]
    client.force_login(scene.user("shift_leader"))  # type: ignore[arg-type]
    answer = client.post(reverse("incidents:take_alarm", args=[alarm.id]))
    assert answer["Location"] == reverse("incidents:alarms")
    assert "钱红梅已接手" in page(client, scene, "chief", "alarms", "zh-hans")


def test_the_alarm_page_says_what_will_appear_while_nothing_is_overdue(client: Client, scene: Stage) -> None:
    assert "Nothing is overdue" in page(client, scene, "chief", "alarms")
    assert "没有超时事项" in page(client, scene, "chief", "alarms", "zh-hans")


def test_a_timer_is_started_extended_and_ended_with_a_tap_each(client: Client, stage: Stage) -> None:
    assert "Start: 15 minutes" in page(client, stage, "officer", "safety")
    client.post(reverse("incidents:safety_act", args=["start"]), {"minutes": "15", "place": "清溪村"})
    assert "I am safe" in page(client, stage, "officer", "safety")
    client.post(reverse("incidents:safety_act", args=["extend"]), {"minutes": "15"})
    stop_clock(at(8, 15))
    watch_alarms()
    assert "has run out" in page(client, stage, "officer", "safety")
    client.post(reverse("incidents:safety_act", args=["safe"]))
    assert own_timer(actor=stage.actor("officer")) is None
    assert "Noted: you are safe." in page(client, stage, "officer", "safety")


@pytest.mark.parametrize("minutes", ["", "x", "99999999999999999999", "-3", "²"])
def test_minutes_that_are_none_are_refused_in_words(client: Client, stage: Stage, minutes: str) -> None:
    client.cookies["django_language"] = "en"
    client.force_login(stage.user("officer"))  # type: ignore[arg-type]
    client.post(reverse("incidents:safety_act", args=["start"]), {"minutes": minutes})
    assert "between 1 and 180 minutes" in page(client, stage, "officer", "safety")


def test_the_room_sees_who_is_alone_and_ends_a_timer_with_words(client: Client, stage: Stage) -> None:
    client.force_login(stage.user("officer"))  # type: ignore[arg-type]
    client.post(reverse("incidents:safety_act", args=["start"]), {"own_minutes": "25"})
    assert "林小满" in page(client, stage, "dispatcher", "command_room")
    timer = own_timer(actor=stage.actor("officer"))
    assert timer is not None
    client.force_login(stage.user("dispatcher"))  # type: ignore[arg-type]
    client.post(reverse("incidents:end_timer", args=[timer.id]), {"note": "rang, all is well"})
    assert own_timer(actor=stage.actor("officer")) is None
