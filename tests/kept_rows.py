"""What a fixture writes through the doors is written once; later tests get the very rows back in milliseconds."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.db import connection, transaction

Built = TypeVar("Built")
Rows = Mapping[str, list[bytes]]


class RowsChangedError(Exception):
    """The fixture changes or removes rows that were there before it: it cannot be kept as rows to add."""


@dataclass(slots=True)
class KeptRows(Generic[Built]):
    """`build` runs for the first test of a process; its rows are added again for each later one.

    Sequences only grow, so that the kept ids are free in every later test. Without a superuser (a database that was
    given from outside) nothing is kept and every test builds.
    """

    build: Callable[[], Built]
    _kept: tuple[Built, dict[str, bytes]] | None = None

    def get(self) -> Built:
        """This function will return what `build` made, with its rows in the database."""
        if not may_skip_triggers():
            return self.build()
        if self._kept is None:
            before = _all_rows()
            made = self.build()
            self._kept = made, _added(before, _all_rows())
            return made
        made, added = self._kept
        _add(added)
        return made


def may_skip_triggers() -> bool:
    """This function will tell whether rows can be written and removed as they are, without what watches over them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
        return bool(cursor.fetchone()[0])


def _all_rows() -> dict[str, list[bytes]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
        tables = [name for (name,) in cursor.fetchall()]
        found = {}
        for table in tables:
            with cursor.copy(f"COPY {table} TO STDOUT") as copy:
                found[table] = b"".join(bytes(part) for part in copy).splitlines(keepends=True)
    return found


def _added(before: Rows, after: Rows) -> dict[str, bytes]:
    """Return the lines that are new, table by table. Raises RowsChangedError where one has gone."""
    added = {}
    for table, lines in after.items():
        known = set(before[table])
        if not known <= set(lines):
            raise RowsChangedError(table)
        if new := [line for line in lines if line not in known]:
            added[table] = b"".join(new)
    return added


def _add(added: Mapping[str, bytes]) -> None:
    """Write rows as they were: the triggers have done their work when they were written first."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        for table, lines in added.items():
            with cursor.copy(f"COPY {table} FROM STDIN") as copy:
                copy.write(lines)
        cursor.execute("SET LOCAL session_replication_role = origin")
