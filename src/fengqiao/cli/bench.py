"""`fq bench`: figures beside their references, on a private throw-away database."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table

from fengqiao.bench.contracts import Bench, BenchRequest, DataMissingError
from fengqiao.bench.figures import BenchFigure, BenchReport
from fengqiao.bench.generation.sizes import SIZES
from fengqiao.config.environment import environment

BAD_INPUT, DATA_MISSING = 2, 3


def bench(  # noqa: PLR0917 - typer reads options by their names
    name: Annotated[str | None, typer.Argument(help="Which one; without a name they are listed.")] = None,
    data: Annotated[Path | None, typer.Option(help="A folder laid out like the test-data folder.")] = None,
    json_file: Annotated[Path | None, typer.Option("--json", help="Also write the report here.")] = None,
    seed: Annotated[int, typer.Option(help="Seed of whatever is drawn.")] = 0,
    size: Annotated[str, typer.Option(help="Of an invented stage: station, county or province.")] = "",
    test_from: Annotated[
        datetime.datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="Fit on what came before this date, judge on what came after."),
    ] = None,
    quick: Annotated[bool, typer.Option("--quick", help="A part only, to see that it runs.")] = False,
) -> None:
    """Measure this project against its goals. A goal that is missed is reported; the exit status stays 0."""
    benches = _benches()
    if name is None:
        _list(benches.values())
        return
    if size and size not in SIZES:
        typer.echo(f"There is no size {size!r}. There are: {', '.join(SIZES)}.", err=True)
        raise typer.Exit(BAD_INPUT)
    if name not in benches:
        typer.echo(f"There is no benchmark {name!r}. There are: {', '.join(benches)}.", err=True)
        raise typer.Exit(BAD_INPUT)
    if json_file is not None and not json_file.absolute().parent.is_dir():
        typer.echo(f"The folder of {json_file} does not exist.", err=True)
        raise typer.Exit(BAD_INPUT)
    folder = data or environment().data_dir
    if data is not None and not data.is_dir():
        typer.echo(f"{data} is not a folder.", err=True)
        raise typer.Exit(BAD_INPUT)
    console = Console(stderr=True)
    request = BenchRequest(
        data_dir=folder,
        seed=seed,
        is_quick=quick,
        say=lambda line: console.print(f"… {line}"),
        size=size,
        test_from=test_from.date() if test_from else None,
    )
    try:
        report = BenchReport(bench=name, figures=benches[name].run(request))
    except DataMissingError as error:
        typer.echo(f"./fq bench {name}: {error}. Give another folder with --data.", err=True)
        raise typer.Exit(DATA_MISSING) from error
    _show(report)
    if json_file is not None:
        report.write(json_file)


def _benches() -> Mapping[str, Bench]:
    """Only here: they load every engine, which takes seconds, and each other command of the table would wait for it."""
    from fengqiao.bench.registry import BENCHES

    return BENCHES


def _list(benches: Iterable[Bench]) -> None:
    table = Table("benchmark", "what it measures", "figures")
    for one in benches:
        table.add_row(one.name, one.what, ", ".join(one.figures))
    Console().print(table)


def _show(report: BenchReport) -> None:
    table = Table("figure", "value", "reference", "ratio", "goal", "holds", title=f"./fq bench {report.bench}")
    for figure in report.figures:
        table.add_row(*_cells(figure))
    Console().print(table)


def _cells(figure: BenchFigure) -> tuple[str, ...]:
    if figure.value is None:
        return (figure.name, f"skipped: {figure.skipped}", "", "", "", "")
    reference = figure.references[0] if figure.references else None
    ratio = figure.ratio(reference) if reference else None
    goal = f"{figure.goal.of} {figure.goal.op} {figure.goal.value:g}" if figure.goal else ""
    holds = {True: "yes", False: "NO", None: ""}[figure.holds()]
    return (
        figure.name,
        f"{figure.value:,.4g} {figure.unit}" if figure.value < 10_000 else f"{figure.value:,.0f} {figure.unit}",
        f"{reference.name}: {reference.value:,.4g}" if reference else "",
        f"{ratio:.3g}" if ratio is not None else "",
        goal,
        holds,
    )
