"""One task: steps, evidence, timeline, and what may be done with it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from fengqiao.domains.tasks.contracts import (
    OPEN_STATES,
    EvidenceMissingError,
    TaskState,
    TransitionRefusedError,
    WrongOfficerError,
)
from fengqiao.domains.tasks.forms import AssignForm, CompanionsForm, EvidenceForm, SendBackForm
from fengqiao.domains.tasks.forms.evaluation import DoneEarlierForm
from fengqiao.domains.tasks.pages.duplicates import about_duplicates
from fengqiao.domains.tasks.pages.showing import Shelf
from fengqiao.domains.tasks.pages.together import missing_words, together_words
from fengqiao.domains.tasks.public import (
    assign_task,
    colleagues_of,
    complete_task,
    contact_of,
    get_task,
    list_officers,
    meeting_of,
    send_back_task,
    sign_for_task,
    start_task,
    task_timeline,
)
from fengqiao.domains.tasks.wording import entry_text, result_text
from fengqiao.foundation.design.forms import focus_first_error
from fengqiao.foundation.scoping.permissions import holds, require
from fengqiao.foundation.scoping.requests import FengqiaoRequest

ASSIGNABLE = (TaskState.READY, TaskState.SIGNED_FOR, TaskState.SENT_BACK)


@login_required
@require_GET
def task(request: FengqiaoRequest, task_id: int) -> HttpResponse:
    """This page will show one task, as a page or as a part."""
    template = "tasks/_task.html" if "part" in request.GET else "tasks/task.html"
    return render(request, template, _context(request, task_id))


@login_required
@require_POST
def sign(request: FengqiaoRequest, task_id: int) -> HttpResponse:
    """This door will sign for a task."""
    try:
        sign_for_task(actor=request.actor, task_id=task_id)
    except TransitionRefusedError:
        _say_moved_on(request)
    return redirect("tasks:task", task_id)


@login_required
@require_POST
def start(request: FengqiaoRequest, task_id: int) -> HttpResponse:
    """This door will start a task."""
    try:
        start_task(actor=request.actor, task_id=task_id)
    except TransitionRefusedError:
        _say_moved_on(request)
    return redirect("tasks:task", task_id)


@login_required
@require_POST
def complete(request: FengqiaoRequest, task_id: int) -> HttpResponse:
    """Complete with the evidence asked for; what is missing is said beside its field."""
    context = _context(request, task_id)
    form = EvidenceForm(request.POST, asked=context["asked"])
    earlier = DoneEarlierForm(request.POST)
    along = CompanionsForm(request.POST, task=context["task"], colleagues=colleagues_of(context["task"]))
    if not all((form.is_valid(), earlier.is_valid(), along.is_valid())):
        return _again(request, context, form=form, earlier_form=earlier, along_form=along)
    evidence = along.with_companions(evidence=earlier.with_times(evidence=form.evidence()))
    try:
        complete_task(actor=request.actor, task_id=task_id, evidence=evidence)
    except TransitionRefusedError:
        _say_moved_on(request)
        return redirect("tasks:task", task_id)
    except EvidenceMissingError as error:
        form.add_error("note" if "reason" in error.parameters else None, missing_words(error))
        return _again(request, context, form=form, along_form=along)
    messages.success(request, gettext("Completed. On to the next one."))
    return redirect("tasks:today")


@login_required
@require_POST
def send_back(request: FengqiaoRequest, task_id: int) -> HttpResponse:
    """This door will send a task back, with the reason."""
    form = SendBackForm(request.POST)
    if not form.is_valid():
        return _again(request, _context(request, task_id), back_form=form)
    try:
        send_back_task(actor=request.actor, task_id=task_id, reason=form.cleaned_data["reason"])
    except TransitionRefusedError:
        _say_moved_on(request)
        return redirect("tasks:task", task_id)
    messages.success(request, gettext("Sent back. The duty leader decides who does it."))
    return redirect("tasks:today")


@login_required
@require_POST
def assign(request: FengqiaoRequest, task_id: int) -> HttpResponse:
    """Put a task on an officer's desk, by a leader."""
    context = _context(request, task_id)
    require(request.actor, "tasks.generate", context["task"].scope_path)
    form = AssignForm(request.POST, officers=context["officers"])
    if not form.is_valid():
        return _again(request, context, assign_form=form)
    try:
        assign_task(actor=request.actor, task_id=task_id, staff_id=form.cleaned_data["staff"])
    except TransitionRefusedError:
        _say_moved_on(request)
    except WrongOfficerError:
        messages.error(request, gettext("This officer is not of the task's station."))
    return redirect("tasks:task", task_id)


def _again(request: FengqiaoRequest, context: dict[str, Any], **wrong: Form) -> HttpResponse:
    """Show the page with what was written; the cursor stands in the first field that is wrong."""
    for form in wrong.values():
        focus_first_error(form=form)
    return render(request, "tasks/task.html", {**context, **wrong}, status=422)


def _context(request: FengqiaoRequest, task_id: int) -> dict[str, Any]:
    record = get_task(actor=request.actor, task_id=task_id)
    one = Shelf().shown(record)
    asked = one.row.evidence if one.row else ()
    is_own = record.staff_id is not None and record.staff_id == request.actor.staff_id
    may_assign = holds(request.actor, "tasks.generate", record.scope_path) and record.state in ASSIGNABLE
    may_cancel = holds(request.actor, "tasks.generate", record.scope_path) and record.state in OPEN_STATES
    officers = list_officers(station_path=record.station_path) if may_assign else []
    timeline = [
        {"entry": entry, "words": entry_text(entry.what)}
        for entry in task_timeline(actor=request.actor, task_id=task_id)
    ]
    return {
        "one": one,
        "task": record,
        "asked": asked,
        "contact": contact_of(record) if is_own else None,
        "timeline": timeline,
        "result": result_text(record.result) if record.result else "",
        "is_own": is_own,
        "form": EvidenceForm(asked=asked),
        "earlier_form": DoneEarlierForm(),
        "along_form": CompanionsForm(task=record, colleagues=colleagues_of(record) if is_own else ()),
        "together_words": together_words(one, meeting_of(record)),
        "back_form": SendBackForm(),
        "may_assign": may_assign,
        **about_duplicates(actor=request.actor, task=record, may_change=may_assign or may_cancel),
        "officers": officers,
        "assign_form": AssignForm(officers=officers),
        "is_ready": record.state is TaskState.READY,
        "is_signed": record.state is TaskState.SIGNED_FOR,
        "is_running": record.state is TaskState.IN_PROGRESS,
    }


def _say_moved_on(request: FengqiaoRequest) -> None:
    messages.warning(request, gettext("The task has moved on meanwhile; this is how it stands now."))
