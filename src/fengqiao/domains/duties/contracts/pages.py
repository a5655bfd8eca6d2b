"""What people look at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from fengqiao.domains.duties.contracts.changes import RowChange
from fengqiao.domains.duties.contracts.lists import (
    Boundary,
    BoundaryLine,
    FactRecord,
    ListVersionRecord,
    NegativeRowRecord,
    RowRecord,
)


@dataclass(frozen=True, slots=True)
class ListCard:
    """A list as the overview shows it: the version in force (None: not yet) and what stands beside it."""

    record: ListVersionRecord
    is_in_force: bool
    unit_name: str
    unit_code: str
    rows: int
    versions: int
    boundary: Mapping[Boundary, int]
    is_over: bool = False


@dataclass(frozen=True, slots=True)
class ListPage:
    """A version of a list as people read it, duty rows or negative rows; with the difference when one was asked for.

    `units`: the names of the units that a campaign is for. `is_over`: its last day has passed.
    """

    record: ListVersionRecord
    is_in_force: bool
    unit_name: str
    unit_code: str
    versions: Sequence[ListVersionRecord]
    rows: Sequence[RowRecord]
    negative_rows: Sequence[NegativeRowRecord]
    facts: Sequence[FactRecord]
    boundary: Sequence[BoundaryLine]
    compared_with: ListVersionRecord | None
    changes: Sequence[RowChange]
    units: Sequence[str] = ()
    is_over: bool = False


@dataclass(frozen=True, slots=True)
class BoundaryEntry:
    """A boundary line with the list that draws it."""

    line: BoundaryLine
    record: ListVersionRecord
