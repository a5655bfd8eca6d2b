"""Pages of the boundary: whose work it is, reporting a task from outside, deciding on it, the minutes spared."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from fengqiao.domains.duties.actions.outside_tasks import (
    contest_outside_task,
    decide_outside_task,
    report_outside_task,
)
from fengqiao.domains.duties.contracts import DutiesError, OutsideState
from fengqiao.domains.duties.forms import ContestForm, DayForm, DecisionForm, OutsideTaskForm
from fengqiao.domains.duties.forms.registry import MoreOfOutsideTaskForm
from fengqiao.domains.duties.queries import list_boundary
from fengqiao.domains.duties.queries.outside_tasks import (
    get_outside_desk,
    get_outside_task,
    handed_cases_for,
    list_own_reports,
)
from fengqiao.domains.duties.wording.names import name_of
from fengqiao.domains.duties.wording.refusals import refusal_words
from fengqiao.domains.duties.wording.registry import GIVERS
from fengqiao.foundation.clock.clock import today
from fengqiao.foundation.scoping.permissions import paths_for
from fengqiao.foundation.scoping.requests import FengqiaoRequest


@login_required
@require_GET
def boundary(request: FengqiaoRequest) -> HttpResponse:
    """This page will show whose work is whose, as the lists in force today or on a day asked for draw it."""
    form = DayForm(request.GET)
    on = form.cleaned_data["on"] if form.is_valid() else None
    columns = list_boundary(actor=request.actor, on=on)
    negative, handed = handed_cases_for(actor=request.actor, on=on or today())
    context = {
        "form": form,
        "on": on,
        "columns": list(columns.items()),
        "is_empty": not any(columns.values()),
        "negative": negative,
        "handed": handed,
        "may_report": bool(paths_for(request.actor, "duties.report_outside")),
        "may_decide": bool(paths_for(request.actor, "duties.decide_outside")),
    }
    return render(request, "duties/boundary.html", context)


@login_required
def report(request: FengqiaoRequest) -> HttpResponse:
    """This page will take a task from outside in three fields; below it, what the officer has reported."""
    reports = list_own_reports(actor=request.actor)
    given = {name: request.GET[name] for name in ("what", "minutes") if name in request.GET}
    form = OutsideTaskForm(request.POST or None, initial=given)
    if request.method == "POST" and form.is_valid():
        try:
            record = report_outside_task(actor=request.actor, task=form.task())
        except DutiesError as error:
            form.add_error(None, refusal_words(error.code))
        else:
            return redirect("duties:outside_task", task_id=record.id)
    more = MoreOfOutsideTaskForm(request.POST or None)
    return render(request, "duties/report_outside.html", {"form": form, "more": more, "reports": reports})


@login_required
@require_GET
def outside_task(request: FengqiaoRequest, task_id: int) -> HttpResponse:
    """This page will show the boundary's answer, who decides until when, and what was decided."""
    task = get_outside_task(actor=request.actor, task_id=task_id)
    context = {
        "task": task,
        "is_refused": task.state in (OutsideState.REFUSED, OutsideState.REFUSED_BY_DECISION),
        "may_report": bool(paths_for(request.actor, "duties.report_outside")),
        "may_see_desk": bool(paths_for(request.actor, "duties.decide_outside")),
    }
    return render(request, "duties/outside_task.html", context)


@login_required
@require_POST
def contest(request: FengqiaoRequest, task_id: int) -> HttpResponse:
    """This door will bring an answer of the boundary before a leader."""
    form = ContestForm(request.POST)
    try:
        reason = form.cleaned_data["reason"] if form.is_valid() else ""
        contest_outside_task(actor=request.actor, task_id=task_id, reason=reason)
    except DutiesError as error:
        messages.error(request, refusal_words(error.code))
    else:
        messages.success(request, gettext("Brought before a leader."))
    return redirect("duties:outside_task", task_id=task_id)


@login_required
@require_POST
def decide(request: FengqiaoRequest, task_id: int) -> HttpResponse:
    """This door will refuse an escalated task, or take it on."""
    form = DecisionForm(request.POST)
    is_sound = form.is_valid()
    try:
        decide_outside_task(
            actor=request.actor,
            task_id=task_id,
            is_refused=form.cleaned_data.get("answer") != "take_on",
            reason=form.cleaned_data["reason"] if is_sound else "",
        )
    except DutiesError as error:
        messages.error(request, refusal_words(error.code))
        return redirect("duties:outside_task", task_id=task_id)
    messages.success(request, gettext("Decided."))
    return redirect("duties:outside_desk")


@login_required
@require_GET
def desk(request: FengqiaoRequest) -> HttpResponse:
    """This page will show a leader what waits for a decision, and the minutes that the boundary has spared."""
    found = get_outside_desk(actor=request.actor)
    spared = found.spared
    charts: dict[str, list[dict[str, Any]]] = {
        "months": [{"label": month, "value": minutes} for month, minutes in spared.months],
        "units": [{"label": unit, "value": minutes} for unit, minutes in spared.units],
        "givers": [{"label": name_of(kind, GIVERS), "value": minutes} for kind, minutes in spared.givers],
    }
    return render(request, "duties/outside_desk.html", {"desk": found, "charts": charts})
