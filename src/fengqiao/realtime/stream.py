"""Server-sent events: who listens, what that person may see, one line per event."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator
from contextlib import suppress
from http.cookies import SimpleCookie
from importlib import import_module
from typing import Any
from urllib.parse import parse_qs

from asgiref.sync import sync_to_async
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY, get_user_model
from django.db import close_old_connections
from django.utils.crypto import constant_time_compare

from fengqiao.domains.accounts.public import get_actor
from fengqiao.foundation.events.contracts import Cursor
from fengqiao.foundation.events.reading import StreamedEvent
from fengqiao.foundation.scoping.contracts import Actor
from fengqiao.foundation.scoping.permissions import holds, registered_permissions
from fengqiao.realtime.hub import hub

STREAM_PATH = "/stream"
CHECK_ACCESS_SECONDS = 4.0
"""A role that ended closes the stream's view of it within this (the promise is five seconds)."""
KEEP_ALIVE_SECONDS = 15.0
HEADERS = [
    (b"content-type", b"text/event-stream; charset=utf-8"),
    (b"cache-control", b"no-store"),
    (b"x-accel-buffering", b"no"),
]


async def stream(scope: Any, receive: Any, send: Any) -> None:
    """This function will answer one EventSource until either side goes."""
    headers = {key.decode("latin-1").lower(): value.decode("latin-1") for key, value in scope["headers"]}
    session_key = _session_key(headers.get("cookie", ""))
    actor = await _actor_of(session_key)
    if actor is None:
        await send(
            {"type": "http.response.start", "status": 401, "headers": [(b"content-type", b"text/plain")]}
        )
        await send({"type": "http.response.body", "body": b"sign in first"})
        return
    after = _cursor(headers.get("last-event-id", ""), scope.get("query_string", b""))
    await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
    writing = asyncio.create_task(_write(session_key, actor, after, send))
    leaving = asyncio.create_task(_wait_for_disconnect(receive))
    _, pending = await asyncio.wait({writing, leaving}, return_when=asyncio.FIRST_COMPLETED)
    for task in pending:
        task.cancel()
    with suppress(asyncio.CancelledError, OSError):
        await writing


async def _write(session_key: str, actor: Actor, after: Cursor | None, send: Any) -> None:
    async for text in _lines(session_key, actor, after):
        await send({"type": "http.response.body", "body": text.encode(), "more_body": True})
    await send({"type": "http.response.body", "body": b"", "more_body": False})


async def _lines(session_key: str, actor: Actor | None, after: Cursor | None) -> AsyncIterator[str]:
    listener, missed, is_expired = await hub.join(after)
    try:
        yield f"retry: 1500\nid: {hub.cursor if after is None or is_expired else after}\nevent: hello\ndata: {{}}\n\n"
        if is_expired:
            yield _reset()
        for event in missed:
            if actor is not None and _may_see(actor, event):
                yield _line(event)
        checked_at = spoke_at = time.monotonic()
        while actor is not None:
            with suppress(TimeoutError):
                event = await asyncio.wait_for(listener.events.get(), CHECK_ACCESS_SECONDS)
                if _may_see(actor, event):
                    yield _line(event)
                    spoke_at = time.monotonic()
            if listener.overflowed:
                listener.overflowed = False
                yield _reset()
            if time.monotonic() - checked_at > CHECK_ACCESS_SECONDS:
                actor, checked_at = await _actor_of(session_key), time.monotonic()
            if time.monotonic() - spoke_at > KEEP_ALIVE_SECONDS:
                yield ": still here\n\n"
                spoke_at = time.monotonic()
    finally:
        hub.leave(listener)


def _reset() -> str:
    return f"id: {hub.cursor}\nevent: reset\ndata: {{}}\n\n"


def _line(event: StreamedEvent) -> str:
    data = json.dumps(
        {"id": str(event.cursor), "kind": event.kind, "object": event.object_id, "at": event.at.isoformat()}
    )
    return f"id: {event.cursor}\nevent: {event.kind}\ndata: {data}\n\n"


def _may_see(actor: Actor, event: StreamedEvent) -> bool:
    return event.permission in registered_permissions() and holds(actor, event.permission, event.scope_path)


def _session_key(cookie: str) -> str:
    morsel = SimpleCookie(cookie).get(settings.SESSION_COOKIE_NAME)
    return morsel.value if morsel else ""


def _cursor(header: str, query: bytes) -> Cursor | None:
    text = header or parse_qs(query.decode("latin-1")).get("after", [""])[0]
    with suppress(ValueError):
        return Cursor.parse(text)
    return None


async def _wait_for_disconnect(receive: Any) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass


@sync_to_async
def _actor_of(session_key: str) -> Actor | None:
    """This function will return who is signed in with this session at this moment, None for nobody."""
    close_old_connections()
    if not session_key:
        return None
    session = import_module(settings.SESSION_ENGINE).SessionStore(session_key)
    if SESSION_KEY not in session or session.get(BACKEND_SESSION_KEY) not in settings.AUTHENTICATION_BACKENDS:
        return None
    user = get_user_model().objects.filter(pk=session[SESSION_KEY], is_active=True).first()
    if user is None or not constant_time_compare(
        session.get(HASH_SESSION_KEY, ""), user.get_session_auth_hash()
    ):
        return None
    return get_actor(user=user)
