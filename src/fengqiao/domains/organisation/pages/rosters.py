"""Rosters: asking for one, watching it being made, looking at it, changing a cell, publishing; the rules behind."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from fengqiao.domains.organisation.contracts import OrganisationError, UnitKind, UnitRecord
from fengqiao.domains.organisation.contracts.rosters import (
    RosterRecord,
    RosterRuleBrokenError,
    RosterRulesInvalidError,
    RosterState,
)
from fengqiao.domains.organisation.forms.rosters import FORTNIGHT, CellForm, RosterForm, RulesForm
from fengqiao.domains.organisation.pages.roster_views import cell_view, day_texts, names_of, roster_view
from fengqiao.domains.organisation.public import (
    change_roster_cell,
    expected_calls,
    get_roster,
    list_rosters,
    list_units,
    next_first_date,
    publish_roster,
    request_roster,
    roster_rules_for,
    set_roster_rules,
)
from fengqiao.domains.organisation.wording import refusal_text
from fengqiao.domains.organisation.wording.rosters import faults_text
from fengqiao.foundation.clock.clock import today
from fengqiao.foundation.scoping.permissions import holds, paths_for, require, require_somewhere
from fengqiao.foundation.scoping.requests import FengqiaoRequest

PLAN = "organisation.plan_duty"


@login_required
@require_http_methods(["GET", "POST"])
def rosters(request: FengqiaoRequest) -> HttpResponse:
    """This page will list the rosters and take the wish for a new one."""
    rows = list_rosters(actor=request.actor)
    units = _stations(request)
    form = None
    if request.method == "POST":
        require_somewhere(request.actor, PLAN)
    if units:
        initial = {"first_date": next_first_date(path=units[0].path), "days": FORTNIGHT}
        form = RosterForm(request.POST if request.method == "POST" else None, units=units, initial=initial)
    if form is not None and request.method == "POST" and form.is_valid():
        try:
            wanted = form.cleaned_data
            roster_id = request_roster(
                actor=request.actor,
                unit_code=wanted["unit"],
                first_date=wanted["first_date"],
                days=wanted["days"],
            )
            return redirect("organisation:roster", roster_id=roster_id)
        except OrganisationError as error:
            form.add_error(None, refusal_text(error.code))
    return render(request, "organisation/rosters.html", {"rows": rows, "form": form, "units": units})


def _stations(request: FengqiaoRequest) -> list[UnitRecord]:
    paths = paths_for(request.actor, PLAN)
    return [unit for path in paths for unit in list_units(kind=UnitKind.POLICE_STATION, under=path)]


@login_required
@require_GET
def roster(request: FengqiaoRequest, roster_id: int) -> HttpResponse:
    """This page will show a roster, and beside it what may be put into the chosen cell."""
    return render(request, "organisation/roster.html", _context(request, roster_id))


@login_required
@require_GET
def roster_part(request: FengqiaoRequest, roster_id: int) -> HttpResponse:
    """This part will show a roster anew while it is being made."""
    return render(request, "organisation/_roster.html", _context(request, roster_id))


def _context(request: FengqiaoRequest, roster_id: int) -> dict[str, object]:
    found = get_roster(actor=request.actor, roster_id=roster_id)
    may_plan = holds(request.actor, PLAN, found.path)
    asked = CellForm(request.GET)
    cell = None
    if found.state is RosterState.DRAFT and may_plan and asked.is_valid():
        cell = cell_view(found, asked.cleaned_data["person"], asked.cleaned_data["day"])
    expected = expected_calls(actor=request.actor, station_code=found.unit_code)
    return {
        "calls": [expected.get(date) for date in found.dates] if any(one in expected for one in found.dates) else [],
        "roster": found,
        "view": roster_view(found),
        "cell": cell,
        "may_change": may_plan and found.state is RosterState.DRAFT,
        "is_open": found.state in (RosterState.WAITING, RosterState.MAKING),
        "stands_in": any(one.staff_id == request.actor.staff_id for one in found.people),
    }


@login_required
@require_POST
def change_cell(request: FengqiaoRequest, roster_id: int) -> HttpResponse:
    """This page will put another shift into a cell, or say which rule that would break."""
    found = get_roster(actor=request.actor, roster_id=roster_id)
    require(request.actor, PLAN, found.path)
    form = CellForm(request.POST)
    if form.is_valid():
        wanted = form.cleaned_data
        try:
            change_roster_cell(
                actor=request.actor,
                roster_id=roster_id,
                number=wanted["person"],
                day=wanted["day"],
                shift=wanted["shift"],
            )
            messages.success(request, _("Changed."))
        except RosterRuleBrokenError as error:
            _say_faults(request, found, error)
        except OrganisationError as error:
            messages.error(request, refusal_text(error.code))
    return redirect("organisation:roster", roster_id=roster_id)


def _say_faults(request: FengqiaoRequest, found: RosterRecord, error: RosterRuleBrokenError) -> None:
    for text in faults_text(faults=error.faults, names=names_of(found), dates=day_texts(found)):
        messages.error(request, text)


@login_required
@require_POST
def publish(request: FengqiaoRequest, roster_id: int) -> HttpResponse:
    """This page will make a draft the duty of the station."""
    found = get_roster(actor=request.actor, roster_id=roster_id)
    require(request.actor, PLAN, found.path)
    try:
        count = publish_roster(actor=request.actor, roster_id=roster_id)
        text = ngettext("Published with %(count)d shift.", "Published with %(count)d shifts.", count)
        messages.success(request, text % {"count": count})
    except OrganisationError as error:
        messages.error(request, refusal_text(error.code))
    return redirect("organisation:roster", roster_id=roster_id)


@login_required
@require_http_methods(["GET", "POST"])
def roster_rules(request: FengqiaoRequest) -> HttpResponse:
    """This page will show the rules of a station's rosters and take their next version."""
    require_somewhere(request.actor, PLAN)
    units = _stations(request)
    asked = request.GET.get("unit", "")
    unit = next((one for one in units if one.code == asked), units[0] if units else None)
    if unit is None:
        return render(request, "organisation/roster_rules.html", {"unit": None})
    rules = roster_rules_for(unit_id=unit.id, on=today())
    form = RulesForm(request.POST if request.method == "POST" else None, initial={"document": rules.document})
    if request.method == "POST" and form.is_valid():
        try:
            version = set_roster_rules(actor=request.actor, unit_code=unit.code, document=form.cleaned_data["document"])
            messages.success(request, _("Written down as version %(version)s.") % {"version": version})
            return redirect(f"{request.path}?unit={unit.code}")
        except RosterRulesInvalidError as error:
            form.add_error("document", f"{refusal_text(error.code)} {error.parameters.get('problem', '')}")
    return render(request, "organisation/roster_rules.html", {"unit": unit, "rules": rules, "form": form})
