"""`fq status`, `fq stop`, `fq doctor`: is it running, end it, what does it lack."""

from __future__ import annotations

import typer
from rich.console import Console
from rich.table import Table

from fengqiao.config.diagnosis import Finding, Verdict, examine_machine, examine_station, worst
from fengqiao.config.environment import Environment, environment
from fengqiao.config.serving import ServingNote, read_serving_notes, stop_serving
from fengqiao.config.station import open_database
from fengqiao.foundation.postgres import Cluster

NOT_RUNNING, FAILED = 1, 4
SIGNS = {Verdict.FINE: "ok", Verdict.WARNING: "!", Verdict.FAILED: "FAILED"}


def status() -> None:
    """Tell whether this station runs, where its pages are, and how its database is. Starts nothing."""
    settings = environment()
    notes = read_serving_notes(state_dir=settings.state_dir)
    typer.echo(f"state folder   {settings.state_dir}")
    typer.echo(f"database       {_database_state(settings)}")
    if not notes:
        typer.echo("serving        nothing (./fq serve, or ./fq demo for the demonstration)")
        raise typer.Exit(NOT_RUNNING)
    for note in notes:
        answer = f" ({_answer(note.address)})" if note.address else ""
        typer.echo(f"serving        {_told(note)}{answer}, process {note.pid}")


def stop() -> None:
    """End what this state folder serves, station and demonstration: pages, streams, worker, the private database."""
    settings = environment()
    notes = read_serving_notes(state_dir=settings.state_dir)
    if not notes:
        typer.echo("Nothing is being served from this state folder.")
    left = []
    for note in notes:
        if stop_serving(note=note):
            typer.echo(f"Ended: {_told(note)}.")
        else:
            left.append(note)
    for note in left:
        typer.echo(f"Process {note.pid} has not ended yet; its log is under {settings.state_dir / 'logs'}.", err=True)
    if left:
        raise typer.Exit(FAILED)


def doctor() -> None:
    """Look at everything this station needs and say what to do where something is missing."""
    settings = environment()
    findings = list(examine_machine(settings=settings))
    try:
        with open_database():
            findings.append(Finding("database", Verdict.FINE, "opened, schema up to date"))
            findings += examine_station()
    except RuntimeError as error:
        findings.append(Finding("database", Verdict.FAILED, str(error), "Mend this first."))
    table = Table("", "what", "found", "what to do")
    for finding in findings:
        table.add_row(SIGNS[finding.verdict], finding.what, finding.found, finding.advice)
    Console().print(table)
    if worst(findings) is Verdict.FAILED:
        raise typer.Exit(FAILED)


def _told(note: ServingNote) -> str:
    return f"{note.what} at {note.address}" if note.address else note.what


def _database_state(settings: Environment) -> str:
    if settings.database is not None:
        return f"outside PostgreSQL at {settings.database.host}:{settings.database.port} (DATABASE_URL)"
    cluster = Cluster(state=settings.state_dir)
    if not cluster.home.exists():
        return "private PostgreSQL, not made yet"
    return "private PostgreSQL, " + ("running" if cluster.is_running() else "not running")


def _answer(address: str) -> str:
    import httpx

    try:
        answer = httpx.get(f"{address}/alive", timeout=3, verify=False)  # noqa: S501 - its own certificate, its own machine
    except httpx.HTTPError:
        return "no answer"
    return "answers" if answer.is_success else f"answers {answer.status_code}"
