"""Running what is due, each due time exactly once, whoever asks and how often."""

from __future__ import annotations

import datetime
from collections.abc import Callable

from django.db import transaction

from fengqiao.foundation.clock.clock import local_now, local_zone, now
from fengqiao.foundation.clock.models import ScheduleMark

MAX_CATCH_UP_DAYS = 40
"""After a longer stop only the last days are made up: older morning lists help nobody."""


def run_daily(*, name: str, at: datetime.time, job: Callable[[datetime.date], None]) -> int:
    """This function will run the job for each local day whose time has come since the last run; returns how many."""
    moment = local_now()
    count = 0
    while True:
        with transaction.atomic():
            mark = _locked_mark(name)
            date = _next_date(mark, moment)
            due_at = datetime.datetime.combine(date, at, local_zone())
            if due_at > moment:
                return count
            job(date)
            mark.last_due_at = due_at
            mark.save()
        count += 1


def run_every(*, name: str, seconds: int, job: Callable[[], object]) -> bool:
    """This function will run the job when `seconds` of the clock have passed since its last run."""
    moment = now()
    with transaction.atomic():
        mark = _locked_mark(name)
        if mark.last_due_at is not None and 0 <= (moment - mark.last_due_at).total_seconds() < seconds:
            return False
        job()
        mark.last_due_at = moment
        mark.save()
    return True


def _locked_mark(name: str) -> ScheduleMark:
    ScheduleMark.objects.get_or_create(name=name)
    return ScheduleMark.objects.select_for_update().get(name=name)


def _next_date(mark: ScheduleMark, moment: datetime.datetime) -> datetime.date:
    if mark.last_due_at is None:
        return moment.date()
    following = mark.last_due_at.astimezone(moment.tzinfo).date() + datetime.timedelta(days=1)
    return max(following, moment.date() - datetime.timedelta(days=MAX_CATCH_UP_DAYS))
