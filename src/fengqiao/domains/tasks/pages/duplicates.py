"""Two tasks ask for the same work: the leader keeps one."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from fengqiao.domains.tasks.contracts import NotADuplicateError, TaskRecord, TransitionRefusedError
from fengqiao.domains.tasks.forms import DuplicateForm
from fengqiao.domains.tasks.public import cancel_as_duplicate, get_task, list_possible_originals, title_of_task
from fengqiao.domains.tasks.wording import state_text
from fengqiao.foundation.scoping.contracts import Actor
from fengqiao.foundation.scoping.permissions import require
from fengqiao.foundation.scoping.requests import FengqiaoRequest


@login_required
@require_POST
def duplicate(request: FengqiaoRequest, task_id: int) -> HttpResponse:
    """This door will cancel a task as a duplicate of another one."""
    task = get_task(actor=request.actor, task_id=task_id)
    require(request.actor, "tasks.generate", task.scope_path)
    form = DuplicateForm(request.POST, originals=_choices(request.actor, task_id))
    if not form.is_valid():
        messages.error(request, gettext("Choose the task that is kept."))
        return redirect("tasks:task", task_id)
    try:
        cancel_as_duplicate(actor=request.actor, task_id=task_id, kept_id=form.cleaned_data["kept"])
    except TransitionRefusedError:
        messages.warning(request, gettext("The task has moved on meanwhile; this is how it stands now."))
    except NotADuplicateError:
        messages.error(request, gettext("Choose the task that is kept."))
    return redirect("tasks:task", task_id)


def about_duplicates(*, actor: Actor, task: TaskRecord, may_change: bool) -> dict[str, Any]:
    """This function will return what the page of a task shows: the pointer, or the form with what it may point to."""
    originals = _choices(actor, task.id) if may_change else []
    return {
        "duplicate_form": DuplicateForm(originals=originals) if originals else None,
        "kept_title": title_of_task(task_id=task.duplicate_of) if task.duplicate_of else "",
    }


def _choices(actor: Actor, task_id: int) -> list[tuple[int, str]]:
    return [
        (one.id, f"{one.title} · {one.subject_label} · {state_text(one.state)}")
        for one in list_possible_originals(actor=actor, task_id=task_id)
    ]
