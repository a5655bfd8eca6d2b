"""Acts on an incident: each posts to its own address, calls one action, and comes back to the incident."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from fengqiao.domains.incidents.contracts import FeedbackResult, IncidentsError, OrderState, Route
from fengqiao.domains.incidents.pages.incident import incident_context
from fengqiao.domains.incidents.public import (
    advance_order,
    answer_call,
    answer_transfer,
    call_back,
    change_route,
    close_incident,
    dispatch_units,
    get_incident,
    give_feedback,
    merge_incident,
    recall_order,
    recommend_units,
    review_feedback,
    set_category,
    start_plan,
    tell_caller,
    transfer_to_12345,
    unmerge_incident,
)
from fengqiao.domains.incidents.wording import error_text
from fengqiao.foundation.scoping.contracts import Actor, NotVisibleError
from fengqiao.foundation.scoping.requests import FengqiaoRequest

Act = Callable[[Actor, int, QueryDict], object]
SATISFIED: Mapping[str, bool] = {"yes": True, "no": False}


def _text(data: QueryDict, name: str = "note") -> str:
    return data.get(name, "").strip()[:4000]


def _number(data: QueryDict, name: str) -> int:
    value = data.get(name, "")
    if not value.isdecimal():
        raise Http404
    return int(value)


def _choice(kind: Any, value: str) -> Any:
    try:
        return kind(value)
    except ValueError as error:
        raise Http404 from error


def _dispatch(actor: Actor, pk: int, data: QueryDict) -> object:
    shown = data.get("recommendation", "")
    return dispatch_units(
        actor=actor,
        incident_id=pk,
        unit_codes=data.getlist("unit"),
        recommendation_id=int(shown) if shown.isdecimal() else None,
        note=_text(data),
    )


def _feedback(actor: Actor, pk: int, data: QueryDict) -> object:
    return give_feedback(
        actor=actor,
        incident_id=pk,
        result=_choice(FeedbackResult, data.get("result", "")),
        text=_text(data),
        without_unit=data.get("without_unit") == "1",
    )


def _category(actor: Actor, pk: int, data: QueryDict) -> object:
    category, _slash, subcategory = data.get("category", "").partition("/")
    return set_category(actor=actor, incident_id=pk, category=category, subcategory=subcategory)


ACTS: Mapping[str, Act] = {
    "route": lambda actor, pk, data: change_route(
        actor=actor, incident_id=pk, route=_choice(Route, data.get("route", "")), reason=_text(data)
    ),
    "category": _category,
    "recommend": lambda actor, pk, data: recommend_units(actor=actor, incident_id=pk),
    "dispatch": _dispatch,
    "step": lambda actor, pk, data: advance_order(
        actor=actor, order_id=_number(data, "order"), step=_choice(OrderState, data.get("step", ""))
    ),
    "recall": lambda actor, pk, data: recall_order(actor=actor, order_id=_number(data, "order"), reason=_text(data)),
    "feedback": _feedback,
    "approve": lambda actor, pk, data: review_feedback(actor=actor, incident_id=pk, is_approved=True, note=_text(data)),
    "return": lambda actor, pk, data: review_feedback(actor=actor, incident_id=pk, is_approved=False, note=_text(data)),
    "transfer": lambda actor, pk, data: transfer_to_12345(actor=actor, incident_id=pk, note=_text(data)),
    "transfer-accepted": lambda actor, pk, data: answer_transfer(
        actor=actor, incident_id=pk, is_accepted=True, note=_text(data), handled_by=_text(data, "handled_by")[:120]
    ),
    "transfer-returned": lambda actor, pk, data: answer_transfer(
        actor=actor, incident_id=pk, is_accepted=False, note=_text(data)
    ),
    "tell-caller": lambda actor, pk, data: tell_caller(actor=actor, incident_id=pk, text=_text(data)),
    "start-plan": lambda actor, pk, data: start_plan(actor=actor, incident_id=pk, plan_id=_number(data, "plan")),
    "answer": lambda actor, pk, data: answer_call(
        actor=actor, incident_id=pk, note=_text(data), is_false_alarm=data.get("false_alarm") == "1"
    ),
    "merge": lambda actor, pk, data: merge_incident(actor=actor, incident_id=pk, into_number=_text(data, "into")),
    "unmerge": lambda actor, pk, data: unmerge_incident(actor=actor, incident_id=pk, reason=_text(data)),
    "call-back": lambda actor, pk, data: call_back(
        actor=actor, incident_id=pk, was_satisfied=SATISFIED.get(data.get("satisfied", "")), note=_text(data)
    ),
    "close": lambda actor, pk, data: close_incident(actor=actor, incident_id=pk),
}


@login_required
@require_POST
def act(request: FengqiaoRequest, number: str, name: str) -> HttpResponse:
    """This page will do one act; a refusal is told in words and nothing is lost."""
    actor: Actor = request.actor
    if name not in ACTS:
        raise Http404
    incident_id = get_incident(actor=actor, number=number).summary.id
    try:
        ACTS[name](actor, incident_id, request.POST)
    except IncidentsError as error:
        messages.error(request, error_text(error))
    except NotVisibleError:
        if name != "merge":
            raise
        messages.error(request, _no_such_number(_text(request.POST, "into")))
    if request.htmx:
        return render(request, "incidents/_pane.html", incident_context(request, number))
    back = request.POST.get("back", "")
    return redirect("incidents:own_orders") if back == "orders" else redirect("incidents:incident", number=number)


def _no_such_number(number: str) -> str:
    return gettext("There is no incident “%(number)s” here. Look it up in the list.") % {"number": number}
