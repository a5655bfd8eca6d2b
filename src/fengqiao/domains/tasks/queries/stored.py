"""The stored tasks that a morning may touch, locked, of many stations at once."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any, Final

from django.db import connection

from fengqiao.domains.tasks.contracts import OPEN_STATES, TaskKind
from fengqiao.domains.tasks.workflow.open_tasks import STORED_COLUMNS, StoredTask
from fengqiao.engines.duties.contracts import SubjectKey
from fengqiao.foundation.postgres.many_codes import SEPARATOR

_COLUMNS: Final = ", ".join(f"t.{column}" for column in STORED_COLUMNS)
_OPEN: Final = f"""
    SELECT {_COLUMNS} FROM tasks_task t
    WHERE t.station_path = ANY(%(stations)s) AND t.state = ANY(%(states)s)"""
_OF_SUBJECTS: Final = """
    AND (t.subject_kind, t.subject_id) IN (SELECT * FROM unnest(%(kinds)s::text[], %(ids)s::text[]))"""
_ASKED_FOR: Final = f"""
    SELECT {_COLUMNS}
    FROM unnest(string_to_array(%(paths)s, E'\\x1f'), string_to_array(%(uids)s, E'\\x1f')) AS p(path, uid)
    JOIN tasks_task t ON t.station_path = p.path AND t.uid = p.uid"""

_DESKS: Final = """
    SELECT station_path, staff_id, count(*) FROM tasks_task
    WHERE station_path = ANY(%s) AND state = ANY(%s) AND NOT mandatory AND kind = %s GROUP BY 1, 2"""
Desk = Mapping[int | None, int]
"""Staff id → how many capped tasks lie on the desk."""


def desks_of(*, stations: Collection[str]) -> Mapping[str, Desk]:
    """This function will count what lies on each desk of stations, by station path."""
    desks: dict[str, dict[int | None, int]] = {path: {} for path in stations}
    if desks:
        with connection.cursor() as cursor:
            cursor.execute(_DESKS, [list(desks), [one.value for one in OPEN_STATES], TaskKind.PRESCRIBED.value])
            for path, staff_id, count in cursor.fetchall():
                desks[path][staff_id] = count
    return desks


def latest_tasks(
    *,
    stations: Collection[str],
    uids: Iterable[tuple[str, str]],
    only: frozenset[SubjectKey] | None,
    is_locking: bool = True,
) -> Mapping[str, Mapping[str, StoredTask]]:
    """This function will return by station and identity the latest attempt of each task: open, or asked for by `uids`.

    `uids`: (station path, identity). The open ones are locked until the transaction ends, unless it only looks.
    """
    pairs = list(uids)
    keys = sorted(only or ())
    parameters: dict[str, Any] = {
        "stations": list(stations),
        "states": [state.value for state in OPEN_STATES],
        "kinds": [key.kind for key in keys],
        "ids": [key.id for key in keys],
        "paths": SEPARATOR.join([path for path, _ in pairs]),
        "uids": SEPARATOR.join([uid for _, uid in pairs]),
    }
    of_open = _OPEN + (_OF_SUBJECTS if only is not None else "") + " ORDER BY t.id"
    lock = " FOR UPDATE OF t" if is_locking else ""
    latest: dict[str, dict[str, StoredTask]] = {path: {} for path in stations}
    with connection.cursor() as cursor:
        for sql in (f"{of_open}{lock}", f"{_ASKED_FOR} ORDER BY t.id{lock}"):
            cursor.execute(sql, parameters)
            for row in cursor.fetchall():
                task = StoredTask(*row)
                known = latest[task.station_path].get(task.uid)
                if known is None or known.attempt <= task.attempt:
                    latest[task.station_path][task.uid] = task
    return latest
