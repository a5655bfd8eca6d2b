"""The safety timer on the phone of who is alone: minutes, and one big "I am safe"."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from fengqiao.domains.incidents.contracts import IncidentsError
from fengqiao.domains.incidents.data.ladders import alarm_rules
from fengqiao.domains.incidents.public import extend_timer, list_own_orders, mark_safe, own_timer, start_timer
from fengqiao.domains.incidents.wording import error_text
from fengqiao.foundation.scoping.contracts import Actor
from fengqiao.foundation.scoping.requests import FengqiaoRequest

TIMER_ACTS: Mapping[str, Callable[[Actor, QueryDict], object]] = {
    "start": lambda actor, data: start_timer(
        actor=actor,
        minutes=_minutes(data),
        place_text=data.get("place", "")[:200],
        incident_number=data.get("incident", ""),
    ),
    "extend": lambda actor, data: extend_timer(actor=actor, minutes=_minutes(data)),
    "safe": lambda actor, data: mark_safe(actor=actor),
}


@login_required
@require_GET
def safety(request: FengqiaoRequest) -> HttpResponse:
    """This page will show the own timer, or offer to start one."""
    rules = alarm_rules()
    context = {
        "timer": own_timer(actor=request.actor),
        "orders": list_own_orders(actor=request.actor),
        "offered": rules.offered_minutes,
        "longest": rules.longest_minutes,
        "extended_by": rules.extended_by,
    }
    return render(request, "incidents/safety.html", context)


@login_required
@require_POST
def safety_act(request: FengqiaoRequest, name: str) -> HttpResponse:
    """This act will start or extend the timer, or say "I am safe"."""
    if name not in TIMER_ACTS:
        raise Http404
    try:
        TIMER_ACTS[name](request.actor, request.POST)
    except IncidentsError as error:
        messages.error(request, error_text(error))
    else:
        if name == "safe":
            messages.success(request, gettext("Noted: you are safe."))
    return redirect("incidents:safety")


def _minutes(data: QueryDict) -> int:
    """The own number where one was written, else that of the button; anything else is out of range."""
    text = data.get("own_minutes", "").strip() or data.get("minutes", "")
    return int(text) if text.isdecimal() and len(text) < 6 else 0
