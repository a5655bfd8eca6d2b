"""Listeners of the stream: one open connection each, in a process of their own so that nothing else delays them."""

from __future__ import annotations

import asyncio
import datetime
import json
import multiprocessing
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing.connection import Connection

from django.conf import settings

from fengqiao.config.station import Transport

OPEN_SECONDS = 60.0
STREAM_LIMIT = 1 << 20
Stream = tuple[asyncio.StreamReader, asyncio.StreamWriter]
"""Both ends are held: a writer that nobody holds closes its connection."""


@dataclass(frozen=True, slots=True)
class Heard:
    """An event as it reached one listener: its place in the stream, and how long after the change it came."""

    cursor: str
    milliseconds: float


class Listeners:
    """Open connections; `stop` ends them and tells what each has heard, in the order of the sessions."""

    def __init__(self, pipe: Connection) -> None:
        self._pipe = pipe

    def stop(self) -> Sequence[Sequence[Heard]]:
        """This function will return what each listener heard."""
        self._pipe.send("stop")
        heard: Sequence[Sequence[Heard]] = self._pipe.recv()
        return heard


@contextmanager
def listening(*, transport: Transport, session_keys: Sequence[str]) -> Iterator[Listeners]:
    """This function will open one stream for each session and yield when all have said hello. Raises OSError."""
    here, there = multiprocessing.get_context("spawn").Pipe()
    process = multiprocessing.get_context("spawn").Process(
        target=_listen, args=(transport, list(session_keys), settings.SESSION_COOKIE_NAME, there)
    )
    process.start()
    there.close()
    try:
        if not here.poll(OPEN_SECONDS) or here.recv() != "open":
            raise OSError("the listeners could not all open the stream")
        yield Listeners(here)
    finally:
        process.terminate()
        process.join()


def _listen(transport: Transport, session_keys: list[str], cookie: str, pipe: Connection) -> None:
    asyncio.run(_listen_all(transport, session_keys, cookie, pipe))


async def _listen_all(transport: Transport, session_keys: list[str], cookie: str, pipe: Connection) -> None:
    streams = [await _open(transport, f"{cookie}={key}") for key in session_keys]
    raw: list[list[tuple[float, bytes]]] = [[] for _ in streams]
    tasks = [asyncio.create_task(_follow(stream, into)) for stream, into in zip(streams, raw, strict=True)]
    pipe.send("open")
    while not pipe.poll():
        await asyncio.sleep(0.05)
    for task in tasks:
        task.cancel()
    pipe.send([[heard for at, block in one if (heard := _heard(at, block)) is not None] for one in raw])
    await asyncio.sleep(OPEN_SECONDS)


async def _open(transport: Transport, cookie: str) -> Stream:
    """HTTP/1.0: the answer comes as it is, not in chunks."""
    reader, writer = await asyncio.open_connection(transport.host, transport.port, limit=STREAM_LIMIT)
    request = f"GET /stream HTTP/1.0\r\nHost: localhost\r\nAccept: text/event-stream\r\nCookie: {cookie}\r\n\r\n"
    writer.write(request.encode())
    await writer.drain()
    status = await reader.readline()
    if b" 200 " not in status:
        raise OSError(f"the stream answered {status!r}")
    await reader.readuntil(b"\r\n\r\n")
    await reader.readuntil(b"event: hello\ndata: {}\n\n")
    return reader, writer


async def _follow(stream: Stream, into: list[tuple[float, bytes]]) -> None:
    while True:
        block = await stream[0].readuntil(b"\n\n")
        into.append((time.time(), block))


def _heard(at: float, block: bytes) -> Heard | None:
    fields = dict(line.partition(": ")[::2] for line in block.decode().splitlines())
    if "data" not in fields or fields.get("event") == "reset":
        return None
    event = json.loads(fields["data"])
    return Heard(str(event["id"]), 1000 * (at - datetime.datetime.fromisoformat(event["at"]).timestamp()))
