"""`fq demo` and the storyteller that it starts."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NoReturn

import typer
from rich.console import Console

from fengqiao.config.environment import DEFAULT_PORT, environment
from fengqiao.config.serving import AlreadyServingError, sole_server
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
    date: Annotated[
        datetime.datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help=f"The day: {DEFAULT_DATE}; with --calls the export's last whole day."),
    ] = None,
    calls: Annotated[
        Path | None, typer.Option(help="Replay a real day out of an export of calls (CSV, gzipped CSV, Excel).")
    ] = None,
    mapping: Annotated[
        str, typer.Option(help="With --calls: the mapping (YAML), or the name of a shipped one (oakland_calls).")
    ] = "",
    fresh: Annotated[bool, typer.Option("--fresh", help="Drop the demonstration's database and begin anew.")] = False,
    language: Annotated[Language, typer.Option(help="The language of what is printed.")] = Language.ZH,
) -> None:
    """See the whole system: one invented county, one day, told through the product's own doors."""
    if json is not None and not headless:
        _refuse("--json goes with --headless.")
    if json is not None and not json.resolve().parent.is_dir():
        _refuse(f"The folder {json.resolve().parent} does not exist; make it, or name another file after --json.")
    if (calls is None) != (not mapping):
        _refuse("--calls and --mapping go together.")
    target = json.resolve() if json else None
    day = date.date() if date else None
    transport = None if headless else Transport(host, port)
    console = Console(highlight=False)
    with open_refusals(), _sole_demo(is_replay=calls is not None, transport=transport):
        if transport is not None:
            check_port(transport=transport)
        if calls is not None:
            _replay((calls.resolve(), mapping, day), transport, console, _Manner(fresh, speed, language.value, target))
        else:
            county_day = day or datetime.date.fromisoformat(DEFAULT_DATE)
            _county(seed, county_day, transport, console, _Manner(fresh, speed, language.value, target))
    if transport is not None:
        from fengqiao.demo.console_words import ENDED

        console.print(ENDED.in_language(language.value))


@contextmanager
def _sole_demo(*, is_replay: bool, transport: Transport | None) -> Iterator[None]:
    """A served demonstration, a told one and the station have a database each and may run beside one another."""
    if is_replay:
        from fengqiao.demo.replay.opening import LIVE_DATABASE, STORY_DATABASE
    else:
        from fengqiao.demo.loading.database import LIVE_DATABASE, STORY_DATABASE
    asked = environment()
    own = LIVE_DATABASE if transport else STORY_DATABASE
    what = "the demonstration" if transport else "the demonstration, told in a terminal"
    address = transport.address if transport else ""
    with sole_server(state_dir=asked.state_dir, database=asked.database or own, address=address, what=what):
        yield


@dataclass(frozen=True, slots=True)
class _Manner:
    """How a day is told."""

    is_fresh: bool
    speed: float
    language: str
    target: Path | None


def _county(seed: int, date: datetime.date, transport: Transport | None, console: Console, manner: _Manner) -> None:
    if transport is None:
        from fengqiao.demo.headless import HeadlessWish, tell_headless

        wish = HeadlessWish(seed, date, manner.is_fresh, manner.language, manner.target)
        tell_headless(wish=wish, console=console)
        return
    from fengqiao.demo.live import LiveWish, serve_demo

    serve_demo(wish=LiveWish(seed, date, manner.is_fresh, manner.speed, manner.language, transport), console=console)


def _replay(
    export: tuple[Path, str, datetime.date | None], transport: Transport | None, console: Console, manner: _Manner
) -> None:
    from fengqiao.demo.replay.contracts import ReplayWish

    wish = ReplayWish(*export)
    if transport is None:
        from fengqiao.demo.replay.headless import HeadlessReplay, replay_headless

        asked = HeadlessReplay(wish, manner.is_fresh, manner.language, manner.target)
        replay_headless(asked=asked, console=console)
        return
    from fengqiao.demo.replay.live import LiveReplay, serve_replay

    serve_replay(asked=LiveReplay(wish, manner.is_fresh, manner.speed, manner.language, transport), console=console)


def storyteller(
    *,
    speed: Annotated[float, typer.Option(min=0, max=3600)] = DEFAULT_SPEED,
    calls: Annotated[Path | None, typer.Option()] = None,
    mapping: Annotated[str, typer.Option()] = "",
) -> None:
    """Tell the day of a demonstration by its clock (started by demo)."""
    with open_database():
        from fengqiao.demo.running import tell_live

        if calls is None:
            tell_live(speed=speed)
            return
        from fengqiao.demo.replay.contracts import ReplayWish
        from fengqiao.demo.replay.script import replay_script

        tell_live(speed=speed, script_of=lambda day: replay_script(wish=ReplayWish(calls, mapping, day.date)))


@contextmanager
def open_refusals() -> Iterator[None]:
    """This function will turn what stops the demonstration into one sentence and exit status 2."""
    from fengqiao.config.environment import SettingError
    from fengqiao.demo.contracts import DemoError
    from fengqiao.foundation.postgres import ClusterError

    try:
        yield
    except (AlreadyServingError, PortTakenError, DemoError, SettingError, ClusterError) as error:
        _refuse(str(error))


def _refuse(message: str) -> NoReturn:
    typer.echo(message, err=True)
    raise typer.Exit(BAD_INPUT)
