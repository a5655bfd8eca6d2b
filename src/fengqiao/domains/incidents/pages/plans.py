"""Contingency plans: the list, writing one, a checklist in use. Drills are marked and listed apart."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from fengqiao.domains.incidents.contracts import IncidentsError, NewPlan, PlanItem, PlanPart
from fengqiao.domains.incidents.forms import category_choices
from fengqiao.domains.incidents.public import (
    get_plan,
    get_run,
    list_plans,
    list_runs,
    publish_plan,
    sign_off_plan,
    start_drill,
    tick_item,
)
from fengqiao.domains.incidents.queries.plans import DISPATCH
from fengqiao.domains.incidents.wording import error_text
from fengqiao.domains.organisation.public import list_visible_units
from fengqiao.foundation.scoping.contracts import NotAllowedError
from fengqiao.foundation.scoping.permissions import holds, paths_for
from fengqiao.foundation.scoping.requests import FengqiaoRequest

KEEP_PLANS, REVIEW = "incidents.keep_plans", "incidents.review"


@login_required
@require_GET
def plans(request: FengqiaoRequest) -> HttpResponse:
    """This page will list the plans in force, those that run, and, apart from them, the drills."""
    actor = request.actor
    context = {
        "plans": list_plans(actor=actor),
        "runs": list_runs(actor=actor, drills=False),
        "drills": list_runs(actor=actor, drills=True),
    }
    return render(request, "incidents/plans.html", context)


@login_required
@require_GET
def plan(request: FengqiaoRequest, pk: int) -> HttpResponse:
    """This page will show a plan, and let a leader begin a drill."""
    record = get_plan(actor=request.actor, plan_id=pk)
    context = {"plan": record, "may_drill": holds(request.actor, REVIEW, record.path)}
    return render(request, "incidents/plan.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def new_plan(request: FengqiaoRequest) -> HttpResponse:
    """This page will take a new plan, or with `?from=` the next version of one; what was written stays on a refusal."""
    actor = request.actor
    if not paths_for(actor, KEEP_PLANS):
        raise NotAllowedError(KEEP_PLANS)
    if request.method == "POST":
        try:
            made = publish_plan(actor=actor, plan=_read(request.POST))
        except IncidentsError as error:
            messages.error(request, error_text(error))
        else:
            return redirect("incidents:plan", pk=made.id)
    units = [unit for unit in list_visible_units(actor=actor) if holds(actor, KEEP_PLANS, unit.path)]
    context = {
        "values": _values(request),
        "units": units,
        "categories": category_choices()[1:],
        "parts": tuple(PlanPart),
    }
    return render(request, "incidents/new_plan.html", context)


def _read(data: QueryDict) -> NewPlan:
    return NewPlan(
        code=data.get("code", "").strip()[:40],
        unit_code=data.get("unit", ""),
        title=data.get("title", "")[:80],
        title_en=data.get("title_en", "")[:120],
        categories=tuple(data.getlist("category")),
        items=tuple(item for part in PlanPart for item in _lines(part, data.get(part.value, ""))),
    )


def _lines(part: PlanPart, text: str) -> list[PlanItem]:
    """One item a line; behind a bar, in English."""
    found = []
    for line in text.splitlines()[:40]:
        zh, _bar, en = line.partition("|")
        if zh.strip():
            found.append(PlanItem(part, zh.strip()[:200], en.strip()[:200]))
    return found


def _values(request: FengqiaoRequest) -> Mapping[str, Any]:
    if request.method == "POST":
        return {**request.POST.dict(), "categories": request.POST.getlist("category")}
    number = request.GET.get("from", "")
    if not number.isdecimal():
        return {}
    old = get_plan(actor=request.actor, plan_id=int(number))
    parts = {
        part.value: "\n".join(f"{one.zh} | {one.en}" if one.en else one.zh for one in old.items if one.part is part)
        for part in PlanPart
    }
    return {
        "code": old.code,
        "unit": old.unit_code,
        "title": old.title,
        "title_en": old.title_en,
        "categories": list(old.categories),
        **parts,
    }


@login_required
@require_POST
def drill(request: FengqiaoRequest, pk: int) -> HttpResponse:
    """This act will begin a drill."""
    return redirect("incidents:plan_run", pk=start_drill(actor=request.actor, plan_id=pk).id)


@login_required
@require_GET
def run(request: FengqiaoRequest, pk: int) -> HttpResponse:
    """This page will be the checklist of a plan in use; also as a part."""
    record = get_run(actor=request.actor, run_id=pk)
    context = {
        "run": record,
        "may_sign_off": holds(request.actor, REVIEW, record.scope_path),
        "leads_room": holds(request.actor, DISPATCH, record.scope_path),
    }
    is_part = bool(request.htmx or request.GET.get("part"))
    return render(request, "incidents/_plan_run.html" if is_part else "incidents/plan_run.html", context)


@login_required
@require_POST
def tick(request: FengqiaoRequest, pk: int, item: int) -> HttpResponse:
    """This act will tick an item, or leave it out with a reason."""
    is_needed = request.POST.get("leave_out") != "1"
    note = request.POST.get("note", "")
    return _act(
        request, pk, lambda: tick_item(actor=request.actor, run_id=pk, item=item, is_needed=is_needed, note=note)
    )


@login_required
@require_POST
def sign_off(request: FengqiaoRequest, pk: int) -> HttpResponse:
    """This act will sign a plan off."""
    note = request.POST.get("note", "")
    return _act(request, pk, lambda: sign_off_plan(actor=request.actor, run_id=pk, note=note))


def _act(request: FengqiaoRequest, pk: int, act: Any) -> HttpResponse:
    try:
        act()
    except IncidentsError as error:
        messages.error(request, error_text(error))
    return redirect("incidents:plan_run", pk=pk)
