"""What must not wait, on top of every page of those whom it concerns: alarms and camera warnings that nobody took."""

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
from fengqiao.domains.incidents.contracts import AlarmKind, AlarmRecord
from fengqiao.domains.incidents.public import alarm_text, list_told, own_timer
from fengqiao.foundation.design.moments import clock_words
from fengqiao.foundation.scoping.contracts import Actor
from fengqiao.foundation.scoping.permissions import paths_for
from fengqiao.foundation.scoping.requests import FengqiaoRequest

MOST_SHOWN = 3
HEARING = ("cameras.view_warnings", "incidents.view", "incidents.act_on_own_orders")


@dataclass(frozen=True, slots=True)
class Notice:
    title: str
    detail: str
    url: str


def hears_notices(*, actor: Actor) -> bool:
    """This function will tell whether somebody is ever told of anything."""
    return any(paths_for(actor, permission) for permission in HEARING)


def notices_for(*, actor: Actor) -> Sequence[Notice]:
    """This function will list what somebody must look at now."""
    if not hears_notices(actor=actor):
        return []
    return [*_alarms(actor), *_warnings(actor)]


def _alarms(actor: Actor) -> list[Notice]:
    """Alarms of which the reader was told by name, or which have reached the room that the reader leads."""
    if not any(paths_for(actor, permission) for permission in HEARING[1:]):
        return []
    return [
        Notice(
            title=alarm_text(kind=one.kind),
            detail=gettext("%(subject)s, since %(time)s")
            % {"subject": one.subject, "time": clock_words(moment=one.since_at)},
            url=reverse("incidents:safety" if _is_own(actor, one) else "incidents:alarms"),
        )
        for one in list_told(actor=actor)[:MOST_SHOWN]
    ]


def _is_own(actor: Actor, alarm: AlarmRecord) -> bool:
    timer = own_timer(actor=actor) if alarm.kind is AlarmKind.LONE_OFFICER else None
    return timer is not None and timer.is_run_out


def _warnings(actor: Actor) -> list[Notice]:
    if not paths_for(actor, "cameras.view_warnings"):
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
