"""`fq audit`: check the chain of the audit."""

from __future__ import annotations

import typer

from fengqiao.cli.counting import counted
from fengqiao.config.station import open_database

audit = typer.Typer(no_args_is_help=True, help="Check the audit chain.")


@audit.callback()
def _group() -> None:
    """Check the audit chain."""


@audit.command("verify")
def verify() -> None:
    """Read the whole chain; name every altered, missing or re-ordered entry. Exit status 1 when one is found."""
    with open_database():
        from fengqiao.foundation.audit.sealing import seal_committed
        from fengqiao.foundation.audit.verifying import verify_chain

        while seal_committed():
            pass
        report = verify_chain()
    typer.echo(
        f"{counted(report.sealed, 'entry', 'entries')} sealed, {report.unsealed} not yet; head {report.head[:16]}…"
    )
    for fault in report.faults:
        typer.echo(f"  {fault.code}: entry number {fault.sequence} (row {fault.entry_id or '–'})", err=True)
    if report.faults:
        raise typer.Exit(1)
    typer.echo("The chain holds.")
