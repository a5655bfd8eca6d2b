"""`fq backup` and `fq restore`."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Annotated, NoReturn
from zoneinfo import ZoneInfo

import typer

from fengqiao.cli.counting import counted
from fengqiao.config.environment import environment
from fengqiao.config.station import bring_schema_up_to_date, open_database

BAD_INPUT = 2


def backup(target: Annotated[Path, typer.Argument(metavar="FILE", help="The archive to write.")]) -> None:
    """Write the whole station (database and files) into one archive; pages keep working meanwhile."""
    with open_database():
        from fengqiao.config.backup import BackupError, write_backup

        try:
            manifest = write_backup(target=target.resolve())
        except BackupError as error:
            _refuse(error)
    typer.echo(
        f"{target}: database, {counted(manifest.files, 'file')}, "
        f"{counted(manifest.audit_sealed, 'sealed audit entry', 'sealed audit entries')}."
    )


def restore(source: Annotated[Path, typer.Argument(metavar="FILE", help="An archive of ./fq backup.")]) -> None:
    """Fill an empty station from an archive. Refuses where data is already."""
    with open_database(is_migrated=False):
        from fengqiao.config.backup import BackupError, read_backup

        try:
            manifest = read_backup(source=source.resolve())
        except BackupError as error:
            _refuse(error)
        bring_schema_up_to_date()
    made_at = datetime.datetime.fromisoformat(manifest.made_at).astimezone(ZoneInfo(environment().time_zone))
    typer.echo(
        f"Restored what was saved on {made_at:%Y-%m-%d at %H:%M}: database and {counted(manifest.files, 'file')}. "
        "Now: ./fq serve"
    )


def _refuse(error: Exception) -> NoReturn:
    typer.echo(str(error), err=True)
    raise typer.Exit(BAD_INPUT) from error
