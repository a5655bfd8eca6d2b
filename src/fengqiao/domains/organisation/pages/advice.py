"""Where the next officers do most: asking, reading, replaying, deciding."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from fengqiao.domains.organisation.contracts import AdviceDecision, OrganisationError, UnitKind, UnitRecord
from fengqiao.domains.organisation.forms import MOST_OFFICERS, AdviceDecisionForm, AdviceForm
from fengqiao.domains.organisation.pages.advice_rows import advice_points_of, advice_view
from fengqiao.domains.organisation.public import (
    ask_for_advice,
    decide_advice,
    get_advice,
    list_advice,
    list_units,
    replay_advice,
)
from fengqiao.domains.organisation.wording import refusal_text
from fengqiao.foundation.scoping.permissions import holds, require_somewhere
from fengqiao.foundation.scoping.requests import FengqiaoRequest

USUAL_NUMBER = 5


@login_required
@require_http_methods(["GET", "POST"])
def advice_list(request: FengqiaoRequest) -> HttpResponse:
    """This page will take how many officers there are, and list the advice given before."""
    units = _places(request)
    initial = {"officers": USUAL_NUMBER, "unit": request.GET.get("unit", "")}
    form = AdviceForm(request.POST if request.method == "POST" else None, units=units, initial=initial)
    if request.method == "POST" and form.is_valid():
        movement, officers = form.wanted()
        try:
            advice_id = ask_for_advice(
                actor=request.actor, unit_code=form.cleaned_data["unit"], movement=movement, officers=officers
            )
            return redirect("organisation:advice", advice_id=advice_id)
        except OrganisationError as error:
            form.add_error(None, refusal_text(error.code))
    return render(request, "organisation/advice_list.html", {"form": form, "rows": list_advice(actor=request.actor)})


def _places(request: FengqiaoRequest) -> list[UnitRecord]:
    paths = require_somewhere(request.actor, "organisation.view_staffing")
    return [unit for path in paths for unit in list_units(under=path) if unit.kind is not UnitKind.BEAT]


@login_required
@require_GET
def advice(request: FengqiaoRequest, advice_id: int) -> HttpResponse:
    """This page will show where the officers do most, why, and what the next-best choice would have been."""
    return _show(request, advice_id, AdviceDecisionForm())


def _show(request: FengqiaoRequest, advice_id: int, form: AdviceDecisionForm) -> HttpResponse:
    stored = get_advice(actor=request.actor, advice_id=advice_id)
    context = {
        "advice": stored,
        "view": advice_view(stored),
        "form": form,
        "may_decide": stored.decision is None and holds(request.actor, "organisation.decide_staffing", stored.path),
        "most": MOST_OFFICERS,
    }
    return render(request, "organisation/advice.html", context)


@login_required
@require_GET
def advice_print(request: FengqiaoRequest, advice_id: int) -> HttpResponse:
    """This page will be the advice on paper."""
    stored = get_advice(actor=request.actor, advice_id=advice_id)
    return render(request, "organisation/advice_print.html", {"advice": stored, "view": advice_view(stored)})


@login_required
@require_GET
def advice_points(request: FengqiaoRequest, advice_id: int) -> JsonResponse:
    """This page will give the units that get officers as points for the map."""
    stored = get_advice(actor=request.actor, advice_id=advice_id)
    return JsonResponse({"type": "FeatureCollection", "features": advice_points_of(stored)})


@login_required
@require_POST
def replay(request: FengqiaoRequest, advice_id: int) -> HttpResponse:
    """This page will make the advice once more from what is stored, and say whether it is the same."""
    again = replay_advice(actor=request.actor, advice_id=advice_id)
    if not again.is_possible:
        messages.warning(request, _("The solver that made this advice is not installed here."))
    elif again.differences:
        messages.warning(request, _("Made once more: it is not the same."))
    else:
        messages.success(request, _("Made once more from the stored figures: no difference."))
    return redirect("organisation:advice", advice_id=advice_id)


@login_required
@require_POST
def decide(request: FengqiaoRequest, advice_id: int) -> HttpResponse:
    """This page will take what a person decides, and why."""
    stored = get_advice(actor=request.actor, advice_id=advice_id)
    require_somewhere(request.actor, "organisation.decide_staffing")
    form = AdviceDecisionForm(request.POST)
    if form.is_valid():
        units = _changed(request) if form.decided() is AdviceDecision.CHANGED else {}
        try:
            decide_advice(
                actor=request.actor,
                advice_id=stored.id,
                decision=form.decided(),
                reason=form.cleaned_data["reason"],
                units=units,
            )
            return redirect("organisation:advice", advice_id=advice_id)
        except OrganisationError as error:
            form.add_error(None, refusal_text(error.code))
    return _show(request, advice_id, form)


def _changed(request: FengqiaoRequest) -> dict[str, int]:
    """What was written beside each unit; what is no number is left out and so counts as none."""
    prefix = "officers-"
    written = {key.removeprefix(prefix): str(value) for key, value in request.POST.items() if key.startswith(prefix)}
    return {
        code: int(value) for code, value in written.items() if value.isascii() and value.isdigit() and len(value) < 5
    }
