"""The officer's day."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from fengqiao.domains.tasks.pages.at_the_door import door_context
from fengqiao.domains.tasks.pages.day_context import day_context
from fengqiao.domains.tasks.pages.showing import ShownTask, asked_day, say_if_no_date
from fengqiao.domains.tasks.public import replay_day_list, sign_for_day_list
from fengqiao.foundation.scoping.permissions import paths_for, require_somewhere
from fengqiao.foundation.scoping.requests import FengqiaoRequest


@login_required
@require_GET
def today(request: FengqiaoRequest) -> HttpResponse:
    """The own list of a day; a leader may look at an officer's (`?staff=`), and without a list sees the station."""
    require_somewhere(request.actor, "tasks.view_own")
    say_if_no_date(request)
    context = _context(request)
    if context["list"] is None and not request.GET and paths_for(request.actor, "tasks.view"):
        return redirect("tasks:station")
    return render(request, "tasks/today.html", context)


@login_required
@require_GET
def today_part(request: FengqiaoRequest) -> HttpResponse:
    """This part will show the living part of the list again."""
    require_somewhere(request.actor, "tasks.view_own")
    return render(request, "tasks/_today.html", _context(request))


@login_required
@require_GET
def map_points(request: FengqiaoRequest) -> HttpResponse:
    """The stops of the list as GeoJSON, numbered in route order."""
    require_somewhere(request.actor, "tasks.view_own")
    context = _context(request)
    return JsonResponse({"type": "FeatureCollection", "features": _features(context)})


@login_required
@require_POST
def sign_list(request: FengqiaoRequest) -> HttpResponse:
    """This door will sign for all of a day's list."""
    date, _, _ = asked_day(request)
    count = sign_for_day_list(actor=request.actor, date=date)
    words = ngettext("Signed for %(count)d task.", "Signed for %(count)d tasks.", count)
    messages.success(request, words % {"count": count})
    return redirect(f"{reverse('tasks:today')}?date={date.isoformat()}")


@login_required
@require_POST
def replay(request: FengqiaoRequest) -> HttpResponse:
    """Make the list again from what was stored, and say whether it comes out the same."""
    date, staff_id, _ = asked_day(request)
    report = replay_day_list(actor=request.actor, staff_id=staff_id or request.actor.staff_id or 0, date=date)
    return render(request, "tasks/_replay.html", {"report": report})


def _context(request: FengqiaoRequest) -> dict[str, Any]:
    date, asked, _ = asked_day(request)
    context = day_context(actor=request.actor, staff_id=asked or request.actor.staff_id, date=date)
    following = context["next"]
    is_at_work = bool(following and context["is_own"] and not following.is_along)
    return {
        **context,
        "orders_url": _orders_url() if context["is_own"] and context["is_today"] else "",
        "door": door_context(following) if is_at_work else None,
        "may_change": context["is_own"] and context["is_today"] and context["list"] is not None,
    }


def _features(context: dict[str, Any]) -> list[dict[str, Any]]:
    rows: list[ShownTask] = [one for one in (context["next"], *context["others"], *context["done"]) if one]
    features = []
    for one in sorted(rows, key=lambda row: row.item.order if row.item else 0):
        at = one.task.position
        if at is None:
            continue
        tone = "action" if one is context["next"] else ("done" if one.is_done else "neutral")
        features.append(
            {
                "type": "Feature",
                "geometry": {"type": "Point", "coordinates": [at.longitude, at.latitude]},
                "properties": {
                    "kind": "stop",
                    "state": one.task.state.value,
                    "label": f"{one.item.order if one.item else ''} {one.task.subject_label}".strip(),
                    "order": one.item.order if one.item else None,
                    "tone": tone,
                    "url": f"{reverse('tasks:task', args=[one.task.id])}?part=1",
                },
            }
        )
    return features


def _orders_url() -> str:
    try:
        return reverse("incidents:own_orders")
    except NoReverseMatch:
        return ""
