"""Events of tasks."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import ClassVar

from fengqiao.foundation.events.contracts import DomainEvent


@dataclass(frozen=True, slots=True, kw_only=True)
class MorningListsMade(DomainEvent):
    kind: ClassVar[str] = "tasks.morning_lists_made"
    permission: ClassVar[str] = "tasks.count"

    date: datetime.date
    created: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TasksGenerated(DomainEvent):
    """The tasks of several stations were worked out together; their day plans follow."""

    kind: ClassVar[str] = "tasks.generated"
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


@dataclass(frozen=True, slots=True, kw_only=True)
class DayChanged(DomainEvent):
    """An officer's plan has a new revision."""

    kind: ClassVar[str] = "tasks.day_changed"
    permission: ClassVar[str] = "tasks.count"

    change: str
    revision: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DirectiveRaised(DomainEvent):
    """What was taken on from outside the lists became tasks; the first of them is named."""

    kind: ClassVar[str] = "tasks.directive_raised"
    permission: ClassVar[str] = "tasks.count"

    tasks: int
