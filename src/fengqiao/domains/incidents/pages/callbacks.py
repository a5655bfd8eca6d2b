"""The callers who wait to hear what came of their call."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from fengqiao.domains.incidents.queries.callers import list_callbacks_due
from fengqiao.foundation.scoping.permissions import require_somewhere
from fengqiao.foundation.scoping.requests import FengqiaoRequest


@login_required
@require_GET
def callbacks(request: FengqiaoRequest) -> HttpResponse:
    """This page will answer: whom do we still owe an answer."""
    require_somewhere(request.actor, "incidents.dispatch")
    return render(request, "incidents/callbacks.html", {"callers": list_callbacks_due(actor=request.actor)})
