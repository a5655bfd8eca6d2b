"""Swaps of shifts: proposed from the phone, answered by the colleague, decided by a leader."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from fengqiao.domains.organisation.contracts import OrganisationError
from fengqiao.domains.organisation.contracts.rosters import RosterPerson, RosterRecord, RosterRuleBrokenError, SwapState
from fengqiao.domains.organisation.forms.rosters import SwapForm
from fengqiao.domains.organisation.pages.roster_views import day_texts, names_of
from fengqiao.domains.organisation.public import answer_swap, decide_swap, get_roster, list_swaps, propose_swap
from fengqiao.domains.organisation.wording import refusal_text
from fengqiao.domains.organisation.wording.rosters import faults_text
from fengqiao.foundation.scoping.contracts import NotVisibleError
from fengqiao.foundation.scoping.permissions import holds, require_somewhere
from fengqiao.foundation.scoping.requests import FengqiaoRequest

PLAN = "organisation.plan_duty"
YES = "yes"


@login_required
@require_GET
def swaps(request: FengqiaoRequest) -> HttpResponse:
    """This page will list the swaps that wait for the reader, and what became of the others."""
    rows = [
        {
            "swap": one,
            "may_answer": one.state is SwapState.PROPOSED and one.taker.staff_id == request.actor.staff_id,
            "may_decide": one.state is SwapState.ACCEPTED and holds(request.actor, PLAN, one.path),
            "giver_shift": one.giver_shift,
        }
        for one in list_swaps(actor=request.actor)
    ]
    return render(request, "organisation/swaps.html", {"rows": rows})


@login_required
@require_http_methods(["GET", "POST"])
def new_swap(request: FengqiaoRequest, roster_id: int) -> HttpResponse:
    """This page will take a proposal, or say which rule it breaks."""
    require_somewhere(request.actor, "organisation.swap_own_shifts")
    roster = get_roster(actor=request.actor, roster_id=roster_id)
    own = next((one for one in roster.people if one.staff_id == request.actor.staff_id), None)
    if own is None:
        raise NotVisibleError
    days = _days(roster, own)
    form = SwapForm(request.POST if request.method == "POST" else None, roster=roster, own=own, days=days)
    if request.method == "POST" and form.is_valid():
        try:
            propose_swap(actor=request.actor, roster_id=roster_id, **form.cleaned_data)
            messages.success(request, _("Proposed. Your colleague sees it now."))
            return redirect("organisation:swaps")
        except RosterRuleBrokenError as error:
            for text in faults_text(faults=error.faults, names=names_of(roster), dates=day_texts(roster)):
                form.add_error(None, text)
        except OrganisationError as error:
            form.add_error(None, refusal_text(error.code))
    return render(request, "organisation/new_swap.html", {"form": form, "roster": roster})


def _days(roster: RosterRecord, own: RosterPerson) -> list[tuple[int, str]]:
    row = roster.rows.get(own.number, ())
    texts = day_texts(roster)
    return [(day, f"{texts[day]} · {roster.titles.get(shift) or _('free day')}") for day, shift in enumerate(row)]


@login_required
@require_POST
def answer(request: FengqiaoRequest, swap_id: int) -> HttpResponse:
    """This page will take the colleague's answer."""
    try:
        answer_swap(actor=request.actor, swap_id=swap_id, is_accepted=request.POST.get("answer") == YES)
        messages.success(request, _("Your answer is noted."))
    except OrganisationError as error:
        messages.error(request, refusal_text(error.code))
    return redirect("organisation:swaps")


@login_required
@require_POST
def decide(request: FengqiaoRequest, swap_id: int) -> HttpResponse:
    """This page will take a leader's decision."""
    try:
        decide_swap(actor=request.actor, swap_id=swap_id, is_approved=request.POST.get("answer") == YES)
        messages.success(request, _("Your decision is noted."))
    except RosterRuleBrokenError as error:
        roster = get_roster(actor=request.actor, roster_id=_roster_of(request, swap_id))
        for text in faults_text(faults=error.faults, names=names_of(roster), dates=day_texts(roster)):
            messages.error(request, text)
    except OrganisationError as error:
        messages.error(request, refusal_text(error.code))
    return redirect("organisation:swaps")


def _roster_of(request: FengqiaoRequest, swap_id: int) -> int:
    return next(one.roster_id for one in list_swaps(actor=request.actor) if one.id == swap_id)
