"""Tasks, their states, evidence and records."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from fengqiao.engines.duties.contracts import TaskKind
from fengqiao.primitives.position import Position
from fengqiao.primitives.reason import Reason


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
    """What shows that a task was done. No photo unless the law needs it.

    `started_at`, `done_at`: given when it is entered later than it was done (no network); else now.
    """

    result: CompletionResult
    note: str = ""
    answers: dict[str, str] = field(default_factory=dict)
    started_at: datetime.datetime | None = None
    done_at: datetime.datetime | None = None
    companions: tuple[int, ...] | None = None
    """Who came along to work for several, as whoever did it says; None: as it was planned."""


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
    duplicate_of: int | None = None
    """The task that is done in this one's place."""
    closes_date: datetime.date | None = None
    postponed_to: datetime.date | None = None
    promised_date: datetime.date | None = None
    promised_minute: int | None = None
    promised_to: str = ""
    is_own_initiative: bool = False
    basis: str = ""
    companions: tuple[int, ...] = ()
    """Who comes along today; of completed work who did."""
    companion_names: tuple[str, ...] = ()


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
