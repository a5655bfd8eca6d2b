"""`fq demo` and the storyteller that it starts."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.console import Console

from fengqiao.config.environment import DEFAULT_PORT
from fengqiao.config.station import PortTakenError, Transport, check_port, open_database

BAD_INPUT = 2
DEFAULT_SEED = 1
DEFAULT_DATE = "2026-09-16"
"""A Wednesday without a holiday near; every part of the story has been tried on it."""
DEFAULT_SPEED = 60.0


class Language(StrEnum):
    ZH = "zh"
    EN = "en"


def demo(
    *,
    headless: Annotated[bool, typer.Option("--headless", help="Tell the day here, without a browser.")] = False,
    json: Annotated[Path | None, typer.Option("--json", help="With --headless: write beats and figures here.")] = None,
    port: Annotated[int, typer.Option(min=1, max=65535)] = DEFAULT_PORT,
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    speed: Annotated[float, typer.Option(min=0, max=3600, help="Seconds of the day per second.")] = DEFAULT_SPEED,
    seed: Annotated[int, typer.Option(help="Another seed is another county.")] = DEFAULT_SEED,
    date: Annotated[datetime.datetime, typer.Option(formats=["%Y-%m-%d"], help="The day.")] = DEFAULT_DATE,  # type: ignore[assignment]
    fresh: Annotated[bool, typer.Option("--fresh", help="Drop the demonstration's database and begin anew.")] = False,
    language: Annotated[Language, typer.Option(help="The language of what is printed.")] = Language.ZH,
) -> None:
    """See the whole system: one invented county, one day, told through the product's own doors."""
    if json is not None and not headless:
        _refuse("--json goes with --headless.")
    if json is not None and not json.resolve().parent.is_dir():
        _refuse(f"The folder {json.resolve().parent} does not exist; make it, or name another file after --json.")
    console = Console(highlight=False)
    with open_refusals():
        if headless:
            from fengqiao.demo.headless import HeadlessWish, tell_headless

            tell_headless(
                wish=HeadlessWish(seed, date.date(), fresh, language.value, json.resolve() if json else None),
                console=console,
            )
            return
        transport = Transport(host, port)
        check_port(transport=transport)
        from fengqiao.demo.live import LiveWish, serve_demo

        serve_demo(wish=LiveWish(seed, date.date(), fresh, speed, language.value, transport), console=console)
        console.print("Everything has ended.")


def storyteller(*, speed: Annotated[float, typer.Option(min=0, max=3600)] = DEFAULT_SPEED) -> None:
    """Tell the day of a demonstration by its clock (started by demo)."""
    with open_database():
        from fengqiao.demo.running import tell_live

        tell_live(speed=speed)


@contextmanager
def open_refusals() -> Iterator[None]:
    """This function will turn what stops the demonstration into one sentence and exit status 2."""
    from fengqiao.config.environment import SettingError
    from fengqiao.demo.contracts import DemoError
    from fengqiao.foundation.postgres import ClusterError

    try:
        yield
    except (PortTakenError, DemoError, SettingError, ClusterError) as error:
        _refuse(str(error))


def _refuse(message: str) -> NoReturn:
    typer.echo(message, err=True)
    raise typer.Exit(BAD_INPUT)
