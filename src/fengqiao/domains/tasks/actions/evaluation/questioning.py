"""Use cases: ask about visits that cannot have been so; the officer answers, a leader closes."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence

from django.db import transaction

from fengqiao.domains.tasks.contracts.verifying import (
    AnswerKind,
    NoteMissingError,
    QuestionState,
    SecondPersonError,
    VisitQuestionMoved,
    VisitQuestionRecord,
)
from fengqiao.domains.tasks.models import VisitQuestion
from fengqiao.domains.tasks.queries.evaluation.impossible import Found, impossible_visits
from fengqiao.domains.tasks.queries.evaluation.questions import question_record, rows_with_visits
from fengqiao.domains.tasks.queries.evaluation.rules import rules_at, rules_by_path, units_with_rules
from fengqiao.domains.tasks.workflow.evaluation.second_looks import require_open
from fengqiao.foundation.audit.recording import record
from fengqiao.foundation.clock.clock import local_zone, now
from fengqiao.foundation.events.publishing import publish, publish_all
from fengqiao.foundation.scoping.contracts import Actor, NotVisibleError
from fengqiao.foundation.scoping.permissions import require

KIND = "visit_question"


@transaction.atomic
def ask_about_visits(*, actor: Actor, from_at: datetime.datetime, to_at: datetime.datetime, under: str = "") -> int:
    """This function will raise a question for each impossible visit of a span and return how many are new.

    A visit that was asked about before is not asked about again. Raises NotAllowedError.
    """
    require(actor, "tasks.close_questions", under)
    found = _found(from_at, to_at, under)
    known = set(
        VisitQuestion.objects.filter(task_id__in=[one.task_id for one in found]).values_list(
            "kind", "task_id", "other_id", "staff_id"
        )
    )
    fresh = [one for one in found if (one.kind.value, one.task_id, one.other_id, one.staff_id) not in known]
    if not fresh:
        return 0
    VisitQuestion.objects.bulk_create([_row(one) for one in fresh], ignore_conflicts=True)
    record(
        actor=actor,
        action="ask_about_visits",
        object_kind=KIND,
        object_id="batch",
        scope_path=under,
        details={"count": len(fresh), "tasks": [one.task_id for one in fresh]},
    )
    publish_all(
        [
            VisitQuestionMoved(scope_path=path, object_id="batch", state=QuestionState.OPEN)
            for path in sorted({one.station_path for one in fresh})
        ],
        actor=actor,
    )
    return len(fresh)


def _found(from_at: datetime.datetime, to_at: datetime.datetime, under: str) -> list[Found]:
    """Each part of the tree that has rules of its own is asked by them, the rest by those above."""
    found: list[Found] = []
    for unit in sorted({under, *units_with_rules(under=under)}):
        rules = rules_at(path=unit)
        visits = impossible_visits(from_at=from_at, to_at=to_at, under=unit, rules=rules.rules)
        of = rules_by_path(paths={one.station_path for one in visits})
        found += [one for one in visits if of[one.station_path].unit_path == rules.unit_path]
    return found


def _row(one: Found) -> VisitQuestion:
    return VisitQuestion(
        kind=one.kind,
        state=QuestionState.OPEN,
        task_id=one.task_id,
        other_id=one.other_id,
        staff_id=one.staff_id,
        station_path=one.station_path,
        scope_path=one.scope_path,
        visited_date=one.started_at.astimezone(local_zone()).date(),
        raised_at=now(),
        measured=dict(one.measured),
    )


@transaction.atomic
def answer_questions(
    *, actor: Actor, question_ids: Iterable[int], answer: AnswerKind, note: str = ""
) -> Sequence[VisitQuestionRecord]:
    """This function will answer questions about the own visits at once, e.g. those of a day entered in one go.

    Raises NotVisibleError when one is not about an own visit, QuestionRefusedError when one is closed,
    NoteMissingError when another answer than the listed ones comes without words.
    """
    wanted = set(question_ids)
    rows = list(VisitQuestion.objects.select_for_update().filter(pk__in=wanted).order_by("pk"))
    if not rows or len(rows) < len(wanted) or any(row.staff_id != actor.staff_id for row in rows):
        raise NotVisibleError
    if answer is AnswerKind.OTHER and not note.strip():
        raise NoteMissingError
    for row in rows:
        require_open(QuestionState(row.state))
        row.state, row.answer, row.answer_note, row.answered_at = QuestionState.ANSWERED, answer, note.strip(), now()
        row.save(update_fields=["state", "answer", "answer_note", "answered_at"])
        _tell(actor, row, "answer_visit_question", {"answer": answer.value})
    return [question_record(one) for one in rows_with_visits().filter(pk__in=wanted).order_by("pk")]


@transaction.atomic
def close_question(*, actor: Actor, question_id: int, note: str) -> VisitQuestionRecord:
    """This function will close a question with the leader's words; nobody closes one about an own visit.

    Raises NotVisibleError, NotAllowedError, SecondPersonError, QuestionRefusedError, NoteMissingError.
    """
    row = VisitQuestion.objects.select_for_update().filter(pk=question_id).first()
    if row is None:
        raise NotVisibleError
    require(actor, "tasks.close_questions", row.station_path, view="tasks.close_questions")
    if actor.staff_id is None or row.staff_id == actor.staff_id:
        raise SecondPersonError
    require_open(QuestionState(row.state))
    if not note.strip():
        raise NoteMissingError
    row.state, row.close_note, row.closed_by_id, row.closed_at = (
        QuestionState.CLOSED,
        note.strip(),
        actor.staff_id,
        now(),
    )
    row.save(update_fields=["state", "close_note", "closed_by", "closed_at"])
    _tell(actor, row, "close_visit_question", {})
    return question_record(rows_with_visits().get(pk=row.pk))


def _tell(actor: Actor, row: VisitQuestion, action: str, details: dict[str, object]) -> None:
    record(
        actor=actor,
        action=action,
        object_kind=KIND,
        object_id=row.pk,
        scope_path=row.station_path,
        details={"to": row.state, "task": row.task_id, **details},
    )
    publish(VisitQuestionMoved(scope_path=row.station_path, object_id=str(row.pk), state=row.state), actor=actor)
