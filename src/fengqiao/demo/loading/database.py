"""The demonstration's own database: made, copied from a snapshot, remade. A real station's is never touched."""

from __future__ import annotations

import datetime
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import psycopg
from django.db import connection, connections

from fengqiao.config.environment import environment
from fengqiao.config.station import bring_schema_up_to_date, open_database
from fengqiao.demo.contracts import NotADemoError
from fengqiao.demo.loading.county_cache import stage_digest
from fengqiao.foundation.postgres import Cluster

LIVE_DATABASE = "fengqiao_demo"
STORY_DATABASE = "fengqiao_story"
_KNOWN_DAY = "SELECT seed, date, digest, is_over, is_loaded FROM foundation_simulation_simulatedday"
SNAPSHOT_PREFIX = "fengqiao_county_"


@dataclass(frozen=True, slots=True)
class KnownDay:
    """What a database says of itself before the program has opened it."""

    seed: int
    date: datetime.date
    digest: str
    is_over: bool
    is_loaded: bool


@dataclass(frozen=True, slots=True)
class DatabaseWish:
    """`is_stale` decides, by what is known of the day that the database tells, whether it is made anew.

    `digest`: what the stage was made from, by default the program's own sources; `prefix`: of its snapshots' names.
    """

    name: str
    seed: int
    date: datetime.date
    is_fresh: bool
    is_stale: Callable[[KnownDay], bool] = lambda known: False
    digest: str = field(default_factory=stage_digest)
    prefix: str = SNAPSHOT_PREFIX

    @property
    def snapshot(self) -> str:
        """The loaded stage before its day begins, kept so that a fresh start takes seconds."""
        return f"{self.prefix}{self.seed}_{self.date:%Y%m%d}_{self.digest[:10]}"


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
        is_there = wish.name in known
        if is_there and (wish.is_fresh or _is_stale(cluster, wish)):
            cluster.drop_database(wish.name)
            is_there = False
        if not is_there and wish.snapshot in known:
            cluster.copy_database(wish.snapshot, wish.name)
        with open_database(name=wish.name):
            yield cluster
            connections.close_all()


def keep_snapshot(*, cluster: Cluster, wish: DatabaseWish) -> None:
    """This function will keep the freshly loaded county, in place of snapshots of other days or older programs."""
    connections.close_all()
    for name in cluster.list_databases():
        if name.startswith(wish.prefix):
            cluster.drop_database(name)
    cluster.copy_database(wish.name, wish.snapshot)


def wait_for_no_disk() -> None:
    """This function will let this connection commit without waiting for the disk: for a story told to nobody's screen.

    Nothing is acknowledged to anybody; after a crash the story goes on from an act or two earlier, whole.
    """
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit TO off")


@contextmanager
def open_loaded_database(*, wish: DatabaseWish) -> Iterator[bool]:
    """This function will make a database that is already loaded reachable for child processes, without Django.

    Yields False, and opens nothing, when there is something to load, to migrate or to drop.
    """
    if environment().database is not None or wish.is_fresh:
        yield False
        return
    with Cluster(state=environment().state_dir) as cluster:
        known = None if _is_stale_or_absent(cluster, wish) else _known_day(cluster, wish.name)
        asked = (wish.seed, wish.date, wish.digest, True)
        if known is None or (known.seed, known.date, known.digest, known.is_loaded) != asked:
            yield False
            return
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "fengqiao.config.settings")
        os.environ["DATABASE_URL"] = cluster.connection(wish.name).as_url()
        try:
            yield True
        finally:
            del os.environ["DATABASE_URL"]


def _is_stale_or_absent(cluster: Cluster, wish: DatabaseWish) -> bool:
    return wish.name not in cluster.list_databases() or _is_stale(cluster, wish)


def _is_stale(cluster: Cluster, wish: DatabaseWish) -> bool:
    """A database that was never finished with its schema is stale too."""
    try:
        known = _known_day(cluster, wish.name)
    except psycopg.errors.UndefinedTable:
        return True
    return known is not None and wish.is_stale(known)


def _known_day(cluster: Cluster, name: str) -> KnownDay | None:
    with psycopg.connect(**cluster.connection(name).as_conninfo()) as known:
        row = known.execute(_KNOWN_DAY).fetchone()
    return None if row is None else KnownDay(*row)


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
