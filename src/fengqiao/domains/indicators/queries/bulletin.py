"""警情通报: what a span brought, beside last year and beside what is usual. It writes itself; nobody types a figure."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Final

from fengqiao.domains.incidents.contracts import Category, IncidentCounts
from fengqiao.domains.incidents.public import (
    count_incidents,
    daily_counts,
    daily_counts_known_days,
    hour_counts,
)
from fengqiao.domains.indicators.contracts import Bulletin, BulletinKind, BulletinLine
from fengqiao.domains.indicators.queries.place import widest_path
from fengqiao.domains.indicators.queries.spans import Span, span_of
from fengqiao.domains.indicators.queries.today import COMPARED_WEEKS
from fengqiao.domains.organisation.contracts import UnitKind
from fengqiao.domains.organisation.public import get_unit_at, list_units
from fengqiao.engines.forecasting.changes import Change, compare_periods, flag_changes
from fengqiao.engines.forecasting.daily_counts import DailyCounts, aligned_base_date, same_weekday_counts
from fengqiao.engines.forecasting.usual_range import usual_range
from fengqiao.foundation.clock.clock import now
from fengqiao.foundation.scoping.contracts import Actor

MOST_BEATS: Final = 5
TOTAL: Final = ""
GROUPS: Final = (TOTAL, *(category.value for category in Category))


def write_bulletin(*, actor: Actor, kind: BulletinKind, on: datetime.date, path: str | None = None) -> Bulletin:
    """This function will write the bulletin of the span that holds a date, of the widest unit of the actor.

    A span that is not over is written up to now. The figures are those of this moment.
    """
    under = widest_path(actor, "indicators.view") if path is None else path
    return draw_up(kind=kind, on=on, under=under)


def draw_up(*, kind: BulletinKind, on: datetime.date, under: str) -> Bulletin:
    """This function will draw the bulletin of a unit up, whoever asks."""
    span = span_of(kind=kind, on=on)
    end = min(span.to_at, now())
    counts = count_incidents(from_at=span.from_at, to_at=end, under=under)
    lines, unknown = _month_lines(span, under) if kind is BulletinKind.MONTH else _day_lines(span, under)
    return Bulletin(
        kind=kind,
        unit_name=get_unit_at(path=under).name if under else "",
        from_at=span.from_at,
        to_at=span.to_at,
        lines=_with_counted(lines, counts),
        arrivals=counts.arrivals,
        arrivals_in_time=counts.arrivals_in_time,
        open_calls=counts.open,
        beats=_busiest_beats(span, under),
        unknown_days=unknown,
    )


def _with_counted(lines: Sequence[BulletinLine], counts: IncidentCounts) -> tuple[BulletinLine, ...]:
    """Categories without a call in either period say nothing and are left out; the total always stands first."""
    total, *rest = lines
    said = [line for line in rest if line.count or line.base_count]
    return (total, *sorted(said, key=lambda line: (-line.count, line.category)))


def _series(under: str, first: datetime.date, last: datetime.date, span: Span) -> dict[str, DailyCounts]:
    """Return the counts per day of every group, None on days without any record anywhere; two statements in all."""
    end = last + datetime.timedelta(days=1)
    rows = daily_counts(from_date=first, to_date=end, under=under, day_begins=span.begins)
    known = set(daily_counts_known_days(from_date=first, to_date=end, day_begins=span.begins))
    counts: dict[tuple[str, datetime.date], int] = {}
    for row in rows:
        for group in (TOTAL, row.category):
            counts[group, row.date] = counts.get((group, row.date), 0) + row.count
    days = [first + datetime.timedelta(days=offset) for offset in range((last - first).days + 1)]
    return {
        group: DailyCounts(first, tuple(counts.get((group, day), 0) if day in known else None for day in days))
        for group in GROUPS
    }


def _day_lines(span: Span, under: str) -> tuple[list[BulletinLine], int]:
    day = span.first_date
    history = _series(under, day - datetime.timedelta(weeks=COMPARED_WEEKS), day, span)
    base_day = aligned_base_date(first_date=day)
    base = _series(under, base_day, base_day, span)
    return [_day_line(group, day, history[group], base[group].count_on(base_day)) for group in GROUPS], 0


def _day_line(group: str, day: datetime.date, history: DailyCounts, base_count: int | None) -> BulletinLine:
    count = history.count_on(day) or 0
    usual = usual_range(past_counts=same_weekday_counts(history=history, day=day, weeks=COMPARED_WEEKS))
    return BulletinLine(
        category=group,
        count=count,
        compared_count=count,
        base_count=base_count,
        usual_low=usual.low,
        usual_high=usual.high,
        standing=usual.standing_of(count).value,
    )


def _month_lines(span: Span, under: str) -> tuple[list[BulletinLine], int]:
    """Compare up to yesterday while the month runs; all categories are judged together."""
    last = span.last_known_date
    if last < span.first_date:
        return [BulletinLine(category=group, count=0) for group in GROUPS], 0
    base_first = aligned_base_date(first_date=span.first_date)
    base_last = base_first + (last - span.first_date)
    this, base = _series(under, span.first_date, last, span), _series(under, base_first, base_last, span)
    counted = [sum(count or 0 for count in this[group].counts) for group in GROUPS]
    changes = [compare_periods(this=this[group], base=base[group]) for group in GROUPS]
    judged = flag_changes(changes=changes)
    lines = [_month_line(group, count, change) for group, count, change in zip(GROUPS, counted, judged, strict=True)]
    return lines, judged[0].days_left_out


def _month_line(group: str, count: int, change: Change) -> BulletinLine:
    return BulletinLine(
        category=group,
        count=count,
        compared_count=change.this_count,
        base_count=change.base_count,
        change_percent=_percent(change.ratio),
        low_percent=_percent(change.low),
        high_percent=_percent(change.high),
        verdict=change.verdict.value,
    )


def _percent(ratio: float | None) -> float | None:
    return None if ratio is None else round((ratio - 1) * 100, 1)


def _busiest_beats(span: Span, under: str) -> tuple[tuple[str, int], ...]:
    names = {unit.path: unit.name for unit in list_units(kind=UnitKind.BEAT, under=under)}
    counts: dict[str, int] = {}
    days = hour_counts(from_date=span.first_date, to_date=span.last_date + datetime.timedelta(days=2), under=under)
    for one in days:
        if one.path in names and span.holds(one.date, one.hour):
            counts[one.path] = counts.get(one.path, 0) + one.all_origins
    busiest = sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:MOST_BEATS]
    return tuple((names[path], count) for path, count in busiest)
