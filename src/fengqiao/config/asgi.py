"""The one origin: streams are answered here, everything else goes to the WSGI application in a fixed set of threads."""

import gc
import sys
from typing import Any, cast

from a2wsgi import WSGIMiddleware
from a2wsgi.asgi_typing import Receive, Scope, Send
from a2wsgi.wsgi_typing import WSGIApp

from fengqiao.config.wsgi import application as wsgi_application
from fengqiao.realtime.stream import STREAM_PATH, stream

THREADS = 4
"""For each web process (config.station), with a database connection each."""
SWITCH_SECONDS = 0.001
"""How long a page may hold the interpreter while another one has its rows already (Python's own choice is 0.005)."""

YOUNG_OBJECTS = 20_000
"""A page makes some thousands of objects and lets go of nearly all: collect less often than Python's own 700."""

sys.setswitchinterval(SWITCH_SECONDS)
gc.set_threshold(YOUNG_OBJECTS, 10, 20)
# What was loaded stays as long as the process: no collection need look at it.
gc.freeze()

_pages = WSGIMiddleware(cast(WSGIApp, wsgi_application), workers=THREADS)


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """This function will route one connection."""
    if scope["type"] == "http" and scope["path"] == STREAM_PATH:
        await stream(scope, receive, send)
    elif scope["type"] == "http":
        await _pages(scope, _as_coroutines(receive), send)
    elif scope["type"] == "lifespan":
        await _acknowledge_lifespan(receive, send)


def _as_coroutines(receive: Receive) -> Receive:
    """The server hands out futures; the bridge to WSGI passes what it is given to another thread, as a coroutine."""

    async def receive_message() -> Any:
        return await receive()

    return receive_message


async def _acknowledge_lifespan(receive: Receive, send: Send) -> None:
    while True:
        message = await receive()
        if message["type"] == "lifespan.shutdown":
            await send({"type": "lifespan.shutdown.complete"})
            return
        await send({"type": "lifespan.startup.complete"})
