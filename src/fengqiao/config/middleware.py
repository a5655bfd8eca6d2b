"""Who acts in a request, and how a domain's refusal becomes an answer: once, at the edge."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from fengqiao.domains.accounts.public import get_actor
from fengqiao.foundation.audit.recording import record
from fengqiao.foundation.events.reading import end_of_stream
from fengqiao.foundation.scoping.contracts import (
    Actor,
    NotAllowedError,
    NotVisibleError,
    ReasonNeededError,
)
from fengqiao.foundation.scoping.requests import FengqiaoRequest

GetResponse = Callable[[FengqiaoRequest], HttpResponse]
NOBODY = Actor(user_id=None, name="")
NOT_KEPT = "private, no-store"


class ActorMiddleware:
    """Sets `request.actor` with the roles in force at this very request."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: FengqiaoRequest) -> HttpResponse:
        user = request.user
        request.actor = get_actor(user=user) if user.is_authenticated else NOBODY
        if user.is_authenticated and user.must_change_password:
            allowed = {
                reverse("accounts:new_password"),
                reverse("accounts:sign_out"),
                reverse("set_language"),
            }
            if request.path not in allowed and not request.path.startswith("/static/"):
                return redirect("accounts:new_password")
        if user.is_authenticated and _is_whole_page(request):
            request.stream_cursor = str(end_of_stream())
        answer = self.get_response(request)
        if user.is_authenticated and answer.status_code != HTTPStatus.NOT_MODIFIED:
            # A desk is shared: after the sign-out nobody pages back into what the one before read.
            answer.setdefault("Cache-Control", NOT_KEPT)
        return answer


def _is_whole_page(request: FengqiaoRequest) -> bool:
    """A page that will listen to the stream: it must know what it was made before, or a change in between is lost."""
    return request.method == "GET" and "HX-Request" not in request.headers and request.accepts("text/html")


class DomainErrorMiddleware:
    """Turns the refusals of access into 404 and 403 pages (or JSON under /api/)."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: FengqiaoRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: FengqiaoRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, NotVisibleError):
            return _refusal(request, error.code, 404, "404.html", {})
        if isinstance(error, ReasonNeededError):
            _record_refusal(request, error)
            return _refusal(
                request,
                error.code,
                403,
                "403_reason.html",
                {"object_kind": error.object_kind, "object_id": error.object_id},
            )
        if isinstance(error, NotAllowedError):
            return _refusal(request, error.code, 403, "403.html", {"permission": error.permission})
        return None


def _record_refusal(request: FengqiaoRequest, error: ReasonNeededError) -> None:
    record(
        actor=request.actor,
        action="refuse_without_reason",
        object_kind=error.object_kind,
        object_id=error.object_id,
        scope_path=error.scope_path,
    )


def _refusal(request: FengqiaoRequest, code: str, status: int, template: str, context: dict[str, str]) -> HttpResponse:
    if request.path.startswith("/api/"):
        return JsonResponse({"code": code}, status=status)
    return render(request, template, context, status=status)
