"""The page that changes single values of one row of a draft."""

from __future__ import annotations

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext

from fengqiao.domains.duties.actions import save_draft_row
from fengqiao.domains.duties.contracts import DutiesError
from fengqiao.domains.duties.forms import RowForm
from fengqiao.domains.duties.queries import get_draft_row
from fengqiao.domains.duties.wording.refusals import refusal_words
from fengqiao.foundation.scoping.requests import FengqiaoRequest


@login_required
def draft_row(request: FengqiaoRequest, draft_id: int, number: int) -> HttpResponse:
    """This page will change values of one row; the draft shows at once what that means."""
    row = get_draft_row(actor=request.actor, draft_id=draft_id, number=number)
    form = RowForm(request.POST or None, values=row.values, initial={"seen_digest": row.record.digest})
    if request.method == "POST" and form.is_valid():
        try:
            save_draft_row(
                actor=request.actor,
                draft_id=draft_id,
                number=number,
                values=form.values,
                seen_digest=form.cleaned_data["seen_digest"],
            )
        except DutiesError as error:
            messages.error(request, refusal_words(error.code))
        else:
            messages.success(request, gettext("Saved."))
            return redirect("duties:draft", draft_id=draft_id)
    return render(request, "duties/draft_row.html", {"row": row, "form": form})
