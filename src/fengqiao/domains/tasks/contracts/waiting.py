"""The queue behind the desks: what the lists ask for and nobody has on the list yet."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from fengqiao.domains.tasks.contracts.refusals import TasksError


@dataclass(frozen=True, slots=True)
class WaitingWork:
    """One piece of work that waits. `key` names it for taking; `whose`: behind whose desk, "": without an officer."""

    key: str
    place: str
    minutes: int
    opens_minute: int
    closes_minute: int
    due_date: datetime.date
    reason_text: str
    whose: str
    is_own: bool
    officers_needed: int = 1


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """What waits of one row of a list: how many, and the first of them, the most pressing first."""

    title: str
    count: int
    works: Sequence[WaitingWork]


@dataclass(frozen=True, slots=True)
class WaitingQueue:
    """A station's queue on a day."""

    station_path: str
    station_name: str
    date: datetime.date
    rows: Sequence[WaitingRow]

    @property
    def count(self) -> int:
        """How much waits in all."""
        return sum(row.count for row in self.rows)


class NotWaitingError(TasksError):
    """It waits no longer: somebody has taken it, or it is done, or no list asks for it any more."""

    code = "not_waiting"
