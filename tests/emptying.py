"""What a test has committed is taken away again: only from tables that hold something, not by truncating them all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db import connection, transaction
from django.test import TransactionTestCase

from tests.kept_rows import may_skip_triggers


def empty_quickly_after_committing_tests() -> None:
    """This function will have committing tests leave the tables as the migrations have left them.

    Django truncates every table and writes its own rows again, which takes a second after each such test. Where
    triggers may not be skipped (a database that was given from outside) it is left to Django.
    """
    if not may_skip_triggers():
        return
    kept = frozenset(filled_tables())

    def empty(self: TransactionTestCase) -> None:
        _empty(table for table in filled_tables() if table not in kept)

    TransactionTestCase._fixture_teardown = empty  # type: ignore[method-assign]


def filled_tables() -> Sequence[str]:
    """This function will name the tables that hold a row."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'public'")
        asked = [f"SELECT '{name}' WHERE EXISTS (SELECT FROM {name})" for (name,) in cursor.fetchall()]
        cursor.execute(" UNION ALL ".join(asked))
        return [name for (name,) in cursor.fetchall()]


def _empty(tables: Iterable[Any]) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = replica")
        for table in tables:
            cursor.execute(f"DELETE FROM {table}")
