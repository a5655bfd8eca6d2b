"""The demonstration's own database: made, copied from a snapshot, remade. A real station's is never touched."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import connection, connections

from fengqiao.config.environment import environment
from fengqiao.config.station import bring_schema_up_to_date, open_database
from fengqiao.demo.contracts import NotADemoError
from fengqiao.demo.loading.county_cache import stage_digest
from fengqiao.foundation.postgres import Cluster

LIVE_DATABASE = "fengqiao_demo"
STORY_DATABASE = "fengqiao_story"
SNAPSHOT_PREFIX = "fengqiao_county_"


@dataclass(frozen=True, slots=True)
class DatabaseWish:
    name: str
    seed: int
    date: datetime.date
    is_fresh: bool

    @property
    def snapshot(self) -> str:
        """The loaded county before its day begins, kept so that a fresh start takes seconds."""
        return f"{SNAPSHOT_PREFIX}{self.seed}_{self.date:%Y%m%d}_{stage_digest()[:10]}"


@contextmanager
def open_demo_database(*, wish: DatabaseWish) -> Iterator[Cluster | None]:
    """This function will make the demonstration's database reachable, empty or as it was left.

    Yields the private cluster, or None with an outside database. Raises NotADemoError.
    """
    if environment().database is not None:
        with open_database(is_migrated=False):
            if wish.is_fresh:
                _empty_outside_database()
            bring_schema_up_to_date()
            yield None
        return
    with Cluster(state=environment().state_dir) as cluster:
        known = cluster.list_databases()
        if wish.is_fresh and wish.name in known:
            cluster.drop_database(wish.name)
        if (wish.is_fresh or wish.name not in known) and wish.snapshot in known:
            cluster.copy_database(wish.snapshot, wish.name)
        with open_database(name=wish.name):
            yield cluster
            connections.close_all()


def keep_snapshot(*, cluster: Cluster, wish: DatabaseWish) -> None:
    """This function will keep the freshly loaded county, in place of snapshots of other days or older programs."""
    connections.close_all()
    for name in cluster.list_databases():
        if name.startswith(SNAPSHOT_PREFIX):
            cluster.drop_database(name)
    cluster.copy_database(wish.name, wish.snapshot)


def _empty_outside_database() -> None:
    tables = set(connection.introspection.table_names())
    if tables and not _is_demo(tables):
        raise NotADemoError(
            "--fresh would drop everything in the database that DATABASE_URL names, and it is not a demonstration."
        )
    with connection.cursor() as cursor:
        cursor.execute("DROP SCHEMA public CASCADE")
        cursor.execute("CREATE SCHEMA public")
    connection.close()


def _is_demo(tables: set[str]) -> bool:
    if "foundation_simulation_simulatedday" not in tables:
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM foundation_simulation_simulatedday")
        row = cursor.fetchone()
    return bool(row and row[0])
