"""Server-sent events: who listens, what that person may see, one line per event."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import suppress
from functools import lru_cache
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import parse_qs

from django.conf import settings

from fengqiao.foundation.events.contracts import Cursor
from fengqiao.foundation.events.reading import StreamedEvent
from fengqiao.foundation.scoping.contracts import Actor
from fengqiao.foundation.scoping.permissions import holds, registered_permissions
from fengqiao.realtime.access import CHECK_ACCESS_SECONDS, access
from fengqiao.realtime.hub import Listener, hub

STREAM_PATH = "/stream"
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
    try:
        await _answer(session_key, headers, scope, receive, send)
    finally:
        access.leave(session_key)


async def _answer(session_key: str, headers: Mapping[str, str], scope: Any, receive: Any, send: Any) -> None:
    if await access.join(session_key) is None:
        await send({"type": "http.response.start", "status": 401, "headers": [(b"content-type", b"text/plain")]})
        await send({"type": "http.response.body", "body": b"sign in first"})
        return
    after = _cursor(headers.get("last-event-id", ""), scope.get("query_string", b""))
    await send({"type": "http.response.start", "status": 200, "headers": HEADERS})
    writing = asyncio.create_task(_write(session_key, after, send))
    leaving = asyncio.create_task(_wait_for_disconnect(receive))
    _, pending = await asyncio.wait({writing, leaving}, return_when=asyncio.FIRST_COMPLETED)
    for task in pending:
        task.cancel()
    with suppress(asyncio.CancelledError, OSError):
        await writing


async def _write(session_key: str, after: Cursor | None, send: Any) -> None:
    async for text in _lines(session_key, after):
        await send({"type": "http.response.body", "body": text.encode(), "more_body": True})
    await send({"type": "http.response.body", "body": b"", "more_body": False})


async def _lines(session_key: str, after: Cursor | None) -> AsyncIterator[str]:
    listener, missed, is_expired = await hub.join(after)
    try:
        yield f"retry: 1500\nid: {hub.cursor if after is None or is_expired else after}\nevent: hello\ndata: {{}}\n\n"
        if is_expired:
            yield _reset()
        events, spoke_at = missed, time.monotonic()
        while (actor := access.actor_of(session_key)) is not None:
            text = "".join(_line(event) for event in events if _may_see(actor, event))
            if listener.overflowed:
                listener.overflowed = False
                text += _reset()
            if not text and time.monotonic() - spoke_at > KEEP_ALIVE_SECONDS:
                text = ": still here\n\n"
            if text:
                yield text
                spoke_at = time.monotonic()
            events = await _next_events(listener)
    finally:
        hub.leave(listener)


async def _next_events(listener: Listener) -> list[StreamedEvent]:
    """Everything that has come since, at once; nothing when for a while nothing did."""
    events: list[StreamedEvent] = []
    with suppress(TimeoutError):
        async with asyncio.timeout(CHECK_ACCESS_SECONDS):
            events.append(await listener.events.get())
    while not listener.events.empty():
        events.append(listener.events.get_nowait())
    return events


def _reset() -> str:
    return f"id: {hub.cursor}\nevent: reset\ndata: {{}}\n\n"


@lru_cache(maxsize=1024)
def _line(event: StreamedEvent) -> str:
    """The same words for every listener, so they are made once."""
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
