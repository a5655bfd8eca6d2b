from __future__ import annotations

import gzip
import json
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from tests.stage import Stage

from fengqiao.domains.places.models import Resident
from fengqiao.domains.places.public import save_base_map
from fengqiao.domains.places.tests.town import RESIDENTS
from fengqiao.foundation.audit.models import AuditEntry
from fengqiao.foundation.scoping.contracts import SYSTEM

MAP = {
    "type": "FeatureCollection",
    "features": [
        {
            "type": "Feature",
            "geometry": {"type": "Point", "coordinates": [108.88, 33.6]},
            "properties": {"layer": "place", "name": "老城"},
        }
    ],
}
NUMBER = RESIDENTS[0].id_number
HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def chief(town: Stage, client: Client) -> Client:
    client.force_login(town.user("chief"))  # type: ignore[arg-type]
    return client


def test_a_visitor_is_sent_to_sign_in(town: Stage, client: Client) -> None:
    for name in ("base_map", "search", "trouble_spots", "premises", "state_reason"):
        assert client.get(reverse(f"places:{name}")).status_code == 302


def test_the_search_answers_in_json(chief: Client) -> None:
    (best, *_) = chief.get(reverse("places:search"), {"q": "rmxl12"}).json()
    assert (best["code"], best["short_text"], best["matched"]) == ("A012", "人民西路12号", "initials")
    assert chief.get(reverse("places:search")).json() == []


def test_the_search_gives_a_form_its_choices(chief: Client) -> None:
    url = reverse("places:search")
    page = chief.get(url, {"q": "悦来", "field": "place"}, **HTMX).content.decode()
    assert 'name="place" value="A012"' in page
    assert 'value="A012" checked' not in page
    assert "悦来宾馆" in page
    hostile = chief.get(url, {"q": "悦来", "field": '"><b>'}, **HTMX).content.decode()
    assert 'name="address_code"' in hostile
    assert "不存在" in chief.get(url, {"q": "不存在的路"}, **HTMX).content.decode()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("人民西路", ""),
        ("人民西路1", ""),
        ("人民西路12", ""),
        ("老汽车站", ""),
        ("人民西路12号", "A012"),
        ("人民西路１２号", "A012"),
        ("城关镇老城社区人民西路12号", "A012"),
        ("东关街8", "A201"),
    ],
)
def test_a_door_is_chosen_beforehand_only_when_the_text_names_it_exactly(chief: Client, text: str, code: str) -> None:
    page = chief.get(reverse("places:search"), {"q": text}, **HTMX).content.decode()
    assert page.count("checked") == 1
    assert f'value="{code}" checked' in page


def test_a_door_that_a_person_chose_stays_chosen_for_the_same_text_only(chief: Client) -> None:
    asked = {"chosen": "A012", "chosen_for": "人民西路"}
    assert (
        'value="A012" checked'
        in chief.get(reverse("places:search"), {"q": "人民西路", **asked}, **HTMX).content.decode()
    )
    other = chief.get(reverse("places:search"), {"q": "人民西路1", **asked}, **HTMX).content.decode()
    assert 'value="A012" checked' not in other


def test_the_map_is_sent_packed_once(chief: Client) -> None:
    url = reverse("places:base_map")
    assert chief.get(url).json() == {"type": "FeatureCollection", "features": []}
    save_base_map(actor=SYSTEM, layers=MAP)
    packed = chief.get(url, headers={"Accept-Encoding": "gzip"})
    assert packed["Content-Encoding"] == "gzip"
    assert json.loads(gzip.decompress(packed.content)) == MAP
    assert "private" in packed["Cache-Control"]
    assert chief.get(url).json() == MAP
    assert chief.get(url, headers={"If-None-Match": packed["ETag"]}).status_code == 304
    save_base_map(actor=SYSTEM, layers={"type": "FeatureCollection", "features": []})
    assert chief.get(url, headers={"If-None-Match": packed["ETag"]}).status_code == 200


def test_the_map_is_not_for_everybody(town: Stage, client: Client) -> None:
    client.force_login(town.user("auditor"))  # type: ignore[arg-type]
    assert client.get(reverse("places:base_map")).status_code == 403


