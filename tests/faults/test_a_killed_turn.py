"""A worker killed within a turn leaves its job begun, and with it the lock that keeps every later turn waiting."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pytest
from django.db import connection
from procrastinate.contrib.django.models import ProcrastinateJob

from fengqiao.config.jobs import due_work
from fengqiao.config.working import LIVING_WORKERS, living_worker

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _no_jobs() -> Iterator[None]:
    """Django does not empty tables that are not its own."""
    yield
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")


def begin_a_turn() -> int:
    """What a worker had taken when it was killed."""
    begun = due_work.defer(timestamp=1)
    with connection.cursor() as cursor:
        cursor.execute("UPDATE procrastinate_jobs SET status = 'doing', attempts = 1 WHERE id = %s", [begun])
    return int(begun)


def state_of(job: int) -> str:
    return str(ProcrastinateJob.objects.values_list("status", flat=True).get(pk=job))


def test_a_begun_turn_is_put_back_when_no_worker_lives() -> None:
    begun = begin_a_turn()
    with living_worker():
        assert state_of(begun) == "todo"


def test_a_begun_turn_makes_way_when_the_next_one_waits_already() -> None:
    begun = begin_a_turn()
    following = due_work.defer(timestamp=2)
    with living_worker():
        assert (state_of(begun), state_of(following)) == ("failed", "todo")


def test_what_a_living_worker_has_begun_is_left_to_it() -> None:
    begun = begin_a_turn()
    with closing(connection.copy()) as another, another.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock_shared(%s)", [LIVING_WORKERS])
        with living_worker():
            assert state_of(begun) == "doing"
