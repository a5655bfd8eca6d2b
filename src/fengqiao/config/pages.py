"""The pages that belong to no single domain: the first page, the sign of life."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.db import connection
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from fengqiao.config.glance import ask_for_jump, ask_for_speed, glance
from fengqiao.foundation.scoping.requests import FengqiaoRequest
from fengqiao.foundation.simulation.contracts import NotSimulatedError, UnknownSpeedError

LIFE = "SELECT 1"


def alive(request: FengqiaoRequest) -> JsonResponse:
    """This page will say that the process and its database answer."""
    with connection.cursor() as cursor:
        cursor.execute(LIFE)
    return JsonResponse({"alive": True})


@login_required
def first_page(request: FengqiaoRequest) -> HttpResponse:
    """This page will show the day at a glance."""
    return render(request, "config/first_page.html", {"glance": glance(actor=request.actor)})


@login_required
def first_page_part(request: FengqiaoRequest) -> HttpResponse:
    """This page will give the living part of the first page again."""
    return render(request, "config/_glance.html", {"glance": glance(actor=request.actor)})


@login_required
@require_POST
def jump(request: FengqiaoRequest) -> HttpResponse:
    """This page will ask the storyteller of a simulated day to move on."""
    try:
        ask_for_jump(actor=request.actor, to=request.POST.get("to", ""))
    except (NotSimulatedError, KeyError) as error:
        raise Http404 from error
    return redirect("first_page")


@login_required
@require_POST
def speed(request: FengqiaoRequest) -> HttpResponse:
    """This page will ask the storyteller of a simulated day to go faster, slower or to stand still."""
    try:
        ask_for_speed(actor=request.actor, speed=request.POST.get("seconds", ""))
    except (NotSimulatedError, UnknownSpeedError, ValueError) as error:
        raise Http404 from error
    return redirect("first_page")
