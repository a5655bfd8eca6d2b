"""One reader per process: wakes on NOTIFY, reads committed events once, hands them to every listener."""

from __future__ import annotations

import asyncio
import logging
from collections import deque
from contextlib import suppress
from dataclasses import dataclass, field

import psycopg
from asgiref.sync import sync_to_async
from django.db import DatabaseError, InterfaceError, close_old_connections, connection

from fengqiao.foundation.events.contracts import Cursor
from fengqiao.foundation.events.publishing import CHANNEL
from fengqiao.foundation.events.reading import StreamedEvent, end_of_stream, read_after

logger = logging.getLogger(__name__)

IDLE_SECONDS = 1.0
"""Without a wake-up the table is read this often: a lost notification delays, it never loses."""
RECONNECT_SECONDS = 1.0
BACKLOG = 5000
"""How many events a process remembers for listeners that come back; older cursors get a reset."""
QUEUE_LIMIT = 2000


@dataclass(eq=False)
class Listener:
    """One open stream. `overflowed` tells it to reset its screen instead of missing events."""

    events: asyncio.Queue[StreamedEvent] = field(default_factory=lambda: asyncio.Queue(QUEUE_LIMIT))
    overflowed: bool = False

    def offer(self, event: StreamedEvent) -> None:
        try:
            self.events.put_nowait(event)
        except asyncio.QueueFull:
            self.overflowed = True


class Hub:
    def __init__(self) -> None:
        self._listeners: set[Listener] = set()
        self._backlog: deque[StreamedEvent] = deque(maxlen=BACKLOG)
        self._cursor: Cursor | None = None
        self._oldest = Cursor(0, 0)
        self._started: asyncio.Future[None] | None = None
        self._task: asyncio.Task[None] | None = None

    async def join(self, after: Cursor | None) -> tuple[Listener, list[StreamedEvent], bool]:
        """This function will add a listener; returns it, what it missed, and whether its cursor is too old to know."""
        await self._ensure_running()
        listener = Listener()
        self._listeners.add(listener)
        if after is None:
            return listener, [], False
        if after < self._oldest:
            return listener, [], True
        return listener, [event for event in self._backlog if event.cursor > after], False

    def leave(self, listener: Listener) -> None:
        self._listeners.discard(listener)

    @property
    def cursor(self) -> Cursor:
        return self._cursor or Cursor(0, 0)

    async def _ensure_running(self) -> None:
        if self._started is None:
            self._started = asyncio.get_running_loop().create_future()
            self._task = asyncio.create_task(self._run())
        await self._started

    async def _run(self) -> None:
        while True:
            try:
                await self._follow()
            except (psycopg.Error, DatabaseError, InterfaceError, OSError) as error:
                logger.warning("the event stream lost its database connection (%s); trying again", error)
                await asyncio.sleep(RECONNECT_SECONDS)

    async def _follow(self) -> None:
        parameters = await sync_to_async(connection.get_connection_params)()
        wanted = {key: parameters[key] for key in ("dbname", "user", "password", "host", "port") if key in parameters}
        async with await psycopg.AsyncConnection.connect(**wanted, autocommit=True) as listening:
            await listening.execute(f"LISTEN {CHANNEL}")
            if self._cursor is None:
                self._cursor = self._oldest = await _end()
            if self._started is not None and not self._started.done():
                self._started.set_result(None)
            while True:
                await self._drain()
                with suppress(TimeoutError):
                    await asyncio.wait_for(_next_notification(listening), IDLE_SECONDS)

    async def _drain(self) -> None:
        while True:
            events = await _read(self.cursor)
            for event in events:
                if len(self._backlog) == BACKLOG:
                    self._oldest = self._backlog[0].cursor
                self._backlog.append(event)
                self._cursor = event.cursor
                for listener in self._listeners:
                    listener.offer(event)
            if not events:
                return


async def _next_notification(listening: psycopg.AsyncConnection) -> None:
    async for _ in listening.notifies(stop_after=1, timeout=IDLE_SECONDS):
        return


@sync_to_async
def _read(cursor: Cursor) -> list[StreamedEvent]:
    close_old_connections()
    return list(read_after(cursor))


@sync_to_async
def _end() -> Cursor:
    close_old_connections()
    return end_of_stream()


hub = Hub()
