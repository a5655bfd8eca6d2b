"""A private throw-away database for a benchmark, as durable as a station's own, so that times are honest."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from fengqiao.config.environment import environment
from fengqiao.config.station import open_database
from fengqiao.foundation.postgres import Cluster


@contextmanager
def throw_away_database(*, name: str) -> Iterator[None]:
    """This function will open a fresh migrated database and drop it afterwards. Ignores an outside DATABASE_URL."""
    os.environ.pop("DATABASE_URL", None)
    environment.cache_clear()
    database = f"bench_{name}_{os.getpid()}"
    cluster = Cluster(state=environment().state_dir, name="postgres-bench")
    with cluster:
        os.environ["DATABASE_URL"] = cluster.ensure_database(database).as_url()
        environment.cache_clear()
        try:
            with open_database():
                yield
        finally:
            _close_connections()
            cluster.drop_database(database)
            os.environ.pop("DATABASE_URL", None)
            environment.cache_clear()


def _close_connections() -> None:
    from django.db import connections

    connections.close_all()
