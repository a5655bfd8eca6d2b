"""Values that go into and come out of the duty engine."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Final, NamedTuple, Protocol

from fengqiao.engines.duties.conditions import Facts, FactValue, Requirement
from fengqiao.engines.duties.triggers import BecomesTrue, Campaign, Trigger, When
from fengqiao.primitives.position import Position
from fengqiao.primitives.reason import Reason

MINUTES_PER_DAY: Final = 24 * 60
# 1 is the most urgent, 5 the least: the same scale as an incident's priority.
HIGHEST_PRIORITY: Final = 1
LOWEST_PRIORITY: Final = 5
# Parts of a task's identity are joined by this sign, so no part may contain it.
UID_SEPARATOR: Final = "~"


class InvalidDutyRowError(ValueError):
    """A row of a duty list cannot be worked with; the message names the field."""

    code = "invalid_duty_row"


class InvalidDutyListError(ValueError):
    """Two rows of a list share a number."""

    code = "invalid_duty_list"


class DutyListNotInForceError(ValueError):
    """The list takes effect only after the day asked for."""

    code = "duty_list_not_in_force"


class InvalidIdentityError(ValueError):
    """An id contains the separator of task ids, so that two tasks could share one id."""

    code = "invalid_identity"


class WorkingDays(Protocol):
    """The one thing the engine asks of a holiday calendar."""

    def is_working_day(self, day: date, /) -> bool:
        """Tell whether the day is worked, make-up days included."""
        ...


class TaskKind(StrEnum):
    """The three kinds of task (规定任务, 推送任务, 指令任务)."""

    PRESCRIBED = "prescribed"
    PUSHED = "pushed"
    DIRECTIVE = "directive"


class SubjectKey(NamedTuple):
    """What a task is about, e.g. ("key_venue", "17")."""

    kind: str
    id: str


@dataclass(frozen=True, slots=True)
class Subject:
    """A premises, household, village … with the facts that conditions may look at.

    `since_date` is the day from which duties count for it (opened, linked to the officer …).
    """

    kind: str
    id: str
    label: str = ""
    position: Position | None = None
    beat_path: str = ""
    since_date: date | None = None
    facts: Facts = field(default_factory=dict)
    key: SubjectKey = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "key", SubjectKey(self.kind, self.id))


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened to one or more subjects; `at` carries its time zone."""

    kind: str
    id: str
    subjects: tuple[SubjectKey, ...]
    at: datetime
    facts: Facts = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Completion:
    """A finished task of a row, however it was raised."""

    uid: str
    row_number: int
    subject: SubjectKey
    completed_date: date


@dataclass(frozen=True, slots=True)
class Window:
    """When a task may be done.

    The task is open for `due_days` before it is due: a cycle, and a day before a holiday, fix the due
    day and the task opens earlier; an event and an ordinary calendar day fix the opening and the task
    is due later. `lapse_days` after the due day an undone task closes by itself; None: never.
    The minutes are minutes of the day between which the work is done.
    """

    opens_minute: int = 0
    closes_minute: int = MINUTES_PER_DAY
    due_days: int = 0
    lapse_days: int | None = None

    def __post_init__(self) -> None:
        if not 0 <= self.opens_minute < self.closes_minute <= MINUTES_PER_DAY:
            raise InvalidDutyRowError(f"window {self.opens_minute}–{self.closes_minute} is not within a day")
        if self.due_days < 0 or (self.lapse_days is not None and self.lapse_days < 0):
            raise InvalidDutyRowError("due_days and lapse_days must not be negative")


@dataclass(frozen=True, slots=True)
class TaskTemplate:
    """The standard of a task (任务标准件): how it is done, what shows that it was, how long it takes."""

    steps: tuple[str, ...]
    evidence: tuple[str, ...]
    minutes: int
    officers_needed: int = 1
    skills: tuple[str, ...] = ()
    """What whoever leads the work must be able to do."""

    def __post_init__(self) -> None:
        if self.minutes < 1 or self.officers_needed < 1:
            raise InvalidDutyRowError("minutes and officers_needed must be at least 1")


@dataclass(frozen=True, slots=True)
class ResolvedWhen:
    """The task is settled by an event on its subject, though nobody opened the task itself."""

    event_kind: str
    event_conditions: tuple[Requirement, ...] = ()


@dataclass(frozen=True, slots=True)
class DutyRow:
    """One row of a duty list. `since_date`: in force since, kept over versions of the list."""

    number: int
    duty: str
    basis: str
    owner_role: str
    subject_kind: str
    trigger: Trigger
    template: TaskTemplate
    sunset_date: date
    conditions: tuple[Requirement, ...] = ()
    window: Window = field(default_factory=Window)
    priority: int = 3
    mandatory: bool = False
    resolved_when: ResolvedWhen | None = None
    since_date: date | None = None

    def __post_init__(self) -> None:
        if not HIGHEST_PRIORITY <= self.priority <= LOWEST_PRIORITY:
            raise InvalidDutyRowError(f"priority {self.priority} is not between 1 and 5")

    @property
    def requirements(self) -> tuple[Requirement, ...]:
        """All that the row asks of the facts of its subject."""
        return (*self.conditions, *(self.trigger.conditions if isinstance(self.trigger, BecomesTrue) else ()))

    @property
    def task_kind(self) -> TaskKind:
        """Raised by data: pushed; by a campaign: a directive; else prescribed by the list."""
        if isinstance(self.trigger, Campaign):
            return TaskKind.DIRECTIVE
        return TaskKind.PUSHED if isinstance(self.trigger, When | BecomesTrue) else TaskKind.PRESCRIBED


@dataclass(frozen=True, slots=True)
class DutyList:
    """A version of a duty list with the day it takes effect."""

    code: str
    version: int
    effective_from: date
    rows: tuple[DutyRow, ...]

    def __post_init__(self) -> None:
        numbers = [row.number for row in self.rows]
        if len(set(numbers)) != len(numbers):
            raise InvalidDutyListError(f"two rows of {self.code} share a number")


@dataclass(frozen=True, slots=True)
class TaskProposal:
    """A task that the list asks for on a day. `uid` is the same on every recalculation."""

    uid: str
    list_code: str
    list_version: int
    row_number: int
    subject: Subject
    kind: TaskKind
    owner_role: str
    opens_date: date
    due_date: date
    closes_date: date | None
    opens_minute: int
    closes_minute: int
    minutes: int
    officers_needed: int
    priority: int
    mandatory: bool
    reason: Reason
    facts_used: Mapping[str, FactValue]

    def days_overdue(self, *, today: date) -> int:
        """Return how many days the due day has passed; 0 when it has not."""
        return max(0, (today - self.due_date) // timedelta(days=1))


def task_uid(*, subject: SubjectKey, event: str, list_code: str, row_number: int) -> str:
    """Return the identity "source~event~row" of a task.

    The version of the list is left out on purpose: a new version must not raise a task twice.
    """
    parts = (f"{subject.kind}:{subject.id}", event, f"{list_code}:{row_number}")
    uid = UID_SEPARATOR.join(parts)
    if uid.count(UID_SEPARATOR) != len(parts) - 1:
        raise InvalidIdentityError(f"{uid!r}: an id contains {UID_SEPARATOR!r}")
    return uid
