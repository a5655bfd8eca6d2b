"""A stored task as the morning looks at it: the columns that decide, not the row."""

from __future__ import annotations

import datetime
from dataclasses import dataclass


@dataclass(slots=True)
class StoredTask:
    """Changed in memory first; what changed is written set-based. Columns are named as in the table."""

    id: int
    station_path: str
    scope_path: str
    uid: str
    attempt: int
    kind: str
    state: str
    list_code: str
    row_number: int
    subject_kind: str
    subject_id: str
    owner_role: str
    owner_id: int | None
    staff_id: int | None
    reassigned_from: str
    is_assigned_by_hand: bool
    signed_for_at: datetime.datetime | None
    opens_date: datetime.date
    closes_date: datetime.date | None
    mandatory: bool
    completed_at: datetime.datetime | None
    result: str
    duplicate_of_id: int | None


STORED_COLUMNS = tuple(StoredTask.__slots__)
