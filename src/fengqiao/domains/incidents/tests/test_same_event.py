from __future__ import annotations

import datetime

import pytest
from django.test import Client
from django.urls import reverse
from tests.stage import DAY, Stage, at, stop_clock

from fengqiao.domains.incidents.contracts import IncidentState, NumberAmbiguousError
from fengqiao.domains.incidents.public import get_incident, merge_incident
from fengqiao.domains.incidents.queries.same_event import list_near
from fengqiao.domains.incidents.tests.scene import IN_EAST_GATE, IN_OLD_TOWN, WENCHANG, call
from fengqiao.foundation.scoping.contracts import NotVisibleError
from fengqiao.primitives.position import Position

NEXT_DAY = DAY + datetime.timedelta(days=1)
EN = {"accept-language": "en"}


@pytest.mark.parametrize("short", ["0001", "1", "01"])
def test_the_short_number_of_the_queue_is_enough_to_merge(scene: Stage, short: str) -> None:
    first, second = call(scene), call(scene)
    merged = merge_incident(actor=scene.actor("dispatcher"), incident_id=second.summary.id, into_number=short)
    assert merged.merged_into == first.summary.number


def test_a_short_number_means_today_or_what_is_still_worked_on(scene: Stage) -> None:
    yesterday = call(scene)
    stop_clock(at(8, day=NEXT_DAY))
    first, second = call(scene), call(scene)
    dispatcher = scene.actor("dispatcher")
    with pytest.raises(NumberAmbiguousError) as refused:
        merge_incident(actor=dispatcher, incident_id=second.summary.id, into_number="0001")
    assert refused.value.parameters["numbers"] == [yesterday.summary.number, first.summary.number]
    merge_incident(actor=dispatcher, incident_id=yesterday.summary.id, into_number=first.summary.number)
    merged = merge_incident(actor=dispatcher, incident_id=second.summary.id, into_number="0001")
    assert merged.merged_into == first.summary.number


@pytest.mark.parametrize("number", ["0009", "00001", "x", "", "٠٠٠١", "-1"])
def test_a_number_that_nobody_bears_is_none(scene: Stage, number: str) -> None:
    call(scene)
    second = call(scene)
    with pytest.raises(NotVisibleError):
        merge_incident(actor=scene.actor("dispatcher"), incident_id=second.summary.id, into_number=number)


def test_the_short_number_of_another_station_is_not_meant(scene: Stage) -> None:
    mine = call(scene)
    call(scene, by="other_chief", position=Position(108.96, 33.577))
    foreign = call(scene, by="other_chief", position=Position(108.96, 33.577))
    with pytest.raises(NotVisibleError):
        merge_incident(actor=scene.actor("dispatcher"), incident_id=mine.summary.id, into_number="0002")
    assert get_incident(actor=scene.actor("other_chief"), number=foreign.summary.number).merged_into == ""


def test_what_came_in_near_and_lately_is_offered_and_nothing_else(scene: Stage, client: Client) -> None:
    stop_clock(at(7, 20))
    call(scene, "太早了")
    stop_clock(at(7, 50))
    near = call(scene, "两拨人打架", position=Position(IN_OLD_TOWN.longitude + 0.001, IN_OLD_TOWN.latitude))
    by_door = call(scene, "门口打架", position=None, address_code=WENCHANG)
    call(scene, "太远了", position=IN_EAST_GATE)
    call(scene, "不知在哪", position=None)
    stop_clock(at(8))
    second = call(scene, "水门夜市有人打架")
    dispatcher = scene.actor("dispatcher")
    found = [one.number for one in list_near(actor=dispatcher, incident_id=second.summary.id)]
    assert found == [near.summary.number, by_door.summary.number]
    client.force_login(scene.user("dispatcher"))  # type: ignore[arg-type]
    page = client.get(reverse("incidents:incident", args=[second.summary.number]), headers=EN).content.decode()
    assert "Perhaps the same event" in page
    assert f'name="into" value="{near.summary.number}"' in page
    client.post(reverse("incidents:act", args=[second.summary.number, "merge"]), {"into": near.summary.number})
    merged = get_incident(actor=dispatcher, number=second.summary.number)
    assert (merged.summary.state, merged.merged_into) == (IncidentState.MERGED, near.summary.number)


def test_an_ambiguous_number_is_told_with_the_whole_numbers(scene: Stage, client: Client) -> None:
    yesterday = call(scene)
    stop_clock(at(8, day=NEXT_DAY))
    first, second = call(scene), call(scene)
    client.force_login(scene.user("dispatcher"))  # type: ignore[arg-type]
    address = reverse("incidents:act", args=[second.summary.number, "merge"])
    page = client.post(address, {"into": "0001"}, headers=EN, follow=True).content.decode()
    assert f"{yesterday.summary.number}, {first.summary.number}" in page


def test_nothing_is_chosen_beforehand_for_a_call_that_nobody_has_sorted(scene: Stage, client: Client) -> None:
    unsorted, fight = call(scene, "有人占着公家的地方晒被子"), call(scene, "水门夜市有人打架", position=None)
    client.force_login(scene.user("dispatcher"))  # type: ignore[arg-type]
    page = client.get(reverse("incidents:incident", args=[unsorted.summary.number]), headers=EN).content.decode()
    choice = page.partition('<select id="category"')[2].partition("</select>")[0]
    assert "selected" not in choice
    assert choice.partition("<option")[2].startswith(' value="">')
    page = client.get(reverse("incidents:incident", args=[fight.summary.number]), headers=EN).content.decode()
    choice = page.partition('<select id="category"')[2].partition("</select>")[0]
    assert 'value="public_order/fight" selected' in choice


def test_sending_nobody_is_told_in_plain_words(scene: Stage, client: Client) -> None:
    number = call(scene).summary.number
    client.force_login(scene.user("dispatcher"))  # type: ignore[arg-type]
    page = client.post(reverse("incidents:act", args=[number, "dispatch"]), headers=EN, follow=True).content.decode()
    assert "Choose the unit to send first" in page
