"""Second looks: calls that confirm a visit, and questions about visits that cannot have been so."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, ClassVar

from fengqiao.domains.tasks.contracts.evaluation import Share
from fengqiao.domains.tasks.contracts.refusals import TasksError
from fengqiao.foundation.events.contracts import DomainEvent


class VerificationState(StrEnum):
    """A drawn visit until its call is answered; one that is not confirmed opens a talk, and a talk is closed."""

    DRAWN = "drawn"
    NOT_REACHED = "not_reached"
    CONFIRMED = "confirmed"
    REACHED = "reached"
    DECLINED = "declined"
    IN_TALK = "in_talk"
    TALKED = "talked"


TO_CALL = (VerificationState.DRAWN, VerificationState.NOT_REACHED)


class CallOutcome(StrEnum):
    """What the call brought. `reached`: spoken to, but could not say; `declined`: does not wish to be asked."""

    CONFIRMED = "confirmed"
    NOT_CONFIRMED = "not_confirmed"
    REACHED = "reached"
    DECLINED = "declined"
    NOT_REACHED = "not_reached"


@dataclass(frozen=True, slots=True)
class DrawRecord:
    """One drawing: all that makes it again. `left_out`: why visits could not be drawn → how many."""

    id: int
    station_path: str
    from_date: datetime.date
    to_date: datetime.date
    drawn_at: datetime.datetime
    drawn_by: str
    seed: int
    places: int
    drawn: int
    candidates: int
    left_out: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class VerificationRecord:
    """A visit to be confirmed, with the notes of both sides once there are two."""

    id: int
    draw_id: int
    task_id: int
    state: VerificationState
    title: str
    subject_kind: str
    subject_id: str
    subject_label: str
    address_text: str
    scope_path: str
    station_path: str
    list_code: str
    row_number: int
    completed_at: datetime.datetime
    doer_id: int
    doer_name: str
    verifier_name: str
    call_note: str
    called_at: datetime.datetime | None
    calls: int
    officer_note: str
    talk_note: str
    is_explained: bool | None
    closed_by: str
    closed_at: datetime.datetime | None


@dataclass(frozen=True, slots=True)
class SampleResult:
    """What the calls of a period brought; the share is of those who could say."""

    drawn: int
    to_call: int
    not_reached: int
    declined: int
    could_not_say: int
    in_talk: int
    confirmed: Share


class QuestionKind(StrEnum):
    """Why a visit is asked about: it crosses another, could not be reached in time, or is far shorter than its row."""

    OVERLAP = "overlap"
    NO_TRAVEL = "no_travel"
    TOO_SHORT = "too_short"


class QuestionState(StrEnum):
    OPEN = "open"
    ANSWERED = "answered"
    CLOSED = "closed"


class AnswerKind(StrEnum):
    """What the officer says to it; a closed list, with room for words."""

    ENTERED_LATE = "entered_late"
    AT_ONE_PLACE = "at_one_place"
    SHARED_WORK = "shared_work"
    QUICKLY_DONE = "quickly_done"
    WRONG_ADDRESS = "wrong_address"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class AskedVisit:
    """One of the visits that a question is about."""

    task_id: int
    title: str
    subject_label: str
    started_at: datetime.datetime
    completed_at: datetime.datetime
    minutes: int


@dataclass(frozen=True, slots=True)
class VisitQuestionRecord:
    """A question with both visits, what was measured, the officer's answer and how it was closed."""

    id: int
    kind: QuestionKind
    state: QuestionState
    staff_id: int
    staff_name: str
    station_path: str
    visited_date: datetime.date
    visit: AskedVisit
    other: AskedVisit | None
    measured: Mapping[str, Any]
    answer: AnswerKind | None
    answer_note: str
    answered_at: datetime.datetime | None
    close_note: str
    closed_by: str
    closed_at: datetime.datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class VerificationMoved(DomainEvent):
    """A visit was drawn, called about or talked about."""

    kind: ClassVar[str] = "tasks.verification_moved"
    permission: ClassVar[str] = "tasks.verify"

    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitQuestionMoved(DomainEvent):
    """A question about a visit was raised, answered or closed: for the station's leaders, never public."""

    kind: ClassVar[str] = "tasks.visit_question_moved"
    permission: ClassVar[str] = "tasks.close_questions"

    state: str


class SecondPersonError(TasksError):
    """Whoever did the visit, was there, or is being confirmed by its doer in the same drawing cannot confirm it."""

    code = "second_person"


class VerificationRefusedError(TasksError):
    """The verification is not in a state from which this act is possible."""

    code = "verification_refused"


class QuestionRefusedError(TasksError):
    """The question is not in a state from which this act is possible."""

    code = "question_refused"


class NoteMissingError(TasksError):
    """This act needs some words."""

    code = "note_missing"


class NothingToDrawError(TasksError):
    """No visit of the period can be drawn."""

    code = "nothing_to_draw"


class RulesInvalidError(TasksError):
    """The document of the rules has problems: (line, place, code, detail) each."""

    code = "rules_invalid"

    def __init__(self, problems: tuple[tuple[str, str], ...]) -> None:
        super().__init__(problems=problems)
        self.problems = problems
