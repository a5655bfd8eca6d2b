"""The verification desk: whom to ring, what was heard, the talks that follow."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, ngettext
from django.views.decorators.http import require_GET, require_POST

from fengqiao.domains.places.contracts import SubjectKind
from fengqiao.domains.tasks.contracts.verifying import (
    TO_CALL,
    CallOutcome,
    NoteMissingError,
    NothingToDrawError,
    SecondPersonError,
    VerificationRecord,
    VerificationRefusedError,
    VerificationState,
)
from fengqiao.domains.tasks.forms.evaluation import CallForm, CloseTalkForm, DrawForm, OwnSideForm
from fengqiao.domains.tasks.public import (
    add_officer_note,
    close_talk,
    contact_of_visit,
    draw_sample,
    get_verification,
    list_draws,
    list_verifications,
    record_call,
    rules_at,
    sample_result,
    stations_of,
)
from fengqiao.foundation.design.forms import focus_first_error
from fengqiao.foundation.scoping.permissions import holds, require, require_somewhere
from fengqiao.foundation.scoping.requests import FengqiaoRequest

TALKS = (VerificationState.IN_TALK, VerificationState.TALKED)


@login_required
@require_GET
def verification(request: FengqiaoRequest) -> HttpResponse:
    """This page will answer: whom do I ring next, and what have the calls shown so far?"""
    return render(request, "tasks/evaluation/verification.html", _desk(request))


def _desk(request: FengqiaoRequest, **wrong: Form) -> dict[str, Any]:
    require_somewhere(request.actor, "tasks.verify")
    stations = stations_of(request.actor)
    path = request.GET.get("unit") or request.POST.get("station") or (stations[0].path if stations else "")
    if not path:
        return {"stations": stations, "path": ""}
    calls = list_verifications(actor=request.actor, station_path=path)
    rules = rules_at(path=path).rules
    return {
        "stations": stations,
        "path": path,
        "to_call": [one for one in calls if one.state in TO_CALL],
        "talks": [one for one in calls if one.state is VerificationState.IN_TALK],
        "settled": [one for one in calls if one.state not in (*TO_CALL, VerificationState.IN_TALK)],
        "result": sample_result(actor=request.actor, station_path=path, fewest=rules.fewest_to_say),
        "draws": list_draws(actor=request.actor, station_path=path),
        "sample_size": rules.sample_size,
        "may_draw": holds(request.actor, "tasks.draw_sample", path),
        "draw_form": DrawForm(initial={"station": path}),
        **wrong,
    }


@login_required
@require_POST
def draw(request: FengqiaoRequest) -> HttpResponse:
    """This door will draw visits to be confirmed."""
    form = DrawForm(request.POST)
    require_somewhere(request.actor, "tasks.draw_sample")
    if not form.is_valid():
        return render(request, "tasks/evaluation/verification.html", _desk(request, draw_form=form), status=422)
    path = form.cleaned_data["station"]
    try:
        found = draw_sample(actor=request.actor, station_path=path, seed=form.cleaned_data["seed"])
    except NothingToDrawError:
        messages.warning(request, gettext("No visit of the last 30 days is left to ring about."))
    else:
        words = ngettext("%(count)d visit drawn.", "%(count)d visits drawn.", found.drawn)
        messages.success(request, words % {"count": found.drawn})
    return redirect(f"{reverse('tasks:verification')}?unit={path}")


@login_required
@require_GET
def one_call(request: FengqiaoRequest, verification_id: int) -> HttpResponse:
    """This page will show one visit to be confirmed, or the talk about it."""
    record = get_verification(actor=request.actor, verification_id=verification_id)
    return render(request, "tasks/evaluation/call.html", _context(request, record))


def _context(request: FengqiaoRequest, record: VerificationRecord, **wrong: Form) -> dict[str, Any]:
    actor = request.actor
    is_own = actor.staff_id is not None and record.doer_id == actor.staff_id
    may_call = record.state in TO_CALL and holds(actor, "tasks.verify", record.station_path) and not is_own
    return {
        "one": record,
        "is_own": is_own,
        "may_call": may_call,
        "is_talk": record.state in TALKS,
        "may_close": record.state is VerificationState.IN_TALK
        and not is_own
        and holds(actor, "tasks.close_questions", record.station_path),
        "may_add_side": record.state is VerificationState.IN_TALK and is_own,
        "contact": contact_of_visit(actor=actor, verification_id=record.id) if may_call else None,
        "record_url": _record_url(record) if may_call and holds(actor, "places.view", record.scope_path) else "",
        "call_form": CallForm(),
        "side_form": OwnSideForm(initial={"note": record.officer_note}),
        "close_form": CloseTalkForm(),
        **wrong,
    }


def _record_url(record: VerificationRecord) -> str:
    """A resident's telephone stands in the record, which opens with a reason and is audited."""
    if record.subject_kind == SubjectKind.RESIDENT:
        return reverse("places:resident", args=[record.subject_id])
    if record.subject_kind == SubjectKind.HOUSEHOLD:
        return reverse("places:household", args=[record.subject_id])
    return ""


