"""A request as a door gets it: the middleware has set who acts and what kind of answer is wanted."""

from __future__ import annotations

from django.http import HttpRequest
from django_htmx.middleware import HtmxDetails

from fengqiao.foundation.scoping.contracts import Actor


class FengqiaoRequest(HttpRequest):
    """The type of every page's request. Django makes plain requests; the middleware in `config` adds these."""

    actor: Actor
    """Who acts, with the roles in force at this very request. Without roles when nobody is signed in."""

    htmx: HtmxDetails
    """True when htmx asks for a part of a page."""

    stream_cursor: str
    """The place in the event stream that a whole page was made at; set for signed-in readers only."""