def test_trouble_spots_are_listed_with_owner_and_drawn(chief: Client) -> None:
    page = chief.get(reverse("places:trouble_spots")).content.decode()
    assert "人民西路夜市" in page
    assert "林小满" in page
    (point,) = chief.get(reverse("places:trouble_spot_points")).json()["features"]
    assert point["geometry"]["coordinates"] == [pytest.approx(108.8726), pytest.approx(33.604)]
    card = chief.get(point["properties"]["url"], **HTMX).content.decode()
    assert "夜间步巡" in card
    assert "<html" not in card
    assert "<html" in chief.get(point["properties"]["url"]).content.decode()


def test_another_station_sees_an_empty_list_and_no_spot(town: Stage, client: Client) -> None:
    client.force_login(town.user("other_chief"))  # type: ignore[arg-type]
    page = client.get(reverse("places:trouble_spots"))
    assert page.status_code == 200
    assert "人民西路夜市" not in page.content.decode()
    assert client.get(reverse("places:trouble_spot", args=["T1"])).status_code == 404


def test_premises_are_found_by_name_and_kind(chief: Client) -> None:
    url = reverse("places:premises")
    assert "城关小学" in chief.get(url).content.decode()
    page = chief.get(url, {"q": "悦来", "kind": "hotel"}).content.decode()
    assert "悦来宾馆" in page
    assert "城关小学" not in page
    assert "悦来宾馆" not in chief.get(url, {"kind": "school"}).content.decode()
    assert chief.get(url, {"kind": "nonsense"}).status_code == 200


def test_a_household_shows_surnames_only(chief: Client) -> None:
    page = chief.get(reverse("places:household", args=["H1"])).content.decode()
    assert "王**" in page
    assert "王秀英" not in page


@pytest.mark.parametrize(("who", "status"), [("other_chief", 404), ("other_officer", 404), ("auxiliary", 403)])
def test_homes_and_people_are_for_those_in_charge(town: Stage, client: Client, who: str, status: int) -> None:
    client.force_login(town.user(who))  # type: ignore[arg-type]
    assert client.get(reverse("places:household", args=["H1"])).status_code == status
    assert client.get(reverse("places:resident", args=["R1"])).status_code == status


def _state(client: Client, **changes: str) -> Any:
    given = {"object_kind": "resident", "object_id": "R1", "purpose": "task", "reference": "T-17"}
    given["next"] = reverse("places:resident", args=["R1"])
    return client.post(reverse("places:state_reason"), given | changes)


def test_a_record_opens_after_a_reason_and_both_are_audited(chief: Client) -> None:
    url = reverse("places:resident", args=["R1"])
    refused = chief.get(url)
    assert refused.status_code == 403
    assert "王秀英" not in refused.content.decode()
    (refusal,) = AuditEntry.objects.filter(action="refuse_without_reason", object_id="R1")
    assert refusal.scope_path == Resident.objects.get(code="R1").scope_path, "its auditor would not see it"
    answer = _state(chief)
    assert (answer.status_code, answer["Location"]) == (302, url)
    page = chief.get(url).content.decode()
    assert "王秀英" in page
    assert f"619999********{NUMBER[-4:]}" in page
    assert NUMBER not in page
    entry = AuditEntry.objects.get(action="read_resident")
    assert entry.details == {"purpose": "task", "reference": "T-17"}


def test_a_reason_without_number_or_purpose_is_asked_for_again(chief: Client) -> None:
    for changes in ({"reference": "  "}, {"purpose": "curiosity"}, {"reference": "x" * 61}):
        answer = _state(chief, **changes)
        assert answer.status_code == 400
        assert 'role="alert"' in answer.content.decode()
    assert chief.get(reverse("places:resident", args=["R1"])).status_code == 403


def test_a_reason_does_not_lead_to_another_site_or_another_scope(town: Stage, client: Client) -> None:
    client.force_login(town.user("chief"))  # type: ignore[arg-type]
    assert _state(client, next="https://example.org/")["Location"] == reverse("first_page")
    assert _state(client, object_kind="nonsense").status_code == 404
    client.force_login(town.user("other_chief"))  # type: ignore[arg-type]
    assert _state(client).status_code == 404
    client.force_login(town.user("auxiliary"))  # type: ignore[arg-type]
    assert _state(client).status_code == 403
