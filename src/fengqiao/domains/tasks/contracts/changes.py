"""What becomes of a day: revisions of a plan, hold-ups, promised times, work put off, work added."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum

from fengqiao.domains.tasks.contracts.days import DayItem
from fengqiao.domains.tasks.contracts.refusals import TasksError
from fengqiao.domains.tasks.contracts.tasks import TaskRecord


class RevisionKind(StrEnum):
    """What made a plan what it is. The first two are the system's own."""

    MORNING = "morning"
    REPLANNED = "replanned"
    REORDERED = "reordered"
    POSTPONED = "postponed"
    ADDED = "added"
    PROMISED = "promised"
    HELD_UP = "held_up"
    TOGETHER = "together"
    """Somebody with whom work is done together changed the day, or cannot come."""


class PostponementState(StrEnum):
    ASKED = "asked"
    AGREED = "agreed"
    REFUSED = "refused"


class BreakCode(StrEnum):
    """When nobody is planned into anything. The value of the meal is that of stored inputs."""

    ROLL_CALL = "roll_call"
    MEAL = "noon"
    AWAY = "away"


class Step(StrEnum):
    """One place earlier or later in the order."""

    UP = "up"
    DOWN = "down"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hold:
    """From when to when somebody is held up, in minutes of the day; by an incident, or by what the note says."""

    from_minute: int
    to_minute: int
    incident_number: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """What was said to somebody: "I come at 15:00"."""

    minute: int
    to_whom: str


@dataclass(frozen=True, slots=True, kw_only=True)
class NewWork:
    """A piece of work of the officer's own. `basis`: why it is the police's to do, in a few words.

    `is_peoples_report`: somebody of the people came with it; it is heard even where another body handles it.
    """

    title: str
    minutes: int
    basis: str
    address_code: str = ""
    is_peoples_report: bool = False


@dataclass(frozen=True, slots=True)
class BrokenStop:
    """A stop that does not fit any more, and in words what it breaks."""

    task_id: int
    title: str
    place: str
    words: str


@dataclass(frozen=True, slots=True)
class ChangedDay:
    """A plan after a change. `broken`: what the new order breaks, openly; `left_out`: what found no room."""

    plan_id: int
    revision: int
    broken: tuple[BrokenStop, ...] = ()
    left_out: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class RevisionRecord:
    """One line of a plan's history. `actor_name` "": the system. `is_identical` None: it was not made again."""

    number: int
    kind: RevisionKind
    made_at: datetime.datetime
    actor_name: str
    note: str
    stops: int
    left_out: int
    is_identical: bool | None = None


@dataclass(frozen=True, slots=True)
class PostponementRecord:
    """What is put off, or asked to be."""

    id: int
    task: TaskRecord
    asked_by: str
    asked_at: datetime.datetime
    to_date: datetime.date
    reason: str
    state: PostponementState
    decided_by: str = ""
    answer: str = ""
    promised_minute: int | None = None
    promised_to: str = ""


@dataclass(frozen=True, slots=True)
class DayState:
    """What the pages show of a day beside its list: breaks and hold-ups, what is broken, put off, and its history."""

    breaks: tuple[tuple[str, float, float], ...]
    broken: dict[int, str]
    """Task → in words what its place in the day breaks."""
    postponed: tuple[PostponementRecord, ...]
    revisions: tuple[RevisionRecord, ...]
    carried_days: dict[int, int]
    """Task → on how many days before this one it was left out."""
    items: tuple[DayItem, ...] = ()


class PostponementRefusedError(TasksError):
    """The task cannot be put off to that day; `reason` tells why (a code of wording)."""

    code = "postponement_refused"


class PromiseRefusedError(TasksError):
    """The time cannot be promised: outside the row's hours or the shift, or the officer does not work that day."""

    code = "promise_refused"


class DayOverError(TasksError):
    """Only the plan of today can be changed."""

    code = "day_over"


class NotInTheDayError(TasksError):
    """The task has no place in the day that could be changed: it is done, begun or not on the list."""

    code = "not_in_the_day"


class HoldRefusedError(TasksError):
    """A hold-up needs a beginning before its end, and a cause."""

    code = "hold_refused"


class TogetherRefusedError(TasksError):
    """Somebody else would stand there alone, or nobody can come along; `reason` tells which (a code of wording)."""

    code = "together_refused"


class WorkRefusedError(TasksError):
    """A piece of own work needs a title, minutes and a basis, and must not be another's by the lists."""

    code = "work_refused"
