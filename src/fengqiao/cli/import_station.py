"""`fq import templates|shifts|units|places`: what a station's day stands on, from Excel."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from fengqiao.cli.counting import counted, examples_left_out
from fengqiao.config.station import open_database

if TYPE_CHECKING:
    from fengqiao.integrations.station_tables.loading import Loaded

BAD_INPUT = 2
SHOWN_ERRORS = 50
Table = Annotated[Path, typer.Argument(metavar="FILE.xlsx", help="The filled template (./fq import templates).")]


def templates(folder: Annotated[Path, typer.Argument(help="Where the two Excel templates are written.")]) -> None:
    """Write the templates of shifts and units (duty.xlsx) and of addresses and premises (places.xlsx)."""
    with open_database(is_migrated=False):
        from fengqiao.integrations.station_tables.templates import write_templates

        folder.mkdir(parents=True, exist_ok=True)
        for path in write_templates(folder=folder):
            typer.echo(f"written: {path}")


def shifts(file: Table) -> None:
    """Plan who is on duty when: who can get tasks and alarms. Rows that are there already change nothing."""
    with open_database():
        from fengqiao.integrations.station_tables.duty import import_shifts

        _load(file, {"shifts": import_shifts})


def units(file: Table) -> None:
    """Plan the units of the shifts: whom the command room can send. A known code takes the new shift and members."""
    with open_database():
        from fengqiao.integrations.station_tables.duty import import_units

        _load(file, {"units": import_units})


def places(file: Table) -> None:
    """Add standard addresses and premises. Known codes stay as they are."""
    with open_database():
        from fengqiao.integrations.station_tables.places import import_addresses, import_premises

        _load(file, {"addresses": import_addresses, "premises": import_premises})


def add_station_imports(table: typer.Typer) -> None:
    """This function will add the commands to `./fq import`."""
    for command in (templates, shifts, units, places):
        table.command()(command)


def _load(file: Path, sheets: dict[str, Callable[..., Loaded]]) -> None:
    from fengqiao.foundation.scoping.contracts import SYSTEM
    from fengqiao.foundation.tables import NotATableError

    failed = 0
    for name, load in sheets.items():
        try:
            failed += _tell(name, load(actor=SYSTEM, path=file))
        except NotATableError as error:
            typer.echo(str(error), err=True)
            raise typer.Exit(BAD_INPUT) from error
    if failed:
        typer.echo("Correct these rows and run the same command again; the others have landed.", err=True)
        raise typer.Exit(BAD_INPUT)


def _tell(name: str, loaded: Loaded) -> int:
    typer.echo(
        f"{name}: {counted(loaded.added, 'row')} added, {loaded.known} already there, {len(loaded.errors)} with errors"
    )
    if loaded.examples:
        typer.echo(examples_left_out(loaded.examples), err=True)
    for error in loaded.errors[:SHOWN_ERRORS]:
        column = f", {error.column}" if error.column else ""
        typer.echo(f"  line {error.line}{column}: {error.code} {error.value}".rstrip(), err=True)
    if len(loaded.errors) > SHOWN_ERRORS:
        typer.echo(f"  … and {len(loaded.errors) - SHOWN_ERRORS} more", err=True)
    return len(loaded.errors)
