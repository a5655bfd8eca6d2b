"""The officer's own figures and questions; closing a question."""

from __future__ import annotations

from itertools import groupby
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_POST

from fengqiao.domains.tasks.contracts.verifying import (
    AnswerKind,
    QuestionRefusedError,
    QuestionState,
    SecondPersonError,
)
from fengqiao.domains.tasks.forms.evaluation import AnswerForm, CloseQuestionForm, PlaceAndMonthForm
from fengqiao.domains.tasks.public import (
    answer_questions,
    close_question,
    month_of,
    own_month,
    own_questions,
    own_talks,
)
from fengqiao.foundation.clock.clock import today
from fengqiao.foundation.scoping.permissions import require_somewhere
from fengqiao.foundation.scoping.requests import FengqiaoRequest


@login_required
@require_GET
def own_figures(request: FengqiaoRequest) -> HttpResponse:
    """This page will answer: what did I do this month, and what do I have to explain?"""
    return render(request, "tasks/evaluation/own.html", _context(request))


def _context(request: FengqiaoRequest, wrong: Form | None = None) -> dict[str, Any]:
    require_somewhere(request.actor, "tasks.view_own")
    _, asked = PlaceAndMonthForm(request.GET).asked()
    month = month_of(asked or today())
    questions = own_questions(actor=request.actor)
    waiting = [one for one in questions if one.state is QuestionState.OPEN]
    days = [(date, list(found)) for date, found in groupby(waiting, key=lambda one: one.visited_date)]
    return {
        "figures": own_month(actor=request.actor, month=month) if request.actor.staff_id is not None else None,
        "month": month,
        "days": [
            {"date": date, "questions": found, "form": AnswerForm(questions=[one.id for one in found])}
            for date, found in days
        ],
        "answered": [one for one in questions if one.state is not QuestionState.OPEN],
        "talks": own_talks(actor=request.actor),
        "wrong_form": wrong,
    }


@login_required
@require_POST
def answer(request: FengqiaoRequest) -> HttpResponse:
    """This door will take one answer for the questions of a day."""
    require_somewhere(request.actor, "tasks.view_own")
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return render(request, "tasks/evaluation/own.html", _context(request, form), status=422)
    try:
        answer_questions(
            actor=request.actor,
            question_ids=form.cleaned_data["questions"],
            answer=AnswerKind(form.cleaned_data["answer"]),
            note=form.cleaned_data["note"],
        )
    except QuestionRefusedError:
        messages.warning(request, gettext("A leader has closed it meanwhile; this is how it stands now."))
    else:
        messages.success(request, gettext("Thank you. A leader reads it and closes it."))
    return redirect("tasks:own_figures")


@login_required
@require_POST
def close_visit_question(request: FengqiaoRequest, question_id: int) -> HttpResponse:
    """This door will close a question, with the leader's words."""
    require_somewhere(request.actor, "tasks.close_questions")
    form = CloseQuestionForm(request.POST)
    if not form.is_valid():
        messages.warning(request, gettext("Say in a few words how it is settled."))
        return redirect(f"{reverse('tasks:evaluation')}#questions")
    try:
        close_question(actor=request.actor, question_id=question_id, note=form.cleaned_data["note"])
    except SecondPersonError:
        messages.warning(request, gettext("A question about an own visit is closed by somebody else."))
    except QuestionRefusedError:
        messages.warning(request, gettext("Somebody has closed it meanwhile."))
    return redirect(f"{reverse('tasks:evaluation')}#questions")
