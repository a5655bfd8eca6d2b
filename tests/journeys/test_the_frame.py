from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.translation import override

from fengqiao.config.audit_words import details_text
from fengqiao.config.page_rights import may_open
from tests.stage import Stage


def test_one_entry_of_the_menu_is_the_present_one(stage: Stage, client: Client) -> None:
    client.force_login(stage.user("chief"))  # type: ignore[arg-type]
    for name in ("indicators:chief", "indicators:province", "incidents:command_room", "first_page"):
        menu = client.get(reverse(name)).context["menu"]
        assert [line.url for line in menu if line.is_active] == [reverse(name)]


def test_the_auditor_reads_the_log_and_checks_the_chain(stage: Stage, client: Client) -> None:
    client.force_login(stage.user("auditor"))  # type: ignore[arg-type]
    page = client.get(reverse("audit_log"), {"verify": ""})
    assert page.context["report"].faults == ()
    assert "create_account" in page.content.decode()


def test_nobody_else_reads_the_audit_log(stage: Stage, client: Client) -> None:
    client.force_login(stage.user("system_admin"))  # type: ignore[arg-type]
    assert client.get(reverse("audit_log")).status_code == 403


CHIEF_ONLY = "/figures/"


@pytest.mark.parametrize(
    ("who", "address", "opens"),
    [
        ("chief", CHIEF_ONLY, True),
        ("officer", CHIEF_ONLY, False),
        ("auditor", "/cameras/warnings/", False),
        ("reviewer", "/cameras/warnings/", True),
        ("reviewer", "/reports/A-1/receipt/", False),
        ("case_officer", "/reports/A-1/receipt/", True),
        ("chief", "/nowhere/", False),
    ],
)
def test_the_first_page_offers_only_pages_that_open(stage: Stage, who: str, address: str, opens: bool) -> None:
    assert may_open(actor=stage.actor(who), address=address) is opens


def test_an_officer_is_offered_the_own_day_and_not_a_colleagues(stage: Stage) -> None:
    officer, other = stage.actor("officer"), stage.actor("other_officer")
    address = f"{reverse('tasks:today')}?staff={officer.staff_id}&date=2026-09-16"
    assert may_open(actor=officer, address=address)
    assert not may_open(actor=other, address=address)


def test_who_may_not_read_incidents_gets_no_link_to_them(stage: Stage, client: Client) -> None:
    for who, is_linked in (("chief", True), ("county_staff", False)):
        client.force_login(stage.user(who))  # type: ignore[arg-type]
        assert ('href="/incidents/?' in client.get(reverse("indicators:chief")).content.decode()) is is_linked


def test_the_auditor_reads_details_in_words_without_what_says_nothing() -> None:
    details: dict[str, Any] = {
        "note": "",
        "on_behalf": False,
        "call_sign": "城关01",
        "members": ["619018", "F619034"],
        "odd_key": 3,
    }
    with override("zh-hans"):
        assert details_text(details=details) == [("呼号", "城关01"), ("成员", "619018 F619034"), ("odd_key", "3")]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("kind", "details", "words"),
    [
        ("incident", {"state": "en_route", "result": "closed"}, [("状态", "赶赴途中"), ("结果", "现场处置完结")]),
        ("incident", {"call_sign": "城关01", "unit": "619999410000-20260916-duty-2"}, [("呼号", "城关01")]),
        ("incident", {"recommended": ["U-2", "U-9"]}, [("推荐", "城关02 U-9")]),
        ("dispatch_unit", {"status": "on_scene", "from": "2026-09-16T00:00:00+00:00"}, []),
        ("report", {"state": "to_transfer"}, []),
        ("warning", {"decision": "confirmed", "scene": "zone_intrusion"}, []),
        ("task", {"to": "completed"}, []),
    ],
)
def test_the_auditor_reads_codes_in_words(kind: str, details: dict[str, Any], words: list[tuple[str, str]]) -> None:
    with override("zh-hans"):
        said = details_text(details=details, kind=kind, call_signs={"U-2": "城关02"})
    assert not words or [value for _, value in said] == [value for _, value in words]
    for _, value in said:
        assert not re.search(r"[a-z]{3,}", value), value
        assert "T00:00" not in value


def test_an_unknown_code_is_shown_as_it_is() -> None:
    for kind in ("incident", "report", "warning", "task", "dispute", "dispatch_unit"):
        shown = details_text(details={"state": "odd", "decision": "odd", "to": "odd", "status": "odd"}, kind=kind)
        assert {value for _, value in shown} == {"odd"}
