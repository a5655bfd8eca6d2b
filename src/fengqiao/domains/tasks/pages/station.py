"""The station's day: who does what, what nobody has, what is left out."""

from __future__ import annotations

import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from fengqiao.domains.tasks.contracts import StationDay, StationUnknownError
from fengqiao.domains.tasks.forms import ReplanForm
from fengqiao.domains.tasks.pages.showing import Shelf, asked_day, say_if_no_date
from fengqiao.domains.tasks.public import generate_morning_lists, get_station_day, replan_station, stations_of
from fengqiao.foundation.clock.clock import today
from fengqiao.foundation.scoping.contracts import NotVisibleError
from fengqiao.foundation.scoping.permissions import holds, require_somewhere
from fengqiao.foundation.scoping.requests import FengqiaoRequest

LONGEST_BAR_MINUTES = 600
"""The bars' full width: a shift of ten hours."""


@login_required
@require_GET
def station(request: FengqiaoRequest) -> HttpResponse:
    """This page will show the day of a station."""
    say_if_no_date(request)
    return render(request, "tasks/station.html", _context(request))


@login_required
@require_GET
def station_part(request: FengqiaoRequest) -> HttpResponse:
    """This part will show the living part of it again."""
    return render(request, "tasks/_station.html", _context(request))


@login_required
@require_POST
def generate(request: FengqiaoRequest) -> HttpResponse:
    """Make the lists of a day now, e.g. after a list was published in the morning."""
    date, _, path = asked_day(request)
    report = generate_morning_lists(actor=request.actor, date=date, under=path)
    words = gettext("%(created)d new tasks, %(officers)d officers have a list.")
    messages.success(request, words % {"created": report.created, "officers": report.officers})
    return redirect(f"{reverse('tasks:station')}?date={date.isoformat()}&station={path}")


@login_required
@require_POST
def replan(request: FengqiaoRequest) -> HttpResponse:
    """Plan the rest of today anew because somebody fell ill or came back."""
    form = ReplanForm(request.POST)
    if not form.is_valid():
        return render(request, "tasks/station.html", {**_context(request), "replan_form": form}, status=422)
    path = form.cleaned_data["station"]
    try:
        replan_station(actor=request.actor, station_path=path, note=form.cleaned_data["note"])
    except StationUnknownError as error:
        raise NotVisibleError from error
    messages.success(request, gettext("The rest of the day is planned anew."))
    return redirect(f"{reverse('tasks:station')}?station={path}")


def _context(request: FengqiaoRequest) -> dict[str, Any]:
    require_somewhere(request.actor, "tasks.view")
    date, _, asked = asked_day(request)
    stations = stations_of(request.actor)
    path = asked or (stations[0].path if stations else "")
    day = get_station_day(actor=request.actor, station_path=path, date=date) if path else None
    may_generate = bool(path) and holds(request.actor, "tasks.generate", path)
    return {
        "day": day,
        "date": date,
        "path": path,
        "stations": stations,
        "is_today": date == today(),
        "before": date - datetime.timedelta(days=1),
        "after": date + datetime.timedelta(days=1),
        "may_generate": may_generate,
        "replan_form": ReplanForm(initial={"station": path}),
        **(_parts(day) if day else {}),
    }


def _parts(day: StationDay) -> dict[str, Any]:
    shelf = Shelf()
    loads = [
        {
            "row": one,
            "work": round(100 * min(one.work_minutes, LONGEST_BAR_MINUTES) / LONGEST_BAR_MINUTES, 1),
            "travel": round(100 * min(one.travel_minutes, LONGEST_BAR_MINUTES) / LONGEST_BAR_MINUTES, 1),
        }
        for one in day.officers
    ]
    return {
        "loads": loads,
        "unassigned": [shelf.shown(one) for one in day.unassigned],
        "reassigned": [shelf.shown(one) for one in day.reassigned],
        "sent_back": [shelf.shown(one) for one in day.sent_back],
        "left_out": [shelf.shown(one, left_out_reason=reason) for one, reason in day.left_out],
        "planned": sum(one.planned for one in day.officers),
        "completed": sum(one.completed for one in day.officers),
        "hours": round(sum(one.work_minutes + one.travel_minutes for one in day.officers) / 60),
        "has_lists": any(one.shift_minutes for one in day.officers),
    }
