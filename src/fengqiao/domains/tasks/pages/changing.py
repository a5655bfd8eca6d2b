"""The pages on which the officer changes the day: order, another day, a time told, a hold-up, own work."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from fengqiao.domains.places.contracts import UnknownAddressError
from fengqiao.domains.places.public import search_addresses
from fengqiao.domains.tasks.contracts import (
    ChangedDay,
    DayOverError,
    NotInTheDayError,
    PostponementState,
    Step,
    TaskRecord,
    TasksError,
    TaskState,
)
from fengqiao.domains.tasks.contracts.boundary import BeyondBoundaryError
from fengqiao.domains.tasks.forms import (
    HoldForm,
    MoveForm,
    PostponeForm,
    PromiseForm,
    ReleaseForm,
    WorkForm,
)
from fengqiao.domains.tasks.pages.day_context import day_context
from fengqiao.domains.tasks.pages.showing import Shelf
from fengqiao.domains.tasks.public import (
    add_own_work,
    contact_of,
    get_task,
    last_day_to_wait,
    move_in_day,
    postpone_task,
    promise_time,
    release_promise,
    replan_day,
    take_up_task,
)
from fengqiao.domains.tasks.wording import refusal_text
from fengqiao.foundation.clock.clock import local_now, today
from fengqiao.foundation.design.forms import focus_first_error
from fengqiao.foundation.scoping.contracts import NotAllowedError
from fengqiao.foundation.scoping.permissions import require_somewhere
from fengqiao.foundation.scoping.requests import FengqiaoRequest

ONE_DAY = datetime.timedelta(days=1)


@login_required
@require_GET
def change_day(request: FengqiaoRequest) -> HttpResponse:
    """The order of what is still to come, with what may be done to each."""
    require_somewhere(request.actor, "tasks.do_own")
    return render(request, "tasks/change.html", _order_context(request))


@login_required
@require_POST
def move(request: FengqiaoRequest, task_id: int) -> HttpResponse:
    """This door will move a task one place up or down; with htmx it answers with the order as it is now."""
    _own(request, task_id)
    form = MoveForm(request.POST)
    if form.is_valid():
        values = form.cleaned_data
        _try(
            request,
            lambda: move_in_day(
                actor=request.actor, task_id=task_id, step=Step(values["step"]), client_id=values["client_id"]
            ),
        )
    if request.headers.get("HX-Request"):
        return render(request, "tasks/_order.html", {**_order_context(request), "moved": task_id})
    return redirect(f"{reverse('tasks:change_day')}#task-{task_id}")


@login_required
@require_POST
def take_up(request: FengqiaoRequest, task_id: int) -> HttpResponse:
    """This door will put what was left out, or came since, into the day."""
    _own(request, task_id)
    client_id = request.POST.get("client_id", "")[:64]
    _try(request, lambda: take_up_task(actor=request.actor, task_id=task_id, client_id=client_id))
    return redirect("tasks:change_day")


@login_required
@require_http_methods(["GET", "POST"])
def postpone(request: FengqiaoRequest, task_id: int) -> HttpResponse:
    """Put a task off to another day, with the reason."""
    record = _own(request, task_id)
    last = last_day_to_wait(task=record)
    first = today() + ONE_DAY
    form = PostponeForm(request.POST or None, first=first, last=last, initial={"to_date": min(first, last)})
    if request.method == "POST" and form.is_valid():
        values = form.cleaned_data
        try:
            done = postpone_task(
                actor=request.actor,
                task_id=task_id,
                to_date=values["to_date"],
                reason=form.reason_words(),
                client_id=values["client_id"],
                promise=form.promise(),
            )
        except TasksError as error:
            form.add_error(None, _words(error))
        else:
            asked = gettext("A leader is asked to agree; until then it stays in today's list.")
            is_asked = done.state is PostponementState.ASKED
            messages.success(request, asked if is_asked else gettext("Postponed. The day is timed anew."))
            return redirect("tasks:today")
    days = [one for one in (first + n * ONE_DAY for n in range(4)) if one <= last]
    return _form(request, "tasks/postpone.html", form, task_id, {"last": last, "days": days})


@login_required
@require_http_methods(["GET", "POST"])
def promise(request: FengqiaoRequest, task_id: int) -> HttpResponse:
    """Note that somebody was told a time."""
    record = _own(request, task_id)
    contact = contact_of(record)
    form = PromiseForm(request.POST or None, initial={"to_whom": contact[0] if contact else ""})
    if request.method == "POST" and form.is_valid():
        client_id = form.cleaned_data["client_id"]
        try:
            changed = promise_time(actor=request.actor, task_id=task_id, promise=form.promise(), client_id=client_id)
        except TasksError as error:
            form.add_error(None, _words(error))
        else:
            _say(request, changed, gettext("Noted. From now on every plan keeps this time."))
            return redirect("tasks:change_day")
    return _form(request, "tasks/promise.html", form, task_id, {"release_form": ReleaseForm()})


@login_required
@require_POST
def release(request: FengqiaoRequest, task_id: int) -> HttpResponse:
    """This door will take a promised time back."""
    _own(request, task_id)
    form = ReleaseForm(request.POST)
    if not form.is_valid():
        return _form(request, "tasks/promise.html", PromiseForm(), task_id, {"release_form": form})
    values = form.cleaned_data
    _try(
        request,
        lambda: release_promise(
            actor=request.actor, task_id=task_id, note=values["note"], client_id=values["client_id"]
        ),
    )
    return redirect("tasks:change_day")


@login_required
@require_http_methods(["GET", "POST"])
def held_up(request: FengqiaoRequest) -> HttpResponse:
    """The day breaks: say by what and for how long; the rest is planned anew."""
    require_somewhere(request.actor, "tasks.do_own")
    moment = local_now()
    form = HoldForm(request.POST or None, initial={"ends": moment.strftime("%H:%M")})
    if request.method == "POST" and form.is_valid():
        try:
            changed = replan_day(actor=request.actor, hold=form.hold(), client_id=form.cleaned_data["client_id"])
        except TasksError as error:
            form.add_error(None, _words(error))
        else:
            words = gettext("The rest of the day is planned anew; %(count)d tasks found no room and wait openly.")
            _say(request, changed, words % {"count": len(changed.left_out)})
            return redirect("tasks:today")
    return _form(request, "tasks/held_up.html", form, None, {})


@login_required
@require_http_methods(["GET", "POST"])
def add_work(request: FengqiaoRequest) -> HttpResponse:
    """Add a piece of work of the own initiative."""
    require_somewhere(request.actor, "tasks.do_own")
    form = WorkForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        code = _address_code(request, form)
        if code is not None:
            try:
                is_report = request.POST.get("peoples_report") == "1"
                changed = add_own_work(
                    actor=request.actor,
                    work=form.work(address_code=code, is_peoples_report=is_report),
                    client_id=form.cleaned_data["client_id"],
                )
            except UnknownAddressError:
                _refuse_address(form)
            except BeyondBoundaryError as error:
                return _form(request, "tasks/add_work.html", form, None, {"clause": error.parameters["clause"]})
            except TasksError as error:
                form.add_error(None, _words(error))
            else:
                _say(request, changed, gettext("Added on your own initiative; the day is timed anew."))
                return redirect("tasks:change_day")
    return _form(request, "tasks/add_work.html", form, None, {})


def _address_code(request: FengqiaoRequest, form: WorkForm) -> str | None:
    text = form.cleaned_data["address"].strip()
    if not text:
        return ""
    found = search_addresses(actor=request.actor, text=text, limit=1)
    if found:
        return found[0].address.code
    _refuse_address(form)
    return None


def _refuse_address(form: WorkForm) -> None:
    form.add_error("address", gettext("No such address is known here; leave it empty for work at the station."))


def _own(request: FengqiaoRequest, task_id: int) -> TaskRecord:
    """Return an own task; a leader who looks at it cannot change an officer's day."""
    require_somewhere(request.actor, "tasks.do_own")
    record = get_task(actor=request.actor, task_id=task_id)
    if record.staff_id != request.actor.staff_id:
        raise NotAllowedError("tasks.do_own")
    return record


