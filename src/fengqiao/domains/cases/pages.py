"""Pages of the register of reports."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from fengqiao.domains.cases.contracts import CasesError, ReportRecord
from fengqiao.domains.cases.forms import ActForm, NewReportForm, ReportFilter
from fengqiao.domains.cases.public import (
    answer_transfer,
    close_report,
    decide_review,
    get_report,
    inform_reporter,
    list_reports,
    record_urgent_measures,
    register_report,
    return_property,
    solve_report,
    transfer_report,
)
from fengqiao.domains.cases.queries import register_form, report_page
from fengqiao.domains.cases.wording import refusal_text
from fengqiao.foundation.scoping.contracts import Actor
from fengqiao.foundation.scoping.requests import FengqiaoRequest

ActCall = Callable[[Actor, int, Mapping[str, Any]], ReportRecord]
ACTS: Mapping[str, ActCall] = {
    "urgent-measures": lambda actor, pk, data: record_urgent_measures(actor=actor, report_id=pk, text=data["text"]),
    "review": lambda actor, pk, data: decide_review(
        actor=actor, report_id=pk, handler=data["handler"], reason=data["text"]
    ),
    "transfer": lambda actor, pk, data: transfer_report(actor=actor, report_id=pk),
    "accept": lambda actor, pk, data: answer_transfer(actor=actor, report_id=pk, is_accepted=True, reason=data["text"]),
    "return": lambda actor, pk, data: answer_transfer(
        actor=actor, report_id=pk, is_accepted=False, reason=data["text"]
    ),
    "solve": lambda actor, pk, data: solve_report(actor=actor, report_id=pk, note=data["text"]),
    "property": lambda actor, pk, data: return_property(actor=actor, report_id=pk, receipt_note=data["text"]),
    "inform": lambda actor, pk, data: inform_reporter(actor=actor, report_id=pk, text=data["text"]),
    "close": lambda actor, pk, data: close_report(actor=actor, report_id=pk),
}


@login_required
def reports(request: FengqiaoRequest) -> HttpResponse:
    """This page will list the register, newest first."""
    form = ReportFilter(request.GET)
    is_valid = form.is_valid()
    rows = list_reports(
        actor=request.actor,
        states=form.states() if is_valid else None,
        text=form.cleaned_data.get("q", ""),
    )
    template = "cases/_rows.html" if request.GET.get("part") == "rows" else "cases/reports.html"
    return render(request, template, {"form": form, "reports": rows, "is_filtered": any(form.cleaned_data.values())})


@login_required
def report(request: FengqiaoRequest, number: str) -> HttpResponse:
    """This page will show a report: what was decided and why, what comes next, how it went."""
    page = report_page(actor=request.actor, number=number)
    acts = {act.value for act in page.acts}
    return render(request, "cases/report.html", {"page": page, "report": page.report, "acts": acts})


@login_required
def receipt(request: FengqiaoRequest, number: str) -> HttpResponse:
    """This page will print the receipt that the reporter takes along."""
    page = report_page(actor=request.actor, number=number)
    return render(request, "cases/receipt.html", {"page": page, "report": page.report})


@login_required
def new(request: FengqiaoRequest) -> HttpResponse:
    """This page will take a report; facts that nobody knows stay open."""
    offer = register_form(actor=request.actor)
    form = NewReportForm(request.POST or None, offer=offer)
    if form.is_valid():
        taken = register_report(actor=request.actor, report=form.report())
        return redirect("cases:report", number=taken.number)
    return render(request, "cases/new.html", {"form": form})


@login_required
@require_POST
def act(request: FengqiaoRequest, number: str, name: str) -> HttpResponse:
    """This page will do one act on a report and go back to it, also when it was refused."""
    actor: Actor = request.actor
    if name not in ACTS:
        raise Http404
    report_id = get_report(actor=actor, number=number).id
    form = ActForm(request.POST)
    form.is_valid()
    words = {"text": "", "handler": "", **form.cleaned_data}
    try:
        ACTS[name](actor, report_id, words)
    except CasesError as error:
        messages.error(request, refusal_text(error.code))
    return redirect("cases:report", number=number)
