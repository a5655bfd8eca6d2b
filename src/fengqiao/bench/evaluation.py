"""`evaluation`: a province's month of finished duties counted for all stations at once, and its pages opened."""

from __future__ import annotations

import datetime
import time
from collections.abc import Callable, Sequence
from typing import Any, Final

from fengqiao.bench.contracts import Bench, BenchRequest
from fengqiao.bench.database import throw_away_database
from fengqiao.bench.figures import BenchFigure, Goal, Reference

COUNTIES, STATIONS, BEATS = 107, 11, 6
"""About the published size of a province: 1,177 stations, 7,062 beats."""
QUICK_COUNTIES = 3
VISITS_PER_BEAT: Final = 142
"""A million visits in the month."""
DAY = datetime.date(2026, 9, 16)
PAGE_GOAL_MS = 300
COUNT_TO_BARE_GOAL = 8
PAGES: Final = 9

FILL = """
INSERT INTO tasks_completionrecord (uid, list_code, row_number, subject_kind, subject_id, scope_path, completed_at,
    recorded_at, minutes, result, counts)
SELECT '', 'community_duty_list', 1 + visit %% 12, 'household', u.code || '-' || visit %% 90, u.path,
    %(month)s::timestamptz + visit * interval '2 hours', %(month)s::timestamptz + visit * interval '2 hours', 20,
    (ARRAY['done', 'done', 'done', 'done', 'done', 'done', 'done', 'nobody_there', 'declined'])[1 + visit %% 9], true
FROM organisation_orgunit u, generate_series(1, %(visits)s) AS visit WHERE u.kind = 'beat'
"""
BARE = """
SELECT scope_path, list_code, row_number, count(*), sum(minutes), count(*) FILTER (WHERE result = 'done')
FROM tasks_completionrecord GROUP BY 1, 2, 3
"""


def run(request: BenchRequest) -> Sequence[BenchFigure]:
    """This function will fill a province, count its month, and open the pages of province, county and station."""
    counties = QUICK_COUNTIES if request.is_quick else COUNTIES
    with throw_away_database(name="evaluation"):
        from fengqiao.domains.tasks.public import burden_sheet, count_month, evaluation_sheet
        from fengqiao.foundation.clock.clock import set_clock
        from fengqiao.foundation.scoping.contracts import SYSTEM

        set_clock(at=datetime.datetime.combine(DAY, datetime.time(8), datetime.UTC), rate=0)
        request.say("filling the province")
        station, visits = _fill(counties)
        month = DAY.replace(day=1)
        bare = _seconds(lambda: _fetch(BARE))
        request.say("counting the month")
        first = _seconds(lambda: count_month(actor=SYSTEM, month=month, with_coverage=False))
        again = _seconds(lambda: count_month(actor=SYSTEM, month=month, with_coverage=False))
        _run("ANALYZE tasks_rowmonth")
        request.say("opening the pages")
        opened = {
            name: _median_ms(lambda path=path, page=page: page(actor=SYSTEM, path=path, month=month))  # type: ignore[misc]
            for name, path, page in (
                ("province_page", "", evaluation_sheet),
                ("province_burden_page", "", burden_sheet),
                ("station_page", station, evaluation_sheet),
            )
        }
    return [
        BenchFigure("visits", visits, "visits"),
        BenchFigure("count_month", first, "s"),
        BenchFigure(
            "count_month_again",
            again,
            "s",
            references=[Reference("one bare GROUP BY over the same visits", bare)],
            goal=Goal("<=", COUNT_TO_BARE_GOAL, of="ratio"),
        ),
        *(BenchFigure(name, value, "ms", goal=Goal("<=", PAGE_GOAL_MS)) for name, value in opened.items()),
    ]


BENCH = Bench(
    name="evaluation",
    what="a province's month of duties counted, its pages opened",
    figures=("visits", "count_month", "count_month_again", "province_page", "province_burden_page", "station_page"),
    run=run,
)


def _fill(counties: int) -> tuple[str, int]:
    """Return a station's path and how many visits there are."""
    from fengqiao.domains.duties.public import publish_list, shipped_documents
    from fengqiao.domains.organisation.contracts import NewUnit, UnitKind
    from fengqiao.domains.organisation.public import load_units
    from fengqiao.foundation.scoping.contracts import SYSTEM

    province = "619900000000"
    units = [NewUnit(province, "示范省公安厅", UnitKind.PROVINCE, None)]
    for county in range(1, counties + 1):
        bureau = f"6199{county:03d}00000"
        units.append(NewUnit(bureau, f"县局{county}", UnitKind.COUNTY_BUREAU, province))
        for place in range(1, STATIONS + 1):
            station = f"6199{county:03d}{place:02d}000"
            units.append(NewUnit(station, f"派出所{county}-{place}", UnitKind.POLICE_STATION, bureau))
            units.extend(
                NewUnit(f"{station[:9]}{beat:03d}", f"警务区{beat}", UnitKind.BEAT, station)
                for beat in range(1, BEATS + 1)
            )
    paths = load_units(actor=SYSTEM, units=units)
    for document in shipped_documents(effective_from=datetime.date(2026, 1, 1)).values():
        publish_list(actor=SYSTEM, document=document, unit_code=province)
    month = datetime.datetime.combine(DAY.replace(day=1), datetime.time(), datetime.UTC)
    _run(FILL, {"month": month, "visits": VISITS_PER_BEAT})
    _run("ANALYZE tasks_completionrecord")
    return paths["619900101000"], counties * STATIONS * BEATS * VISITS_PER_BEAT


def _run(statement: str, values: dict[str, Any] | None = None) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def _fetch(statement: str) -> list[Any]:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(statement)
        return list(cursor.fetchall())


def _seconds(act: Callable[[], object]) -> float:
    began = time.perf_counter()
    act()
    return time.perf_counter() - began


def _median_ms(act: Callable[[], object]) -> float:
    times = sorted(_seconds(act) for _ in range(PAGES))
    return 1000 * times[PAGES // 2]
