"""Calls against last year, station by station, with intervals, judged together."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from fengqiao.domains.incidents.contracts import Category
from fengqiao.domains.indicators.contracts import YearOnYear
from fengqiao.domains.indicators.queries.place import stations_under, widest_path
from fengqiao.domains.indicators.queries.today import daily_series, rows_url
from fengqiao.domains.organisation.contracts import UnitRecord
from fengqiao.engines.forecasting.changes import Change, compare_periods, flag_changes
from fengqiao.engines.forecasting.daily_counts import aligned_base_date
from fengqiao.foundation.clock.clock import today
from fengqiao.foundation.scoping.contracts import Actor

WINDOW_DAYS = 28
"""Four whole weeks up to yesterday, against the same weekdays a year before."""
COMPARED = (("criminal_calls", Category.CRIMINAL), ("public_order_calls", Category.PUBLIC_ORDER))


@dataclass(frozen=True, slots=True)
class _Cell:
    unit: UnitRecord
    code: str
    category: Category
    first: datetime.date
    last: datetime.date
    change: Change


def year_on_year(*, actor: Actor, to_date: datetime.date | None = None) -> Sequence[YearOnYear]:
    """This function will compare criminal and public-order calls of every station below the actor with last year.

    Days that either year does not know are left out on both sides. All cells of the page are judged together
    (Benjamini–Hochberg), so that few of the clear ones are false.
    """
    path = widest_path(actor, "indicators.view")
    last = to_date or today() - datetime.timedelta(days=1)
    cells = [_compare(unit, code, category, last) for unit in stations_under(path) for code, category in COMPARED]
    judged = flag_changes(changes=[cell.change for cell in cells])
    return [_line(cell, change) for cell, change in zip(cells, judged, strict=True)]


def _compare(unit: UnitRecord, code: str, category: Category, last: datetime.date) -> _Cell:
    first = last - datetime.timedelta(days=WINDOW_DAYS - 1)
    base_first = aligned_base_date(first_date=first)
    base_last = base_first + datetime.timedelta(days=WINDOW_DAYS - 1)
    this = daily_series(path=unit.path, first=first, last=last, categories=[category])
    base = daily_series(path=unit.path, first=base_first, last=base_last, categories=[category])
    return _Cell(unit, code, category, first, last, compare_periods(this=this, base=base))


def _line(cell: _Cell, change: Change) -> YearOnYear:
    return YearOnYear(
        unit_code=cell.unit.code,
        unit_name=cell.unit.name,
        code=cell.code,
        from_date=cell.first,
        to_date=cell.last,
        this_count=change.this_count,
        base_count=change.base_count,
        days_compared=change.days_compared,
        days_left_out=change.days_left_out,
        change_percent=_percent(change.ratio),
        low_percent=_percent(change.low),
        high_percent=_percent(change.high),
        verdict=change.verdict,
        rows_url=rows_url(path=cell.unit.path, categories=[cell.category], first=cell.first, last=cell.last),
    )


def _percent(ratio: float | None) -> float | None:
    return None if ratio is None else (ratio - 1) * 100
