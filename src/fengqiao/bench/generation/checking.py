"""What is counted and compared around the morning, in plain SQL: not by the code that is measured."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import connection, transaction

from fengqiao.bench.generation.sizes import Size


@dataclass(frozen=True, slots=True)
class Changed:
    seconds: float
    created: int


def fingerprint() -> str:
    """This function will return a digest of every column of every task, of its timeline and of the plans."""
    return "|".join(
        str(_value(f"SELECT coalesce(sum(hashtextextended(t::text, 0)::numeric), 0) FROM {table} t"))
        for table in ("tasks_task", "tasks_taskevent", "tasks_taskentry", "tasks_dayplan")
    )


def duplicates() -> int:
    """This function will count tasks beyond the first that are open for one row, subject and event."""
    return int(
        _value(
            "SELECT count(*) - count(DISTINCT (station_path, uid)) FROM tasks_task "
            "WHERE state IN ('ready', 'signed_for', 'in_progress')"
        )
    )


def counts() -> Mapping[str, int]:
    """This function will count what the province holds."""
    tables = {
        "stations": "organisation_orgunit WHERE kind = 'police_station'",
        "officers": "organisation_appointment",
        "households": "places_household",
        "premises": "places_premises",
        "calls": "incidents_incident",
        "settlements": "disputes_dispute",
        "promises": "disputes_obligation",
        "completions": "tasks_completionrecord",
    }
    return {name: int(_value(f"SELECT count(*) FROM {table}")) for name, table in tables.items()}


def make_changes(size: Size) -> Changed:
    """This function will let calls come in and premises change all over the province, and have the tasks follow.

    Half are frauds in the making (each asks for a visit at once), half are houses let that are to be looked at
    each month from now on.
    """
    from fengqiao.domains.tasks.public import note_changes, regenerate_changed
    from fengqiao.foundation.scoping.contracts import SYSTEM

    half = size.changes // 2
    with transaction.atomic():
        addresses = _rows(_CALLS, [half])
        premises = _rows(_TIERS, [half])
        note_changes(
            reason="bench",
            subjects=[*((path, "address", code) for code, path in addresses),
                      *((path, "rental_housing", code) for code, path in premises)],
        )  # fmt: skip
    began = time.perf_counter()
    report = regenerate_changed(actor=SYSTEM)
    return Changed(time.perf_counter() - began, report.created)


_CALLS = """
INSERT INTO incidents_incident SELECT (jsonb_populate_record(i, jsonb_build_object(
    'id', nextval(pg_get_serial_sequence('incidents_incident', 'id')), 'number', 'N' || i.id, 'category', 'criminal',
    'subcategory', 'telecom_fraud', 'received_at', timestamptz '2026-09-16 06:00+08', 'state', 'received',
    'on_scene_at', NULL, 'feedback_at', NULL, 'closed_at', NULL))).*
FROM incidents_incident i WHERE id IN (
    SELECT min(id) FROM incidents_incident GROUP BY address_code ORDER BY md5(address_code) LIMIT %s)
RETURNING address_code, scope_path"""
_TIERS = """
UPDATE places_premises SET rental_tier = 'monthly' WHERE id IN (
    SELECT id FROM places_premises WHERE rental_tier = 'quarterly' ORDER BY md5(code) LIMIT %s)
RETURNING code, scope_path"""


def insert_again() -> float:
    """This function will empty the table of tasks and put the same rows in again; returns the seconds. Done last."""
    _run("CREATE UNLOGGED TABLE bench_rows AS SELECT * FROM tasks_task")
    _run("TRUNCATE tasks_task CASCADE")
    began = time.perf_counter()
    _run("INSERT INTO tasks_task SELECT * FROM bench_rows")
    return time.perf_counter() - began


def _run(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


def _value(sql: str) -> int:
    return int(_rows(sql, [])[0][0])


def _rows(sql: str, parameters: list[int]) -> list[tuple[str, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, parameters)
        return list(cursor.fetchall())
