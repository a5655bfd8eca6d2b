"""What differs between two texts, and what publishing one would mean."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from fengqiao.domains.duties.contracts.lists import ListProblem, ListVersionRecord, RowRecord, Text
from fengqiao.primitives.date_span import DateSpan


class ChangeKind(StrEnum):
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field that reads differently in two versions; both are texts for people."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row (or, with number None, the head or the boundary) that differs between two versions."""

    kind: ChangeKind
    number: int | None
    title: str
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class DuplicateRow:
    """A row that may ask for the same work as another one, of the same list or of one in force beside it."""

    row: RowRecord
    other_list: Text
    other_version: int
    other: RowRecord
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CalendarRowDays:
    """On which days of its first year a row of the calendar asks at the unit.

    `are_breaks_missing`: it goes by school days, and no school break of that year is entered for the unit.
    """

    row: RowRecord
    from_date: datetime.date
    to_date: datetime.date
    count: int
    next_days: tuple[datetime.date, ...]
    breaks: tuple[DateSpan, ...]
    are_breaks_missing: bool


@dataclass(frozen=True, slots=True)
class ListPreview:
    """What publishing a document would mean: its problems, or the difference to the version before it."""

    problems: Sequence[ListProblem]
    title: Text
    code: str
    version: int
    effective_from: datetime.date | None
    compared_with: ListVersionRecord | None
    changes: Sequence[RowChange]
    is_published_already: bool
    uncovered: str
    duplicates: Sequence[DuplicateRow] = ()
    calendar_rows: Sequence[CalendarRowDays] = ()
    is_compared_above: bool = False
    """The unit has no version of its own yet: compared is the one of a unit above, which it takes the place of."""
