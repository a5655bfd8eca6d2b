"""`fq import calls`: an export of calls becomes incidents of the past."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from fengqiao.config.station import open_database

BAD_INPUT = 2
STOPPED = 130
imports = typer.Typer(help="Bring data of other systems in.", no_args_is_help=True)


@imports.command("calls")
def import_calls_command(
    file: Annotated[Path, typer.Argument(help="The export: CSV, gzipped CSV or Excel.")],
    mapping: Annotated[
        str, typer.Option(help="The mapping (YAML), or the name of a shipped one (oakland_calls). See docs/how-to.")
    ],
    derive_units: Annotated[
        bool, typer.Option("--derive-units", help="Make the station tree that the mapping derives from the export.")
    ] = False,
) -> None:
    """Import calls of the past.

    Rows with errors go to a report while the others land. A second run imports nothing twice. Ctrl-C stops; a new
    run goes on from there.
    """
    from fengqiao.integrations.call_exports.errors import CallExportError

    with open_database() as settings:
        try:
            _import(file, mapping, derive_units, settings.state_dir / "imports")
        except CallExportError as error:
            typer.echo(f"{error}\nRows that had landed stay; nothing else was changed.", err=True)
            raise typer.Exit(BAD_INPUT) from error


def _import(file: Path, mapping_name: str, derive_units: bool, work_dir: Path) -> None:
    from fengqiao.foundation.scoping.contracts import SYSTEM
    from fengqiao.integrations.call_exports.importing import ImportResult, import_calls
    from fengqiao.integrations.call_exports.mapping import read_mapping, shipped_mapping
    from fengqiao.integrations.call_exports.units import prepare_units

    mapping = read_mapping(path=shipped_mapping(source=mapping_name) or Path(mapping_name))
    codes = prepare_units(actor=SYSTEM, path=file, mapping=mapping, is_derived=derive_units)
    columns = (
        TextColumn("{task.description}"),
        BarColumn(),
        TextColumn("{task.percentage:.0f} %"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True)) as progress, _stop_on_signal() as stop:
        bar = progress.add_task("calls", total=1.0)

        def show(result: ImportResult, share: float) -> None:
            landed = result.added + result.known
            progress.update(bar, completed=share, description=f"{landed:,} landed, {result.refused:,} refused")

        result = import_calls(
            actor=SYSTEM,
            path=file,
            mapping=mapping,
            unit_codes=codes,
            work_dir=work_dir,
            should_stop=lambda: stop.is_stopping,
            on_progress=show,
        )
    _tell(result)


def _tell(result: object) -> None:
    from fengqiao.integrations.call_exports.importing import ImportResult

    assert isinstance(result, ImportResult)
    typer.echo(f"new: {result.added:,}   there already: {result.known:,}   refused: {result.refused:,}")
    if result.skipped:
        typer.echo(f"went on behind line {result.skipped + 1:,}, where the last run was stopped")
    if result.report is not None and result.report.exists():
        typer.echo(f"why rows were refused: {result.report}")
    if not result.is_finished:
        typer.echo("Stopped. Run the same command again to go on.")
        raise typer.Exit(STOPPED)


class _Stop:
    is_stopping = False


@contextmanager
def _stop_on_signal() -> Iterator[_Stop]:
    stop = _Stop()

    def note(number: int, frame: object) -> None:
        stop.is_stopping = True

    previous = {number: signal.signal(number, note) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    finally:
        for number, handler in previous.items():
            signal.signal(number, handler)
