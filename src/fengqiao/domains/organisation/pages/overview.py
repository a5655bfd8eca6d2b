"""Where strength lies, where duty time goes, the work of beats, and what is written down about it."""

from __future__ import annotations

from dataclasses import asdict

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_http_methods

from fengqiao.domains.organisation.contracts import BeatLoad, OrganisationError
from fengqiao.domains.organisation.forms import StandardForm
from fengqiao.domains.organisation.pages.showing import away_bars, beat_rows, beat_tone, to_unit
from fengqiao.domains.organisation.public import beats_picture, set_standard, staffing_picture, time_picture
from fengqiao.domains.organisation.wording import refusal_text
from fengqiao.foundation.clock.clock import today
from fengqiao.foundation.scoping.permissions import holds, paths_for, require
from fengqiao.foundation.scoping.requests import FengqiaoRequest


@login_required
@require_GET
def staffing(request: FengqiaoRequest) -> HttpResponse:
    """This page will answer: where is our strength, and does it move down."""
    if not paths_for(request.actor, "organisation.view_staffing") and paths_for(
        request.actor, "organisation.view_posts"
    ):
        return redirect("organisation:posts")
    picture = staffing_picture(actor=request.actor, unit_code=request.GET.get("unit", ""))
    return render(request, "organisation/staffing.html", {"picture": picture, "place": picture.place})


@login_required
@require_GET
def time(request: FengqiaoRequest) -> HttpResponse:
    """This page will answer: how much duty time is spent in the community, and what pulls officers away."""
    picture = time_picture(actor=request.actor, unit_code=request.GET.get("unit", ""))
    context = {"picture": picture, "place": picture.place, "bars": away_bars(picture.whole)}
    return render(request, "organisation/time.html", context)


@login_required
@require_GET
def beats(request: FengqiaoRequest) -> HttpResponse:
    """This page will answer: where is more work than hands, and where is nobody."""
    picture = beats_picture(actor=request.actor, unit_code=request.GET.get("unit", ""))
    rows = beat_rows(picture)
    context = {
        "picture": picture,
        "place": picture.place,
        "rows": rows,
        "bare": sum(not beat.officers for beat in picture.beats),
        "shared": sum(beat.shared for beat in picture.beats),
        "over": sum(beat.ratio is not None and beat.ratio > 1 for beat in picture.beats),
    }
    return render(request, "organisation/beats.html", context)


@login_required
@require_GET
def beat_points(request: FengqiaoRequest) -> JsonResponse:
    """This page will give the beats as points for the map."""
    picture = beats_picture(actor=request.actor, unit_code=request.GET.get("unit", ""))
    features = [_point(beat) for beat in picture.beats if beat.unit.longitude is not None]
    return JsonResponse({"type": "FeatureCollection", "features": features})


def _point(beat: BeatLoad) -> dict[str, object]:
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [beat.unit.longitude, beat.unit.latitude]},
        "properties": {"kind": "premises", "label": beat.unit.name, "tone": beat_tone(beat)},
    }


@login_required
@require_http_methods(["GET", "POST"])
def standard(request: FengqiaoRequest) -> HttpResponse:
    """This page will show what is written down for a place, and take what is written anew."""
    picture = staffing_picture(actor=request.actor, unit_code=request.GET.get("unit", ""))
    unit = picture.place.unit
    if request.method == "POST":
        require(request.actor, "organisation.set_standard", unit.path, view="organisation.view_staffing")
    form = StandardForm(
        request.POST if request.method == "POST" else None,
        initial={**asdict(picture.standard), "from_date": today().isoformat(), "basis": ""},
    )
    if request.method == "POST" and form.is_valid():
        try:
            set_standard(actor=request.actor, unit_code=unit.code, standard=form.standard())
            messages.success(request, to_unit(unit))
            return redirect(f"{request.path}?unit={unit.code}")
        except OrganisationError as error:
            form.add_error(None, refusal_text(error.code))
    may_write = holds(request.actor, "organisation.set_standard", unit.path)
    context = {"picture": picture, "place": picture.place, "form": form, "may_write": may_write}
    return render(request, "organisation/standard.html", context)
