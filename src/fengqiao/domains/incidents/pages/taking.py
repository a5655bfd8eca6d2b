"""The call form, made for the keyboard."""

from __future__ import annotations

import uuid

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from fengqiao.domains.incidents.contracts import IncidentsError, Origin
from fengqiao.domains.incidents.forms import SignalForm
from fengqiao.domains.incidents.public import list_earlier, take_signal
from fengqiao.domains.incidents.wording import category_text, error_text, reason_text, route_text
from fengqiao.domains.incidents.workflow.sorting import sort_signal
from fengqiao.domains.places.public import door_named, search_addresses
from fengqiao.foundation.design.forms import focus_first_error
from fengqiao.foundation.scoping.contracts import Actor
from fengqiao.foundation.scoping.permissions import paths_for, require_somewhere
from fengqiao.foundation.scoping.requests import FengqiaoRequest


@login_required
def take(request: FengqiaoRequest) -> HttpResponse:
    """This page will take a call: the incident exists as soon as it is sent, whatever is known."""
    require_somewhere(request.actor, "incidents.take")
    start = {"client_key": uuid.uuid4().hex, "origin": Origin.CALL_110.value, "text": request.GET.get("text", "")}
    form = SignalForm(request.POST or None, initial=start)
    if form.is_valid():
        try:
            taken = take_signal(actor=request.actor, signal=form.signal(door=_door(request.actor, form)))
        except IncidentsError as error:
            form.add_error("text", error_text(error))
        else:
            return redirect("incidents:incident", number=taken.summary.number)
    focus_first_error(form=form)
    return render(request, "incidents/take.html", {"form": form})


def _door(actor: Actor, form: SignalForm) -> str:
    """The door that the words name exactly, where the form was sent before anything could be chosen."""
    text = form.cleaned_data["q"]
    if form.was_door_chosen or not text or not paths_for(actor, "places.view"):
        return ""
    return door_named(text=text, matches=search_addresses(actor=actor, text=text))


@login_required
@require_POST
def suggest(request: FengqiaoRequest) -> HttpResponse:
    """This part will say how the words would be sorted. Nothing is stored."""
    require_somewhere(request.actor, "incidents.take")
    category, _slash, subcategory = request.POST.get("category", "").partition("/")
    text = request.POST.get("text", "")
    sorting = sort_signal(text=text, category=category, subcategory=subcategory)
    context = {
        "text": text.strip(),
        "earlier": list_earlier(
            actor=request.actor,
            address_code=request.POST.get("address_code", ""),
            caller_phone=request.POST.get("caller_phone", ""),
        ),
        "sorting": sorting,
        "category": category_text(category=sorting.category, subcategory=sorting.subcategory),
        "route": route_text(route=sorting.route),
        "reason": reason_text(sorting.reason),
    }
    return render(request, "incidents/_suggestion.html", context)
