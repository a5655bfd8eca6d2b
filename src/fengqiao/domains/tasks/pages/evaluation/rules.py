"""The rules of evaluation: read by everybody who reads the figures, written by a bureau."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from fengqiao.domains.tasks.contracts.verifying import RulesInvalidError
from fengqiao.domains.tasks.forms.evaluation import RulesForm
from fengqiao.domains.tasks.pages.evaluation.asking import asked_place
from fengqiao.domains.tasks.public import list_rules_versions, rules_at, save_rules
from fengqiao.domains.tasks.wording import problem_text
from fengqiao.foundation.scoping.permissions import holds, require_somewhere
from fengqiao.foundation.scoping.requests import FengqiaoRequest


@login_required
@require_GET
def rules(request: FengqiaoRequest) -> HttpResponse:
    """This page will show the pairs and limits that apply here, and why."""
    return render(request, "tasks/evaluation/rules.html", _context(request))


def _context(request: FengqiaoRequest, **wrong: Any) -> dict[str, Any]:
    path = asked_place(request).path
    record = rules_at(path=path)
    return {
        "path": path,
        "record": record,
        "versions": list_rules_versions(path=path),
        "may_write": holds(request.actor, "tasks.set_evaluation_rules", path),
        "form": RulesForm(initial={"unit": path, "document": record.document}),
        **wrong,
    }


@login_required
@require_POST
def write_rules(request: FengqiaoRequest) -> HttpResponse:
    """This door will store a further version, or say everything that is wrong in it."""
    require_somewhere(request.actor, "tasks.set_evaluation_rules")
    form = RulesForm(request.POST)
    if not form.is_valid():
        return render(request, "tasks/evaluation/rules.html", _context(request, form=form), status=422)
    path = form.cleaned_data["unit"]
    try:
        record = save_rules(actor=request.actor, unit_path=path, document=form.cleaned_data["document"])
    except RulesInvalidError as error:
        problems = [(place, problem_text(code)) for place, code in error.problems]
        context = _context(request, form=form, problems=problems)
        return render(request, "tasks/evaluation/rules.html", context, status=422)
    messages.success(request, gettext("Version %(version)d applies from now on.") % {"version": record.version})
    return redirect(f"{reverse('tasks:evaluation_rules')}?unit={path}")
