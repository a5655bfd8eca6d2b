"""Text that no database takes (NUL) is refused at the edge, whichever door it was meant for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.core.exceptions import BadRequest
from django.http import Http404, HttpRequest, HttpResponse, QueryDict

NUL = "\x00"


class OddTextMiddleware:
    """An address with a NUL leads nowhere (404); a query or a form with one is no request (400).

    It looks after the check of the form's token, so that nothing is read that would be refused anyway; the API reads
    its own bodies.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, arguments: Any, named: Any) -> None:
        if NUL in request.path_info:
            raise Http404
        if _has_nul(request.GET) or (not request.path_info.startswith("/api/") and _has_nul(request.POST)):
            raise BadRequest("NUL in a text")


def _has_nul(values: QueryDict) -> bool:
    return any(NUL in text for name, texts in values.lists() for text in (name, *texts))
