"""Where duty time went, by place and week. Sums over officers only: nobody is shown or ranked alone."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Sequence

from django.db import connection

from fengqiao.domains.organisation.contracts import PlacePicture, TimeKind, TimeRow, UnitRecord
from fengqiao.domains.organisation.queries.single_beats import beats_of_few
from fengqiao.domains.organisation.workflow import community_share

WEEKS = 12
_PATH_END = "~"
"""Sorts after every path (collation C)."""
_MINUTES = """
    SELECT left(path, %(length)s), date_trunc('week', date)::date, kind, sum(minutes)
    FROM organisation_dutytime
    WHERE path >= %(under)s AND path < %(under_end)s AND date >= %(from_date)s AND date < %(to_date)s
    GROUP BY 1, 2, 3
"""
_OFFICER_WEEKS = """
    SELECT part, count(*), count(*) FILTER (WHERE in_community < %(least)s)
    FROM (
        SELECT left(path, %(length)s) AS part, coalesce(sum(minutes) FILTER (WHERE kind = 'in_community'), 0)
            AS in_community
        FROM organisation_dutytime
        WHERE path >= %(under)s AND path < %(under_end)s AND date >= %(from_date)s AND date < %(full_to)s
        GROUP BY 1, staff_id, date_trunc('week', date)
    ) AS weeks
    GROUP BY 1
"""


def weeks_before(*, on: datetime.date) -> Sequence[datetime.date]:
    """This function will return the Mondays of the last weeks, this one last."""
    monday = on - datetime.timedelta(days=on.weekday())
    return [monday - datetime.timedelta(weeks=back) for back in range(WEEKS - 1, -1, -1)]


def time_of(
    *, place: PlacePicture, weeks: Sequence[datetime.date], on: datetime.date, hours_per_week: int
) -> tuple[TimeRow, Sequence[TimeRow]]:
    """This function will add up the recorded time of a place and its parts by week and kind.

    The written hours are held against whole weeks only; the week that runs is left out there. A beat of few
    officers has its hours and no share: it would be one person's.
    """
    parameters: dict[str, str | int | datetime.date] = {
        "length": len(place.children[0].path) if place.children else len(place.unit.path),
        "under": place.unit.path,
        "under_end": place.unit.path + _PATH_END,
        "from_date": weeks[0],
        "to_date": on + datetime.timedelta(days=1),
        "full_to": weeks[-1],
        "least": hours_per_week * 60,
    }
    with connection.cursor() as cursor:
        cursor.execute(_MINUTES, parameters)
        minutes = cursor.fetchall()
        cursor.execute(_OFFICER_WEEKS, parameters)
        officer_weeks = {part: (count, short) for part, count, short in cursor.fetchall()}
    by_part: dict[str, dict[datetime.date, Counter[TimeKind]]] = defaultdict(lambda: defaultdict(Counter))
    for part, week, kind, total in minutes:
        by_part[part][week][TimeKind(kind)] += int(total)
        by_part[""][week][TimeKind(kind)] += int(total)
    few = beats_of_few(under=place.unit.path, on=on)
    counts = list(officer_weeks.values())
    officer_weeks[""] = (sum(count for count, _ in counts), sum(short for _, short in counts))

    def row_of(unit: UnitRecord, part: str) -> TimeRow:
        total: Counter[TimeKind] = sum(by_part[part].values(), Counter())
        count, short = officer_weeks.get(part, (0, 0))
        if unit.path in few:
            return TimeRow(unit, [None] * len(weeks), total, count, is_of_few=True)
        return TimeRow(unit, [_percent(by_part[part][week]) for week in weeks], total, count, short)

    return row_of(place.unit, ""), [row_of(child, child.path) for child in place.children]


def _percent(minutes: Counter[TimeKind]) -> float | None:
    share = community_share(minutes=minutes)
    return None if share is None else 100 * share
