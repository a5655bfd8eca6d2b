"""Pages of backtests: asking for one, its progress, its findings."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from fengqiao.domains.duties.actions.backtesting import cancel_backtest, request_backtest
from fengqiao.domains.duties.contracts import BacktestPage, BacktestWish, DutiesError
from fengqiao.domains.duties.forms import BacktestForm
from fengqiao.domains.duties.queries.backtests import get_backtest_page
from fengqiao.domains.duties.wording.names import ROLES, name_of
from fengqiao.domains.duties.wording.refusals import refusal_words
from fengqiao.domains.duties.wording.registry import ASSUMPTIONS
from fengqiao.foundation.scoping.requests import FengqiaoRequest

MOST_BARS = 24


@login_required
@require_POST
def ask(request: FengqiaoRequest, draft_id: int) -> HttpResponse:
    """This door will ask for a backtest of a draft."""
    form = BacktestForm(request.POST)
    wish = BacktestWish(**form.cleaned_data) if form.is_valid() else BacktestWish()
    try:
        record = request_backtest(actor=request.actor, draft_id=draft_id, wish=wish)
    except DutiesError as error:
        messages.error(request, refusal_words(error.code))
        return redirect("duties:draft", draft_id=draft_id)
    return redirect("duties:backtest", backtest_id=record.id)


@login_required
@require_GET
def backtest(request: FengqiaoRequest, backtest_id: int) -> HttpResponse:
    """This page will show how far a backtest is, and then what it found."""
    page = get_backtest_page(actor=request.actor, backtest_id=backtest_id)
    return render(request, "duties/backtest.html", _context(page))


@login_required
@require_GET
def backtest_part(request: FengqiaoRequest, backtest_id: int) -> HttpResponse:
    """This part will be fetched again while a backtest runs."""
    page = get_backtest_page(actor=request.actor, backtest_id=backtest_id)
    response = render(request, "duties/_backtest.html", _context(page))
    if not page.record.is_open:
        response["HX-Refresh"] = "true"
    return response


@login_required
@require_POST
def cancel(request: FengqiaoRequest, backtest_id: int) -> HttpResponse:
    """This door will stop a backtest."""
    page = get_backtest_page(actor=request.actor, backtest_id=backtest_id)
    try:
        cancel_backtest(actor=request.actor, backtest_id=page.record.id)
    except DutiesError as error:
        messages.error(request, refusal_words(error.code))
    else:
        messages.success(request, gettext("Stopped."))
    return redirect("duties:backtest", backtest_id=backtest_id)


def _context(page: BacktestPage) -> dict[str, Any]:
    result = page.record.result
    if result is None:
        return {"page": page}
    return {
        "page": page,
        "result": result,
        "desks": [_desk(desk) for desk in page.desks],
        "over": [desk for desk in map(_desk, page.desks) if desk["after"]["days_over"] or desk["after"]["waiting"]],
        "changed": [row for row in map(_row, page.rows) if row["change"]],
        "unchanged": [row for row in map(_row, page.rows) if not row["change"]],
        "sensitivity": [
            {"title": gettext(title), "note": gettext(note), **result["sensitivity"][code]}
            for code, (title, note) in ASSUMPTIONS.items()
        ],
        "bars": _bars([_desk(desk) for desk in page.desks]),
    }


def _desk(desk: Any) -> dict[str, Any]:
    days = desk["officer_days"]
    return {
        **desk,
        "label": f"{desk['place']} · {name_of(desk['role'], ROLES)}",
        "a_day": {side: desk[side]["minutes"] / days if days else None for side in ("before", "after")},
        "tasks_a_day": {side: desk[side]["tasks"] / days if days else None for side in ("before", "after")},
    }


def _row(row: Any) -> dict[str, Any]:
    minutes = row["minutes_a_month"]
    change = minutes["after"] - minutes["before"]
    return {**row, "change": change, "change_size": abs(change)}


def _bars(desks: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Two bars for each desk: minutes for an officer and working day, before and after."""
    bars = []
    for desk in desks[:MOST_BARS]:
        for side, words, tone in (("before", gettext("in force"), "neutral"), ("after", gettext("draft"), "action")):
            if desk["a_day"][side] is not None:
                label = desk["label"] if side == "before" else ""
                bars.append({"label": label, "value": round(desk["a_day"][side]), "note": words, "tone": tone})
    return bars
