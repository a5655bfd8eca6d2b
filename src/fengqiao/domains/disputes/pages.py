"""Pages of disputes and the promises out of them."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from fengqiao.domains.disputes.contracts import DisputesError
from fengqiao.domains.disputes.forms import (
    AgreementForm,
    DecisionForm,
    DisputeFilter,
    HouseholdsForm,
    PromiseRows,
    read_promises,
)
from fengqiao.domains.disputes.public import decide_obligation, name_households, settle_dispute
from fengqiao.domains.disputes.queries.households import offered_households
from fengqiao.domains.disputes.queries.reading import dispute_page, disputes_page
from fengqiao.domains.disputes.wording import refusal_text
from fengqiao.foundation.scoping.contracts import Actor
from fengqiao.foundation.scoping.requests import FengqiaoRequest


@login_required
def disputes(request: FengqiaoRequest) -> HttpResponse:
    """This page will list the promises that are due and the disputes, newest first."""
    form = DisputeFilter(request.GET)
    is_valid = form.is_valid()
    page = disputes_page(
        actor=request.actor,
        states=form.states() if is_valid else None,
        text=form.cleaned_data.get("q", ""),
    )
    template = "disputes/_rows.html" if request.GET.get("part") == "rows" else "disputes/disputes.html"
    is_filtered = any(form.cleaned_data.values())
    return render(request, template, {"form": form, "page": page, "is_filtered": is_filtered})


@login_required
def dispute(request: FengqiaoRequest, code: str) -> HttpResponse:
    """This page will show a dispute with its promises, each with kept and broken beside it."""
    page = dispute_page(actor=request.actor, code=code)
    return render(request, "disputes/dispute.html", {"page": page, "dispute": page.dispute})


@login_required
@require_POST
def decide(request: FengqiaoRequest, code: str) -> HttpResponse:
    """This page will take what a person says of a promise, and go back to its dispute."""
    actor: Actor = request.actor
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return HttpResponseBadRequest()
    try:
        decide_obligation(
            actor=actor,
            code=code,
            is_kept=form.cleaned_data["decision"] == "kept",
            note=form.cleaned_data["note"],
        )
    except DisputesError as error:
        messages.error(request, refusal_text(error.code))
    return redirect("disputes:promise", code=code)


@login_required
def settle(request: FengqiaoRequest, code: str) -> HttpResponse:
    """This page will take the agreement with its promises; what was written stays when something is missing."""
    page = dispute_page(actor=request.actor, code=code)
    posted = request.POST if request.method == "POST" else None
    form, rows = AgreementForm(posted), PromiseRows(posted, prefix="promise")
    if posted is None:
        if not page.may_settle:
            return redirect("disputes:dispute", code=code)
    elif form.is_valid() & rows.is_valid():
        try:
            settle_dispute(
                actor=request.actor,
                code=code,
                agreement=form.cleaned_data["agreement"],
                promises=read_promises(rows=rows),
            )
            return redirect("disputes:dispute", code=code)
        except DisputesError as error:
            form.add_error(None, refusal_text(error.code))
    return render(request, "disputes/settle.html", {"dispute": page.dispute, "form": form, "rows": rows})


@login_required
def households(request: FengqiaoRequest, code: str) -> HttpResponse:
    """This page will take between which households a dispute is: those at its address, and at one that is looked up."""
    page = dispute_page(actor=request.actor, code=code)
    text = request.GET.get("q", "")
    lines = offered_households(actor=request.actor, page=page, text=text)
    choices = [(line.code, f"{line.address_text} · {line.code}") for line in lines]
    form = HouseholdsForm(
        request.POST or None, choices=choices, initial={"households": list(page.dispute.household_codes)}
    )
    if request.method == "POST" and form.is_valid():
        try:
            name_households(actor=request.actor, code=code, household_codes=form.cleaned_data["households"])
            return redirect("disputes:dispute", code=code)
        except DisputesError as error:
            form.add_error(None, refusal_text(error.code))
    return render(
        request, "disputes/households.html", {"dispute": page.dispute, "form": form, "lines": lines, "text": text}
    )


@login_required
def promise(request: FengqiaoRequest, code: str) -> HttpResponse:
    """This page will lead from a promise to its dispute."""
    page = dispute_page(actor=request.actor, obligation_code=code)
    return redirect("disputes:dispute", code=page.dispute.code)
