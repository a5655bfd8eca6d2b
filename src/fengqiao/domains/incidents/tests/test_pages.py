from __future__ import annotations

import csv
import io
import uuid

import pytest
from django.test import Client
from django.urls import reverse
from tests.stage import Stage

from fengqiao.domains.incidents.contracts import IncidentFilter, IncidentState, OrderState
from fengqiao.domains.incidents.public import (
    advance_order,
    dispatch_units,
    get_incident,
    list_incidents,
    list_own_orders,
)
from fengqiao.domains.incidents.tests.scene import AUXILIARIES, CAR, FERRY_CAR, call
from fengqiao.foundation.audit.models import AuditEntry

PAGES = ("command_room", "queue", "list", "take", "own_orders")


def sign_in(client: Client, stage: Stage, name: str) -> Client:
    client.force_login(stage.user(name))  # type: ignore[arg-type]
    return client


def act(client: Client, number: str, name: str, **data: object) -> int:
    return client.post(reverse("incidents:act", args=[number, name]), data).status_code


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("is_empty", [True, False])
def test_every_page_opens_in_both_languages(
    scene: Stage, client: Client, page: str, language: str, is_empty: bool
) -> None:
    if not is_empty:
        call(scene, "他说要杀了我")
    sign_in(client, scene, "shift_leader")
    answer = client.get(reverse(f"incidents:{page}"), headers={"accept-language": language})
    assert answer.status_code == 200


def test_the_room_shows_danger_and_selects_without_scripts(scene: Stage, client: Client) -> None:
    number = call(scene, "他拿着刀说要杀了我").summary.number
    page = sign_in(client, scene, "dispatcher").get(reverse("incidents:command_room"), {"number": number})
    assert "tag-danger" in page.content.decode()
    assert reverse("incidents:act", args=[number, "recommend"]) in page.content.decode()


def test_a_call_goes_from_the_form_to_the_closed_incident(scene: Stage, client: Client) -> None:
    sign_in(client, scene, "shift_leader")
    form = {"text": "水门夜市有人打架", "q": "文昌街12号", "address_code": "A-WENCHANG", "origin": "call_110"}
    answer = client.post(reverse("incidents:take"), {**form, "client_key": uuid.uuid4().hex})
    number = answer["Location"].rstrip("/").rsplit("/", 1)[-1]
    assert act(client, number, "recommend") == 302
    assert CAR in client.get(reverse("incidents:incident", args=[number])).content.decode()
    assert act(client, number, "dispatch", unit=[CAR]) == 302
    order = get_incident(actor=scene.actor("dispatcher"), number=number).orders[0]
    for step in ("signed_for", "en_route", "on_scene"):
        act(client, number, "step", order=order.id, step=step)
    act(client, number, "feedback", result="closed", note="劝开双方")
    act(client, number, "approve")
    act(client, number, "call-back", satisfied="yes", note="满意")
    act(client, number, "close")
    assert get_incident(actor=scene.actor("dispatcher"), number=number).summary.state is IncidentState.CLOSED


def test_the_same_form_sent_twice_is_one_incident(scene: Stage, client: Client) -> None:
    sign_in(client, scene, "dispatcher")
    form = {"text": "打架", "origin": "call_110", "client_key": "one-form"}
    first, second = (client.post(reverse("incidents:take"), form)["Location"] for _ in range(2))
    assert first == second


def test_an_empty_form_is_told_what_is_needed_and_keeps_what_was_written(scene: Stage, client: Client) -> None:
    sign_in(client, scene, "dispatcher")
    form = {"text": "", "caller_name": "李某", "origin": "call_110", "client_key": "k"}
    answer = client.post(reverse("incidents:take"), form, headers={"accept-language": "en"})
    assert "Write what happened or where" in answer.content.decode()
    assert "李某" in answer.content.decode()


def test_a_suggestion_stores_nothing(scene: Stage, client: Client) -> None:
    sign_in(client, scene, "dispatcher")
    answer = client.post(reverse("incidents:suggest"), {"text": "他说要杀了我"})
    assert "notice-danger" in answer.content.decode()
    assert not list_incidents(actor=scene.actor("dispatcher"), query=IncidentFilter(), limit=5)


def test_a_refused_act_is_told_in_words_and_changes_nothing(scene: Stage, client: Client) -> None:
    number = call(scene).summary.number
    sign_in(client, scene, "dispatcher")
    client.post(reverse("incidents:act", args=[number, "close"]), headers={"accept-language": "en"})
    page = client.get(reverse("incidents:incident", args=[number]), headers={"accept-language": "en"})
    assert "This is not possible now" in page.content.decode()
    assert get_incident(actor=scene.actor("dispatcher"), number=number).summary.state is IncidentState.RECEIVED


