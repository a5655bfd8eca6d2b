"""Whether a page opens for a reader, so that no link of the first page leads to a refusal."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from urllib.parse import parse_qs, urlsplit

from django.urls import Resolver404, resolve

from fengqiao.foundation.scoping.contracts import Actor
from fengqiao.foundation.scoping.permissions import paths_for

RIGHTS: Final[Mapping[str, str]] = {
    "tasks": "tasks.view",
    "incidents": "incidents.view",
    "cases": "cases.view",
    "cameras": "cameras.view_warnings",
    "disputes": "disputes.view",
    "indicators": "indicators.view",
    "places": "places.view",
    "duties": "duties.view",
    "organisation": "organisation.view_posts",
}
"""By room: what its pages ask for."""


def may_open(*, actor: Actor, address: str) -> bool:
    """This function will tell whether the reader holds the right of the page's room, or it is his own day's list."""
    parts = urlsplit(address)
    try:
        match = resolve(parts.path)
    except Resolver404:
        return False
    permission = RIGHTS.get(match.namespace)
    if permission is None or paths_for(actor, permission):
        return True
    return match.view_name == "tasks:today" and parse_qs(parts.query).get("staff") == [str(actor.staff_id)]
