"""fq models: the detector models of this machine."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from fengqiao.edge.errors import EdgeError
from fengqiao.edge.model_manifests import read_manifest
from fengqiao.edge.models import ModelEntry, ModelStore
from fengqiao.edge.settings import read_settings

models = typer.Typer(no_args_is_help=True, help="List, register, verify and fetch detector models.")

STATES = {
    "registered": "registered",
    "in_model_folder": "found in FENGQIAO_MODEL_DIR",
    "absent": "not on this machine",
    "damaged": "DAMAGED",
}


@models.command("list")
def list_models() -> None:
    """List the known models and whether their files are here."""
    with _clear_errors("./fq models list"):
        entries = ModelStore(settings=read_settings()).entries()
    table = Table("model", "version", "input", "classes", "licence", "file")
    for entry in entries:
        known = entry.manifest
        size = f"{known.input.width} × {known.input.height}"
        state = STATES[entry.state]
        table.add_row(known.name, known.version, size, str(len(known.classes)), known.licence, state)
    console = Console()
    console.print(table)
    console.print("Without a model `./fq watch` uses motion-blob, which cannot tell people from other moving things.")


@models.command("add")
def add(
    file: Annotated[Path, typer.Argument(help="The model file (ONNX).")],
    manifest: Annotated[
        Path | None, typer.Option(help="Its manifest (YAML), for a model that is not among the known ones.")
    ] = None,
) -> None:
    """Register a model file: its sha256 must stand in a manifest, and it must open."""
    with _clear_errors("./fq models add"):
        given = read_manifest(path=manifest) if manifest is not None else None
        _say_registered(ModelStore(settings=read_settings()).add(path=file, manifest=given))


@models.command("check")
def check(name: Annotated[str | None, typer.Argument(help="One model; all without it.")] = None) -> None:
    """Verify the sha256 of the model files; exit status 1 when one is damaged."""
    with _clear_errors("./fq models check"):
        entries = [e for e in ModelStore(settings=read_settings()).entries() if name in {None, e.manifest.name}]
    if not entries:
        typer.echo(f"./fq models check: no model is called {name}; ./fq models list shows them.", err=True)
        raise typer.Exit(2)
    for entry in entries:
        typer.echo(f"{entry.manifest.name}: {STATES[entry.state]}  {entry.path or ''}  {entry.sha256 or ''}".rstrip())
    if any(entry.state == "damaged" for entry in entries):
        raise typer.Exit(1)


@models.command("pull")
def pull(
    name: Annotated[str, typer.Argument(help="A model of `./fq models list`.")],
    address: Annotated[
        str | None, typer.Option("--from", help="Another address of the same file, such as a mirror.")
    ] = None,
) -> None:
    """Fetch a model from its maker, verify its sha256 and register it."""
    with _clear_errors("./fq models pull"):
        _say_registered(ModelStore(settings=read_settings()).pull(name=name, address=address))


def _say_registered(entry: ModelEntry) -> None:
    typer.echo(f"registered {entry.manifest.name} {entry.manifest.version} ({entry.manifest.licence})")
    typer.echo(f"    {entry.path}\n    sha256 {entry.sha256}")


@contextmanager
def _clear_errors(command: str) -> Iterator[None]:
    try:
        yield
    except EdgeError as problem:
        typer.echo(f"{command}: {problem.where}: {problem.what}\n    {problem.remedy}", err=True)
        raise typer.Exit(problem.exit_status) from problem
