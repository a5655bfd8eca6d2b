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

from fengqiao.domains.tasks.contracts import StationDay, StationUnknownError, TasksError
from fengqiao.domains.tasks.forms import TeamHoldForm
from fengqiao.domains.tasks.pages.board import board_context
from fengqiao.domains.tasks.pages.day_context import POINTS
from fengqiao.domains.tasks.pages.showing import Shelf, asked_day, say_if_no_date
from fengqiao.domains.tasks.public import (
    generate_morning_lists,
    get_station_day,
    list_officers,
    replan_team,
    stations_of,
)
from fengqiao.domains.tasks.wording import priority_rule, refusal_text
from fengqiao.foundation.clock.clock import today
from fengqiao.foundation.design.forms import focus_first_error
from fengqiao.foundation.scoping.contracts import NotVisibleError
from fengqiao.foundation.scoping.permissions import holds, require_somewhere
from fengqiao.foundation.scoping.requests import FengqiaoRequest


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
    asked = request.POST.get("station", "")
    form = TeamHoldForm(request.POST, officers=list_officers(station_path=asked) if asked else [])
    if not form.is_valid():
        return _again(request, form)
    path, values = form.cleaned_data["station"], form.cleaned_data
    try:
        replan_team(
            actor=request.actor,
            station_path=path,
            note=values["note"],
            staff_id=values["staff"],
            hold=form.hold() if values["staff"] else None,
        )
    except StationUnknownError as error:
        raise NotVisibleError from error
    except TasksError as error:
        form.add_error(None, refusal_text(str(error.parameters.get("reason", "")), error.parameters))
        return _again(request, form)
    messages.success(request, gettext("The rest of the day is planned anew."))
    return redirect(f"{reverse('tasks:station')}?station={path}")


def _again(request: FengqiaoRequest, form: TeamHoldForm) -> HttpResponse:
    focus_first_error(form=form)
    return render(request, "tasks/station.html", {**_context(request), "replan_form": form}, status=422)


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
        "replan_form": TeamHoldForm(
            initial={"station": path}, officers=list_officers(station_path=path) if may_generate else []
        ),
        **(_parts(day, board_context(actor=request.actor, day=day)) if day else {}),
    }


def _parts(day: StationDay, board: dict[str, Any]) -> dict[str, Any]:
    shelf = Shelf()
    carried = board["board"].carried_days
    left_out = [
        shelf.shown(one, left_out_reason=reason, carried=carried.get(one.id, 0)) for one, reason in day.left_out
    ]
    return {
        **board,
        "unassigned": [shelf.shown(one) for one in day.unassigned],
        "reassigned": [shelf.shown(one) for one in day.reassigned],
        "sent_back": [shelf.shown(one) for one in day.sent_back],
        "left_out": sorted(left_out, key=lambda one: (-one.carried, one.task.due_date)),
        "postponed": [(one, shelf.shown(one.task)) for one in board["board"].postponed],
        "rule": priority_rule(POINTS),
        "planned": sum(one.planned for one in day.officers),
        "completed": sum(one.completed for one in day.officers),
        "hours": round(sum(one.work_minutes + one.travel_minutes for one in day.officers) / 60),
        "has_lists": any(one.shift_minutes for one in day.officers),
    }