def test_merging_into_a_number_that_is_not_there_says_so(scene: Stage, client: Client) -> None:
    number = call(scene).summary.number
    sign_in(client, scene, "dispatcher")
    client.post(reverse("incidents:act", args=[number, "merge"]), {"into": "X-1"}, headers={"accept-language": "en"})
    page = client.get(reverse("incidents:incident", args=[number]), headers={"accept-language": "en"})
    assert "There is no incident “X-1” here" in page.content.decode()


def test_another_stations_incident_does_not_exist(scene: Stage, client: Client) -> None:
    number = call(scene).summary.number
    sign_in(client, scene, "other_chief")
    for address in (
        reverse("incidents:incident", args=[number]),
        reverse("incidents:pane", args=[number]),
        reverse("incidents:incident", args=["nothing"]),
    ):
        assert client.get(address).status_code == 404
    assert act(client, number, "close") == 404


def test_an_auxiliary_has_neither_room_nor_list(scene: Stage, client: Client) -> None:
    sign_in(client, scene, "auxiliary")
    assert client.get(reverse("incidents:command_room")).status_code == 403
    assert client.get(reverse("incidents:list")).status_code == 403


def test_an_officer_sent_beyond_the_own_beat_sees_the_order_and_takes_each_step(scene: Stage, client: Client) -> None:
    incident = call(scene)
    dispatch_units(actor=scene.actor("dispatcher"), incident_id=incident.summary.id, unit_codes=[CAR])
    sign_in(client, scene, "case_officer")
    page = client.get(reverse("incidents:own_orders")).content.decode()
    assert incident.summary.text in page
    order = list_own_orders(actor=scene.actor("case_officer"))[0]
    act(client, incident.summary.number, "step", order=order.id, step="signed_for", back="orders")
    assert list_own_orders(actor=scene.actor("case_officer"))[0].state is OrderState.SIGNED_FOR


def test_the_map_has_the_incident_and_the_units_of_the_own_area_only(scene: Stage, client: Client) -> None:
    call(scene)
    sign_in(client, scene, "dispatcher")
    points = client.get(reverse("incidents:map_points")).json()["features"]
    ids = {point["properties"]["id"] for point in points}
    assert CAR in ids
    assert FERRY_CAR not in ids
    assert {point["properties"]["kind"] for point in points} == {"incident", "unit"}
    forms = {point["properties"]["id"]: point["properties"].get("form") for point in points}
    assert (forms[CAR], forms[AUXILIARIES]) == ("car", "foot")


def test_an_export_is_recorded_and_holds_no_caller(scene: Stage, client: Client) -> None:
    call(scene, "=打架", caller_name="李某某", caller_phone="19900000001")
    sign_in(client, scene, "chief")
    content = client.post(reverse("incidents:export")).content.decode()
    assert "'=打架" in content
    assert "李某某" not in content
    assert "19900000001" not in content
    assert AuditEntry.objects.get(action="export_incidents").details["rows"] == 1


def test_the_list_keeps_its_filter_in_the_address_and_pages_without_gap(scene: Stage, client: Client) -> None:
    for number in range(55):
        call(scene, f"打架{number:02d}")
    sign_in(client, scene, "chief")
    first = client.get(reverse("incidents:list"), {"category": "public_order"})
    assert len(first.context["rows"]) == 50
    second = client.get(reverse("incidents:list"), {"category": "public_order", "after": first.context["last"]})
    shown = [row.text for row in (*first.context["rows"], *second.context["rows"])]
    assert sorted(shown) == [f"打架{number:02d}" for number in range(55)]


def test_a_step_that_is_none_is_404_not_500(scene: Stage, client: Client) -> None:
    incident = call(scene)
    sign_in(client, scene, "dispatcher")
    assert act(client, incident.summary.number, "step", order="x", step="signed_for") == 404
    assert act(client, incident.summary.number, "feedback", result="rubbish", note="x") == 404
    assert act(client, incident.summary.number, "rubbish") == 404


def test_units_move_only_for_their_members_or_the_command_room(scene: Stage, client: Client) -> None:
    incident = call(scene)
    [order] = dispatch_units(actor=scene.actor("dispatcher"), incident_id=incident.summary.id, unit_codes=[CAR])
    sign_in(client, scene, "officer")
    assert act(client, incident.summary.number, "step", order=order.id, step="signed_for") == 403
    advance_order(actor=scene.actor("case_officer"), order_id=order.id, step=OrderState.SIGNED_FOR)


@pytest.mark.parametrize("sign", ["=", "+", "-", "@", "＝", "\t="])
def test_no_cell_of_an_export_is_run_by_a_spreadsheet(scene: Stage, client: Client, sign: str) -> None:
    call(scene, f"{sign}HYPERLINK(1)")
    sign_in(client, scene, "shift_leader")
    rows = list(csv.reader(io.StringIO(client.post(reverse("incidents:export")).content.decode("utf-8-sig"))))
    assert rows[1][-1].lstrip("'").strip() == f"{sign}HYPERLINK(1)".strip()
    assert not [cell for row in rows for cell in row if cell.startswith(("=", "+", "-", "@", "＝", "\t"))]
