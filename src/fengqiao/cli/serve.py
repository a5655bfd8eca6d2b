"""`fq serve` and the worker that it starts."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Annotated

import typer

from fengqiao.config.environment import DEFAULT_PORT, environment
from fengqiao.config.serving import AlreadyServingError, sole_server
from fengqiao.config.station import (
    STATION_DATABASE,
    CertificateError,
    PortTakenError,
    Transport,
    check_certificate,
    check_port,
    database_keeper,
    open_database,
    serving_processes,
)
from fengqiao.foundation.processes.supervisor import Supervisor

BAD_INPUT = 2


def serve(
    *,
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=1, max=65535)] = DEFAULT_PORT,
    tls_cert: Annotated[Path | None, typer.Option(exists=True, dir_okay=False, help="Certificate (PEM).")] = None,
    tls_key: Annotated[Path | None, typer.Option(exists=True, dir_okay=False, help="Its key (PEM).")] = None,
) -> None:
    """Run this station: pages, streams and the worker, until Ctrl-C."""
    if (tls_cert is None) != (tls_key is None):
        typer.echo("Give both --tls-cert and --tls-key, or neither.", err=True)
        raise typer.Exit(BAD_INPUT)
    transport = Transport(host, port, tls_cert, tls_key)
    asked = environment()
    database = asked.database or STATION_DATABASE
    try:
        with sole_server(state_dir=asked.state_dir, database=database, address=transport.address, what="the station"):
            check_port(transport=transport)
            if tls_cert is not None and tls_key is not None:
                check_certificate(certificate=tls_cert, key=tls_key)
                _keep_cookies_to_tls()
            _serve(transport)
    except (AlreadyServingError, PortTakenError, CertificateError) as error:
        typer.echo(str(error), err=True)
        raise typer.Exit(BAD_INPUT) from error
    typer.echo("Everything has ended.")


def _serve(transport: Transport) -> None:
    with open_database() as settings:
        children = serving_processes(transport=transport, logs=settings.state_dir / "logs")
        typer.echo(f"枫桥 Fengqiao: {transport.address}   (Ctrl-C ends it)")
        supervisor = Supervisor(children=children, environment=os.environ, report=_report)
        supervisor.run(should_stop=lambda: False, on_turn=database_keeper(report=_report))


def worker() -> None:
    """Deliver events and run what is due (started by serve and demo)."""
    with open_database():
        from django.core.management import call_command

        from fengqiao.config.working import living_worker

        with living_worker():
            call_command("procrastinate", "worker")


def _keep_cookies_to_tls() -> None:
    """The settings, here and in the processes started from here, are read with it."""
    os.environ["FENGQIAO_BEHIND_TLS"] = "yes"
    environment.cache_clear()


def _report(news: object) -> None:
    typer.echo(str(news), err=True)
