"""The end of a shift on the phone: where the day went, in two taps."""

from __future__ import annotations

import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from fengqiao.domains.organisation.contracts import KnownDay, OrganisationError
from fengqiao.domains.organisation.forms import OwnTimeForm
from fengqiao.domains.organisation.public import known_day, own_beats, record_own_time
from fengqiao.domains.organisation.wording import refusal_text
from fengqiao.foundation.clock.clock import today
from fengqiao.foundation.scoping.permissions import require_somewhere
from fengqiao.foundation.scoping.requests import FengqiaoRequest

DAYS_SHOWN = 7


@login_required
@require_http_methods(["GET", "POST"])
def own_time(request: FengqiaoRequest) -> HttpResponse:
    """This page will show what is known of a day and take where the rest of it went."""
    require_somewhere(request.actor, "organisation.record_own_time")
    day = _known(request, _date_of(request))
    if day is None:
        return render(request, "organisation/own_time.html", {"day": None})
    form = OwnTimeForm(
        request.POST if request.method == "POST" else None,
        day=day,
        initial={
            "date": day.date.isoformat(),
            **{f"minutes_{kind}": minutes for kind, minutes in day.entered.items()},
        },
    )
    if request.method == "POST" and form.is_valid():
        try:
            record_own_time(actor=request.actor, date=day.date, entered=form.entered())
            messages.success(request, _("Written down. Thank you."))
            return redirect(f"{request.path}?date={day.date:%Y-%m-%d}")
        except OrganisationError as error:
            form.add_error(None, refusal_text(error.code))
    days = [today() - datetime.timedelta(days=back) for back in range(DAYS_SHOWN)]
    return render(request, "organisation/own_time.html", {"day": day, "form": form, "days": days})


def _date_of(request: FengqiaoRequest) -> datetime.date:
    asked = request.POST.get("date", "") if request.method == "POST" else request.GET.get("date", "")
    try:
        date = datetime.date.fromisoformat(asked)
    except ValueError:
        return today()
    return date if today() - datetime.timedelta(days=DAYS_SHOWN) < date <= today() else today()


def _known(request: FengqiaoRequest, date: datetime.date) -> KnownDay | None:
    staff_id = request.actor.staff_id
    paths = own_beats(staff_id=staff_id, on=date) if staff_id is not None else []
    if staff_id is None or not paths:
        return None
    return known_day(staff_id=staff_id, on=date, own_paths=paths)
