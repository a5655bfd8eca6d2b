"""Pages that show the lists."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from fengqiao.domains.duties.contracts import RowRecord
from fengqiao.domains.duties.forms import DayForm
from fengqiao.domains.duties.queries import (
    get_list_page,
    list_cards,
)
from fengqiao.domains.duties.wording.fields import duty_row_fields
from fengqiao.foundation.scoping.permissions import paths_for
from fengqiao.foundation.scoping.requests import FengqiaoRequest


@login_required
@require_GET
def lists(request: FengqiaoRequest) -> HttpResponse:
    """This page will show each list that applies here, by its version in force today or on a day asked for."""
    form = DayForm(request.GET)
    on = form.cleaned_data["on"] if form.is_valid() else None
    context = {
        "cards": list_cards(actor=request.actor, on=on),
        "on": on,
        "form": form,
        "may_draft": _may(request, "duties.draft"),
        "may_see_drafts": _may(request, "duties.view_drafts"),
        "may_see_models": _may(request, "duties.view_models"),
    }
    return render(request, "duties/lists.html", context)


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
    return render(
        request,
        "duties/list.html",
        {
            "page": page,
            "rows": rows,
            "may_draft": _may(request, "duties.draft"),
            "may_see_drafts": _may(request, "duties.view_drafts"),
            "may_write_model": _may(request, "duties.write_model"),
        },
    )


@login_required
@require_GET
def document(request: FengqiaoRequest, code: str, version: int) -> HttpResponse:
    """This page will hand out the document, byte for byte as it was published."""
    page = get_list_page(actor=request.actor, code=code, version=version, unit_code=request.GET.get("unit", ""))
    response = HttpResponse(page.record.document.encode(), content_type="application/yaml; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{code}-{version}.yaml"'
    return response


def _may(request: FengqiaoRequest, permission: str) -> bool:
    return bool(paths_for(request.actor, permission))


def _machine_fields(row: RowRecord) -> list[tuple[str, str]]:
    """The machine's meaning of a row: everything but the words that stand on paper, without empty fields."""
    return [(label, value) for label, value in duty_row_fields(row)[3:] if value]
