"""Counts by place, local day and hour: what a forecast of calls is made of."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from django.conf import settings
from django.db import connection

from fengqiao.domains.incidents.contracts import CITIZEN_REPORTED, HourCount

_HOURS = """
    SELECT scope_path, local::date, extract(hour FROM local)::int,
           count(*) FILTER (WHERE origin = ANY(%(reported)s)), count(*)
    FROM (SELECT scope_path, origin, received_at AT TIME ZONE %(zone)s AS local
          FROM incidents_incident
          WHERE received_at >= %(from_date)s::timestamp AT TIME ZONE %(zone)s
            AND received_at < %(to_date)s::timestamp AT TIME ZONE %(zone)s
            AND scope_path >= %(under)s AND scope_path < %(under_end)s AND state <> 'merged') AS calls
    GROUP BY 1, 2, 3 ORDER BY 2, 3, 1
"""
_PATH_END = "~"


def hour_counts(*, from_date: datetime.date, to_date: datetime.date, under: str = "") -> Sequence[HourCount]:
    """This function will count calls by path, local day and hour, from `from_date` up to but not with `to_date`.

    What citizens reported is counted apart: only that is ever forecast. Hours without any call are absent.
    """
    parameters: dict[str, Any] = {
        "from_date": from_date,
        "to_date": to_date,
        "zone": settings.TIME_ZONE,
        "under": under,
        "under_end": under + _PATH_END,
        "reported": [origin.value for origin in CITIZEN_REPORTED],
    }
    with connection.cursor() as cursor:
        cursor.execute(_HOURS, parameters)
        return [HourCount(*row) for row in cursor.fetchall()]
