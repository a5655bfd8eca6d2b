"""警情通报: what a span brought, beside last year and beside what is usual. It writes itself; nobody types a figure."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Final

from fengqiao.domains.incidents.contracts import Category, IncidentCounts
from fengqiao.domains.incidents.public import count_incidents, hour_counts
from fengqiao.domains.indicators.contracts import Bulletin, BulletinKind, BulletinLine
from fengqiao.domains.indicators.queries.place import widest_path
from fengqiao.domains.indicators.queries.spans import Span, span_of
from fengqiao.domains.indicators.queries.today import COMPARED_WEEKS, counts_by_day
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


def _series(under: str, first: datetime.date, last: datetime.date, group: str, span: Span) -> DailyCounts:
    return counts_by_day(under, first, last, (group,) if group else (), span.begins)


def _day_lines(span: Span, under: str) -> tuple[list[BulletinLine], int]:
    day = span.first_date
    lines = [_day_line(span, under, day, group) for group in GROUPS]
    return lines, 0


def _day_line(span: Span, under: str, day: datetime.date, group: str) -> BulletinLine:
    history = _series(under, day - datetime.timedelta(weeks=COMPARED_WEEKS), day, group, span)
    base_day = aligned_base_date(first_date=day)
    count = history.count_on(day) or 0
    usual = usual_range(past_counts=same_weekday_counts(history=history, day=day, weeks=COMPARED_WEEKS))
    return BulletinLine(
        category=group,
        count=count,
        compared_count=count,
        base_count=_series(under, base_day, base_day, group, span).count_on(base_day),
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
    changes: list[Change] = []
    counted: list[int] = []
    for group in GROUPS:
        this = _series(under, span.first_date, last, group, span)
        counted.append(sum(count or 0 for count in this.counts))
        changes.append(compare_periods(this=this, base=_series(under, base_first, base_last, group, span)))
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