def _form(
    request: FengqiaoRequest, template: str, form: Form, task_id: int | None, more: dict[str, Any]
) -> HttpResponse:
    focus_first_error(form=form)
    one = Shelf().shown(get_task(actor=request.actor, task_id=task_id)) if task_id else None
    status = (
        422 if form.errors or more.get("clause") or (more.get("release_form") and more["release_form"].errors) else 200
    )
    return render(request, template, {"form": form, "one": one, **more}, status=status)


def _order_context(request: FengqiaoRequest) -> dict[str, Any]:
    context = day_context(actor=request.actor, staff_id=request.actor.staff_id, date=today())
    movable = [
        one for one in context["items"] if one.task.state in (TaskState.READY, TaskState.SIGNED_FOR) and one.item
    ]
    return {**context, "movable": movable}


def _try(request: FengqiaoRequest, act: Callable[[], ChangedDay]) -> None:
    try:
        _say(request, act(), "")
    except (DayOverError, NotInTheDayError):
        messages.warning(request, gettext("The day has moved on meanwhile; this is how it stands now."))
    except TasksError as error:
        messages.error(request, _words(error))


def _say(request: FengqiaoRequest, changed: ChangedDay, words: str) -> None:
    """Say what was done; whatever it breaks is said beside it and never left to be found."""
    if words:
        messages.success(request, words)
    for one in changed.broken:
        messages.warning(request, f"{one.title} · {one.place}: {one.words}")


def _words(error: TasksError) -> str:
    return refusal_text(str(error.parameters.get("reason", "")), error.parameters)
