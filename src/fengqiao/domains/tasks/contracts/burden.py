"""What the lists cost: minutes, questions, duplicates, and what a row costs in a month."""

from __future__ import annotations

import datetime
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RowBurden:
    """What one row took in a month, and what it takes if every subject gets its cycle.

    `subjects` is None for rows that no cycle drives: their cost is what was really due. `here_days` are officer-days
    a month in the place asked for; `province_days` the same for all stations of the province (an extrapolation).
    """

    list_code: str
    row_number: int
    title: str
    minutes: int
    officers: int
    questions: int
    completed: int
    minutes_asked: int
    minutes_spent: int
    fields_asked: int
    fields_answered: int
    subjects: int | None
    times_per_month: float | None
    visits_per_month: float
    here_days: float
    province_days: float
    province_fields: float
    variants: int = 1
    """Under how many titles the number stands where several units have lists of their own."""


@dataclass(frozen=True, slots=True)
class RowPair:
    """Two rows that came to the same subjects in the month: what one visit for both would spare.

    `visits`: visits of the one that fell beside visits of the other; `common_questions`: asked by both.
    """

    title: str
    other_title: str
    list_code: str
    row_number: int
    other_code: str
    other_number: int
    subjects: int
    visits: int
    common_questions: int
    spared_fields: int
    spared_minutes: int


@dataclass(frozen=True, slots=True)
class UnitBurden:
    """A part of the tree, in the tree's order."""

    path: str
    name: str
    completed: int
    minutes_asked: int
    minutes_spent: int
    fields_asked: int


@dataclass(frozen=True, slots=True)
class ListBurden:
    """A whole list's part of it."""

    list_code: str
    title: str
    rows: int
    completed: int
    minutes_asked: int
    minutes_spent: int
    fields_asked: int
    here_days: float


@dataclass(frozen=True, slots=True)
class BurdenSheet:
    """What the lists of a place cost in a month; rows by what they cost, never people."""

    month: datetime.date
    path: str
    unit_name: str
    counted_at: datetime.datetime | None
    completed: int
    minutes_asked: int
    minutes_spent: int
    fields_asked: int
    fields_answered: int
    twice_asked: int
    here_days: float
    stations_here: int
    stations_in_province: int
    stations_basis: str
    officer_day_minutes: int
    is_whole_month: bool
    rows: tuple[RowBurden, ...]
    lists: tuple[ListBurden, ...]
    units: tuple[UnitBurden, ...]
    pairs: tuple[RowPair, ...]
    months: tuple[datetime.date, ...]
    spared_minutes: int | None = None
    spared_tasks: int | None = None


@dataclass(frozen=True, slots=True)
class DayBurden:
    """What the lists took in a span of time, counted from the records themselves."""

    visits: int
    minutes_asked: int
    minutes_spent: int
    fields_asked: int
