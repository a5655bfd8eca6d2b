"""The list of warnings with the selected one beside it, and the verdict."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from fengqiao.domains.cameras.contracts import (
    AlreadyReviewedError,
    CamerasError,
    RejectReason,
    RejectReasonMissingError,
    SamePersonError,
    WarningRecord,
    WarningState,
)
from fengqiao.domains.cameras.forms import VerdictForm
from fengqiao.domains.cameras.public import get_warning, list_warnings, review_warning, tally_of
from fengqiao.domains.cameras.wording import place_words, reject_words, scene_words, state_words
from fengqiao.foundation.scoping.contracts import Actor
from fengqiao.foundation.scoping.requests import FengqiaoRequest

LIST_LENGTH = 60
OPEN = (WarningState.PENDING, WarningState.SECOND_LOOK)
SHOWN: Mapping[str, Sequence[WarningState] | None] = {
    "all": None,
    "open": OPEN,
    "confirmed": (WarningState.CONFIRMED,),
    "rejected": (WarningState.REJECTED,),
}
TONES = {
    WarningState.PENDING: "action",
    WarningState.SECOND_LOOK: "warning",
    WarningState.CONFIRMED: "done",
    WarningState.REJECTED: "",
}
OVERLAY_WIDTH = 1000
"""Width of the overlay's own coordinates; its height follows the picture."""


@login_required
@require_GET
def warnings(request: FengqiaoRequest, warning_id: str = "") -> HttpResponse:
    """This page will show the warnings and the selected one, by default the longest waiting."""
    listed = _listed(request)
    wanted = warning_id or request.GET.get("id", "")
    chosen = _chosen(request.actor, wanted, listed)
    context = {**_list_context(request, listed, chosen), "warning": _detail(request, chosen)}
    return render(request, "cameras/warnings.html", context)


@login_required
@require_GET
def warning_list(request: FengqiaoRequest) -> HttpResponse:
    """This part will show the list anew."""
    return render(request, "cameras/_list.html", _list_context(request, _listed(request), None))


@login_required
@require_GET
def warning_state(request: FengqiaoRequest, warning_id: str) -> HttpResponse:
    """This part will show the verdict, or the keys to give it."""
    record = get_warning(actor=request.actor, warning_id=warning_id)
    return render(request, "cameras/_verdict.html", {"warning": _detail(request, record)})


@login_required
@require_POST
def verdict(request: FengqiaoRequest, warning_id: str) -> HttpResponse:
    """This door will take one verdict and lead back to the warning, which says what came of it."""
    form = VerdictForm(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest(gettext("That is no verdict."))
    decision, reason = form.cleaned_data["decision"]
    try:
        review_warning(
            actor=request.actor,
            warning_id=warning_id,
            decision=decision,
            reject_reason=reason,
            note=form.cleaned_data["note"],
        )
    except (AlreadyReviewedError, SamePersonError, RejectReasonMissingError) as error:
        messages.warning(request, _refusal_words(error))
    return redirect("cameras:warning", warning_id=warning_id)


def _refusal_words(error: CamerasError) -> str:
    if isinstance(error, SamePersonError):
        return gettext("You asked for the second look; another reviewer or the shift leader gives it.")
    if isinstance(error, RejectReasonMissingError):
        return gettext("Choose why it is rejected; the reason is fed back to the camera's zone.")
    return gettext("Somebody has decided in the meantime. The verdict stands below.")


def _listed(request: FengqiaoRequest) -> Sequence[WarningRecord]:
    states = SHOWN.get(request.GET.get("show", "all"))
    return list_warnings(actor=request.actor, states=states, limit=LIST_LENGTH)


def _chosen(actor: Actor, warning_id: str, listed: Sequence[WarningRecord]) -> WarningRecord | None:
    if warning_id:
        return get_warning(actor=actor, warning_id=warning_id)
    return listed[0] if listed else None


def _list_context(
    request: FengqiaoRequest, listed: Sequence[WarningRecord], chosen: WarningRecord | None
) -> dict[str, Any]:
    show = request.GET.get("show", "all")
    selected = chosen.id if chosen else request.GET.get("selected", "")
    rows = [
        {
            "record": record,
            "state": state_words(record.state),
            "tone": TONES[record.state],
            "scene": scene_words(record.scene),
            "selected": record.id == selected,
            "is_escalated": _is_escalated(record),
        }
        for record in listed
    ]
    waiting = sum(record.state in OPEN for record in listed)
    return {"rows": rows, "waiting": waiting, "show": show, "selected": selected, "choices": _choices()}


def _choices() -> list[tuple[str, str]]:
    return [
        ("all", gettext("All")),
        ("open", gettext("To review")),
        ("confirmed", capfirst(state_words(WarningState.CONFIRMED))),
        ("rejected", capfirst(state_words(WarningState.REJECTED))),
    ]


def _detail(request: FengqiaoRequest, record: WarningRecord | None) -> dict[str, Any] | None:
    if record is None:
        return None
    height = round(OVERLAY_WIDTH * record.frame_height / record.frame_width)
    return {
        "record": record,
        "state": state_words(record.state),
        "tone": TONES[record.state],
        "scene": scene_words(record.scene),
        "place": place_words(record.camera.place_type),
        "reject_reason": reject_words(record.reject_reason),
        "reject_choices": [
            (number, f"{WarningState.REJECTED}:{reason}", reject_words(reason))
            for number, reason in enumerate(RejectReason, start=1)
        ],
        "tally": tally_of(warning=record),
        "confidence_percent": round(record.confidence * 100),
        "overlay": _overlay(record, height),
        "incident_url": _incident_url(record.incident_number),
        "is_escalated": _is_escalated(record),
        "next_url": _next_url(request.actor, record),
    }


def _is_escalated(record: WarningRecord) -> bool:
    """Still undecided after it was passed to those who lead."""
    return record.escalated_at is not None and record.state in OPEN


def _overlay(record: WarningRecord, height: int) -> dict[str, Any]:
    """Zone and tracks in the overlay's own coordinates: they lie over the clip, never in it."""
    points = " ".join(f"{round(x * OVERLAY_WIDTH)},{round(y * height)}" for x, y in record.zone_polygon)
    boxes = [
        {
            "x": round(left * OVERLAY_WIDTH),
            "y": round(top * height),
            "width": round((right - left) * OVERLAY_WIDTH),
            "height": round((bottom - top) * height),
        }
        for left, top, right, bottom in record.track_boxes
    ]
    return {"width": OVERLAY_WIDTH, "height": height, "points": points, "boxes": boxes}


def _incident_url(number: str) -> str:
    if not number:
        return ""
    try:
        return reverse("incidents:incident", args=[number])
    except NoReverseMatch:
        return ""


def _next_url(actor: Actor, record: WarningRecord) -> str:
    waiting = list_warnings(actor=actor, states=OPEN, limit=LIST_LENGTH)
    following = next((row for row in waiting if row.may_review and row.id != record.id), None)
    return reverse("cameras:warning", args=[following.id]) if following else ""
