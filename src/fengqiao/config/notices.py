"""What must not wait, on top of every page of those whom it concerns: warnings that nobody took in their time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from fengqiao.domains.cameras.public import list_escalated
from fengqiao.foundation.design.moments import clock_words
from fengqiao.foundation.scoping.contracts import Actor
from fengqiao.foundation.scoping.permissions import paths_for
from fengqiao.foundation.scoping.requests import FengqiaoRequest

MOST_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Notice:
    title: str
    detail: str
    url: str


def hears_notices(*, actor: Actor) -> bool:
    """This function will tell whether somebody is ever told of anything."""
    return bool(paths_for(actor, "cameras.view_warnings"))


def notices_for(*, actor: Actor) -> Sequence[Notice]:
    """This function will list what somebody must look at now."""
    if not hears_notices(actor=actor):
        return []
    return [
        Notice(
            title=gettext("A camera warning waits and nobody took it"),
            detail=gettext("%(camera)s, since %(time)s")
            % {"camera": one.camera_name, "time": clock_words(moment=one.received_at)},
            url=reverse("cameras:warning", args=[one.id]),
        )
        for one in list_escalated(actor=actor, limit=MOST_SHOWN)
    ]


@login_required
@require_GET
def notices(request: FengqiaoRequest) -> HttpResponse:
    """This part will be the notices of now."""
    return render(request, "design/_notices.html", {"notices": notices_for(actor=request.actor)})
