"""What shows that a task was done: when, by whom together, and what its standard asks for."""

from __future__ import annotations

import datetime

from fengqiao.domains.organisation.public import list_appointments
from fengqiao.domains.tasks.contracts import (
    CompletionResult,
    Evidence,
    EvidenceMissingError,
    WorkTimesError,
    WrongOfficerError,
)
from fengqiao.domains.tasks.models import Task
from fengqiao.domains.tasks.queries.tasks import evidence_asked
from fengqiao.foundation.clock.clock import today


def work_times(
    *, task: Task, evidence: Evidence, recorded_at: datetime.datetime
) -> tuple[datetime.datetime, datetime.datetime]:
    """This function will return when the work began and ended: as stamped, or as given for what is entered later.

    Raises WorkTimesError.
    """
    ended = evidence.done_at or recorded_at
    began = evidence.started_at or task.started_at or ended
    if ended > recorded_at or began > ended:
        raise WorkTimesError(began=began, ended=ended)
    return began, ended


def who_came_along(*, task: Task, evidence: Evidence) -> list[int]:
    """This function will return who was there too, as whoever did it says; unsaid, as it was planned.

    Work for several done alone needs a word about it. Raises WrongOfficerError, EvidenceMissingError.
    """
    if task.officers_needed == 1:
        return []
    if evidence.companions is None:
        return list(task.companions)
    companions = list(dict.fromkeys(evidence.companions))
    for one in companions:
        if one == task.staff_id or not list_appointments(on=today(), under=task.station_path, staff_id=one):
            raise WrongOfficerError(staff_id=one)
    if not companions and evidence.result is CompletionResult.DONE and not evidence.note.strip():
        raise EvidenceMissingError(missing="note", reason="alone")
    return companions


def check_evidence(*, task: Task, evidence: Evidence) -> None:
    """This function will refuse what lacks something that the standard asks for. Raises EvidenceMissingError.

    A note or an answer counts; nobody there, or declined, needs only a note.
    """
    asked = evidence_asked(task)
    if evidence.result is not CompletionResult.DONE:
        if not evidence.note.strip():
            raise EvidenceMissingError(missing="note")
        return
    missing = [one for one in asked if not evidence.answers.get(one, "").strip()]
    if len(asked) == 1 and evidence.note.strip():
        return
    if missing:
        raise EvidenceMissingError(missing="、".join(missing))
