"""The chief's page, the province, the handover sheet."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import replace
from typing import Any, TypeVar

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_http_methods

from fengqiao.domains.indicators.contracts import BulletinError, BulletinKind, TodayFigure, YearOnYear
from fengqiao.domains.indicators.forms import BulletinForm
from fengqiao.domains.indicators.public import issue_bulletin
from fengqiao.domains.indicators.queries.forecast import forecast_sheet
from fengqiao.domains.indicators.queries.handover import handover_sheet
from fengqiao.domains.indicators.queries.issued import get_bulletin, list_issued
from fengqiao.domains.indicators.queries.risks import risks
from fengqiao.domains.indicators.queries.today import today_figures
from fengqiao.domains.indicators.queries.tree import province_tree
from fengqiao.domains.indicators.queries.year_on_year import year_on_year
from fengqiao.domains.indicators.schemas import city_cards
from fengqiao.domains.indicators.wording import bulletin_error_text, bulletin_kind_text, bulletin_sentences
from fengqiao.foundation.clock.clock import now
from fengqiao.foundation.scoping.permissions import paths_for
from fengqiao.foundation.scoping.requests import FengqiaoRequest

Line = TypeVar("Line", TodayFigure, YearOnYear)


@login_required
@require_GET
def chief(request: FengqiaoRequest) -> HttpResponse:
    """This page will answer: is the station doing well, and where not."""
    actor = request.actor
    figures, changes = today_figures(actor=actor), year_on_year(actor=actor)
    if not paths_for(actor, "incidents.view"):
        figures, changes = _without_rows(figures), _without_rows(changes)
    context = {
        "figures": figures,
        "changes": changes,
        "risks": risks(actor=actor),
    }
    return render(request, "indicators/chief.html", context)


def _without_rows(lines: Sequence[Line]) -> Sequence[Line]:
    """Who may read the figures but not the single incidents gets no link that would only refuse."""
    return [replace(line, rows_url="") for line in lines]


@login_required
@require_GET
def chief_risks(request: FengqiaoRequest) -> HttpResponse:
    """This part will list what runs out."""
    return render(request, "indicators/_risks.html", {"risks": risks(actor=request.actor)})


@login_required
@require_GET
def province(request: FengqiaoRequest) -> HttpResponse:
    """This page will show the real tree of the province with the living part in it."""
    rows = province_tree(actor=request.actor)
    return render(request, "indicators/province.html", {"tree": city_cards(rows)})


@login_required
@require_GET
def handover(request: FengqiaoRequest) -> HttpResponse:
    """This page will be the sheet that one shift hands to the next."""
    sheet = handover_sheet(actor=request.actor)
    return render(request, "indicators/handover.html", {"sheet": sheet})


@login_required
@require_GET
def forecast(request: FengqiaoRequest) -> HttpResponse:
    """This page will answer: how many calls will the next shifts bring, and where."""
    sheet = forecast_sheet(actor=request.actor, station_code=request.GET.get("station", ""))
    return render(request, "indicators/forecast.html", {"sheet": sheet})


@login_required
@require_http_methods(["GET", "POST"])
def bulletin(request: FengqiaoRequest) -> HttpResponse:
    """This page will be the bulletin of a shift, a day or a month; posted, it is issued."""
    form = BulletinForm(request.POST or request.GET or None)
    kind, on = form.chosen()
    if request.method == "POST":
        try:
            issue_bulletin(actor=request.actor, kind=kind, on=on)
        except BulletinError as error:
            messages.error(request, bulletin_error_text(error))
        return redirect(f"{reverse('indicators:bulletin')}?kind={kind}&on={on:%Y-%m-%d}")
    return render(request, "indicators/bulletin.html", _bulletin_context(request, form, kind, on))


@login_required
@require_GET
def bulletin_sheet(request: FengqiaoRequest) -> HttpResponse:
    """This page will be the bulletin on A4."""
    form = BulletinForm(request.GET or None)
    kind, on = form.chosen()
    return render(request, "indicators/bulletin_print.html", _bulletin_context(request, form, kind, on))


def _bulletin_context(
    request: FengqiaoRequest, form: BulletinForm, kind: BulletinKind, on: datetime.date
) -> dict[str, Any]:
    written = get_bulletin(actor=request.actor, kind=kind, on=on)
    return {
        "bulletin": written,
        "sentences": bulletin_sentences(written),
        "form": form,
        "kinds": [(one.value, bulletin_kind_text(one)) for one in BulletinKind],
        "kind": kind.value,
        "on": on,
        "earlier": list_issued(actor=request.actor, kind=kind),
        "may_issue": written.issued_at is None and written.to_at <= now() and _may_issue(request),
    }


def _may_issue(request: FengqiaoRequest) -> bool:
    """Whoever reads the figures of a wider unit than he or she issues for, reads only."""
    issues = paths_for(request.actor, "indicators.issue")
    return bool(issues) and min(issues, key=len) == min(paths_for(request.actor, "indicators.view"), key=len)
