"""A database beside that of the other tests, with its schema and nothing in it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection

from fengqiao.foundation.clock.clock import forget_reading


def keep_empty_copy() -> None:
    """This function will keep the test database as the migrations have left it, for `own_database`."""
    _copy(str(connection.settings_dict["NAME"]), _empty_copy())


@contextmanager
def own_database(name: str) -> Iterator[None]:
    """This function will let everything within work in a database of that name, made anew, dropped afterwards."""
    usual, empty = connection.settings_dict["NAME"], _empty_copy()
    _copy(empty, name)
    connection.settings_dict["NAME"] = name
    forget_reading()
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = usual
        forget_reading()
        _drop(name)


def _empty_copy() -> str:
    return f"{connection.settings_dict['NAME']}_empty"


def _copy(source: str, target: str) -> None:
    """Nobody may be connected to the source."""
    connection.close()
    _drop(target)
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{target}" TEMPLATE "{source}"')


def _drop(name: str) -> None:
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
