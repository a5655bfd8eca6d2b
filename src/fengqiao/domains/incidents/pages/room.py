"""The command room: queue, map, the selected thing. The three zones never move."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from fengqiao.domains.incidents.contracts import IncidentState, UnitStatus
from fengqiao.domains.incidents.pages.alarms import room_context
from fengqiao.domains.incidents.pages.incident import incident_context
from fengqiao.domains.incidents.public import list_live, list_units_now, open_move_advice
from fengqiao.domains.incidents.schemas import map_points as points_of
from fengqiao.domains.incidents.wording.moves import move_texts
from fengqiao.foundation.scoping.requests import FengqiaoRequest

WAITING = frozenset({IncidentState.RECEIVED, IncidentState.RETURNED, IncidentState.FEEDBACK})


@login_required
@require_GET
def command_room(request: FengqiaoRequest) -> HttpResponse:
    """This page will show what is going on; `?number=` selects an incident (also without scripts)."""
    context = _queue(request) | room_context(request.actor)
    number = request.GET.get("number", "")
    if number:
        context.update(incident_context(request, number))
    return render(request, "incidents/command_room.html", context)


@login_required
@require_GET
def queue(request: FengqiaoRequest) -> HttpResponse:
    """This part will be the queue and the units."""
    return render(request, "incidents/_queue.html", _queue(request))


@login_required
@require_GET
def map_points(request: FengqiaoRequest) -> JsonResponse:
    """This answer will be the points of the map."""
    actor = request.actor
    return JsonResponse(points_of(list_live(actor=actor), list_units_now(actor=actor)))


def _move(request: FengqiaoRequest) -> dict[str, Any]:
    move = open_move_advice(actor=request.actor)
    return {"move": move, "move_texts": move_texts(move)} if move else {}


def _queue(request: FengqiaoRequest) -> dict[str, Any]:
    actor = request.actor
    live = list_live(actor=actor)
    units = list_units_now(actor=actor)
    return {
        "waiting": [one for one in live if one.state in WAITING],
        "running": [one for one in live if one.state not in WAITING],
        **_move(request),
        "units": units,
        "idle": sum(unit.status is UnitStatus.IDLE for unit in units),
        "selected_number": request.GET.get("number", ""),
    }
