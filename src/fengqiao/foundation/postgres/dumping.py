"""Dumping and restoring one database with PostgreSQL's own programs."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from fengqiao.foundation.postgres.connection import ConnectionParts


class DumpError(RuntimeError):
    """pg_dump or pg_restore refused; the message is its own."""

    code = "dump_failed"


def dump_database(*, binaries: Path, connection: ConnectionParts, target: Path) -> None:
    """This function will write a compressed dump of the whole database. Raises DumpError."""
    _run(binaries / "pg_dump", connection, "--format=custom", f"--file={target}", connection.name)


def restore_database(*, binaries: Path, connection: ConnectionParts, source: Path) -> None:
    """This function will fill an empty database from a dump, whole or not at all. Raises DumpError.

    Transaction numbers of the old cluster mean nothing in the new one: the caller resets those stored in rows.
    """
    _run(
        *(binaries / "pg_restore", connection, "--exit-on-error", "--single-transaction", "--no-owner"),
        *(f"--dbname={connection.name}", str(source)),
    )


def _run(program: Path, connection: ConnectionParts, *arguments: str) -> None:
    environment = {
        **os.environ,
        "PGHOST": connection.host,
        "PGPORT": str(connection.port),
        "PGUSER": connection.user,
        "PGPASSWORD": connection.password,
    }
    result = subprocess.run(
        [str(program), *arguments],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    if result.returncode:
        raise DumpError(f"{program.name}: {result.stderr.strip() or 'no reason given'}")
