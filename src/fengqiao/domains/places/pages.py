"""Pages of places: search, the base map, trouble spots, premises, households, and a person's record."""

from __future__ import annotations

import gzip
from collections.abc import Sequence

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import condition, require_GET, require_http_methods

from fengqiao.domains.accounts.contracts import EmptyReasonError, Purpose
from fengqiao.domains.organisation.public import list_staff_by_number
from fengqiao.domains.places.contracts import AddressMatch, TroubleSpotRecord
from fengqiao.domains.places.forms import PremisesFilter, ReasonForm
from fengqiao.domains.places.public import (
    base_map_sha256,
    door_named,
    get_base_map,
    get_household,
    get_trouble_spot,
    list_household_members,
    list_premises,
    list_trouble_spots,
    read_resident,
    search_addresses,
    state_resident_reason,
)
from fengqiao.domains.places.wording import deadline_tone, matched_text, premises_kind_text, resident_fact_text
from fengqiao.domains.places.wording import rental_tier_text as tier_text
from fengqiao.foundation.clock.clock import today
from fengqiao.foundation.scoping.contracts import NotVisibleError
from fengqiao.foundation.scoping.requests import FengqiaoRequest

MAP_TYPE = "application/geo+json"
EMPTY_MAP = b'{"type":"FeatureCollection","features":[]}'
MAP_FRESH = "private, max-age=86400"
MOST_PREMISES = 200
DEFAULT_FIELD = "address_code"


def _map_tag(request: FengqiaoRequest) -> str | None:
    sha256 = base_map_sha256(actor=request.actor)
    return f'"{sha256}"' if sha256 else None


@login_required
@require_GET
@condition(etag_func=_map_tag)
def base_map(request: FengqiaoRequest) -> HttpResponse:
    """This page will send the base map, in gzip to whoever takes it; an unchanged one is not sent again."""
    found = get_base_map(actor=request.actor)
    if found is None:
        return HttpResponse(EMPTY_MAP, content_type=MAP_TYPE, headers={"Cache-Control": "no-store"})
    takes_gzip = "gzip" in request.headers.get("Accept-Encoding", "")
    content = found.gzip_bytes if takes_gzip else gzip.decompress(found.gzip_bytes)
    response = HttpResponse(content, content_type=MAP_TYPE, headers={"Cache-Control": MAP_FRESH})
    if takes_gzip:
        response["Content-Encoding"] = "gzip"
    patch_vary_headers(response, ["Accept-Encoding"])
    return response


@login_required
@require_GET
def search(request: FengqiaoRequest) -> HttpResponse:
    """This page will find addresses: choices for a form (htmx) or JSON; `field` names the form's field.

    A door is chosen beforehand only when the text names it exactly, or when a person chose it for this very text.
    """
    text = request.GET.get("q", "")
    matches = search_addresses(actor=request.actor, text=text)
    if request.htmx:
        was_chosen = request.GET.get("chosen_for") == text
        field = request.GET.get("field", DEFAULT_FIELD)
        context = {
            "matches": [(match, matched_text(match.matched)) for match in matches],
            "field": field if field.isidentifier() else DEFAULT_FIELD,
            "q": text.strip(),
            "chosen": request.GET.get("chosen", "") if was_chosen else door_named(text=text, matches=matches),
        }
        return render(request, "places/_matches.html", context)
    return JsonResponse([_as_json(match) for match in matches], safe=False)


def _as_json(match: AddressMatch) -> dict[str, object]:
    return {
        "code": match.address.code,
        "title": match.title,
        "text": match.address.text,
        "short_text": match.address.short_text,
        "community": match.address.community,
        "longitude": match.address.position.longitude,
        "latitude": match.address.position.latitude,
        "matched": match.matched,
        "matched_text": matched_text(match.matched),
        "score": match.score,
    }


@login_required
@require_GET
def trouble_spots(request: FengqiaoRequest) -> HttpResponse:
    """This page will list the trouble spots with owner, measures and deadline, beside their map."""
    spots = list_trouble_spots(actor=request.actor)
    return render(request, "places/trouble_spots.html", {"rows": _with_owner(spots)})


