"""Visits that cannot have been as they are recorded: found in sets, a whole span at a time."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any, Final

from django.db import connection

from fengqiao.domains.places.public import travel_times
from fengqiao.domains.tasks.contracts.evaluation import EvaluationRules
from fengqiao.domains.tasks.contracts.verifying import QuestionKind
from fengqiao.primitives.position import Position

SLOWEST_METRES_PER_MINUTE: Final = 100.0
"""Whoever had time to walk there is not looked at; the rest is measured on the roads."""
PAIRS_AT_ONCE: Final = 48
LONGEST_DAY: Final = datetime.timedelta(hours=24)

# Everybody who was there, whoever did it first: those who came along were nowhere else.
VISITS: Final = """
WITH visit AS (
    SELECT t.id, w.staff_id, w.place, station_path, scope_path, started_at, completed_at, longitude, latitude, minutes,
        result
    FROM tasks_task t CROSS JOIN LATERAL unnest(t.staff_id || t.companions) WITH ORDINALITY AS w(staff_id, place)
    WHERE state = 'completed' AND t.staff_id IS NOT NULL AND started_at IS NOT NULL
        AND completed_at >= %(from_at)s AND completed_at < %(to_at)s AND station_path LIKE %(under)s
)
"""
METRES: Final = """
    6371000 * 2 * asin(least(1, sqrt(power(sin(radians(b.latitude - a.latitude) / 2), 2)
        + cos(radians(a.latitude)) * cos(radians(b.latitude))
        * power(sin(radians(b.longitude - a.longitude) / 2), 2))))
"""

CROSSING: Final = (
    VISITS
    + f"""
SELECT b.id, a.id, b.staff_id, b.station_path, b.scope_path, b.started_at, {METRES} AS metres,
    extract(epoch FROM least(a.completed_at, b.completed_at) - greatest(a.started_at, b.started_at)) / 60
FROM visit a JOIN visit b ON b.staff_id = a.staff_id
    AND (a.started_at, a.id) < (b.started_at, b.id) AND b.started_at < a.completed_at
    AND b.started_at < a.started_at + %(longest)s
WHERE a.longitude IS NOT NULL AND b.longitude IS NOT NULL AND {METRES} > %(same_place)s
"""
)
"""Two visits of one officer at two places at one time. At one door several things are done in one visit."""

HURRIED: Final = (
    VISITS
    + f"""
, step AS (
    SELECT v.*, lag(id) OVER way AS before_id, lag(completed_at) OVER way AS before_end,
        lag(longitude) OVER way AS before_longitude, lag(latitude) OVER way AS before_latitude
    FROM visit v WHERE longitude IS NOT NULL
    WINDOW way AS (PARTITION BY staff_id ORDER BY started_at, completed_at, id)
)
SELECT b.id, b.before_id, b.staff_id, b.station_path, b.scope_path, b.started_at, {METRES} AS metres,
    extract(epoch FROM b.started_at - b.before_end) / 60, a.longitude, a.latitude, b.longitude, b.latitude
FROM step b CROSS JOIN LATERAL (SELECT b.before_longitude AS longitude, b.before_latitude AS latitude) a
WHERE b.before_id IS NOT NULL AND b.started_at >= b.before_end
    AND b.started_at < b.before_end + %(longest)s AND {METRES} > %(same_place)s
    AND extract(epoch FROM b.started_at - b.before_end) / 60 < {METRES} / %(slowest)s
"""
)

SHORT: Final = (
    VISITS
    + """
SELECT id, NULL::bigint, staff_id, station_path, scope_path, started_at,
    extract(epoch FROM completed_at - started_at) / 60 AS spent, minutes
FROM visit
WHERE place = 1 AND result = 'done' AND extract(epoch FROM completed_at - started_at) / 60 < minutes * %(short)s
"""
)


@dataclass(frozen=True, slots=True)
class Found:
    """A visit to be asked about, with what was measured."""

    kind: QuestionKind
    task_id: int
    other_id: int | None
    staff_id: int
    station_path: str
    scope_path: str
    started_at: datetime.datetime
    measured: Mapping[str, Any]


def impossible_visits(
    *, from_at: datetime.datetime, to_at: datetime.datetime, under: str, rules: EvaluationRules
) -> Sequence[Found]:
    """This function will list the visits of a half-open span that cross, could not be reached, or are far too short."""
    values = {
        "from_at": from_at,
        "to_at": to_at,
        "under": f"{under}%",
        "longest": LONGEST_DAY,
        "same_place": rules.same_place_metres,
        "slowest": SLOWEST_METRES_PER_MINUTE,
        "short": rules.short_share,
    }
    return [*_crossing(values), *_hurried(values, rules), *_short(values, rules)]


def _rows(statement: str, values: Mapping[str, Any]) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return list(cursor.fetchall())


def _crossing(values: Mapping[str, Any]) -> Iterator[Found]:
    for task, other, staff, station, scope, started, metres, shared in _rows(CROSSING, values):
        measured = {"metres": round(metres), "shared_minutes": round(float(shared), 1)}
        yield Found(QuestionKind.OVERLAP, task, other, staff, station, scope, started, measured)


def _hurried(values: Mapping[str, Any], rules: EvaluationRules) -> Iterator[Found]:
    """Keep those whose way, measured on the roads, takes far longer than there was time."""
    for batch in _batches(_rows(HURRIED, values)):
        ways = _ways([(Position(row[8], row[9]), Position(row[10], row[11])) for row in batch])
        for row, way in zip(batch, ways, strict=True):
            task, other, staff, station, scope, started, metres, gap = row[:8]
            if way < rules.least_travel_minutes or float(gap) >= way * rules.travel_share:
                continue
            measured = {
                "metres": round(metres),
                "gap_minutes": round(float(gap), 1),
                "travel_minutes": round(way, 1),
                "travel_share": rules.travel_share,
            }
            yield Found(QuestionKind.NO_TRAVEL, task, other, staff, station, scope, started, measured)


def _batches(rows: Iterable[tuple[Any, ...]]) -> Iterator[list[tuple[Any, ...]]]:
    stream = iter(rows)
    while batch := list(islice(stream, PAIRS_AT_ONCE)):
        yield batch


def _ways(pairs: Sequence[tuple[Position, Position]]) -> list[float]:
    minutes = travel_times().travel_minutes(
        origins=[origin for origin, _ in pairs], destinations=[destination for _, destination in pairs]
    )
    return [float(minutes[place, place]) for place in range(len(pairs))]


def _short(values: Mapping[str, Any], rules: EvaluationRules) -> Iterator[Found]:
    for task, _, staff, station, scope, started, spent, asked in _rows(SHORT, values):
        measured = {"spent_minutes": round(float(spent), 1), "asked_minutes": asked, "short_share": rules.short_share}
        yield Found(QuestionKind.TOO_SHORT, task, None, staff, station, scope, started, measured)
