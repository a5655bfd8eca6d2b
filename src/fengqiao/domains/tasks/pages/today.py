"""The officer's day."""

from __future__ import annotations

import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_GET, require_POST

from fengqiao.domains.tasks.contracts import DayListRecord
from fengqiao.domains.tasks.pages.showing import Shelf, ShownTask, asked_day, say_if_no_date
from fengqiao.domains.tasks.public import contact_of, get_day_list, replay_day_list, sign_for_day_list
from fengqiao.foundation.clock.clock import local_now
from fengqiao.foundation.clock.clock import today as local_today
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
    staff_id = asked or request.actor.staff_id
    day = get_day_list(actor=request.actor, staff_id=staff_id, date=date) if staff_id else None
    shelf = Shelf()
    items = [shelf.shown(item.task, item=item) for item in day.items] if day else []
    left_out = [shelf.shown(one, left_out_reason=why) for one, why in day.left_out] if day else []
    waiting = [one for one in items if one.is_open]
    is_own = staff_id == request.actor.staff_id
    is_today = date == local_today()
    return {
        "list": day,
        "date": date,
        "is_today": is_today,
        "is_past": date < local_today(),
        "is_own": is_own,
        "staff_id": staff_id,
        "next": waiting[0] if waiting and is_today else None,
        "contact": contact_of(waiting[0].task) if waiting and is_today and is_own else None,
        "others": waiting[1:] if is_today else waiting,
        "done": [one for one in items if not one.is_open],
        "arrived": [shelf.shown(one) for one in day.arrived] if day else [],
        "left_out": [one for one in left_out if one.is_open],
        "bar": _bar(day, items, is_today) if day else [],
        "orders_url": _orders_url() if is_own and is_today else "",
        "before": date - datetime.timedelta(days=1),
        "after": date + datetime.timedelta(days=1),
    }


def _bar(day: DayListRecord, items: list[ShownTask], is_today: bool) -> dict[str, Any]:
    """The parts of the day's bar in percent of the shift."""
    length = day.shift_closes_minute - day.shift_opens_minute
    now = local_now()
    minute = now.hour * 60 + now.minute - day.shift_opens_minute
    parts = [
        {
            "left": round(100 * (one.item.starts_minute - day.shift_opens_minute) / length, 2),
            "width": round(100 * (one.item.ends_minute - one.item.starts_minute) / length, 2),
            "is_done": not one.is_open,
            "title": one.task.title,
        }
        for one in items
        if one.item is not None
    ]
    is_within = is_today and 0 <= minute <= length
    words = gettext("%(done)d of %(all)d done") % {"done": sum(one.is_done for one in items), "all": len(items)}
    return {"parts": parts, "now": round(100 * minute / length, 2) if is_within else None, "words": words}


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
