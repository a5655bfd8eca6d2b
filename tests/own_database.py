"""A database beside that of the other tests, with its schema and nothing in it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.management import call_command
from django.db import connection

from fengqiao.foundation.clock.clock import forget_reading

_kept: list[str] = []
"""The empty copy of this process' test database, where there is one: a run of this module's users alone has none."""


def keep_empty_copy() -> None:
    """This function will keep the test database as the migrations have left it, for `own_database`."""
    name = str(connection.settings_dict["NAME"])
    _make(f"{name}_empty", template=name)
    _kept.append(f"{name}_empty")


@contextmanager
def own_database(name: str) -> Iterator[None]:
    """This function will let everything within work in a database of that name, made anew, dropped afterwards."""
    usual = connection.settings_dict["NAME"]
    _make(name, template=_kept[0] if _kept else "template1")
    connection.settings_dict["NAME"] = name
    forget_reading()
    try:
        if not _kept:
            call_command("migrate", verbosity=0, interactive=False)
        yield
    finally:
        connection.close()
        connection.settings_dict["NAME"] = usual
        forget_reading()
        _drop(name)


def _make(name: str, *, template: str) -> None:
    """Nobody may be connected to the template."""
    connection.close()
    _drop(name)
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')


def _drop(name: str) -> None:
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
