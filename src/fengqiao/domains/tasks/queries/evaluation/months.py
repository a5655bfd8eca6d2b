"""The months that are counted."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Final

from fengqiao.domains.tasks.models import RowMonth
from fengqiao.foundation.clock.clock import today

MONTHS_SHOWN: Final = 12


def month_of(day: datetime.date) -> datetime.date:
    """This function will return the first day of a day's month."""
    return day.replace(day=1)


def next_month(month: datetime.date) -> datetime.date:
    """This function will return the first day of the following month."""
    return (month.replace(day=1) + datetime.timedelta(days=31)).replace(day=1)


def counted_months(*, under: str) -> Sequence[datetime.date]:
    """This function will list the counted months below a path, the latest first; the running one is always there."""
    months = [month_of(today())]
    while len(months) < MONTHS_SHOWN:
        months.append(month_of(months[-1] - datetime.timedelta(days=1)))
    rows = RowMonth.objects.filter(scope_path__startswith=under)
    return [months[0], *(month for month in months[1:] if rows.filter(month=month).exists())]
