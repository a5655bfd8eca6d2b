"""Reads of questions about visits: an officer the own ones, a leader those of the station; counts for nobody else."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence

from django.db.models import Count, F, QuerySet

from fengqiao.domains.tasks.contracts.verifying import (
    AnswerKind,
    AskedVisit,
    QuestionKind,
    QuestionState,
    VisitQuestionRecord,
)
from fengqiao.domains.tasks.models import Task, VisitQuestion
from fengqiao.domains.tasks.queries.evaluation.months import next_month
from fengqiao.domains.tasks.wording import in_language
from fengqiao.foundation.scoping.contracts import Actor
from fengqiao.foundation.scoping.permissions import paths_for, require

MOST_LISTED = 100


def question_record(row: VisitQuestion) -> VisitQuestionRecord:
    """This function will turn a row into the value that others may hold."""
    return VisitQuestionRecord(
        id=row.pk,
        kind=QuestionKind(row.kind),
        state=QuestionState(row.state),
        staff_id=row.staff_id,
        staff_name=row.staff.name,
        station_path=row.station_path,
        visited_date=row.visited_date,
        visit=_visit(row.task),
        other=_visit(row.other) if row.other else None,
        measured=row.measured,
        answer=AnswerKind(row.answer) if row.answer else None,
        answer_note=row.answer_note,
        answered_at=row.answered_at,
        close_note=row.close_note,
        closed_by=row.closed_by.name if row.closed_by else "",
        closed_at=row.closed_at,
    )


def _visit(task: Task) -> AskedVisit:
    assert task.started_at is not None
    assert task.completed_at is not None
    return AskedVisit(
        task.pk,
        in_language(task.title_zh, task.title_en),
        task.subject_label,
        task.started_at,
        task.completed_at,
        task.minutes,
    )


def rows_with_visits() -> QuerySet[VisitQuestion]:
    """This function will select questions with what their records need."""
    return VisitQuestion.objects.select_related("task", "other", "staff", "closed_by")


def own_questions(*, actor: Actor) -> Sequence[VisitQuestionRecord]:
    """This function will list the questions about the actor's own visits, those not yet closed first."""
    if actor.staff_id is None or not paths_for(actor, "tasks.view_own"):
        return []
    rows = rows_with_visits().filter(staff_id=actor.staff_id).order_by("-visited_date", "pk")[:MOST_LISTED]
    return sorted((question_record(row) for row in rows), key=lambda one: one.state is QuestionState.CLOSED)


def station_questions(*, actor: Actor, station_path: str) -> Sequence[VisitQuestionRecord]:
    """This function will list a station's open questions for its leaders, day by day.

    Raises NotVisibleError, NotAllowedError.
    """
    require(actor, "tasks.close_questions", station_path, view="tasks.evaluate")
    rows = rows_with_visits().filter(station_path=station_path).exclude(state=QuestionState.CLOSED)
    return [question_record(row) for row in rows.order_by("-visited_date", "task__started_at", "pk")[:MOST_LISTED]]


def question_counts(*, under: str, month: datetime.date) -> Mapping[tuple[str, str, int], int]:
    """This function will count by (place, list, row) the visits of a month that were asked about, each once."""
    rows = (
        VisitQuestion.objects.filter(
            scope_path__startswith=under, visited_date__gte=month, visited_date__lt=next_month(month)
        )
        .values("scope_path", code=F("task__list_code"), number=F("task__row_number"))
        .annotate(visits=Count("task_id", distinct=True))
    )
    return {(row["scope_path"], row["code"], row["number"]): row["visits"] for row in rows}


def open_question_count(*, staff_id: int) -> int:
    """This function will count the questions that wait for an officer's answer."""
    return VisitQuestion.objects.filter(staff_id=staff_id, state=QuestionState.OPEN).count()
