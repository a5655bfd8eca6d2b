"""New tasks by COPY into a table of the transaction, from there by one INSERT into the tasks."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from typing import Any, Final

from django.db import connection

from fengqiao.domains.duties.contracts import RowRecord
from fengqiao.domains.tasks.contracts import TaskState
from fengqiao.domains.tasks.models import Task
from fengqiao.engines.duties.contracts import TaskProposal
from fengqiao.foundation.clock.clock import now

STAGED: Final = {
    "id": "bigint",
    "station_path": "text",
    "scope_path": "text",
    "uid": "text",
    "attempt": "smallint",
    "subject_kind": "text",
    "subject_id": "text",
    "subject_label": "text",
    "longitude": "float8",
    "latitude": "float8",
    "address_text": "text",
    "owner_id": "bigint",
    "staff_id": "bigint",
    "reassigned_from": "text",
    "opens_date": "date",
    "due_date": "date",
    "closes_date": "date",
    "reason": "jsonb",
    "facts_used": "jsonb",
}
OF_ROW: Final = {
    "kind": "text",
    "list_code": "text",
    "list_version": "int",
    "row_number": "int",
    "title_zh": "text",
    "title_en": "text",
    "owner_role": "text",
    "opens_minute": "smallint",
    "closes_minute": "smallint",
    "minutes": "smallint",
    "officers_needed": "smallint",
    "priority": "smallint",
    "mandatory": "boolean",
}
"""What all tasks of a row share: it is sent once, not with each of thousands of tasks."""
STAGE: Final = "task_stage"
ABSENT: Final = "\x02"
"""Stands for NULL: no text of a task holds a control character of this kind."""
_ESCAPES: Final = str.maketrans({"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"})


def insert_tasks(
    *, rows: Sequence[tuple[RowRecord, TaskProposal, tuple[Any, ...]]], listed_date: datetime.date
) -> frozenset[int]:
    """This function will store new tasks and return the ids that landed; one that is there already stays as it is.

    `rows`: the row of the list, the proposal, and the columns in the order of `STAGED`.
    """
    shared: dict[tuple[str, int, int], tuple[int, tuple[Any, ...]]] = {}
    lines = []
    for row, proposal, columns in rows:
        key = proposal.list_code, proposal.list_version, proposal.row_number
        if key not in shared:
            shared[key] = len(shared), _of_row(row, proposal)
        lines.append(_line((shared[key][0], *columns)))
    constant = {"state": TaskState.READY.value, "listed_date": listed_date, "created_at": now(), **_defaults()}
    with connection.cursor() as cursor:
        cursor.execute(_CREATE)
        with cursor.copy(f"COPY {STAGE} FROM STDIN WITH (NULL E'\\x02')") as copy:
            copy.write("".join(lines))
        cursor.execute(_insert(constant), [*_arrays([one for _, one in shared.values()]), *constant.values()])
        landed = frozenset(one for (one,) in cursor.fetchall())
        cursor.execute(f"DROP TABLE {STAGE}")
    return landed


_CREATE: Final = (
    f"CREATE TEMPORARY TABLE {STAGE} (of_row int, "
    + ", ".join(f"{column} {kind}" for column, kind in STAGED.items())
    + ") ON COMMIT DROP"
)


def _insert(constant: Iterable[str]) -> str:
    arrays = ", ".join(f"%s::{kind}[]" for kind in OF_ROW.values())
    constants = list(constant)
    columns = ", ".join([*STAGED, *OF_ROW, *constants])
    values = ", ".join([*(f"s.{one}" for one in STAGED), *(f"r.{one}" for one in OF_ROW)])
    return (
        f"WITH r AS MATERIALIZED (SELECT * FROM unnest({arrays}) WITH ORDINALITY AS r({', '.join(OF_ROW)}, number)) "
        f"INSERT INTO tasks_task ({columns}) SELECT {values}{', %s' * len(constants)} "
        f"FROM {STAGE} s JOIN r ON r.number = s.of_row + 1 "
        "ON CONFLICT (station_path, uid, attempt) DO NOTHING RETURNING id"
    )


def _of_row(row: RowRecord, proposal: TaskProposal) -> tuple[Any, ...]:
    """In the order of `OF_ROW`."""
    return (
        proposal.kind.value,
        proposal.list_code,
        proposal.list_version,
        proposal.row_number,
        row.duty.zh,
        row.duty.en,
        proposal.owner_role,
        proposal.opens_minute,
        proposal.closes_minute,
        proposal.minutes,
        proposal.officers_needed,
        proposal.priority,
        proposal.mandatory,
    )


def _arrays(rows: Sequence[tuple[Any, ...]]) -> list[list[Any]]:
    return [list(column) for column in zip(*rows, strict=True)]


def _defaults() -> dict[str, Any]:
    """Return what the table's other columns hold of a new task: this module need not know every one of them."""
    known = {*STAGED, *OF_ROW, "state", "listed_date", "created_at"}
    return {
        one.column: one.get_db_prep_save(value, connection)
        for one in Task._meta.concrete_fields
        if one.column and one.column not in known and (value := one.get_default()) is not None
    }


def _line(columns: tuple[Any, ...]) -> str:
    """Write a line of COPY's text; nearly no line holds anything to be escaped."""
    line = "\t".join([ABSENT if one is None else str(one) for one in columns])
    if "\\" in line or "\n" in line or "\r" in line or line.count("\t") != len(columns) - 1:
        return "\t".join([ABSENT if one is None else str(one).translate(_ESCAPES) for one in columns]) + "\n"
    return line + "\n"
