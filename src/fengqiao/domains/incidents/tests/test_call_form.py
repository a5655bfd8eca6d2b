from __future__ import annotations

import uuid

import pytest
from django.test import Client
from django.urls import reverse
from tests.stage import Stage

from fengqiao.domains.incidents.contracts import IncidentFilter, IncidentRecord
from fengqiao.domains.incidents.public import get_incident, list_incidents
from fengqiao.domains.incidents.tests.scene import EAST_STREET, WENCHANG

EN = {"accept-language": "en"}


@pytest.fixture
def desk(scene: Stage, client: Client) -> Client:
    client.force_login(scene.user("dispatcher"))  # type: ignore[arg-type]
    return client


def take(desk: Client, scene: Stage, **form: str) -> IncidentRecord:
    posted = {"text": "有人吵架", "origin": "call_110", "client_key": uuid.uuid4().hex, **form}
    number = desk.post(reverse("incidents:take"), posted)["Location"].rstrip("/").rsplit("/", 1)[-1]
    return get_incident(actor=scene.actor("dispatcher"), number=number)


def test_a_street_without_a_number_stands_alone_and_pins_nothing(scene: Stage, desk: Client) -> None:
    take(desk, scene, q="文昌街12号", address_code=WENCHANG)
    record = take(desk, scene, q="文昌街")
    assert (record.address_code, record.summary.place_text, record.summary.position) == ("", "文昌街", None)
    assert record.repeats_at_address == 0


def test_a_door_named_exactly_is_taken_even_before_the_choices_have_come(scene: Stage, desk: Client) -> None:
    assert take(desk, scene, q="文昌街12号").address_code == WENCHANG


def test_a_person_may_say_that_it_is_no_door_at_all(scene: Stage, desk: Client) -> None:
    record = take(desk, scene, q="文昌街12号", address_code="", address_code_for="文昌街12号")
    assert record.address_code == ""


def test_a_choice_made_for_other_words_is_none(scene: Stage, desk: Client) -> None:
    record = take(desk, scene, q="东街5号", address_code=WENCHANG, address_code_for="文昌街12号")
    assert record.address_code == EAST_STREET


def test_the_chosen_door_is_shown_in_full(scene: Stage, desk: Client) -> None:
    record = take(desk, scene, q="网吧楼上", address_code=WENCHANG, address_code_for="网吧楼上")
    page = desk.get(reverse("incidents:incident", args=[record.summary.number])).content.decode()
    assert "网吧楼上" in page
    assert "枫桥示范县老城社区文昌街12号" in page


@pytest.mark.parametrize("phone", ["abc!!", "电话", "-", "1", "0" * 31])
def test_what_is_no_telephone_number_is_told_beside_the_field_and_at_the_top(
    scene: Stage, desk: Client, phone: str
) -> None:
    form = {"text": "有人吵架", "origin": "call_110", "client_key": "k", "caller_phone": phone, "q": "文昌街"}
    answer = desk.post(reverse("incidents:take"), form, headers=EN)
    page = answer.content.decode()
    assert not list_incidents(actor=scene.actor("dispatcher"), query=IncidentFilter())
    assert '<a href="#id_caller_phone">' in page
    assert page.count("autofocus") == 1
    assert 'aria-describedby="id_caller_phone_error"' in page
    assert "有人吵架" in page


@pytest.mark.parametrize("phone", ["", "13900000001", "+86 139-0000-0001", "0913-1234567", "(0913) 1234567", "110"])
def test_a_telephone_number_in_any_usual_writing_is_taken(scene: Stage, desk: Client, phone: str) -> None:
    assert take(desk, scene, caller_phone=phone).caller_phone == phone
