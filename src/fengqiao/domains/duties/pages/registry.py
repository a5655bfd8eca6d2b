"""Pages of the registry of application models."""

from __future__ import annotations

import datetime
from dataclasses import replace
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_GET, require_POST

from fengqiao.domains.duties.actions.application_models import (
    adopt_model,
    change_model,
    register_model,
    sign_model,
    start_model_trial,
    withdraw_model,
)
from fengqiao.domains.duties.actions.model_rows import draft_model_row
from fengqiao.domains.duties.contracts import DutiesError, ModelAct, ModelInvalidError, ModelPage, ModelRecord
from fengqiao.domains.duties.forms import ModelForm, ReasonForm, UnitForm
from fengqiao.domains.duties.queries.application_models import (
    get_model_page,
    list_models,
    list_writing_units,
    rule_from_list,
)
from fengqiao.domains.duties.queries.model_figures import whole_of
from fengqiao.domains.duties.queries.past import scene_names
from fengqiao.domains.duties.wording.fields import duty_row_fields
from fengqiao.domains.duties.wording.refusals import refusal_words
from fengqiao.foundation.clock.clock import today
from fengqiao.foundation.scoping.permissions import paths_for
from fengqiao.foundation.scoping.requests import FengqiaoRequest

USUAL_LIFE = datetime.timedelta(days=365)
DONE = {
    ModelAct.TRY: gettext_noop("The trial runs: first over the stored weeks, then beside what is in force."),
    ModelAct.ADOPT: gettext_noop("Taken up; the trial at this unit runs."),
    ModelAct.SIGN: gettext_noop("Signed; the model is in force."),
    ModelAct.WITHDRAW: gettext_noop("Withdrawn."),
}


@login_required
@require_GET
def models(request: FengqiaoRequest) -> HttpResponse:
    """This page will list the registry."""
    context = {
        "cards": list_models(actor=request.actor),
        "may_write": bool(paths_for(request.actor, "duties.write_model")),
        "scenes": dict(scene_names()),
    }
    return render(request, "duties/models.html", context)


@login_required
@require_GET
def model(request: FengqiaoRequest, code: str) -> HttpResponse:
    """This page will show a model: what it is, what it showed, where it is used, and what happened to it."""
    version = request.GET.get("version", "")
    page = get_model_page(actor=request.actor, code=code, version=int(version) if version.isdecimal() else None)
    return render(request, "duties/model.html", _context(page))


@login_required
def new_model(request: FengqiaoRequest) -> HttpResponse:
    """This page will register a model, begun from nothing or from a row of a list (`?list=…&version=…&row=…`)."""
    form = _form(request, _begun(request) if request.method == "GET" else {})
    if request.method == "POST" and form.is_valid():
        try:
            record = register_model(actor=request.actor, model=form.model(), unit_code=form.cleaned_data["unit_code"])
        except DutiesError as error:
            return _refused(request, form, error)
        return redirect("duties:model", code=record.code)
    return render(request, "duties/new_model.html", {"form": form})


@login_required
def edit_model(request: FengqiaoRequest, code: str) -> HttpResponse:
    """This page will change a draft."""
    page = get_model_page(actor=request.actor, code=code)
    if ModelAct.CHANGE not in page.acts:
        raise Http404
    form = _form(request, _values_of(page.record))
    form.fields["unit_code"].required = False
    if request.method == "POST" and form.is_valid():
        try:
            change_model(actor=request.actor, model_id=page.record.id, model=replace(form.model(), code=code))
        except DutiesError as error:
            return _refused(request, form, error, record=page.record)
        return redirect("duties:model", code=code)
    return render(request, "duties/new_model.html", {"form": form, "record": page.record})


@login_required
@require_POST
def act(request: FengqiaoRequest, code: str, act: str) -> HttpResponse:
    """This door will begin a trial, take a model up, sign it, withdraw it, or draft its row into a list."""
    page = get_model_page(actor=request.actor, code=code)
    if act not in set(ModelAct) or ModelAct(act) not in page.acts:
        raise Http404
    try:
        return _acted(request, page, ModelAct(act))
    except DutiesError as error:
        messages.error(request, refusal_words(error.code))
    return redirect("duties:model", code=code)


