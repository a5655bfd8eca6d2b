"""The four figures of the last 24 hours, each beside what is usual for such a day."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from urllib.parse import urlencode

from django.urls import reverse

from fengqiao.domains.incidents.contracts import Category
from fengqiao.domains.incidents.public import daily_counts, daily_counts_known_days
from fengqiao.domains.indicators.contracts import TodayFigure
from fengqiao.domains.indicators.queries.place import widest_path
from fengqiao.engines.forecasting.daily_counts import DailyCounts, same_weekday_counts
from fengqiao.engines.forecasting.usual_range import usual_range
from fengqiao.foundation.clock.clock import local_now
from fengqiao.foundation.scoping.contracts import Actor

FIGURES: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("criminal_calls", (Category.CRIMINAL,)),
    ("public_order_calls", (Category.PUBLIC_ORDER,)),
    ("dispute_calls", (Category.DISPUTE,)),
    ("incidents", ()),
)
"""What a chief asks first in the morning."""
COMPARED_WEEKS = 12


def today_figures(*, actor: Actor) -> Sequence[TodayFigure]:
    """This function will count the 24 hours up to now and compare with the same weekday's of the last twelve weeks."""
    path = widest_path(actor, "indicators.view")
    moment = local_now()
    begins = moment.time().replace(second=0, microsecond=0)
    last = moment.date() - datetime.timedelta(days=1)
    history = {
        code: counts_by_day(path, last - datetime.timedelta(weeks=COMPARED_WEEKS), last, categories, begins)
        for code, categories in FIGURES
    }
    return [
        _figure(
            code,
            history[code],
            last,
            rows_url(path=path, categories=categories, first=last, last=last, begins=begins),
        )
        for code, categories in FIGURES
    ]


def daily_series(*, path: str, first: datetime.date, last: datetime.date, categories: Sequence[str]) -> DailyCounts:
    """This function will return one count per day, None on days without any record anywhere (an outage).

    A quiet station has days without a call; the system behind all stations does not.
    """
    return counts_by_day(path, first, last, categories, datetime.time.min)


def counts_by_day(
    path: str, first: datetime.date, last: datetime.date, categories: Sequence[str], begins: datetime.time
) -> DailyCounts:
    """This function will return one count per day that begins at `begins`, None on days without any record."""
    end = last + datetime.timedelta(days=1)
    rows = daily_counts(from_date=first, to_date=end, under=path, categories=categories or None, day_begins=begins)
    known = set(daily_counts_known_days(from_date=first, to_date=end, day_begins=begins))
    by_day: dict[datetime.date, int] = {}
    for row in rows:
        by_day[row.date] = by_day.get(row.date, 0) + row.count
    days = [first + datetime.timedelta(days=offset) for offset in range((last - first).days + 1)]
    return DailyCounts(first, tuple(by_day.get(day, 0) if day in known else None for day in days))


def _figure(code: str, history: DailyCounts, day: datetime.date, url: str) -> TodayFigure:
    count = history.count_on(day) or 0
    usual = usual_range(past_counts=same_weekday_counts(history=history, day=day, weeks=COMPARED_WEEKS))
    return TodayFigure(
        code=code,
        count=count,
        usual_low=usual.low,
        usual_middle=usual.middle,
        usual_high=usual.high,
        standing=usual.standing_of(count),
        rows_url=url,
        weeks=(*(history.count_on(day - datetime.timedelta(weeks=ago)) for ago in range(COMPARED_WEEKS, 0, -1)), count),
    )


def rows_url(
    *,
    path: str,
    categories: Sequence[str],
    first: datetime.date,
    last: datetime.date,
    begins: datetime.time = datetime.time.min,
) -> str:
    """This function will name the list page that shows exactly the rows of a figure."""
    start = datetime.datetime.combine(first, begins)
    end = datetime.datetime.combine(last + datetime.timedelta(days=1), begins)
    query = {"from": start.isoformat(timespec="minutes"), "to": end.isoformat(timespec="minutes"), "under": path}
    if categories:
        query["category"] = categories[0]
    return f"{reverse('incidents:list')}?{urlencode(query)}"
