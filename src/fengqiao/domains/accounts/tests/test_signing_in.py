from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings
from tests.stage import OLD_TOWN, PASSWORD, Stage

from fengqiao.domains.accounts.actions import change_password
from fengqiao.domains.accounts.contracts import Role
from fengqiao.domains.accounts.models import User
from fengqiao.domains.accounts.public import create_account, grant_role
from fengqiao.foundation.audit.models import AuditEntry
from fengqiao.foundation.scoping.contracts import SYSTEM, Actor, Grant, NotAllowedError

OTHER = "three-big-tables"
SIGN_IN = "/sign-in/"


def try_to_sign_in(client: Client, *, username: str = "officer", password: str = PASSWORD, **more: str) -> int:
    return client.post(SIGN_IN, {"username": username, "password": password, **more}).status_code


def acts_on_accounts() -> list[tuple[str, str]]:
    rows = AuditEntry.objects.filter(action__in=["sign_in", "sign_out", "refuse_sign_in"]).order_by("id")
    return [(row.action, row.scope_path) for row in rows]


def test_signing_in_out_and_failing_are_in_the_audit_of_ones_own_unit(stage: Stage, client: Client) -> None:
    try_to_sign_in(client, password="wrong")  # noqa: S106 - a test's own
    try_to_sign_in(client)
    client.post(reverse("accounts:sign_out"))
    path = stage.actor("officer").grants[0].scope_path
    assert acts_on_accounts() == [("refuse_sign_in", path), ("sign_in", path), ("sign_out", path)]
    assert path


def test_a_name_that_nobody_has_is_not_kept(stage: Stage, client: Client) -> None:
    assert try_to_sign_in(client, username="my secret password") == 200
    assert acts_on_accounts() == []


def test_after_eight_wrong_passwords_the_right_one_is_refused_too(
    stage: Stage, client: Client, settings: Settings
) -> None:
    settings.AXES_ENABLED = True
    tries = [try_to_sign_in(client, password=f"wrong {number}") for number in range(settings.AXES_FAILURE_LIMIT)]
    assert tries[0] == 200
    assert try_to_sign_in(client) == 429
    assert "_auth_user_id" not in client.session
    assert try_to_sign_in(client, username="chief") == 302


def test_signing_in_leads_to_no_other_site(stage: Stage, client: Client) -> None:
    answer = client.post(SIGN_IN, {"username": "officer", "password": PASSWORD, "next": "https://example.org/"})
    assert answer["Location"] == reverse("first_page")


def test_a_session_gets_a_new_name_at_sign_in(stage: Stage, client: Client) -> None:
    client.get(SIGN_IN)
    session = client.session
    session["before"] = 1
    session.save()
    client.cookies["fengqiao_session"] = session.session_key or ""
    try_to_sign_in(client)
    assert client.cookies["fengqiao_session"].value not in ("", session.session_key)
    assert client.cookies["fengqiao_session"]["httponly"]
    assert client.cookies["fengqiao_session"]["samesite"] == "Lax"


def new_password(client: Client, **values: str) -> int:
    return client.post(reverse("accounts:new_password"), {"password": OTHER, "again": OTHER, **values}).status_code


def test_an_open_session_is_not_enough_to_take_an_account_over(stage: Stage, client: Client) -> None:
    client.force_login(stage.user("officer"))
    assert new_password(client) == 200
    assert new_password(client, current="guess") == 200
    assert User.objects.get(username="officer").check_password(PASSWORD)
    assert new_password(client, current=PASSWORD) == 302
    assert User.objects.get(username="officer").check_password(OTHER)


def test_a_first_sign_in_leads_to_a_password_of_ones_own_and_nowhere_else(stage: Stage, client: Client) -> None:
    user = stage.user("officer")
    User.objects.filter(pk=user.pk).update(must_change_password=True)
    try_to_sign_in(client)
    assert client.get(reverse("first_page"))["Location"] == reverse("accounts:new_password")
    assert new_password(client) == 302
    assert client.get(reverse("first_page")).status_code == 200


def test_a_changed_password_ends_the_other_sessions(stage: Stage, client: Client) -> None:
    other = Client()
    other.force_login(stage.user("officer"))
    client.force_login(stage.user("officer"))
    new_password(client, current=PASSWORD)
    assert client.get(reverse("first_page")).status_code == 200
    assert other.get(reverse("first_page")).status_code == 302


def test_a_password_that_an_administrator_set_is_changed_at_once(stage: Stage) -> None:
    user_id = stage.user("officer").pk
    change_password(actor=SYSTEM, user_id=user_id, password=OTHER)
    assert User.objects.get(pk=user_id).must_change_password


def test_no_system_administrator_makes_himself_auditor_by_a_password(stage: Stage) -> None:
    administrator = Actor(user_id=900, name="admin", grants=(Grant(Role.SYSTEM_ADMIN, ""),))
    for role in (Role.AUDITOR, Role.SECURITY_ADMIN):
        user_id = create_account(actor=SYSTEM, username=f"second_{role}", display_name=role, password=PASSWORD)
        grant_role(actor=SYSTEM, user_id=user_id, role=role, scope_path="")
        with pytest.raises(NotAllowedError):
            change_password(actor=administrator, user_id=user_id, password=OTHER)


def test_an_administrator_of_one_beat_sets_no_password_for_the_station(stage: Stage) -> None:
    administrator = Actor(user_id=900, name="admin", grants=(Grant(Role.SYSTEM_ADMIN, stage.paths[OLD_TOWN]),))
    with pytest.raises(NotAllowedError):
        change_password(actor=administrator, user_id=stage.user("chief").pk, password=OTHER)
