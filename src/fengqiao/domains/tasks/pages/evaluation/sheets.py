"""The evaluation sheet and the burden sheet of a place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from fengqiao.domains.tasks.contracts.burden import BurdenSheet, RowBurden
from fengqiao.domains.tasks.contracts.evaluation import EvaluationSheet, RowFigures
from fengqiao.domains.tasks.forms.evaluation import CloseQuestionForm
from fengqiao.domains.tasks.pages.evaluation.asking import Asked, RowLinks, asked_place, frame_of
from fengqiao.domains.tasks.public import (
    burden_sheet,
    count_month,
    evaluation_sheet,
    month_loads,
    station_questions,
)
from fengqiao.domains.tasks.wording import days_text
from fengqiao.foundation.scoping.contracts import Actor
from fengqiao.foundation.scoping.permissions import holds
from fengqiao.foundation.scoping.requests import FengqiaoRequest

BARS = 10
"""More bars than these tell nobody more; the table below has every row."""
LEADER = "tasks.close_questions"


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a sheet with the address of the row in its list."""

    row: Any
    url: str


@login_required
@require_GET
def evaluation(request: FengqiaoRequest) -> HttpResponse:
    """This page will answer: what became of the lists here, and can the figures be trusted?"""
    asked = asked_place(request)
    sheet = evaluation_sheet(actor=request.actor, path=asked.path, month=asked.month)
    links = RowLinks(asked.path)
    context = {
        **frame_of(actor=request.actor, asked=asked, months=sheet.months),
        "sheet": sheet,
        "lines": [Line(row, links.url(row.list_code, row.row_number)) for row in sheet.rows],
        "parts": _parts(sheet),
        "few_columns": 2 * len(sheet.pairs),
        "is_empty": not any(row.completed or _is_due(row) for row in sheet.rows),
        **_of_leaders(request.actor, asked),
    }
    return render(request, "tasks/evaluation/evaluation.html", context)


def _is_due(row: RowFigures) -> bool:
    return any(pair.target.share.of for pair in row.pairs)


def _parts(sheet: EvaluationSheet) -> list[dict[str, Any]]:
    """Rows of the interval chart: the parts in the order of the tree, each with its counter-measure beside it."""
    found = []
    for unit in sheet.units:
        pair = next(iter(unit.pairs), None)
        if pair is None or pair.target.share.fraction is None or not unit.name:
            continue
        share = pair.target.share
        found.append(
            {
                "label": unit.name,
                "value": 100 * share.fraction,  # type: ignore[operator]
                "low": 100 * (share.low or 0),
                "high": 100 * (share.high or 0),
                "text": f"{share.count} / {share.of}",
                "url": f"?unit={unit.path}&month={sheet.month:%Y-%m}" if unit.path != sheet.path else "",
            }
        )
    return found


def _of_leaders(actor: Actor, asked: Asked) -> dict[str, Any]:
    """Loads and questions about visits are for the leaders of a station, of nobody above it."""
    if not holds(actor, LEADER, asked.path):
        return {"is_leader": False}
    return {
        "is_leader": True,
        "loads": month_loads(actor=actor, station_path=asked.path, month=asked.month),
        "questions": station_questions(actor=actor, station_path=asked.path),
        "close_form": CloseQuestionForm(),
    }


@login_required
@require_POST
def count(request: FengqiaoRequest) -> HttpResponse:
    """This door will count the month anew, now."""
    asked = asked_place(request)
    report = count_month(actor=request.actor, month=asked.month, under=asked.path)
    messages.success(request, gettext("Counted: %(rows)d rows.") % {"rows": report.rows})
    page = "tasks:burden" if request.POST.get("page") == "burden" else "tasks:evaluation"
    return redirect(f"{reverse(page)}?unit={asked.path}&month={asked.month:%Y-%m}")


@login_required
@require_GET
def burden(request: FengqiaoRequest) -> HttpResponse:
    """This page will answer: what do the lists cost, and which row could be spared?"""
    asked = asked_place(request)
    sheet = burden_sheet(actor=request.actor, path=asked.path, month=asked.month)
    links = RowLinks(asked.path)
    lines = [Line(row, links.url(row.list_code, row.row_number)) for row in sheet.rows]
    context = {
        **frame_of(actor=request.actor, asked=asked, months=sheet.months),
        "sheet": sheet,
        "lines": lines,
        "bars": [_bar(line.row, line.url) for line in lines[:BARS] if line.row.here_days],
        "unit_bars": _unit_bars(sheet),
        "is_empty": not any(row.completed or row.subjects for row in sheet.rows),
    }
    return render(request, "tasks/evaluation/burden.html", context)


def _bar(row: RowBurden, url: str) -> dict[str, Any]:
    return {"label": row.title, "value": row.here_days, "text": days_text(row.here_days), "url": url}


def _unit_bars(sheet: BurdenSheet) -> list[dict[str, Any]]:
    return [
        {
            "label": unit.name,
            "value": unit.minutes_asked / 60,
            "text": gettext("%(hours)d h") % {"hours": round(unit.minutes_asked / 60)},
            "url": f"?unit={unit.path}&month={sheet.month:%Y-%m}" if unit.path != sheet.path else "",
        }
        for unit in sheet.units
        if unit.name
    ]
