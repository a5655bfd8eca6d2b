"""Pages on which a list is drafted, checked while it is written, signed and published."""

from __future__ import annotations

import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext, gettext_noop
from django.views.decorators.http import require_GET, require_POST

from fengqiao.domains.duties.actions import (
    publish_draft,
    return_draft,
    save_draft,
    sign_draft,
    start_draft,
    withdraw_draft,
)
from fengqiao.domains.duties.contracts import DraftAct, DraftChangedError, DraftPage, DutiesError, ListPreview
from fengqiao.domains.duties.forms import DraftActForm, ListDocumentForm, plain_line_ends
from fengqiao.domains.duties.queries import (
    get_draft_page,
    get_list_page,
    list_drafting_units,
    list_drafts,
    list_event_vocabulary,
    list_subject_vocabulary,
    list_versions,
    preview_document,
)
from fengqiao.domains.duties.queries.backtests import backtests_beside
from fengqiao.domains.duties.wording.refusals import refusal_words
from fengqiao.domains.duties.workflow.next_versions import as_next_version
from fengqiao.domains.organisation.contracts import UnknownUnitError
from fengqiao.foundation.clock.clock import today
from fengqiao.foundation.scoping.permissions import paths_for
from fengqiao.foundation.scoping.requests import FengqiaoRequest

ONE_DAY = datetime.timedelta(days=1)
DONE = {
    DraftAct.SAVE: gettext_noop("Saved."),
    DraftAct.SIGN: gettext_noop("Signed."),
    DraftAct.RETURN: gettext_noop("Sent back."),
    DraftAct.WITHDRAW: gettext_noop("Withdrawn."),
}


@login_required
@require_GET
def drafts(request: FengqiaoRequest) -> HttpResponse:
    """This page will show the drafts under way."""
    cards = list_drafts(actor=request.actor)
    may_draft = bool(paths_for(request.actor, "duties.draft"))
    return render(request, "duties/drafts.html", {"cards": cards, "may_draft": may_draft})


@login_required
def new_draft(request: FengqiaoRequest) -> HttpResponse:
    """This page will take a text, as a file, pasted, or a copy of a version, check it and keep it as a draft."""
    units = list_drafting_units(actor=request.actor)
    initial = _copied(request) if request.method == "GET" else {}
    form = ListDocumentForm(request.POST or None, request.FILES or None, units=units, initial=initial)
    context: dict[str, Any] = {"form": form}
    if request.method == "POST" and form.is_valid():
        text, unit_code = form.cleaned_data["document"], form.cleaned_data["unit_code"]
        if request.POST.get("step") == "keep":
            record = start_draft(actor=request.actor, document=text, unit_code=unit_code)
            return redirect("duties:draft", draft_id=record.id)
        preview = preview_document(actor=request.actor, document=text, unit_code=unit_code)
        context |= {"preview": preview, "text": text, "unit_code": unit_code, "lines": _marked_lines(text, preview)}
    return render(request, "duties/new_draft.html", context)


@login_required
@require_POST
def check(request: FengqiaoRequest) -> HttpResponse:
    """This part will say, while a text is being written, what is wrong in it and what it would change."""
    text, unit_code = plain_line_ends(request.POST.get("document", "")), request.POST.get("unit_code", "")
    try:
        preview = preview_document(actor=request.actor, document=text, unit_code=unit_code)
    except UnknownUnitError as error:
        raise Http404 from error
    return render(request, "duties/_preview.html", {"preview": preview, "lines": _marked_lines(text, preview)})


@login_required
@require_GET
def draft(request: FengqiaoRequest, draft_id: int) -> HttpResponse:
    """This page will show a draft: its text to edit, what it changes, and who has written and signed it."""
    return _draft_page(request, get_draft_page(actor=request.actor, draft_id=draft_id))


@login_required
@require_GET
def draft_text(request: FengqiaoRequest, draft_id: int) -> HttpResponse:
    """This page will hand out a draft's text as it is stored."""
    page = get_draft_page(actor=request.actor, draft_id=draft_id)
    response = HttpResponse(page.record.document.encode(), content_type="application/yaml; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="draft-{draft_id}.yaml"'
    return response


@login_required
@require_POST
def act(request: FengqiaoRequest, draft_id: int, act: str) -> HttpResponse:
    """This door will save, sign, send back, withdraw or publish a draft."""
    page = get_draft_page(actor=request.actor, draft_id=draft_id)
    form = DraftActForm(request.POST)
    if act not in set(DraftAct) or not form.is_valid():
        raise Http404
    try:
        return _acted(request, page, DraftAct(act), form)
    except DraftChangedError as error:
        messages.error(request, refusal_words(error.code))
        fresh = get_draft_page(actor=request.actor, draft_id=draft_id)
        return _draft_page(request, fresh, unsaved=form.cleaned_data["document"] if act == DraftAct.SAVE else "")
    except DutiesError as error:
        messages.error(request, refusal_words(error.code))
    return redirect("duties:draft", draft_id=draft_id)


def _acted(request: FengqiaoRequest, page: DraftPage, act: DraftAct, form: DraftActForm) -> HttpResponse:
    given = {"actor": request.actor, "draft_id": page.record.id, "seen_digest": form.cleaned_data["seen_digest"]}
    if act is DraftAct.PUBLISH:
        record = publish_draft(**given)
        messages.success(request, gettext("Published."))
        return redirect(f"{reverse('duties:list', args=[record.code, record.version])}?unit={page.unit_code}")
    if act is DraftAct.SAVE:
        save_draft(**given, document=form.cleaned_data["document"])
    elif act is DraftAct.RETURN:
        return_draft(**given, note=form.cleaned_data["note"])
    elif act is DraftAct.SIGN:
        sign_draft(**given, backtest_waiver=form.cleaned_data["backtest_waiver"])
    else:
        withdraw_draft(**given)
    messages.success(request, gettext(DONE[act]))
    return redirect("duties:drafts" if act is DraftAct.WITHDRAW else reverse("duties:draft", args=[page.record.id]))


def _draft_page(request: FengqiaoRequest, page: DraftPage, *, unsaved: str = "") -> HttpResponse:
    lines = _marked_lines(page.record.document, page.preview)
    context = {
        "page": page,
        "preview": page.preview,
        "lines": lines,
        "unsaved": unsaved,
        "acts": {act.value for act in page.acts},
        "subjects": list_subject_vocabulary(),
        "events": list_event_vocabulary(),
        **backtests_beside(actor=request.actor, draft=page.record),
    }
    return render(request, "duties/draft.html", context)


def _copied(request: FengqiaoRequest) -> dict[str, str]:
    """What the form begins with: the text of a version (`?copy=code&version=3&unit=…`) as a next one, or nothing."""
    code, version = request.GET.get("copy", ""), request.GET.get("version", "")
    if not code or not version.isdecimal():
        return {}
    page = get_list_page(actor=request.actor, code=code, version=int(version), unit_code=request.GET.get("unit", ""))
    known = [one for one in list_versions(actor=request.actor) if one.code == code]
    first = max(today(), *(one.effective_from for one in known)) + ONE_DAY
    number = 1 + max(one.version for one in known)
    text = as_next_version(document=page.record.document, version=number, effective_from=first)
    return {"document": text, "unit_code": page.unit_code}


def _marked_lines(text: str, preview: ListPreview) -> list[tuple[int, str, bool]]:
    wrong = {problem.line for problem in preview.problems}
    if not wrong:
        return []
    return [(number, line, number in wrong) for number, line in enumerate(text.split("\n"), start=1)]
