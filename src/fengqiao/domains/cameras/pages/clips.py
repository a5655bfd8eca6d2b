"""The clip of a warning: for who may see it, written into the register, never kept by a browser or a proxy."""

from __future__ import annotations

import re
from pathlib import Path

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST, require_safe

from fengqiao.domains.cameras.contracts import CamerasError, ClipGoneError
from fengqiao.domains.cameras.forms import HoldForm, ReleaseForm
from fengqiao.domains.cameras.public import hold_clip, open_clip, release_clip
from fengqiao.domains.cameras.wording import hold_refusal_words
from fengqiao.foundation.scoping.requests import FengqiaoRequest

INCOMPLETE = "hold_incomplete"
ONE_RANGE = re.compile(r"^bytes=(\d{0,15})-(\d{0,15})$")
"""Longer numbers are no place in any file, and too long ones no number to Python."""


@login_required
@require_safe
def clip(request: FengqiaoRequest, warning_id: str) -> HttpResponse:
    """This door will send the clip or the asked part of it (a player needs parts to move within it)."""
    try:
        opened = open_clip(actor=request.actor, warning_id=warning_id)
    except ClipGoneError as error:
        return JsonResponse({"code": error.code, "detail": gettext("The clip's retention has ended.")}, status=410)
    response = _part(opened.path, request.headers.get("Range", ""), media_type=opened.media_type)
    response["Cache-Control"] = "private, no-store"
    response["Accept-Ranges"] = "bytes"
    response["Content-Disposition"] = "inline"
    return response


@login_required
@require_POST
def hold(request: FengqiaoRequest, warning_id: str) -> HttpResponse:
    """This door will keep a clip longer and lead back to its warning."""
    form = HoldForm(request.POST)
    if not form.is_valid():
        messages.error(request, hold_refusal_words(INCOMPLETE))
        return redirect("cameras:warning", warning_id=warning_id)
    try:
        hold_clip(actor=request.actor, warning_id=warning_id, **form.cleaned_data)
    except CamerasError as error:
        messages.error(request, hold_refusal_words(error.code))
    return redirect("cameras:warning", warning_id=warning_id)


@login_required
@require_POST
def release(request: FengqiaoRequest, warning_id: str) -> HttpResponse:
    """This door will let a held clip go and lead back to its warning."""
    form = ReleaseForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    try:
        release_clip(actor=request.actor, warning_id=warning_id, reason=reason)
    except CamerasError as error:
        messages.error(request, hold_refusal_words(error.code))
    return redirect("cameras:warning", warning_id=warning_id)


def _part(path: Path, wanted: str, *, media_type: str) -> HttpResponse:
    """The whole, or one part: a clip is at most some thirty megabytes, so a part is read at once."""
    size = path.stat().st_size
    asked = ONE_RANGE.match(wanted)
    if asked is None or asked.group(0) == "bytes=-":
        return HttpResponse(path.read_bytes(), content_type=media_type)
    first, last = _bounds(asked.group(1), asked.group(2), size=size)
    if first > last:
        return HttpResponse(status=416, headers={"Content-Range": f"bytes */{size}"})
    with path.open("rb") as file:
        file.seek(first)
        content = file.read(last - first + 1)
    headers = {"Content-Range": f"bytes {first}-{last}/{size}"}
    return HttpResponse(content, status=206, content_type=media_type, headers=headers)


def _bounds(first: str, last: str, *, size: int) -> tuple[int, int]:
    if not first:
        return max(0, size - int(last)), size - 1
    return int(first), min(int(last), size - 1) if last else size - 1
