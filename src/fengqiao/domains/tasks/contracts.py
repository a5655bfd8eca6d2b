"""Values, events and errors of tasks, day lists and their completion."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, ClassVar

from fengqiao.engines.duties.contracts import Event as DutyEvent
from fengqiao.engines.duties.contracts import Subject, TaskKind
from fengqiao.foundation.events.contracts import DomainEvent
from fengqiao.primitives.position import Position
from fengqiao.primitives.reason import Reason
from fengqiao.primitives.refusal import RefusalError

__all__ = ["DutyEvent", "Subject", "TaskKind"]


class TaskState(StrEnum):
    READY = "ready"
    SIGNED_FOR = "signed_for"
    IN_PROGRESS = "in_progress"
    COMPLETED = "completed"
    SENT_BACK = "sent_back"
    CANCELLED = "cancelled"
    LAPSED = "lapsed"


OPEN_STATES = frozenset({TaskState.READY, TaskState.SIGNED_FOR, TaskState.IN_PROGRESS})


class CompletionResult(StrEnum):
    """What came of it; nobody home and declined are honest answers, not failures."""

    DONE = "done"
    NOBODY_THERE = "nobody_there"
    DECLINED = "declined"


@dataclass(frozen=True, slots=True)
class DutySourceQuery:
    """What the morning asks a source for: everything below `under`, events back to `since`."""

    under: str
    today: datetime.date
    since: datetime.datetime


@dataclass(frozen=True, slots=True)
class DutySourceAnswer:
    """Subjects and events that a domain knows. Facts may name `officer_number`: whose task it is."""

    subjects: Sequence[Subject] = ()
    events: Sequence[DutyEvent] = ()


DutySource = Callable[[DutySourceQuery], DutySourceAnswer]
"""Registered in config/wiring.py with `register_duty_source(name, source)` of tasks.public."""


@dataclass(frozen=True, slots=True)
class NewCompletion:
    """A duty done in the past, imported: cycles start from it."""

    list_code: str
    row_number: int
    subject_kind: str
    subject_id: str
    unit_code: str
    staff_number: str
    completed_at: datetime.datetime
    minutes: int


@dataclass(frozen=True, slots=True)
class Evidence:
    """What shows that a task was done. No photo unless the law needs it."""

    result: CompletionResult
    note: str = ""
    answers: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TaskRecord:
    """One thing to do, with its why: list, version, row, reason and the facts used."""

    id: int
    uid: str
    kind: TaskKind
    state: TaskState
    title: str
    subject_kind: str
    subject_id: str
    subject_label: str
    position: Position | None
    address_text: str
    scope_path: str
    staff_id: int | None
    staff_name: str
    list_code: str
    list_version: int
    row_number: int
    reason: Reason
    reason_text: str
    facts_used: dict[str, Any]
    opens_date: datetime.date
    due_date: datetime.date
    opens_minute: int
    closes_minute: int
    minutes: int
    officers_needed: int
    priority: int
    mandatory: bool
    completed_at: datetime.datetime | None
    result: CompletionResult | None
    note: str
    reassigned_from: str = ""
    signed_for_at: datetime.datetime | None = None
    started_at: datetime.datetime | None = None
    minutes_spent: int | None = None
    answers: dict[str, str] = field(default_factory=dict)
    attempt: int = 1
    station_path: str = ""


@dataclass(frozen=True, slots=True)
class DayItem:
    """A task with its place in the day: minutes after local midnight."""

    task: TaskRecord
    order: int
    arrives_minute: float
    starts_minute: float
    ends_minute: float
    travel_minutes: float


@dataclass(frozen=True, slots=True)
class DayListRecord:
    """An officer's list: what fits, in route order; what does not, openly at the end with its reason."""

    staff_id: int
    staff_name: str
    date: datetime.date
    shift_opens_minute: int
    shift_closes_minute: int
    items: tuple[DayItem, ...]
    left_out: tuple[tuple[TaskRecord, str], ...]
    work_minutes: float
    travel_minutes: float
    algorithm: str
    seed: int
    iterations: int
    digest: str
    signed_for_at: datetime.datetime | None = None
    waiting: tuple[tuple[str, int], ...] = ()
    """How many tasks of a duty queue behind this list: (title, count)."""
    arrived: tuple[TaskRecord, ...] = ()
    """What came after the plan was made, e.g. a pushed task at noon."""


@dataclass(frozen=True, slots=True)
class MorningReport:
    """What a generation did. A second run for the same date has `created` 0."""

    date: datetime.date
    proposed: int
    created: int
    kept: int
    reassigned: int
    lapsed: int
    officers: int


@dataclass(frozen=True, slots=True)
class ReplayReport:
    """An officer's list made again from its stored inputs. `differences` name what came out otherwise."""

    staff_id: int
    date: datetime.date
    is_identical: bool
    was_stopped: bool
    tasks: int
    digest: str
    differences: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OfficerLoad:
    """One officer's row on the station's page: minutes and counts, never a rank."""

    staff_id: int
    staff_name: str
    place: str
    is_absent: bool
    planned: int
    completed: int
    work_minutes: float
    travel_minutes: float
    shift_minutes: int
    signed_for_at: datetime.datetime | None


@dataclass(frozen=True, slots=True)
class StationDay:
    """Who does what in a station on a day; what nobody has; what stands in for whom; what is left out or sent back."""

    station_path: str
    station_name: str
    date: datetime.date
    officers: tuple[OfficerLoad, ...]
    unassigned: tuple[TaskRecord, ...]
    reassigned: tuple[TaskRecord, ...]
    left_out: tuple[tuple[TaskRecord, str], ...]
    sent_back: tuple[TaskRecord, ...]


@dataclass(frozen=True, slots=True)
class TaskCounts:
    """Tasks of a day below a path: on today's lists, by state, and the minutes they ask for.

    `completed` counts everything done that day; `listed_completed` and `completed_on_time` what stood on its lists.
    `due`: to be done by the day's end, on a list or not; `due_completed`: those of them that were, in time.
    """

    listed: int
    signed_for: int
    completed: int
    completed_on_time: int
    due: int
    left_out: int
    planned_minutes: int
    officers: int
    listed_completed: int = 0
    due_completed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class MorningListsMade(DomainEvent):
    kind: ClassVar[str] = "tasks.morning_lists_made"
    permission: ClassVar[str] = "tasks.count"

    date: datetime.date
    created: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskMoved(DomainEvent):
    """A task changed its state."""

    kind: ClassVar[str] = "tasks.task_moved"
    permission: ClassVar[str] = "tasks.count"

    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskCompleted(DomainEvent):
    kind: ClassVar[str] = "tasks.task_completed"
    permission: ClassVar[str] = "tasks.count"

    task_uid: str
    subject_kind: str
    subject_id: str
    result: str


class TasksError(RefusalError):
    """Base of what tasks refuses."""

    code = "tasks"


class TransitionRefusedError(TasksError):
    """The task is not in a state from which this act is possible."""

    code = "transition_refused"


class EvidenceMissingError(TasksError):
    """The template asks for evidence that was not given."""

    code = "evidence_missing"


class WrongOfficerError(TasksError):
    """The person is not of the task's station."""

    code = "wrong_officer"


class StationUnknownError(TasksError):
    """No police station lies at that place of the tree."""

    code = "station_unknown"
