"""Running what is due, each due time exactly once, whoever asks and how often."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager

from django.db import connection, transaction

from fengqiao.foundation.clock.clock import local_now, local_zone, now
from fengqiao.foundation.clock.models import ScheduleMark

MAX_CATCH_UP_DAYS = 40
"""After a longer stop only the last days are made up: older morning lists help nobody."""


def run_daily(
    *, name: str, at: datetime.time, job: Callable[[datetime.date], None], commits_itself: bool = False
) -> int:
    """This function will run the job for each local day whose time has come since the last run; returns how many.

    The job and its mark are one transaction. `commits_itself`: the job is many transactions, none of them the
    mark's. Nobody else runs it meanwhile; one that was killed is begun again and must go on where it stopped.
    """
    moment = local_now()
    count = 0
    while _daily_due_at(_mark(name), at, moment) <= moment:
        with _turn(name, commits_itself=commits_itself) as mark:
            due_at = _daily_due_at(mark, at, moment) if mark else None
            if mark is None or due_at is None or due_at > moment:
                return count
            job(due_at.date())
            mark.last_due_at = due_at
            mark.save()
        count += 1
    return count


def run_every(*, name: str, seconds: int, job: Callable[[], object], commits_itself: bool = False) -> bool:
    """This function will run the job when `seconds` of the clock have passed since its last run.

    `commits_itself`: as for a daily job.
    """
    moment = now()
    if not _is_turn(_mark(name), seconds, moment):
        return False
    with _turn(name, commits_itself=commits_itself) as mark:
        if mark is None or not _is_turn(mark, seconds, moment):
            return False
        job()
        mark.last_due_at = moment
        mark.save()
    return True


@contextmanager
def _turn(name: str, *, commits_itself: bool) -> Iterator[ScheduleMark | None]:
    """The mark, kept from others while the body runs; None where another worker is at it."""
    if not commits_itself:
        with transaction.atomic():
            yield _locked_mark(name)
        return
    # A connection of its own: the lock outlives the job's transactions, and goes with a killed process.
    with closing(connection.copy()) as lock, lock.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [_lock_key(name)])
        yield _mark(name) if cursor.fetchone() == (True,) else None


def _lock_key(name: str) -> int:
    return int.from_bytes(hashlib.sha256(f"schedule:{name}".encode()).digest()[:8], "big", signed=True)


def _mark(name: str) -> ScheduleMark:
    """Asked each second for every job, so without a lock; who finds something due looks again under the lock."""
    return ScheduleMark.objects.filter(name=name).first() or ScheduleMark.objects.get_or_create(name=name)[0]


def _locked_mark(name: str) -> ScheduleMark:
    return ScheduleMark.objects.select_for_update().get(name=name)


def _is_turn(mark: ScheduleMark, seconds: int, moment: datetime.datetime) -> bool:
    return mark.last_due_at is None or not 0 <= (moment - mark.last_due_at).total_seconds() < seconds


def _daily_due_at(mark: ScheduleMark, at: datetime.time, moment: datetime.datetime) -> datetime.datetime:
    return datetime.datetime.combine(_next_date(mark, moment), at, local_zone())


def _next_date(mark: ScheduleMark, moment: datetime.datetime) -> datetime.date:
    if mark.last_due_at is None:
        return moment.date()
    following = mark.last_due_at.astimezone(moment.tzinfo).date() + datetime.timedelta(days=1)
    return max(following, moment.date() - datetime.timedelta(days=MAX_CATCH_UP_DAYS))
