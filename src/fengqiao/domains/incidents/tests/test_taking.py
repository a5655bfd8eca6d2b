from __future__ import annotations

import datetime

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from tests.stage import EAST_GATE, FERRY, OLD_TOWN, STATION, Stage, at, stop_clock

from fengqiao.domains.incidents.contracts import EmptySignalError, IncidentState, NewSignal, Origin, Route
from fengqiao.domains.incidents.models import Incident, IncidentEntry
from fengqiao.domains.incidents.public import (
    change_route,
    get_incident,
    list_live,
    set_category,
    take_signal,
)
from fengqiao.domains.incidents.tests.scene import EAST_STREET, VILLAGE, WENCHANG, call
from fengqiao.foundation.audit.models import AuditEntry
from fengqiao.foundation.events.models import Event
from fengqiao.foundation.scoping.contracts import NotAllowedError, NotVisibleError
from fengqiao.primitives.position import Position

pytestmark = pytest.mark.django_db


def test_a_signal_gets_a_number_at_once_and_is_in_the_stream_and_the_audit(scene: Stage) -> None:
    first, second = call(scene), call(scene)
    assert first.summary.number == f"{STATION}-20260916-0001"
    assert second.summary.number == f"{STATION}-20260916-0002"
    assert Event.objects.filter(kind="incidents.taken", object_id=first.summary.number).count() == 1
    assert AuditEntry.objects.filter(action="take_signal", object_id=first.summary.number).count() == 1


def test_the_number_starts_anew_each_day(scene: Stage) -> None:
    call(scene)
    stop_clock(at(0, 5, day=datetime.date(2026, 9, 17)))
    assert call(scene).summary.number == f"{STATION}-20260917-0001"


def test_the_address_says_the_beat_and_the_target(scene: Stage) -> None:
    in_town = call(scene, address_code=WENCHANG, position=None)
    assert (in_town.summary.scope_path, in_town.arrival_target_minutes) == (scene.paths[OLD_TOWN], 5)
    assert in_town.summary.place_text == "文昌街12号"
    in_village = call(scene, address_code=VILLAGE, position=None)
    assert (in_village.summary.scope_path, in_village.arrival_target_minutes) == (scene.paths[EAST_GATE], 10)


def test_a_position_says_the_beat_and_the_nearest_door_gives_it_words(scene: Stage) -> None:
    record = call(scene, position=Position(108.8971, 33.604))
    assert record.summary.scope_path == scene.paths[EAST_GATE]
    assert record.summary.place_text == "东街5号"
    assert record.address_code == ""


def test_a_signal_without_a_place_stays_at_the_takers_station(scene: Stage) -> None:
    assert call(scene, position=None).summary.scope_path == scene.paths[STATION]


def test_a_place_of_another_station_is_taken_all_the_same_and_says_so(scene: Stage) -> None:
    record = call(scene, position=Position(108.96, 33.577))
    assert record.summary.scope_path == scene.paths[STATION]
    assert scene.paths[FERRY] not in record.summary.scope_path
    assert IncidentEntry.objects.filter(incident=record.summary.id, code="outside_own_area").exists()


def test_only_a_signal_that_says_nothing_is_refused(scene: Stage) -> None:
    with pytest.raises(EmptySignalError):
        call(scene, " ", position=None)
    assert call(scene, "", position=None, place_text="钟楼底下").route is Route.REVIEW


def test_neither_a_zero_character_nor_a_long_name_is_a_reason_to_refuse(scene: Stage) -> None:
    record = call(scene, "两车\0追尾", caller_name="张" * 100, place_text="路" * 500, caller_phone="1" * 90)
    assert (record.summary.text, len(record.caller_name)) == ("两车追尾", 60)


def test_an_unknown_address_is_no_reason_to_refuse(scene: Stage) -> None:
    assert call(scene, address_code="no-such", position=None).summary.scope_path == scene.paths[STATION]


def test_the_same_client_key_is_one_incident(scene: Stage) -> None:
    first = call(scene, client_key="phone-17")
    again = call(scene, "别的话", client_key="phone-17")
    assert again.summary.id == first.summary.id
    assert Incident.objects.count() == 1
    assert IncidentEntry.objects.count() == 1


def test_anothers_client_key_shows_nothing_of_a_foreign_incident(scene: Stage) -> None:
    call(scene, client_key="phone-17")
    with pytest.raises(NotVisibleError):
        call(scene, by="other_chief", client_key="phone-17")


def test_danger_is_dispatched_first_whatever_the_category(scene: Stage) -> None:
    record = call(scene, "他来要账，他说要杀了我", category="dispute", subcategory="debt")
    assert (record.route, record.summary.priority, record.summary.is_danger) == (Route.DISPATCH, 1, True)
    assert "说要杀了" in record.danger_words
    assert record.summary.category == "dispute"


