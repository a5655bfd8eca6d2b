"""Seats on bodies of town and village, with what is done there."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from fengqiao.domains.organisation.contracts import OrganisationError
from fengqiao.domains.organisation.forms import EndForm, FollowUpForm, MatterForm, SeatForm
from fengqiao.domains.organisation.public import (
    divisions_for,
    end_seat,
    follow_up_matter,
    get_seat,
    give_seat,
    list_seats,
    note_matter,
    seat_of_matter,
)
from fengqiao.domains.organisation.wording import refusal_text
from fengqiao.foundation.clock.clock import today
from fengqiao.foundation.scoping.permissions import paths_for, require_somewhere
from fengqiao.foundation.scoping.requests import FengqiaoRequest


@login_required
@require_GET
def seats(request: FengqiaoRequest) -> HttpResponse:
    """This page will list the seats that the reader may see, his own too."""
    with_ended = request.GET.get("ended") == "1"
    rows = list_seats(actor=request.actor, with_ended=with_ended)
    context = {
        "rows": rows,
        "with_ended": with_ended,
        "open": sum(seat.open_matters for seat in rows),
        "overdue": sum(seat.overdue_matters for seat in rows),
        "may_give": bool(paths_for(request.actor, "organisation.give_seats")),
    }
    return render(request, "organisation/seats.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def new_seat(request: FengqiaoRequest) -> HttpResponse:
    """This page will take who sits where from when."""
    paths = require_somewhere(request.actor, "organisation.give_seats")
    divisions = [row for path in paths for row in divisions_for(under=path, on=today())]
    form = SeatForm(
        request.POST if request.method == "POST" else None,
        divisions=divisions,
        initial={"from_date": today().isoformat()},
    )
    if request.method == "POST" and form.is_valid():
        try:
            seat_id = give_seat(actor=request.actor, seat=form.seat())
            return redirect("organisation:seat", seat_id=seat_id)
        except OrganisationError as error:
            form.add_error(None, refusal_text(error.code))
    return render(request, "organisation/new_seat.html", {"form": form})


@login_required
@require_GET
def seat(request: FengqiaoRequest, seat_id: int) -> HttpResponse:
    """This page will show a seat: what was brought, what was taken home, and what the committee was told."""
    return _show(request, seat_id)


def _show(
    request: FengqiaoRequest, seat_id: int, *, matter_form: MatterForm | None = None, status: int = 200
) -> HttpResponse:
    page = get_seat(actor=request.actor, seat_id=seat_id)
    context = {
        "page": page,
        "seat": page.seat,
        "today": today(),
        "matter_form": matter_form or MatterForm(initial={"on_date": today().isoformat()}),
        "follow_up_form": FollowUpForm(auto_id=False),
        "end_form": EndForm(initial={"to_date": today().isoformat()}),
    }
    return render(request, "organisation/seat.html", context, status=status)


@login_required
@require_POST
def end(request: FengqiaoRequest, seat_id: int) -> HttpResponse:
    """This page will take the end of a seat."""
    get_seat(actor=request.actor, seat_id=seat_id)
    require_somewhere(request.actor, "organisation.give_seats")
    form = EndForm(request.POST)
    if form.is_valid():
        try:
            end_seat(actor=request.actor, seat_id=seat_id, to_date=form.cleaned_data["to_date"])
            messages.success(request, _("The seat has ended. What was done on it stays."))
        except OrganisationError as error:
            messages.error(request, refusal_text(error.code))
    else:
        messages.error(request, _("Which day was the first without the seat?"))
    return redirect("organisation:seat", seat_id=seat_id)


@login_required
@require_POST
def matters(request: FengqiaoRequest, seat_id: int) -> HttpResponse:
    """This page will take a matter that was brought or taken home."""
    require_somewhere(request.actor, "organisation.keep_own_seat")
    form = MatterForm(request.POST)
    if form.is_valid():
        try:
            note_matter(actor=request.actor, seat_id=seat_id, matter=form.matter())
            return redirect("organisation:seat", seat_id=seat_id)
        except OrganisationError as error:
            form.add_error(None, refusal_text(error.code))
    return _show(request, seat_id, matter_form=form)


@login_required
@require_POST
def follow_up(request: FengqiaoRequest, matter_id: int) -> HttpResponse:
    """This page will take what was done about a matter, or that the committee has its answer."""
    require_somewhere(request.actor, "organisation.keep_own_seat")
    seat_id = seat_of_matter(actor=request.actor, matter_id=matter_id)
    form = FollowUpForm(request.POST)
    if form.is_valid():
        try:
            follow_up_matter(
                actor=request.actor,
                matter_id=matter_id,
                text=form.cleaned_data["text"],
                is_answer=form.cleaned_data["is_answer"],
            )
        except OrganisationError as error:
            messages.error(request, refusal_text(error.code))
    else:
        messages.error(request, _("Write what was done."))
    return redirect("organisation:seat", seat_id=seat_id)
