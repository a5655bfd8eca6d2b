"""Figures: each by one statement, over the local days of the station. Merged duplicates are one incident, not two."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from typing import Any

from django.conf import settings
from django.db import connection

from fengqiao.domains.incidents.contracts import DailyCount, IncidentCounts
from fengqiao.domains.incidents.workflow.transitions import LIVE_STATES

_COUNTS = """
    SELECT count(*),
           count(*) FILTER (WHERE state = ANY(%(live)s)),
           count(*) FILTER (WHERE state = 'received'),
           count(*) FILTER (WHERE state <> 'transferred' AND NOT state = ANY(%(live)s)),
           count(*) FILTER (WHERE state = 'transferred'),
           count(on_scene_at),
           count(*) FILTER (WHERE on_scene_at <= received_at + make_interval(mins => arrival_target_minutes)),
           count(dispatched_at)
    FROM incidents_incident
    WHERE received_at >= %(from_at)s AND received_at < %(to_at)s AND state <> 'merged'
      AND scope_path >= %(under)s AND scope_path < %(under_end)s
"""
_DAILY = """
    SELECT (received_at AT TIME ZONE %(zone)s - %(begins)s::interval)::date, category, count(*)
    FROM incidents_incident
    WHERE received_at >= (%(from_date)s::timestamp + %(begins)s::interval) AT TIME ZONE %(zone)s
      AND received_at < (%(to_date)s::timestamp + %(begins)s::interval) AT TIME ZONE %(zone)s
      AND scope_path >= %(under)s AND scope_path < %(under_end)s AND state <> 'merged'
      AND (%(categories)s::text[] IS NULL OR category = ANY(%(categories)s))
      AND (%(origins)s::text[] IS NULL OR origin = ANY(%(origins)s))
    GROUP BY 1, 2 ORDER BY 1, 2
"""
_KNOWN_DAYS = """
    SELECT day::date FROM generate_series(%(from_date)s::date, %(to_date)s::date - 1, interval '1 day') AS day
    WHERE EXISTS (
        SELECT 1 FROM incidents_incident
        WHERE received_at >= (day::timestamp + %(begins)s::interval) AT TIME ZONE %(zone)s
          AND received_at < (day::timestamp + interval '1 day' + %(begins)s::interval) AT TIME ZONE %(zone)s
          AND scope_path >= %(under)s AND scope_path < %(under_end)s)
    ORDER BY 1
"""
_PATH_END = "~"
"""Sorts after every path: the characters of a path are digits and small letters (collation C)."""


def count_incidents(*, from_at: datetime.datetime, to_at: datetime.datetime, under: str = "") -> IncidentCounts:
    """This function will count the incidents received in a half-open span below a path, and their arrivals in time."""
    parameters: dict[str, Any] = {"from_at": from_at, "to_at": to_at, **_range(under)}
    parameters["live"] = [state.value for state in LIVE_STATES]
    with connection.cursor() as cursor:
        cursor.execute(_COUNTS, parameters)
        return IncidentCounts(*cursor.fetchone())


def daily_counts(
    *,
    from_date: datetime.date,
    to_date: datetime.date,
    under: str = "",
    categories: Iterable[str] | None = None,
    origins: Iterable[str] | None = None,
    day_begins: datetime.time = datetime.time.min,
) -> Sequence[DailyCount]:
    """This function will count incidents by local day and category, from `from_date` up to but not with `to_date`.

    A day runs for 24 hours from `day_begins` and bears the date on which it begins (08:00 for days of duty).
    Days without any are absent: `daily_counts_known_days` tells whether nothing happened or nothing was recorded.
    """
    parameters = _days(from_date, to_date, under, day_begins)
    parameters["categories"] = None if categories is None else [str(one) for one in categories]
    parameters["origins"] = None if origins is None else [str(one) for one in origins]
    with connection.cursor() as cursor:
        cursor.execute(_DAILY, parameters)
        return [DailyCount(date, category, count) for date, category, count in cursor.fetchall()]


def daily_counts_known_days(
    *,
    from_date: datetime.date,
    to_date: datetime.date,
    under: str = "",
    day_begins: datetime.time = datetime.time.min,
) -> Sequence[datetime.date]:
    """This function will list the local days with at least one record, `to_date` not included: the others are gaps."""
    with connection.cursor() as cursor:
        cursor.execute(_KNOWN_DAYS, _days(from_date, to_date, under, day_begins))
        return [date for (date,) in cursor.fetchall()]


def _days(from_date: datetime.date, to_date: datetime.date, under: str, day_begins: datetime.time) -> dict[str, Any]:
    begins = datetime.timedelta(hours=day_begins.hour, minutes=day_begins.minute)
    return {
        "from_date": from_date,
        "to_date": to_date,
        "begins": begins,
        "zone": settings.TIME_ZONE,
        **_range(under),
    }


def _range(under: str) -> dict[str, str]:
    return {"under": under, "under_end": under + _PATH_END}
