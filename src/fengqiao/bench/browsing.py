"""People who open pages one after the other, each with a connection of their own, without a pause in between."""

from __future__ import annotations

import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import httpx
from django.conf import settings

from fengqiao.config.station import Transport

WARM_UP = 5
"""The first pages of a process compile its templates; nobody's patience is measured by them."""


def page_times(*, transport: Transport, session_keys: Sequence[str], path: str, visits: int) -> list[float]:
    """This function will return the milliseconds of every visit. Raises httpx.HTTPError when a page is refused."""
    with ThreadPoolExecutor(len(session_keys)) as people:
        each = people.map(lambda key: _visit(transport, key, path, visits), session_keys)
        return [length for lengths in each for length in lengths]


def _visit(transport: Transport, session_key: str, path: str, visits: int) -> list[float]:
    lengths = []
    cookies = {settings.SESSION_COOKIE_NAME: session_key}
    with httpx.Client(base_url=transport.address, cookies=cookies, timeout=30.0, trust_env=False) as client:
        for _ in range(WARM_UP + visits):
            began = time.perf_counter()
            answer = client.get(path, headers={"Accept": "text/html"})
            lengths.append(1000 * (time.perf_counter() - began))
            if answer.status_code != httpx.codes.OK:
                raise httpx.HTTPError(f"{path} answered {answer.status_code}")
    return lengths[WARM_UP:]
