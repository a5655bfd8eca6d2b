"""Pages of the lists."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from fengqiao.domains.duties.actions import publish_list
from fengqiao.domains.duties.contracts import ListInvalidError, ListPreview, RowRecord, VersionTakenError
from fengqiao.domains.duties.forms import ListDocumentForm
from fengqiao.domains.duties.queries import (
    get_list_page,
    list_boundary,
    list_cards,
    list_drafting_units,
    preview_document,
)
from fengqiao.domains.duties.wording.fields import duty_row_fields
from fengqiao.foundation.scoping.permissions import paths_for
from fengqiao.foundation.scoping.requests import FengqiaoRequest


@login_required
@require_GET
def lists(request: FengqiaoRequest) -> HttpResponse:
    """This page will show each list that applies here, by its version in force."""
    cards = list_cards(actor=request.actor)
    return render(request, "duties/lists.html", {"cards": cards, "may_publish": _may_publish(request)})


@login_required
@require_GET
def boundary(request: FengqiaoRequest) -> HttpResponse:
    """This page will show whose work is whose."""
    columns = list_boundary(actor=request.actor)
    context = {"columns": list(columns.items()), "is_empty": not any(columns.values())}
    return render(request, "duties/boundary.html", context)


@login_required
@require_GET
def list_version(request: FengqiaoRequest, code: str, version: int) -> HttpResponse:
    """This page will show a version as the paper list is, with its machine meaning beside each row."""
    against = request.GET.get("against", "")
    page = get_list_page(
        actor=request.actor,
        code=code,
        version=version,
        unit_code=request.GET.get("unit", ""),
        against=int(against) if against.isdecimal() else None,
    )
    rows = [(row, _machine_fields(row)) for row in page.rows]
    return render(request, "duties/list.html", {"page": page, "rows": rows, "may_publish": _may_publish(request)})


@login_required
@require_GET
def document(request: FengqiaoRequest, code: str, version: int) -> HttpResponse:
    """This page will hand out the document, byte for byte as it was published."""
    page = get_list_page(actor=request.actor, code=code, version=version, unit_code=request.GET.get("unit", ""))
    response = HttpResponse(page.record.document.encode(), content_type="application/yaml; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{code}-{version}.yaml"'
    return response


@login_required
def publish(request: FengqiaoRequest) -> HttpResponse:
    """This page will check a document, show what it changes, and publish it."""
    units = list_drafting_units(actor=request.actor)
    form = ListDocumentForm(request.POST or None, request.FILES or None, units=units)
    context: dict[str, Any] = {"form": form}
    if request.method == "POST" and form.is_valid():
        text, unit_code = form.cleaned_data["document"], form.cleaned_data["unit_code"]
        if request.POST.get("step") == "publish":
            try:
                record = publish_list(actor=request.actor, document=text, unit_code=unit_code)
            except (ListInvalidError, VersionTakenError):
                messages.warning(request, gettext("Nothing was published: the document has problems."))
            else:
                messages.success(request, gettext("Published."))
                return redirect(f"{reverse('duties:list', args=[record.code, record.version])}?unit={unit_code}")
        preview = preview_document(actor=request.actor, document=text, unit_code=unit_code)
        context |= {"preview": preview, "text": text, "unit_code": unit_code, "lines": _marked_lines(text, preview)}
    return render(request, "duties/publish.html", context)


def _may_publish(request: FengqiaoRequest) -> bool:
    return bool(paths_for(request.actor, "duties.publish"))


def _machine_fields(row: RowRecord) -> list[tuple[str, str]]:
    """The machine's meaning of a row: everything but the words that stand on paper, without empty fields."""
    return [(label, value) for label, value in duty_row_fields(row)[3:] if value]


def _marked_lines(text: str, preview: ListPreview) -> list[tuple[int, str, bool]]:
    wrong = {problem.line for problem in preview.problems}
    if not wrong:
        return []
    return [(number, line, number in wrong) for number, line in enumerate(text.split("\n"), start=1)]
