"""Whatever is typed into an address or a form, no door breaks or runs it: it refuses, or it answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import NoReverseMatch, reverse

from fengqiao.domains.tasks.queries import sources
from fengqiao.foundation.scoping.permissions import paths_for, registered_permissions
from tests.architecture.access_scene import build_scene
from tests.architecture.doors import DOORS, Door, Needs
from tests.stage import Stage

ODD_NUMBERS = ("-1", "9" * 30, "²", "nan")
MARKUP = "\"'><script>alert(1)</script>"
ODD_TEXTS = ("a\x00b", "' OR 1=1 --", "../../etc/passwd", "x" * 5000, MARKUP)
ODD_FIELDS = ("-1", "9" * 30, "²", "9999-12-31", "0001-01-01", "x" * 5000, MARKUP)
"""The few that break something somewhere; a NUL is refused before any door, below."""
SERVER_ERROR = 500


@pytest.fixture
def scene(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    monkeypatch.setattr(sources, "_sources", {})
    return build_scene(stage)


@contextmanager
def watch_fields() -> Iterator[set[str]]:
    """This function will collect the names that a door asks for in its address and its form."""
    names: set[str] = set()

    def noting(original: Callable[..., Any]) -> Callable[..., Any]:
        def note(values: QueryDict, key: Any, *rest: Any) -> Any:
            names.add(str(key))
            return original(values, key, *rest)

        return note

    with pytest.MonkeyPatch.context() as patch:
        for method in ("get", "getlist", "__getitem__", "__contains__"):
            patch.setattr(QueryDict, method, noting(getattr(QueryDict, method)))
        yield names


def doors_with_somebody_who_may(stage: Stage) -> Iterator[tuple[str, Door, str, str]]:
    """This function will list name, door, method, and a person for whom the door goes as far as it can."""
    actors = {name: stage.actor(name) for name in stage.actors}
    for name, door in DOORS.items():
        if door.needs in (Needs.EDGE_KEY, Needs.NEVER) or name == "accounts:sign_out":
            continue
        guarded = door.needs in registered_permissions()
        may = [who for who, actor in actors.items() if not guarded or paths_for(actor, door.needs)]
        for method in door.methods.split():
            yield name, door, method, "officer" if "officer" in may else may[0]


def knock(client: Client, method: str, address: str, values: dict[str, str]) -> str:
    """This function will return what is wrong with the answer, nothing for a good one."""
    call = client.get if method == "GET" else client.post
    answer = call(address, values)
    if answer.status_code >= SERVER_ERROR:
        return str(answer.status_code)
    is_page = answer["Content-Type"].startswith("text/html") if "Content-Type" in answer else False
    return "the page runs what was typed" if is_page and b"<script>alert(1)" in answer.content else ""


def test_no_door_breaks_at_an_odd_object(stage: Stage, scene: dict[str, str]) -> None:
    client, found = Client(raise_request_exception=False), []
    for name, door, method, who in doors_with_somebody_who_may(stage):
        client.force_login(stage.user(who))
        for place in range(len(door.arguments)):
            for odd in (*ODD_NUMBERS, *ODD_TEXTS):
                given = [odd if at == place else scene.get(one, one) for at, one in enumerate(door.arguments)]
                try:
                    address = reverse(name, args=given)
                except NoReverseMatch:
                    continue
                wrong = knock(client, method, address, dict(door.data))
                if wrong:
                    found.append(f"{method} {name} {odd[:20]!r}: {wrong}")
    assert not found, "\n".join(found)


def test_no_door_breaks_at_an_odd_field(stage: Stage, scene: dict[str, str]) -> None:
    client, found, asked = Client(raise_request_exception=False), [], set()
    for name, door, method, who in doors_with_somebody_who_may(stage):
        client.force_login(stage.user(who))
        address = reverse(name, args=[scene.get(one, one) for one in door.arguments])
        usual = {key: scene.get(value, value) for key, value in door.data}
        with watch_fields() as fields:
            knock(client, method, address, {})
        asked |= fields
        for field in sorted(fields - {"csrfmiddlewaretoken"}):
            for odd in ODD_FIELDS:
                wrong = knock(client, method, address, {**usual, field: odd})
                if wrong:
                    found.append(f"{method} {name}, {field}={odd[:20]!r}: {wrong}")
    assert not found, "\n".join(found)
    assert asked >= {"q", "date", "note", "text", "against"}, "the fields are no longer noticed"


def test_a_nul_is_refused_before_any_door(stage: Stage, client: Client) -> None:
    client.force_login(stage.user("officer"))
    assert client.get("/places/search/", {"q": "a\x00b"}).status_code == 400
    assert client.get("/places/search/", {"\x00": "b"}).status_code == 400
    assert client.post("/sign-in/", {"username": "\x00", "password": "x"}).status_code == 400
    assert client.get("/incidents/a%00b/").status_code == 404
