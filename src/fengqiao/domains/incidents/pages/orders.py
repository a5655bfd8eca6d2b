"""An officer's own orders, on the phone: one thing, one big button."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from fengqiao.domains.incidents.public import get_incident, list_own_orders
from fengqiao.domains.incidents.queries.offers import next_step
from fengqiao.domains.incidents.wording import order_act_text, result_text
from fengqiao.domains.incidents.workflow.offers import results_offered
from fengqiao.foundation.scoping.contracts import Actor
from fengqiao.foundation.scoping.requests import FengqiaoRequest


@login_required
@require_GET
def own_orders(request: FengqiaoRequest) -> HttpResponse:
    """This page will show what the officer was sent to; as a part it stands on top of today's list."""
    actor: Actor = request.actor
    orders = []
    for order in list_own_orders(actor=actor):
        step = next_step(order)
        orders.append(
            {
                "order": order,
                "incident": get_incident(actor=actor, number=order.incident_number),
                "step": step,
                "step_text": order_act_text(state=step) if step else "",
            }
        )
    context = {
        "orders": orders,
        "results": [(result.value, result_text(result=result)) for result in results_offered()],
    }
    is_part = request.htmx or request.GET.get("part")
    return render(request, "incidents/_own_orders.html" if is_part else "incidents/own_orders.html", context)
