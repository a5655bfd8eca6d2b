"""The queue behind the desks: the officer takes from it into the own day, a leader gives from it."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from fengqiao.domains.tasks.contracts import (
    ChangedDay,
    DayOverError,
    TasksError,
    TogetherRefusedError,
    WorkRefusedError,
    WrongOfficerError,
)
from fengqiao.domains.tasks.contracts.waiting import NotWaitingError, WaitingQueue
from fengqiao.domains.tasks.forms import new_client_id
from fengqiao.domains.tasks.forms.waiting import GiveForm, TakeForm
from fengqiao.domains.tasks.pages.showing import asked_day
from fengqiao.domains.tasks.public import assign_waiting, list_officers, list_waiting, stations_of, take_waiting
from fengqiao.domains.tasks.wording import refusal_text
from fengqiao.foundation.scoping.permissions import holds, require, require_somewhere
from fengqiao.foundation.scoping.requests import FengqiaoRequest


@login_required
@require_GET
def waiting(request: FengqiaoRequest) -> HttpResponse:
    """This page will show the officer what waits at the own station, the own beat's first."""
    try:
        queue = list_waiting(actor=request.actor)
    except DayOverError:
        queue = None
    return render(request, "tasks/waiting.html", {"queue": queue, "act_id": new_client_id()})


@login_required
@require_POST
def take(request: FengqiaoRequest) -> HttpResponse:
    """This door will put waiting work into the own day."""
    require_somewhere(request.actor, "tasks.do_own")
    form = TakeForm(request.POST)
    if not form.is_valid():
        return redirect("tasks:waiting")
    values = form.cleaned_data
    try:
        _say(request, take_waiting(actor=request.actor, key=values["key"], client_id=values["client_id"]))
    except (NotWaitingError, DayOverError):
        messages.warning(request, gettext("It waits no longer: somebody has taken it, or the day has moved on."))
        return redirect("tasks:waiting")
    except (WorkRefusedError, TogetherRefusedError) as error:
        messages.warning(request, refusal_text(str(error.parameters["reason"]), error.parameters))
        return redirect("tasks:waiting")
    return redirect("tasks:change_day")


@login_required
@require_GET
def station_waiting(request: FengqiaoRequest) -> HttpResponse:
    """This page will show a leader what waits in a station."""
    require_somewhere(request.actor, "tasks.view")
    _, _, asked = asked_day(request)
    stations = stations_of(request.actor)
    path = asked or (stations[0].path if stations else "")
    queue = list_waiting(actor=request.actor, station_path=path) if path else None
    return render(request, "tasks/station_waiting.html", _station_context(request, queue))


@login_required
@require_POST
def give(request: FengqiaoRequest) -> HttpResponse:
    """This door will put waiting work on an officer's desk, by a leader."""
    path = request.POST.get("station", "")
    require_somewhere(request.actor, "tasks.generate")
    require(request.actor, "tasks.generate", path, view="tasks.view")
    form = GiveForm(request.POST, officers=list_officers(station_path=path))
    if not form.is_valid():
        messages.warning(request, gettext("Choose the officer who is to do it."))
    else:
        _give(request, form.cleaned_data)
    return redirect(f"{reverse('tasks:station_waiting')}?{urlencode({'station': path})}")


def _give(request: FengqiaoRequest, values: dict[str, Any]) -> None:
    try:
        given = assign_waiting(
            actor=request.actor, station_path=values["station"], key=values["key"], staff_id=values["staff"]
        )
    except NotWaitingError:
        messages.warning(request, gettext("It waits no longer: somebody has taken it, or the day has moved on."))
    except WrongOfficerError:
        messages.error(request, gettext("This officer is not of the task's station."))
    except TasksError as error:
        messages.error(request, refusal_text(str(error.parameters.get("reason", "")), error.parameters))
    else:
        words = gettext("It lies beside the list of %(name)s, who may take it up today.")
        messages.success(request, words % {"name": given.staff_name})


def _say(request: FengqiaoRequest, changed: ChangedDay) -> None:
    messages.success(request, gettext("Taken into your day; the day is timed anew."))
    for one in changed.broken:
        messages.warning(request, f"{one.title} · {one.place}: {one.words}")


def _station_context(request: FengqiaoRequest, queue: WaitingQueue | None) -> dict[str, Any]:
    path = queue.station_path if queue else ""
    may_give = bool(path) and holds(request.actor, "tasks.generate", path)
    return {
        "queue": queue,
        "path": path,
        "stations": stations_of(request.actor),
        "may_give": may_give,
        "officers": list_officers(station_path=path) if may_give else [],
    }