def _acted(request: FengqiaoRequest, page: ModelPage, act: ModelAct) -> HttpResponse:
    reason, unit = ReasonForm(request.POST), UnitForm(request.POST)
    words = reason.cleaned_data["reason"] if reason.is_valid() else ""
    unit_code = unit.cleaned_data["unit_code"] if unit.is_valid() else ""
    given: dict[str, Any] = {"actor": request.actor, "model_id": page.record.id}
    if act in (ModelAct.ADOPT, ModelAct.DRAFT_ROW) and not unit_code:
        raise Http404
    if act is ModelAct.DRAFT_ROW:
        note = f"；应用模型 {page.record.code} 第{page.record.version}版"
        draft = draft_model_row(**given, unit_code=unit_code, note=note)
        return redirect("duties:draft", draft_id=draft.id)
    if act is ModelAct.TRY:
        start_model_trial(**given)
    elif act is ModelAct.ADOPT:
        adopt_model(**given, unit_code=unit_code)
    elif act is ModelAct.SIGN:
        sign_model(**given, reason=words)
    else:
        withdraw_model(**given, reason=words)
    messages.success(request, gettext(DONE[act]))
    return redirect("duties:model", code=page.record.code)


def _context(page: ModelPage) -> dict[str, Any]:
    shares = [(use, whole_of(use)) for use in page.uses]
    weeks = [
        {"unit_name": use.unit_name, "counts": [count for _, count in (*use.past.by_week, *use.trial.by_week)]}
        for use in page.uses
        if len(use.past.by_week) > 1
    ]
    return {
        "page": page,
        "acts": {act.value for act in page.acts},
        "fields": [(label, value) for label, value in duty_row_fields(page.row)[3:] if value] if page.row else [],
        "scene_name": dict(scene_names()).get(page.record.scene, page.record.scene),
        "shares": [
            {
                "label": use.unit_name,
                "value": 100 * share.value if share.value is not None else None,
                "low": 100 * share.low if share.low is not None else None,
                "high": 100 * share.high if share.high is not None else None,
                "text": "–" if share.value is None else f"{share.value:.0%}",
                "note": f"{share.count} / {share.of}",
            }
            for use, share in shares
        ],
        "weeks": weeks,
        "whole": [{"use": use, "share": share} for use, share in shares],
        "is_running": any(not use.is_complete and use.ended_on is None for use in page.uses),
    }


def _form(request: FengqiaoRequest, initial: dict[str, Any]) -> ModelForm:
    units = list_writing_units(actor=request.actor)
    return ModelForm(request.POST or None, units=units, scenes=scene_names(), initial={"kind": "rule", **initial})


def _refused(
    request: FengqiaoRequest, form: ModelForm, error: DutiesError, *, record: ModelRecord | None = None
) -> HttpResponse:
    problems = error.problems if isinstance(error, ModelInvalidError) else ()
    field = error.field if isinstance(error, ModelInvalidError) and error.field in form.fields else None
    form.add_error(field, refusal_words(error.code))
    return render(request, "duties/new_model.html", {"form": form, "problems": problems, "record": record})


def _begun(request: FengqiaoRequest) -> dict[str, Any]:
    code, version, row = (request.GET.get(name, "") for name in ("list", "version", "row"))
    if not code or not version.isdecimal() or not row.isdecimal():
        return {}
    begun = rule_from_list(
        actor=request.actor,
        code=code,
        version=int(version),
        number=int(row),
        unit_code=request.GET.get("unit", ""),
    )
    if begun is None:
        raise Http404
    return {
        "code": f"{code}_{row}",
        "expires_on": min(begun.expires_on, today() + USUAL_LIFE),
        "title_zh": begun.title.zh,
        "title_en": begun.title.en,
        "purpose_zh": begun.purpose.zh,
        "rule_text": begun.rule_text,
        "impact_number": begun.impact_number,
    }


def _values_of(record: ModelRecord) -> dict[str, Any]:
    return {
        "kind": record.kind.value,
        "code": record.code,
        "title_zh": record.title.zh,
        "title_en": record.title.en,
        "purpose_zh": record.purpose.zh,
        "expires_on": record.expires_on,
        "impact_number": record.impact_number,
        "rule_text": record.rule_text,
        "scene": record.scene,
    }
