"""A long job commits as it goes: what is killed half-way is begun again, and nobody runs it at the same time."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from contextlib import closing

import pytest
from django.db import connection

from fengqiao.foundation.clock.clock import set_clock
from fengqiao.foundation.clock.models import ScheduleMark
from fengqiao.foundation.clock.scheduling import _lock_key, run_daily, run_every

pytestmark = pytest.mark.django_db(transaction=True)
SIX = datetime.datetime(2026, 6, 11, 6, 0, tzinfo=datetime.timezone(datetime.timedelta(hours=8)))
AT = datetime.time(5, 30)


@pytest.fixture(autouse=True)
def _six_in_the_morning() -> None:
    set_clock(at=SIX, rate=0)


def counties(*, dies_at: int = 0) -> Callable[..., None]:
    """A job of three parts, each of which is committed; the rows of the table itself stand for what it makes."""

    def job(*_: datetime.date) -> None:
        for number in (1, 2, 3):
            if number == dies_at:
                raise KeyboardInterrupt
            ScheduleMark.objects.get_or_create(name=f"county-{number}")

    return job


def made() -> int:
    return ScheduleMark.objects.filter(name__startswith="county-").count()


def test_what_a_killed_job_has_done_stays_and_the_job_is_taken_up_again() -> None:
    with pytest.raises(KeyboardInterrupt):
        run_daily(name="job", at=AT, job=counties(dies_at=3), commits_itself=True)
    assert made() == 2
    assert ScheduleMark.objects.get(name="job").last_due_at is None
    assert run_daily(name="job", at=AT, job=counties(), commits_itself=True) == 1
    assert made() == 3
    assert run_daily(name="job", at=AT, job=counties(), commits_itself=True) == 0


def test_a_recurring_job_that_raises_is_taken_up_again() -> None:
    with pytest.raises(KeyboardInterrupt):
        run_every(name="job", seconds=60, job=counties(dies_at=2), commits_itself=True)
    assert made() == 1
    assert run_every(name="job", seconds=60, job=counties(), commits_itself=True)
    assert not run_every(name="job", seconds=60, job=counties(), commits_itself=True)


def test_a_small_job_is_one_transaction_with_its_mark() -> None:
    with pytest.raises(KeyboardInterrupt):
        run_daily(name="job", at=AT, job=counties(dies_at=3))
    assert made() == 0
    assert run_daily(name="job", at=AT, job=counties()) == 1


def test_no_second_worker_runs_it_meanwhile_and_none_waits() -> None:
    """The job asks for its own turn again, over another connection as a second worker would."""
    answers: list[object] = []

    def job(_: datetime.date) -> None:
        assert not connection.in_atomic_block
        answers.append(run_daily(name="job", at=AT, job=counties(), commits_itself=True))

    assert run_daily(name="job", at=AT, job=job, commits_itself=True) == 1
    assert (answers, made()) == ([0], 0)


def test_the_turn_of_a_killed_worker_is_free_with_its_connection() -> None:
    with closing(connection.copy()) as killed, killed.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [_lock_key("job")])
        assert not run_every(name="job", seconds=60, job=counties(), commits_itself=True)
    assert run_every(name="job", seconds=60, job=counties(), commits_itself=True)