@login_required
@require_GET
def trouble_spot(request: FengqiaoRequest, code: str) -> HttpResponse:
    """This page will show one trouble spot, as a card on the list's page or by itself."""
    (row,) = _with_owner([get_trouble_spot(actor=request.actor, code=code)])
    is_part = request.htmx or "part" in request.GET
    template = "places/_trouble_spot.html" if is_part else "places/trouble_spot.html"
    return render(request, template, {"row": row})


@login_required
@require_GET
def trouble_spot_points(request: FengqiaoRequest) -> JsonResponse:
    """This page will give the trouble spots as points for the map."""
    spots = list_trouble_spots(actor=request.actor)
    return JsonResponse({"type": "FeatureCollection", "features": [_point(spot) for spot in spots]})


def _with_owner(spots: Sequence[TroubleSpotRecord]) -> list[dict[str, object]]:
    owners = list_staff_by_number(numbers={spot.owner_number for spot in spots})
    return [
        {
            "spot": spot,
            "owner": owners[spot.owner_number].name if spot.owner_number in owners else spot.owner_number,
            "tone": deadline_tone(deadline_date=spot.deadline_date, today=today()),
            "days": (spot.deadline_date - today()).days,
            "days_late": (today() - spot.deadline_date).days,
        }
        for spot in spots
    ]


def _point(spot: TroubleSpotRecord) -> dict[str, object]:
    tone = deadline_tone(deadline_date=spot.deadline_date, today=today())
    position = spot.address.position
    return {
        "type": "Feature",
        "geometry": {"type": "Point", "coordinates": [position.longitude, position.latitude]},
        "properties": {
            "kind": "premises",
            "state": tone,
            "tone": "neutral" if tone == "idle" else tone,
            "label": spot.name,
            "url": reverse("places:trouble_spot", args=[spot.code]),
        },
    }


@login_required
@require_GET
def premises(request: FengqiaoRequest) -> HttpResponse:
    """This page will list the premises of the own places, under a query form."""
    form = PremisesFilter(request.GET)
    is_valid = form.is_valid()
    found = list_premises(
        actor=request.actor,
        kinds=form.kinds() if is_valid else None,
        text=form.cleaned_data.get("q", ""),
    )
    rows = [
        (one, premises_kind_text(one.kind), tier_text(one.rental_tier) if one.rental_tier else "")
        for one in found[:MOST_PREMISES]
    ]
    is_filtered = bool(request.GET.get("q") or request.GET.get("kind"))
    context = {"form": form, "rows": rows, "count": len(found), "is_filtered": is_filtered}
    return render(request, "places/premises.html", context)


@login_required
@require_GET
def household(request: FengqiaoRequest, code: str) -> HttpResponse:
    """This page will show a household: the door, and who lives there by surname only."""
    found = get_household(actor=request.actor, code=code)
    members = list_household_members(actor=request.actor, code=code)
    return render(request, "places/household.html", {"household": found, "members": members})


@login_required
@require_GET
def resident(request: FengqiaoRequest, code: str) -> HttpResponse:
    """This page will open a person's record; without a standing reason it asks for one."""
    found = read_resident(actor=request.actor, code=code)
    facts = [(fact, resident_fact_text(fact.kind), fact.to_date > today()) for fact in found.facts]
    return render(request, "places/resident.html", {"resident": found, "facts": facts})


@login_required
@require_http_methods(["GET", "POST"])
def state_reason(request: FengqiaoRequest) -> HttpResponse:
    """This page will take down why a record is opened, and go on to the record."""
    if request.method == "GET":
        return render(request, "places/state_reason.html", {"form": ReasonForm(initial=request.GET.dict())})
    form = ReasonForm(request.POST)
    if form.is_valid():
        try:
            _state(request, form)
        except EmptyReasonError:
            form.add_error("reference", form.fields["reference"].error_messages["required"])
        else:
            return redirect(_next_page(request, form.cleaned_data["next"]))
    return render(request, "places/state_reason.html", {"form": form}, status=400)


def _state(request: FengqiaoRequest, form: ReasonForm) -> None:
    if form.cleaned_data["object_kind"] != "resident":
        raise NotVisibleError
    state_resident_reason(
        actor=request.actor,
        code=form.cleaned_data["object_id"],
        purpose=Purpose(form.cleaned_data["purpose"]),
        reference=form.cleaned_data["reference"],
    )


def _next_page(request: FengqiaoRequest, wanted: str) -> str:
    is_own = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if wanted and is_own else reverse("first_page")
