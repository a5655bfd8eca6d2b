"""What every door answers while the database is away: a 503 that says so, and loses nothing of a form.

This is the site's `handler500` and no middleware: Django turns an error into an answer at each middleware, so that
one middleware never sees what failed in another, and most pages ask the database there first (who is acting).
"""

from __future__ import annotations

import sys
from typing import Final

import psycopg
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.http.request import UnreadablePostError
from django.template.loader import get_template
from django.utils import translation
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext
from django.views.defaults import server_error as plain_server_error

RETRY_SECONDS: Final = 5
"""The keeper looks at the database every two seconds, and a start takes one or two."""
GOING_OR_COMING: Final = frozenset({"57P01", "57P02", "57P03"})
"""The server is being shut down, has crashed, or takes no connection yet."""
CONNECTION_CLASS: Final = "08"
DISK_FULL: Final = "53100"
SECRET_FIELDS: Final = frozenset({"password", "again", "current"})
"""Never written into a page: who sent one types it anew."""


def answer_error(request: HttpRequest) -> HttpResponse:
    """This function will answer an error that nobody caught: 503 while the database is away, else the 500 page."""
    error = sys.exc_info()[1]
    if is_disk_full(error) or is_database_away(error):
        return say_database_away(request, is_full=is_disk_full(error))
    return plain_server_error(request)


def is_disk_full(error: BaseException | None) -> bool:
    """This function will tell whether the database found no room for what it should keep."""
    return isinstance(error, OperationalError) and _sqlstate(error) == DISK_FULL


def is_database_away(error: BaseException | None) -> bool:
    """This function will tell whether the connection failed; a refused or too slow statement is another thing."""
    if isinstance(error, InterfaceError):
        return True
    if not isinstance(error, OperationalError):
        return False
    state = _sqlstate(error)
    return state is None or state in GOING_OR_COMING or state.startswith(CONNECTION_CLASS)


def _sqlstate(error: OperationalError) -> str | None:
    cause = error.__cause__
    return cause.sqlstate if isinstance(cause, psycopg.Error) else None


def say_database_away(request: HttpRequest, *, is_full: bool = False) -> HttpResponse:
    """This function will answer 503 without asking the database: a page to persons, plain words to the others."""
    with translation.override(translation.get_language_from_request(request)):
        response = _answer(request, is_full)
    response["Retry-After"] = str(RETRY_SECONDS)
    add_never_cache_headers(response)
    response["Cache-Control"] = "no-store"
    return response


def _answer(request: HttpRequest, is_full: bool) -> HttpResponse:
    if "HX-Request" in request.headers:
        words = gettext("The station's disk is full.") if is_full else gettext("The database is being restarted.")
        return HttpResponse(words, status=503, content_type="text/plain")
    if request.path.startswith("/api/") or "text/html" not in request.headers.get("Accept", "text/html"):
        return JsonResponse({"code": "disk_full" if is_full else "database_away"}, status=503)
    context = {
        "request": request,
        "is_full": is_full,
        "is_form": request.method == "POST",
        "fields": _fields(request),
        "address": request.get_full_path(),
        "retry_seconds": RETRY_SECONDS,
    }
    # Without the request as an argument no context processor runs: they would ask the database.
    return HttpResponse(get_template("503.html").render(context), status=503)


def _fields(request: HttpRequest) -> list[tuple[str, str]]:
    """What a form carried, to be sent again as it was; nothing where a secret or a file was in it."""
    if request.method != "POST":
        return []
    try:
        posted, files = request.POST, request.FILES
    except (UnreadablePostError, OSError):
        return []
    if files or SECRET_FIELDS & posted.keys():
        return []
    return [(name, value) for name, values in posted.lists() for value in values if isinstance(value, str)]
