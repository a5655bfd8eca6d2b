"""School breaks and working days of a place: three months at a glance, what was entered, entering and withdrawing."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from fengqiao.domains.organisation.contracts import OrganisationError
from fengqiao.domains.organisation.contracts.calendar import DayState
from fengqiao.domains.organisation.forms.calendar import ChangedDayForm, SchoolBreakForm, WithdrawForm, month_of_text
from fengqiao.domains.organisation.public import (
    calendar_page,
    enter_changed_day,
    enter_school_break,
    get_changed_day,
    get_school_break,
    list_calendar_units,
    withdraw_changed_day,
    withdraw_school_break,
)
from fengqiao.domains.organisation.wording import refusal_text
from fengqiao.foundation.scoping.requests import FengqiaoRequest


@login_required
@require_GET
def calendar(request: FengqiaoRequest) -> HttpResponse:
    """This page will show the calendar of a place and what was entered on it."""
    with_withdrawn = request.GET.get("withdrawn") == "1"
    page = calendar_page(
        actor=request.actor,
        unit_code=request.GET.get("unit", ""),
        month=month_of_text(request.GET.get("month", "")),
        with_withdrawn=with_withdrawn,
    )
    context = {"page": page, "place": page.place, "with_withdrawn": with_withdrawn, "legend": list(DayState)}
    return render(request, "organisation/calendar.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def new_break(request: FengqiaoRequest) -> HttpResponse:
    """This page will take a break of the schools."""
    form = SchoolBreakForm(
        request.POST if request.method == "POST" else None,
        units=list_calendar_units(actor=request.actor),
        initial={"unit": request.GET.get("unit", "")},
    )
    if request.method == "POST" and form.is_valid():
        try:
            enter_school_break(actor=request.actor, entry=form.entry())
            messages.success(request, _("Entered. The lists of the days concerned go by it at once."))
            return redirect("organisation:calendar")
        except OrganisationError as error:
            form.add_error(None, refusal_text(error.code))
    return render(request, "organisation/new_break.html", {"form": form})


@login_required
@require_http_methods(["GET", "POST"])
def new_day(request: FengqiaoRequest) -> HttpResponse:
    """This page will take a day off or a moved working day."""
    form = ChangedDayForm(
        request.POST if request.method == "POST" else None,
        units=list_calendar_units(actor=request.actor),
        initial={"unit": request.GET.get("unit", ""), "state": "off"},
    )
    if request.method == "POST" and form.is_valid():
        try:
            enter_changed_day(actor=request.actor, entry=form.entry())
            messages.success(request, _("Entered. The lists of the days concerned go by it at once."))
            return redirect("organisation:calendar")
        except OrganisationError as error:
            form.add_error(None, refusal_text(error.code))
    return render(request, "organisation/new_day.html", {"form": form})


@login_required
@require_http_methods(["GET", "POST"])
def end_break(request: FengqiaoRequest, break_id: int) -> HttpResponse:
    """This page will withdraw a break; the entry stays readable."""
    entry = get_school_break(actor=request.actor, break_id=break_id)
    return _withdraw(
        request,
        {"school_break": entry},
        lambda reason: withdraw_school_break(actor=request.actor, break_id=break_id, reason=reason),
    )


@login_required
@require_http_methods(["GET", "POST"])
def end_day(request: FengqiaoRequest, day_id: int) -> HttpResponse:
    """This page will withdraw a changed day; the entry stays readable."""
    entry = get_changed_day(actor=request.actor, day_id=day_id)
    return _withdraw(
        request,
        {"changed_day": entry},
        lambda reason: withdraw_changed_day(actor=request.actor, day_id=day_id, reason=reason),
    )


def _withdraw(request: FengqiaoRequest, entry: dict[str, object], withdraw: Callable[[str], None]) -> HttpResponse:
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            withdraw(form.cleaned_data["reason"])
            messages.success(request, _("Withdrawn. The entry stays readable; past mornings keep what they went by."))
            return redirect("organisation:calendar")
        except OrganisationError as error:
            form.add_error(None, refusal_text(error.code))
    return render(request, "organisation/withdraw_entry.html", {"form": form, **entry})
