"""Reading the stream in commit order, never past a transaction that may still commit."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection

from fengqiao.foundation.events.contracts import Cursor

_NEWER = """
    SELECT transaction_id, id, at, kind, scope_path, permission, object_id FROM foundation_events_event
    WHERE (transaction_id, id) > (%s, %s)
      AND transaction_id < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
    ORDER BY transaction_id, id LIMIT %s
"""
_END = """
    SELECT transaction_id, id FROM foundation_events_event
    WHERE transaction_id < pg_snapshot_xmin(pg_current_snapshot())::text::bigint
    ORDER BY transaction_id DESC, id DESC LIMIT 1
"""


@dataclass(frozen=True, slots=True)
class StreamedEvent:
    """What a listener needs of an event: where it belongs, who may know, what to fetch again."""

    cursor: Cursor
    at: datetime.datetime
    kind: str
    scope_path: str
    permission: str
    object_id: str


def read_after(after: Cursor, *, limit: int = 500) -> Sequence[StreamedEvent]:
    """This function will return committed events after the cursor, oldest first."""
    with connection.cursor() as cursor:
        cursor.execute(_NEWER, [after.transaction_id, after.event_id, limit])
        return [StreamedEvent(Cursor(row[0], row[1]), *row[2:]) for row in cursor.fetchall()]


def end_of_stream() -> Cursor:
    """This function will return the cursor of the newest event that is safe to read."""
    with connection.cursor() as cursor:
        cursor.execute(_END)
        row = cursor.fetchone()
    return Cursor(*row) if row else Cursor(0, 0)
