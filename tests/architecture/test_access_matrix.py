"""Each door × method × role: what is not allowed is refused, and looking changes nothing."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from fengqiao.domains.accounts.public import get_actor
from fengqiao.domains.tasks.queries import sources
from fengqiao.foundation.scoping.contracts import Actor
from fengqiao.foundation.scoping.permissions import paths_for, registered_permissions
from tests.architecture.access_scene import NO_ROLES, build_scene
from tests.architecture.doors import DOORS, Door, Needs, routes
from tests.stage import Stage

REFUSED = (403, 404)
WRITING = re.compile(r'\b(?:INSERT INTO|UPDATE|DELETE FROM|TRUNCATE)\s+"?(\w+)"?', re.I)
RECORDS_OF_READING = frozenset({"foundation_audit_auditentry", "cameras_videoaccess"})
"""What a look may write: that somebody looked."""


@pytest.fixture
def scene(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    monkeypatch.setattr(sources, "_sources", {})
    return build_scene(stage)


def address_of(name: str, door: Door, scene: dict[str, str]) -> str:
    """This function will write the address of a door, leading to the scene's object."""
    return name if name.startswith("/") else reverse(name, args=[scene.get(one, one) for one in door.arguments])


def call(client: Client, method: str, name: str, scene: dict[str, str]) -> HttpResponse:
    """This function will knock at a door; what is posted would be taken from somebody who may."""
    door = DOORS[name]
    if method == "GET":
        return client.get(address_of(name, door, scene))
    return client.post(address_of(name, door, scene), {key: scene.get(value, value) for key, value in door.data})


def everybody(stage: Stage) -> Iterator[tuple[str, Actor, Client]]:
    """This function will sign in each person of the stage, and one who has no role at all."""
    for user in get_user_model().objects.filter(username__in=[*stage.actors, NO_ROLES]):
        client = Client()
        client.force_login(user)
        yield user.username, get_actor(user=user), client


def guarded() -> Iterator[tuple[str, Door, str]]:
    """This function will list the doors that ask for a permission, once for each method."""
    for name, door in DOORS.items():
        if door.needs in registered_permissions():
            yield from ((name, door, method) for method in door.methods.split())


def test_every_route_is_listed_with_what_it_needs() -> None:
    assert sorted(routes()) == sorted(DOORS)


def test_what_a_door_needs_is_a_registered_permission() -> None:
    known = {*Needs, *registered_permissions()}
    assert not {name for name, door in DOORS.items() if door.needs not in known}
    assert not {door.by_relation for door in DOORS.values()} - {"", *registered_permissions()}


def test_nobody_passes_without_signing_in(client: Client, scene: dict[str, str]) -> None:
    found = []
    for name, door in DOORS.items():
        for method in ("GET", "POST"):
            answer = call(client, method, name, scene)
            is_sent_away = answer.status_code == 302 and answer["Location"].startswith("/sign-in/")
            if door.needs != Needs.NOTHING and not is_sent_away and answer.status_code not in (401, 403, 404, 405):
                found.append(f"{method} {name}: {answer.status_code}")
    assert not found, "\n".join(sorted(found))


def test_who_lacks_the_permission_is_refused(stage: Stage, scene: dict[str, str]) -> None:
    found = []
    for who, actor, client in everybody(stage):
        for name, door, method in guarded():
            if paths_for(actor, door.needs) or (door.by_relation and paths_for(actor, door.by_relation)):
                continue
            status = call(client, method, name, scene).status_code
            if status not in REFUSED:
                found.append(f"{who}: {method} {name}: {status}")
    assert not found, "\n".join(sorted(found))


def test_who_holds_the_permission_gets_in(stage: Stage, scene: dict[str, str]) -> None:
    """Else the test above would be content with a door that is shut for all."""
    opened = set()
    for _, actor, client in everybody(stage):
        for name, door, method in guarded():
            if method != "GET" or not paths_for(actor, door.needs):
                continue
            if call(client, method, name, scene).status_code in (200, 302):
                opened.add(name)
    needs_a_reason = {"places:resident"}
    assert opened == {name for name, _, method in guarded() if method == "GET"} - needs_a_reason


def test_another_stations_objects_do_not_exist(stage: Stage, scene: dict[str, str]) -> None:
    client, found = Client(), []
    client.force_login(stage.user("other_chief"))
    for name, door, method in guarded():
        if set(door.arguments) & set(scene):
            status = call(client, method, name, scene).status_code
            if status != 404:
                found.append(f"{method} {name}: {status}")
    assert not found, "\n".join(sorted(found))


def test_looking_changes_nothing(stage: Stage, scene: dict[str, str]) -> None:
    found = set()
    for _, _, client in everybody(stage):
        for name, door in DOORS.items():
            if "GET" in door.methods.split():
                with watch_writes() as tables:
                    client.get(address_of(name, door, scene))
                found |= {f"{name}: {table}" for table in tables - RECORDS_OF_READING}
    assert not found, "\n".join(sorted(found))


def test_a_change_needs_the_token_of_a_page(stage: Stage, scene: dict[str, str]) -> None:
    client, found = Client(enforce_csrf_checks=True), []
    client.force_login(stage.user("chief"))
    for name, door in DOORS.items():
        if "POST" in door.methods.split() and door.needs != Needs.EDGE_KEY:
            status = call(client, "POST", name, scene).status_code
            if status != 403:
                found.append(f"{name}: {status}")
    assert not found, "\n".join(sorted(found))


@contextmanager
def watch_writes() -> Iterator[set[str]]:
    """This function will collect the tables that statements within write to."""
    tables: set[str] = set()

    def watch(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        tables.update(WRITING.findall(sql))
        return execute(sql, *rest)

    with connection.execute_wrapper(watch):
        yield tables
