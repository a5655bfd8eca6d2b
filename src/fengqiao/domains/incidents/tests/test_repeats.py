"""What was called in before is seen while the call is taken, and beside the incident."""

from __future__ import annotations

import datetime

from django.test import Client
from django.urls import reverse
from tests.stage import DAY, Stage, at, stop_clock

from fengqiao.domains.incidents.public import list_earlier, merge_incident
from fengqiao.domains.incidents.tests.scene import EAST_STREET, WENCHANG, call
from fengqiao.primitives.position import Position

EN = {"accept-language": "en"}
PHONE = "13900000001"


def days_ago(days: int) -> None:
    stop_clock(at(8, day=DAY - datetime.timedelta(days=days)))


def test_the_same_place_and_the_same_caller_are_found_the_latest_first_and_nothing_older(scene: Stage) -> None:
    days_ago(120)
    call(scene, "太久以前", address_code=WENCHANG)
    days_ago(10)
    quarrel = call(scene, "两家吵架", address_code=WENCHANG)
    days_ago(3)
    elsewhere = call(scene, "他在东街又来闹", address_code=EAST_STREET, caller_phone=PHONE)
    call(scene, "别处别人", address_code=EAST_STREET)
    stop_clock(at(8))
    found = list_earlier(actor=scene.actor("dispatcher"), address_code=WENCHANG, caller_phone=f" {PHONE} ")
    assert [one.number for one in found] == [elsewhere.summary.number, quarrel.summary.number]
    assert [(one.is_same_place, one.is_same_caller) for one in found] == [(False, True), (True, False)]


def test_without_place_and_caller_nothing_is_a_repeat(scene: Stage) -> None:
    call(scene, address_code="", caller_phone="")
    assert list_earlier(actor=scene.actor("dispatcher")) == []


def test_a_duplicate_is_no_repeat_and_another_station_is_not_shown(scene: Stage) -> None:
    first, second = call(scene, address_code=WENCHANG), call(scene, address_code=WENCHANG, caller_phone=PHONE)
    merge_incident(actor=scene.actor("dispatcher"), incident_id=second.summary.id, into_number=first.summary.number)
    call(scene, by="other_chief", position=Position(108.96, 33.577), caller_phone=PHONE)
    found = list_earlier(actor=scene.actor("dispatcher"), address_code=WENCHANG, caller_phone=PHONE)
    assert [one.number for one in found] == [first.summary.number]


def test_the_call_form_and_the_incident_show_them_at_once(scene: Stage, client: Client) -> None:
    days_ago(5)
    call(scene, "两家为停车吵架", address_code=WENCHANG)
    stop_clock(at(8))
    client.force_login(scene.user("dispatcher"))  # type: ignore[arg-type]
    written = {"text": "", "address_code": WENCHANG, "caller_phone": ""}
    page = client.post(reverse("incidents:suggest"), written, headers=EN).content.decode()
    assert "Called before in 90 days" in page
    assert "两家为停车吵架" in page
    now = call(scene, "又吵了", address_code=WENCHANG)
    page = client.get(reverse("incidents:incident", args=[now.summary.number]), headers=EN).content.decode()
    assert "两家为停车吵架" in page
    assert "same place" in page
