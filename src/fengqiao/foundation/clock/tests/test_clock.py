from __future__ import annotations

import datetime

import pytest

from fengqiao.foundation.clock.clock import now, set_clock
from fengqiao.foundation.clock.scheduling import run_daily, run_every

pytestmark = pytest.mark.django_db

MORNING = datetime.datetime(2026, 6, 11, 5, 0, tzinfo=datetime.timezone(datetime.timedelta(hours=8)))


def test_a_frozen_clock_stands_still() -> None:
    set_clock(at=MORNING, rate=0)
    assert now() == MORNING == now()


def test_a_daily_job_runs_once_for_each_day_jumped_over() -> None:
    days: list[datetime.date] = []
    at = datetime.time(5, 30)
    set_clock(at=MORNING, rate=0)
    assert run_daily(name="job", at=at, job=days.append) == 0
    set_clock(at=MORNING + datetime.timedelta(hours=1), rate=0)
    run_daily(name="job", at=at, job=days.append)
    run_daily(name="job", at=at, job=days.append)
    set_clock(at=MORNING + datetime.timedelta(days=3, hours=1), rate=0)
    run_daily(name="job", at=at, job=days.append)
    assert days == [datetime.date(2026, 6, day) for day in (11, 12, 13, 14)]


def test_a_recurring_job_runs_once_after_a_jump() -> None:
    runs: list[datetime.datetime] = []
    set_clock(at=MORNING, rate=0)
    assert run_every(name="job", seconds=60, job=lambda: runs.append(now()))
    assert not run_every(name="job", seconds=60, job=lambda: runs.append(now()))
    set_clock(at=MORNING + datetime.timedelta(days=2), rate=0)
    assert run_every(name="job", seconds=60, job=lambda: runs.append(now()))
    assert len(runs) == 2
