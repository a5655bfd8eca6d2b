"""What if: a chief asks, sees how far the replay is, and what another choice would have changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from fengqiao.domains.incidents.contracts import IncidentsError
from fengqiao.domains.incidents.contracts.what_if import WhatIfRecord
from fengqiao.domains.incidents.forms import WhatIfForm
from fengqiao.domains.incidents.public import (
    cancel_what_if,
    count_units_today,
    get_what_if,
    list_what_ifs,
    places_to_try,
    request_what_if,
)
from fengqiao.domains.incidents.wording import error_text
from fengqiao.domains.incidents.wording.what_if import (
    POLICIES,
    POSTS,
    STATES,
    assumption_texts,
    units_words,
    verdict_text,
)
from fengqiao.foundation.scoping.requests import FengqiaoRequest

PERCENT: Final = 100
SIDES: Final = ("today", "wished")


@login_required
@require_http_methods(["GET", "POST"])
def what_ifs(request: FengqiaoRequest) -> HttpResponse:
    """This page will ask what to try and list what was tried."""
    actor = request.actor
    places = places_to_try(actor=actor)
    if request.method == "POST":
        form = WhatIfForm(request.POST, places=places)
        if form.is_valid():
            try:
                asked = request_what_if(actor=actor, wish=form.wish())
            except IncidentsError as error:
                messages.error(request, error_text(error))
            else:
                return redirect("incidents:what_if", what_if_id=asked.id)
    else:
        today = count_units_today(actor=actor, path=places[0].path) if places else 1
        form = WhatIfForm(places=places, initial={"units_today": today, "units": today + 1})
    rows = [_line(one) for one in list_what_ifs(actor=actor)]
    return render(request, "incidents/what_ifs.html", {"form": form, "rows": rows, "has_places": bool(places)})


@login_required
@require_GET
def what_if(request: FengqiaoRequest, what_if_id: int) -> HttpResponse:
    """This page will show how far a replay is, and then what it found."""
    found = get_what_if(actor=request.actor, what_if_id=what_if_id)
    return render(request, "incidents/what_if.html", _context(found))


@login_required
@require_GET
def what_if_part(request: FengqiaoRequest, what_if_id: int) -> HttpResponse:
    """This part will be fetched again while a replay runs."""
    found = get_what_if(actor=request.actor, what_if_id=what_if_id)
    response = render(request, "incidents/_what_if.html", _context(found))
    if not found.is_open:
        response["HX-Refresh"] = "true"
    return response


@login_required
@require_POST
def cancel(request: FengqiaoRequest, what_if_id: int) -> HttpResponse:
    """This door will stop a replay."""
    found = get_what_if(actor=request.actor, what_if_id=what_if_id)
    try:
        cancel_what_if(actor=request.actor, what_if_id=found.id)
    except IncidentsError as error:
        messages.error(request, error_text(error))
    else:
        messages.success(request, _("Stopped."))
    return redirect("incidents:what_if", what_if_id=what_if_id)


def _line(found: WhatIfRecord) -> dict[str, Any]:
    wish = found.wish
    return {
        "found": found,
        "state": STATES[found.state],
        "question": _("%(today)s → %(units)s") % {"today": wish["units_today"], "units": units_words(wish["units"])},
        "policy": POLICIES[wish["policy"]],
        "posts": POSTS[wish["posts"]],
        "verdict": verdict_text(found.result) if found.result else "",
    }


def _context(found: WhatIfRecord) -> dict[str, Any]:
    line = _line(found)
    if found.result is None:
        return line
    return {
        **line,
        "charts": _charts(found.result),
        "rows": _rows(found.result),
        "theory": _theory(found.result),
        "assumptions": assumption_texts(result=found.result, wish=found.wish),
    }


def _names(result: Mapping[str, Any]) -> dict[str, str]:
    return {
        "today": _("Today: %(units)s") % {"units": units_words(result["today"]["units"])},
        "wished": _("Tried: %(units)s") % {"units": units_words(result["wished"]["units"])},
    }


def _charts(result: Mapping[str, Any]) -> list[dict[str, Any]]:
    """One chart for each figure: today, what was tried, each with the range of redrawn weeks."""
    names = _names(result)
    charts = []
    for name, title, unit, factor in (
        ("late_share", _("Come late"), " %", PERCENT),
        ("mean_minutes", _("Minutes until somebody is there"), "", 1),
        ("busy_share", _("Units busy"), " %", PERCENT),
        ("km_a_day", _("Kilometres a day, all ways"), "", 1),
    ):
        rows = [
            {
                "label": names[side],
                "value": result[side]["figures"][name] * factor,
                "low": result[side]["spread"][name]["low"] * factor,
                "high": result[side]["spread"][name]["high"] * factor,
                "tone": "action" if side == "wished" else "neutral",
            }
            for side in SIDES
        ]
        charts.append({"title": title, "unit": unit, "rows": rows})
    return charts


def _rows(result: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The table behind the charts, with the difference and its range."""
    rows = []
    for name, title, unit, factor, digits in (
        ("late_share", _("Come late"), "%", PERCENT, 1),
        ("mean_minutes", _("Minutes until somebody is there"), "", 1, 2),
        ("busy_share", _("Units busy"), "%", PERCENT, 1),
        ("km_a_day", _("Kilometres a day, all ways"), "", 1, 0),
    ):
        before, after = (result[side]["figures"][name] * factor for side in SIDES)
        spread = result["difference"][name]
        rows.append(
            {
                "title": title,
                "unit": unit,
                "before": f"{before:,.{digits}f}",
                "after": f"{after:,.{digits}f}",
                "difference": f"{after - before:+,.{digits}f}",
                "low": f"{spread['low'] * factor:+,.{digits}f}",
                "high": f"{spread['high'] * factor:+,.{digits}f}",
                "is_clear": spread["high"] < 0 or spread["low"] > 0,
            }
        )
    for name, title in (
        ("response_km_a_day", _("of these to calls")),
        ("return_km_a_day", _("of these back to posts")),
        ("move_km_a_day", _("of these moving up")),
    ):
        before, after = (result[side]["figures"][name] for side in SIDES)
        rows.append(
            {
                "title": title,
                "before": f"{before:,.0f}",
                "after": f"{after:,.0f}",
                "difference": f"{after - before:+,.0f}",
            }
        )
    return rows


def _theory(result: Mapping[str, Any]) -> list[dict[str, Any]]:
    names = _names(result)
    return [
        {
            "name": names[side],
            "waiting": f"{result[side]['theory']['waiting_share'] * PERCENT:.1f} %",
            "wait": _("without end")
            if result[side]["theory"]["wait_minutes"] is None
            else f"{result[side]['theory']['wait_minutes']:.2f}",
            "way": f"{result[side]['theory']['way_minutes']:.2f}",
            "mean": f"{result[side]['figures']['mean_minutes']:.2f}",
        }
        for side in SIDES
    ]
