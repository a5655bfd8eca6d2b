"""Day lists, the station's day, and what a generation or a replay did."""

from __future__ import annotations

import datetime
from dataclasses import dataclass

from fengqiao.domains.tasks.contracts.tasks import TaskRecord


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
class ChangesReport:
    """What came of the changes that were noted: tasks made, tasks that lapsed, were dropped or asked for again."""

    changes: int
    created: int
    moved: int


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