@login_required
@require_POST
def call(request: FengqiaoRequest, verification_id: int) -> HttpResponse:
    """This door will take down what a call brought."""
    record = get_verification(actor=request.actor, verification_id=verification_id)
    require(request.actor, "tasks.verify", record.station_path)
    form = CallForm(request.POST)
    if not form.is_valid():
        return _again(request, record, call_form=form)
    outcome = CallOutcome(form.cleaned_data["outcome"])
    try:
        record_call(
            actor=request.actor, verification_id=verification_id, outcome=outcome, note=form.cleaned_data["note"]
        )
    except SecondPersonError:
        messages.warning(request, gettext("A second person confirms: not who was there, and no two each other."))
        return redirect("tasks:one_call", verification_id)
    except VerificationRefusedError:
        messages.warning(request, gettext("Somebody has answered this call meanwhile; this is how it stands now."))
        return redirect("tasks:one_call", verification_id)
    messages.success(request, _thanks(outcome))
    return redirect(f"{reverse('tasks:verification')}?unit={record.station_path}")


def _thanks(outcome: CallOutcome) -> str:
    if outcome is CallOutcome.NOT_CONFIRMED:
        return gettext("Written down. The officer is asked for the own side; nobody is blamed by a call.")
    if outcome is CallOutcome.NOT_REACHED:
        return gettext("Written down. It may be rung again another time of day.")
    return gettext("Written down. On to the next call.")


@login_required
@require_POST
def own_side(request: FengqiaoRequest, verification_id: int) -> HttpResponse:
    """This door will take the officer's own side."""
    form = OwnSideForm(request.POST)
    if not form.is_valid():
        record = get_verification(actor=request.actor, verification_id=verification_id)
        return _again(request, record, side_form=form)
    try:
        add_officer_note(actor=request.actor, verification_id=verification_id, note=form.cleaned_data["note"])
    except (VerificationRefusedError, NoteMissingError):
        messages.warning(request, gettext("The talk is closed meanwhile; this is how it stands now."))
    return redirect("tasks:one_call", verification_id)


@login_required
@require_POST
def close(request: FengqiaoRequest, verification_id: int) -> HttpResponse:
    """This door will close a talk."""
    record = get_verification(actor=request.actor, verification_id=verification_id)
    require(request.actor, "tasks.close_questions", record.station_path)
    form = CloseTalkForm(request.POST)
    if not form.is_valid():
        return _again(request, record, close_form=form)
    try:
        close_talk(actor=request.actor, verification_id=verification_id, **form.cleaned_data)
    except SecondPersonError:
        messages.warning(request, gettext("A talk about an own visit is closed by somebody else."))
    except VerificationRefusedError:
        messages.warning(request, gettext("The talk is closed meanwhile; this is how it stands now."))
    return redirect("tasks:one_call", verification_id)


def _again(request: FengqiaoRequest, record: VerificationRecord, **wrong: Form) -> HttpResponse:
    for form in wrong.values():
        focus_first_error(form=form)
    return render(request, "tasks/evaluation/call.html", _context(request, record, **wrong), status=422)
