"""Alarms: all of the area with their steps, the part on top of the room, and "I take care of it"."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from fengqiao.domains.incidents.contracts import IncidentsError
from fengqiao.domains.incidents.public import end_timer, list_alarms, list_timers, take_alarm
from fengqiao.domains.incidents.wording import error_text
from fengqiao.foundation.scoping.contracts import Actor
from fengqiao.foundation.scoping.requests import FengqiaoRequest


@login_required
@require_GET
def alarms(request: FengqiaoRequest) -> HttpResponse:
    """This page will show what is overdue, who was told when, and the alarms of the last hours; also as a part."""
    is_part = bool(request.htmx or request.GET.get("part"))
    context = {
        "alarms": list_alarms(actor=request.actor, with_ended=True),
        "timers": list_timers(actor=request.actor),
    }
    return render(request, "incidents/_alarm_list.html" if is_part else "incidents/alarms.html", context)


@login_required
@require_GET
def room_alarms(request: FengqiaoRequest) -> HttpResponse:
    """This part will be the alarms on top of the command room."""
    return render(request, "incidents/_room_alarms.html", room_context(request.actor))


def room_context(actor: Actor) -> dict[str, Any]:
    """This function will gather the open alarms and running timers, and what there is to be heard."""
    found = list_alarms(actor=actor)
    heard = [f"{one.id}-{one.steps[-1].ordinal}" for one in found if one.is_sounding and one.has_reached_room]
    return {"alarms": found, "timers": list_timers(actor=actor), "heard": " ".join(heard)}


@login_required
@require_POST
def take(request: FengqiaoRequest, pk: int) -> HttpResponse:
    """This act will say that somebody takes care of an alarm."""
    try:
        take_alarm(actor=request.actor, alarm_id=pk)
    except IncidentsError as error:
        messages.error(request, error_text(error))
    return _back(request)


@login_required
@require_POST
def end(request: FengqiaoRequest, pk: int) -> HttpResponse:
    """This act will end somebody's safety timer, with words on how the room knows that all is well."""
    try:
        end_timer(actor=request.actor, timer_id=pk, note=request.POST.get("note", "")[:400])
    except IncidentsError as error:
        messages.error(request, error_text(error))
    return _back(request)


def _back(request: FengqiaoRequest) -> HttpResponse:
    return redirect("incidents:command_room" if request.POST.get("back") == "room" else "incidents:alarms")