def test_calls_at_the_same_address_are_counted_as_repeats(scene: Stage) -> None:
    for days in (95, 61, 23):
        stop_clock(at(22, day=datetime.date(2026, 9, 16) - datetime.timedelta(days=days)))
        call(scene, "楼上又在拖桌子", address_code=WENCHANG, position=None)
    stop_clock(at(8))
    call(scene, address_code=EAST_STREET, position=None)
    assert call(scene, "楼上又在拖桌子", address_code=WENCHANG, position=None).repeats_at_address == 2


def test_the_live_list_puts_danger_first_then_the_older(scene: Stage) -> None:
    ordinary = call(scene, "两车追尾，人没事")
    stop_clock(at(8, 1))
    danger = call(scene, "他拿着刀在楼道里")
    chief = scene.actor("chief")
    assert [row.number for row in list_live(actor=chief)] == [danger.summary.number, ordinary.summary.number]
    stop_clock(at(8, 4))
    assert all(row.is_overdue for row in list_live(actor=chief))


def test_a_neighbouring_station_sees_nothing_and_who_takes_no_calls_may_not(scene: Stage) -> None:
    record = call(scene)
    other = scene.actor("other_chief")
    assert list_live(actor=other) == []
    with pytest.raises(NotVisibleError):
        get_incident(actor=other, number=record.summary.number)
    with pytest.raises(NotVisibleError):
        get_incident(actor=other, number="619999410000-20260916-9999")
    with pytest.raises(NotAllowedError):
        call(scene, by="auxiliary")
    with pytest.raises(NotAllowedError):
        list_live(actor=scene.actor("auditor"))


def test_a_reviewer_may_raise_what_a_camera_saw(scene: Stage) -> None:
    record = take_signal(
        actor=scene.actor("reviewer"),
        signal=NewSignal(
            origin=Origin.CAMERA,
            text="停车场内两人依次拉动三辆车的车门。",
            category="public_order",
            subcategory="car_door_pulling",
            address_code=WENCHANG,
            camera_code="car_park",
            warning_id="7",
        ),
    )
    assert (record.route, record.camera_code, record.warning_id) == (Route.DISPATCH, "car_park", "7")


def test_a_person_changes_the_route_with_a_reason(scene: Stage) -> None:
    record = call(scene, "有人占着公家的地方晒被子")
    assert record.route is Route.REVIEW
    changed = change_route(
        actor=scene.actor("dispatcher"), incident_id=record.summary.id, route=Route.NON_POLICE, reason="城管的事"
    )
    assert changed.route is Route.NON_POLICE
    assert changed.route_reason.parameters["why"] == "城管的事"
    with pytest.raises(NotAllowedError):
        change_route(actor=scene.actor("officer"), incident_id=record.summary.id, route=Route.DISPATCH, reason="x")


def test_a_category_given_by_a_person_routes_what_waited(scene: Stage) -> None:
    record = call(scene, "有人占着公家的地方晒被子")
    changed = set_category(
        actor=scene.actor("dispatcher"), incident_id=record.summary.id, category="dispute", subcategory="neighbour"
    )
    assert (changed.route, changed.summary.priority, changed.summary.state) == (
        Route.DISPATCH,
        4,
        IncidentState.RECEIVED,
    )


def test_a_line_of_the_timeline_cannot_be_changed(scene: Stage) -> None:
    call(scene)
    with pytest.raises(Exception, match="never changed"), transaction.atomic():
        IncidentEntry.objects.update(note="anders")


def test_earlier_versions_of_an_incident_are_kept(scene: Stage) -> None:
    record = call(scene)
    set_category(actor=scene.actor("dispatcher"), incident_id=record.summary.id, category="dispute", subcategory="debt")
    (earlier,) = apps.get_model("incidents", "IncidentEvent").objects.filter(pgh_obj_id=record.summary.id)
    assert (earlier.category, earlier.pgh_label) == ("public_order", "update")


@pytest.mark.parametrize(
    "wrong",
    [
        {"state": "dreaming"},
        {"feedback_at": at(9)},
        {"on_scene_at": at(7)},
        {"priority": 6},
        {"longitude": 500.0, "latitude": 1.0},
        {"longitude": 108.0, "latitude": None},
        {"closed_at": at(7)},
    ],
)
def test_the_database_refuses_what_cannot_be(scene: Stage, wrong: dict[str, object]) -> None:
    record = call(scene)
    with pytest.raises(IntegrityError), transaction.atomic():
        Incident.objects.filter(pk=record.summary.id).update(**wrong)
