"""Posts: who holds which since when, giving and ending them."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from fengqiao.domains.accounts.contracts import AccountError, Role
from fengqiao.domains.organisation.contracts import OrganisationError, UnitRecord
from fengqiao.domains.organisation.forms import AppointForm, EndForm, PostFilter
from fengqiao.domains.organisation.public import appoint, end_appointment, get_post, list_units, posts_page
from fengqiao.domains.organisation.wording import refusal_text
from fengqiao.foundation.clock.clock import today
from fengqiao.foundation.scoping.permissions import require, require_somewhere
from fengqiao.foundation.scoping.requests import FengqiaoRequest


@login_required
@require_GET
def posts(request: FengqiaoRequest) -> HttpResponse:
    """This page will list the posts of a place, with those that ended when asked for."""
    form = PostFilter(request.GET)
    asked = form.cleaned_data if form.is_valid() else {}
    page = posts_page(
        actor=request.actor,
        unit_code=request.GET.get("unit", ""),
        text=asked.get("q", ""),
        role=asked.get("role", ""),
        with_ended=bool(asked.get("ended")),
    )
    context = {"page": page, "place": page.place, "form": form, "is_filtered": any(asked.values())}
    return render(request, "organisation/posts.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def new_post(request: FengqiaoRequest) -> HttpResponse:
    """This page will take who gets which post from when."""
    units = _units_of(request)
    initial = {"from_date": today().isoformat(), "unit": request.GET.get("unit", "")}
    form = AppointForm(request.POST if request.method == "POST" else None, units=units, initial=initial)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            appoint(
                actor=request.actor,
                staff_number=data["number"],
                role=Role(data["role"]),
                unit_code=data["unit"],
                from_date=data["from_date"],
            )
            messages.success(request, _("Appointed."))
            return redirect("organisation:posts")
        except (OrganisationError, AccountError) as error:
            form.add_error(None, refusal_text(error.code))
    return render(request, "organisation/new_post.html", {"form": form})


def _units_of(request: FengqiaoRequest) -> list[UnitRecord]:
    paths = require_somewhere(request.actor, "organisation.manage")
    return [unit for path in paths for unit in list_units(under=path)]


@login_required
@require_http_methods(["GET", "POST"])
def end_post(request: FengqiaoRequest, post_id: int) -> HttpResponse:
    """This page will take the end of a post; the history stays."""
    post = get_post(actor=request.actor, post_id=post_id)
    require(request.actor, "organisation.manage", post.path, view="organisation.view_posts")
    form = EndForm(request.POST if request.method == "POST" else None, initial={"to_date": today().isoformat()})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            end_appointment(actor=request.actor, appointment_id=post_id, to_date=data["to_date"], reason=data["reason"])
            messages.success(request, _("The post has ended, and the access with it."))
            return redirect("organisation:posts")
        except OrganisationError as error:
            form.add_error(None, refusal_text(error.code))
    return render(request, "organisation/end_post.html", {"post": post, "form": form})
