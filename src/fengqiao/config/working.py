"""A worker tells by a lock of the database that it lives; the first one takes up what a killed one had begun."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from contextlib import closing, contextmanager

from asgiref.sync import async_to_sync
from django.db import connection
from django.db.backends.base.base import BaseDatabaseWrapper
from procrastinate.contrib.django import app
from procrastinate.exceptions import UniqueViolation
from procrastinate.jobs import Job, Status

logger = logging.getLogger(__name__)
LIVING_WORKERS = 0x46515F57
"""The advisory lock that each living worker shares; the database lets go of it with a killed worker's connection."""


@contextmanager
def living_worker() -> Iterator[None]:
    """This function will put back what nobody works at any more, and hold the lock while the body runs."""
    # A connection of its own, which Django does not close between two turns.
    with closing(connection.copy()) as mark:
        is_alone = _first(mark, "SELECT pg_try_advisory_lock(%s)")
        if is_alone:
            async_to_sync(_put_back_begun)()
        _first(mark, "SELECT pg_advisory_lock_shared(%s)")
        if is_alone:
            _first(mark, "SELECT pg_advisory_unlock(%s)")
        yield


async def put_back(job: Job) -> None:
    """This function will let a begun job be done again, or end it when its next turn waits already."""
    manager = app.job_manager
    try:
        await manager.retry_job(job)
    except UniqueViolation:
        assert job.id is not None
        await manager.finish_job_by_id_async(job_id=job.id, status=Status.FAILED, delete_job=False)
    logger.warning("job %s of a worker that died is put back", job.task_name)


async def _put_back_begun() -> None:
    for job in await app.job_manager.list_jobs_async(status=Status.DOING.value):
        await put_back(job)


def _first(mark: BaseDatabaseWrapper, query: str) -> object:
    with mark.cursor() as cursor:
        cursor.execute(query, [LIVING_WORKERS])
        row = cursor.fetchone()
    return row[0] if row else None
