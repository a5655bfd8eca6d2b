from __future__ import annotations

from django.test import Client
from django.urls import reverse

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
