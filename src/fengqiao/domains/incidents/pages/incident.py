"""One incident: the full page, and the pane beside the map."""

from __future__ import annotations

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from fengqiao.domains.incidents.contracts import Category, Route
from fengqiao.domains.incidents.forms import category_choices
from fengqiao.domains.incidents.public import (
    get_incident,
    get_transfer,
    list_callers,
    list_earlier,
    plans_for,
    runs_of,
)
from fengqiao.domains.incidents.queries.offers import offers_for
from fengqiao.domains.incidents.queries.same_event import list_near
from fengqiao.domains.incidents.wording import result_text, route_text
from fengqiao.domains.incidents.workflow.offers import results_offered
from fengqiao.domains.incidents.workflow.transitions import LIVE_STATES
from fengqiao.domains.places.public import list_addresses_by_code
from fengqiao.foundation.scoping.contracts import Actor
from fengqiao.foundation.scoping.requests import FengqiaoRequest

UNSORTED = f"{Category.OTHER}/other"


@login_required
@require_GET
def incident(request: FengqiaoRequest, number: str) -> HttpResponse:
    """This page will show everything about one incident, and what to do next."""
    return render(request, "incidents/incident.html", incident_context(request, number))


@login_required
@require_GET
def pane(request: FengqiaoRequest, number: str) -> HttpResponse:
    """This part will be the incident beside the map."""
    template = "incidents/_pane_body.html" if request.GET.get("part") == "body" else "incidents/_pane.html"
    context = incident_context(request, number)
    return render(request, template, {**context, "is_page": "page" in request.GET})


def incident_context(request: FengqiaoRequest, number: str) -> dict[str, Any]:
    """This function will gather what the pane shows. Raises NotVisibleError."""
    actor: Actor = request.actor
    record = get_incident(actor=actor, number=number)
    key = f"{record.summary.category}/{record.summary.subcategory}"
    offers = offers_for(actor=actor, incident=record)
    return {
        "incident": record,
        "address": _address(record.address_code),
        "offers": offers,
        "plans": plans_for(summary=record.summary) if record.summary.state in LIVE_STATES else (),
        "plan_runs": runs_of(incident_id=record.summary.id),
        "transfer": get_transfer(actor=actor, number=number),
        "callers": list_callers(actor=actor, incident_id=record.summary.id),
        "earlier": list_earlier(
            actor=actor,
            address_code=record.address_code,
            caller_phone=record.caller_phone,
            before=record.summary.received_at,
            besides=number,
        ),
        "near": list_near(actor=actor, incident_id=record.summary.id) if "merge" in offers.acts else (),
        "category_key": "" if key == UNSORTED else key,
        "routes": [(route.value, route_text(route=route)) for route in Route],
        "results": [(result.value, result_text(result=result)) for result in results_offered()],
        "categories": category_choices()[1:],
    }


def _address(code: str) -> str:
    """The chosen door in full: the words beside it may be shorter than what was chosen."""
    found = list_addresses_by_code(codes=[code]) if code else {}
    return found[code].text if code in found else ""
