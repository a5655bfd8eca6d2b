"""One tap at the door: the usual answers are there already, shown before they are sent, and may be changed."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext
from django.views.decorators.http import require_POST

from fengqiao.domains.tasks.contracts import EvidenceMissingError, TaskState, TransitionRefusedError
from fengqiao.domains.tasks.forms import CompanionsForm, DoorForm, new_client_id
from fengqiao.domains.tasks.pages.showing import ShownTask
from fengqiao.domains.tasks.pages.together import missing_words
from fengqiao.domains.tasks.public import colleagues_of, evidence_asked, get_task, record_visit, usual_answers
from fengqiao.foundation.scoping.requests import FengqiaoRequest


@login_required
@require_POST
def at_the_door(request: FengqiaoRequest, task_id: int) -> HttpResponse:
    """This door will complete a task with one tap; where something is missing it leads to the whole form."""
    task = get_task(actor=request.actor, task_id=task_id)
    form = DoorForm(request.POST, asked=evidence_asked(task))
    along = CompanionsForm(request.POST, task=task, colleagues=colleagues_of(task))
    if not (form.is_valid() and along.is_valid()):
        return redirect("tasks:task", task_id)
    try:
        record_visit(actor=request.actor, task_id=task_id, evidence=along.with_companions(evidence=form.evidence()))
    except TransitionRefusedError:
        messages.warning(request, gettext("The task has moved on meanwhile; this is how it stands now."))
    except EvidenceMissingError as error:
        messages.warning(request, missing_words(error))
        return redirect("tasks:task", task_id)
    else:
        messages.success(request, gettext("Completed. On to the next one."))
    return redirect("tasks:today")


def door_context(one: ShownTask) -> dict[str, Any]:
    """This function will return what the buttons at the door send: the usual words, and what the row asks for."""
    asked = one.row.evidence if one.row else ()
    usual = usual_answers(task=one.task, asked=asked)
    has_all = one.task.is_own_initiative or (bool(usual) or not asked)
    return {
        "is_begun": one.task.state is TaskState.IN_PROGRESS,
        "has_usual": has_all,
        "answers": [(number, question, usual.get(question, "")) for number, question in enumerate(asked)],
        "nobody": gettext("nobody answered the door"),
        "declined": gettext("did not wish a visit today"),
        "client_id": new_client_id(),
        "along": CompanionsForm(task=one.task, colleagues=colleagues_of(one.task)).choices,
        "is_for_two": one.task.officers_needed == 2,
    }
