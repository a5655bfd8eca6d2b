"""What differs between two texts, and what publishing one would mean."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from fengqiao.domains.duties.contracts.lists import ListProblem, ListVersionRecord, RowRecord, Text


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
