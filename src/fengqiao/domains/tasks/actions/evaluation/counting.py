"""Use case: count a month by row and beat, for all stations at once; how far cycles are kept, station by station."""

from __future__ import annotations

import datetime
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction

from fengqiao.domains.duties.contracts import DutyListInForce
from fengqiao.domains.duties.public import days_of_new_lists, duty_lists_by_path
from fengqiao.domains.organisation.contracts import UnitKind, UnitRecord
from fengqiao.domains.organisation.public import list_units
from fengqiao.domains.tasks.actions.evaluation.counting_sql import (
    COUNT_MONTH,
    COUNT_OVERLAPS,
    FORGET_OVERLAPS,
    NO_COMPILING,
    STORE_COVERAGE,
)
from fengqiao.domains.tasks.actions.evaluation.locking import wait_for
from fengqiao.domains.tasks.contracts import DutySourceQuery
from fengqiao.domains.tasks.contracts.evaluation import CountingReport
from fengqiao.domains.tasks.queries.completions import list_completions
from fengqiao.domains.tasks.queries.evaluation.months import month_of, next_month
from fengqiao.domains.tasks.queries.evaluation.rules import rules_by_path
from fengqiao.domains.tasks.queries.sources import gather
from fengqiao.engines.duties.coverage import TIMES_PER_MONTH, RowCoverage, cycle_coverage
from fengqiao.engines.duties.triggers import Every
from fengqiao.foundation.audit.recording import record
from fengqiao.foundation.calendar.calendar import holiday_calendar
from fengqiao.foundation.clock.clock import local_zone, now, today
from fengqiao.foundation.scoping.contracts import Actor
from fengqiao.foundation.scoping.permissions import require


@dataclass(frozen=True, slots=True)
class _Month:
    """What the statements of a counting share. `lists` by station path."""

    month: datetime.date
    under: str
    stations: Sequence[UnitRecord]
    lists: dict[str, Sequence[DutyListInForce]]
    values: dict[str, Any]


@transaction.atomic
def count_month(*, actor: Actor, month: datetime.date, under: str = "", with_coverage: bool = True) -> CountingReport:
    """This function will count a month below a path anew. A second counting of the same records changes nothing.

    Coverage is of today, so it is counted for the running month only; it reads every subject of a station, so it may
    be left out between two nights. Raises NotAllowedError without `tasks.evaluate` at the path.
    """
    require(actor, "tasks.evaluate", under)
    wait_for(name=f"count:{month_of(month)}")
    found = _read(month_of(month), under)
    with connection.cursor() as cursor:
        cursor.execute(NO_COMPILING)
        cursor.execute(COUNT_MONTH, found.values)
        rows = cursor.rowcount
        cursor.execute(FORGET_OVERLAPS, {"month": found.month, "of": [one.path for one in found.stations]})
        cursor.execute(COUNT_OVERLAPS, found.values)
        if with_coverage and found.month == month_of(today()):
            for station in found.stations:
                rows += _store_coverage(cursor, found, station)
    record(
        actor=actor,
        action="count_month",
        object_kind="evaluation",
        object_id=found.month.isoformat(),
        scope_path=under,
        details={"count": rows},
    )
    return CountingReport(found.month, len(found.stations), rows)


def _read(month: datetime.date, under: str) -> _Month:
    stations = list_units(kind=UnitKind.POLICE_STATION, under=under)
    zone = local_zone()
    end = next_month(month)
    on = min(end - datetime.timedelta(days=1), max(today(), month))
    lists = dict(duty_lists_by_path(on=on, paths=[one.path for one in stations]))
    values = {
        "month": month,
        "next_month": end,
        "today": today(),
        "from_at": datetime.datetime.combine(month, datetime.time(), zone),
        "to_at": datetime.datetime.combine(end, datetime.time(), zone),
        "zone": str(zone),
        "under": f"{under}%",
        "counted_at": now(),
        **_places(stations, under),
        **_rows(_within(month, on, [one.path for one in stations])),
    }
    return _Month(month, under, stations, lists, values)


def _places(stations: Sequence[UnitRecord], under: str) -> dict[str, Any]:
    """A station and everything in it counts for the station, by the rules in force for the station."""
    known = {one.path for one in stations}
    pairs = []
    for unit in list_units(under=under):
        station = next((unit.path[:end] for end in range(len(unit.path), 0, -1) if unit.path[:end] in known), None)
        if station is not None:
            pairs.append((unit.path, station))
    rules = {path: one.rules for path, one in rules_by_path(paths=known).items()}
    return {
        "paths": [path for path, _ in pairs],
        "stations": [station for _, station in pairs],
        "late": [datetime.timedelta(minutes=rules[station].late_after_minutes) for _, station in pairs],
        "repeat": [datetime.timedelta(days=rules[station].repeat_days) for _, station in pairs],
    }


def _within(month: datetime.date, on: datetime.date, paths: Sequence[str]) -> dict[str, list[DutyListInForce]]:
    """Every list that was in force on some day, the latest last: work outlives the row it was done for.

    What is in force grows only on days when a version begins. The month before counts too, for late work.
    """
    first = month_of(month - datetime.timedelta(days=1))
    found: dict[str, list[DutyListInForce]] = {path: [] for path in paths}
    for day in sorted({first, *days_of_new_lists(from_date=first, to_date=on), on}):
        for path, lists in duty_lists_by_path(on=day, paths=paths).items():
            found[path] += lists
    return found


def _rows(lists: dict[str, list[DutyListInForce]]) -> dict[str, Any]:
    latest = {
        (path, one.duty_list.code, row.number): (one, row)
        for path, found in lists.items()
        for one in found
        for row in one.duty_list.rows
    }
    rows = [
        (
            path,
            one.duty_list.code,
            row.number,
            one.row(row.number).duty.zh,
            one.row(row.number).duty.en,
            row.template.minutes,
            row.template.officers_needed,
            json.dumps(list(one.row(row.number).evidence), ensure_ascii=False),
            TIMES_PER_MONTH[row.trigger.cycle] if isinstance(row.trigger, Every) else None,
        )
        for (path, _, _), (one, row) in latest.items()
    ]
    names = ("row_stations", "codes", "numbers", "zh", "en", "minutes", "officers", "questions", "times")
    columns: list[tuple[Any, ...]] = list(zip(*rows, strict=True)) if rows else [()] * len(names)
    return {name: list(column) for name, column in zip(names, columns, strict=True)}


def _store_coverage(cursor: Any, found: _Month, station: UnitRecord) -> int:
    held = _coverage(found, station)
    if not held:
        return 0
    cursor.execute(
        STORE_COVERAGE,
        {
            **found.values,
            "held_paths": [one.beat_path or station.path for _, one in held],
            "held_codes": [code for code, _ in held],
            "held_numbers": [one.row_number for _, one in held],
            "held_subjects": [one.subjects for _, one in held],
            "held_kept": [one.kept for _, one in held],
        },
    )
    return int(cursor.rowcount)


def _coverage(found: _Month, station: UnitRecord) -> list[tuple[str, RowCoverage]]:
    lists = found.lists[station.path]
    if not lists:
        return []
    moment, on = now(), today()
    subjects = gather(DutySourceQuery(under=station.path, today=on, since=moment)).subjects
    return [
        (one.duty_list.code, line)
        for one in lists
        for line in cycle_coverage(
            duty_list=one.duty_list,
            subjects=subjects,
            completions=list_completions(list_code=one.duty_list.code, under=station.path, until=on),
            today=on,
            calendar=holiday_calendar(),
            zone=local_zone(),
        )
    ]
