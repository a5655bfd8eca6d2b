"""`fq demo`: the county served on this machine until Ctrl-C.

Django is set up inside, so the rooms are imported inside.
"""

from __future__ import annotations

import datetime
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace

from rich.console import Console

from fengqiao.config.environment import environment
from fengqiao.config.station import Transport, database_keeper, serving_processes
from fengqiao.demo.console_words import News, in_words
from fengqiao.demo.entrance import Entrance, county_people, headline_of
from fengqiao.demo.loading.database import (
    LIVE_DATABASE,
    DatabaseWish,
    open_demo_database,
    open_loaded_database,
)
from fengqiao.foundation.processes.supervisor import ChildProcess, Supervisor

AFTER_THE_PAGES_SECONDS = 3.0
"""The pages answer first; nobody misses the first seconds of the day."""


@dataclass(frozen=True, slots=True)
class LiveWish:
    """`speed`: seconds of the day per second at the screen."""

    seed: int
    date: datetime.date
    is_fresh: bool
    speed: float
    language: str
    transport: Transport


def serve_demo(*, wish: LiveWish, console: Console) -> None:
    """This function will load the county, serve it and tell its day until asked to stop. Raises DemoError."""
    database = DatabaseWish(name=LIVE_DATABASE, seed=wish.seed, date=wish.date, is_fresh=wish.is_fresh)
    with open_loaded_database(wish=database) as is_loaded:
        if is_loaded:
            _supervise(wish=wish, database=database, console=console)
            return
    with open_demo_database(wish=database) as cluster:
        from django.db import connections

        from fengqiao.demo.telling import prepare_stage

        prepare_stage(wish=database, cluster=cluster, console=console, language=wish.language)
        connections.close_all()
        _supervise(wish=wish, database=database, console=console)


def _supervise(*, wish: LiveWish, database: DatabaseWish, console: Console) -> None:
    supervise(
        transport=wish.transport,
        storyteller=("--speed", str(wish.speed)),
        entrance=Entrance(
            address=wish.transport.address,
            language=wish.language,
            headline=lambda: headline_of(date=wish.date, speed=wish.speed),
            people=lambda: county_people(wish=database, language=wish.language),
        ),
        console=console,
    )


def supervise(*, transport: Transport, storyteller: Sequence[str], entrance: Entrance, console: Console) -> None:
    """This function will keep database, pages, worker and storyteller running until asked to stop."""

    def report(news: News) -> None:
        console.print(in_words(news).in_language(entrance.language), style="red")

    look_at_database = database_keeper(report=report)

    def on_turn() -> None:
        look_at_database()
        entrance.print_once_open(console)

    Supervisor(children=_children(transport, storyteller), environment=os.environ, report=report).run(
        should_stop=lambda: False, on_turn=on_turn
    )


def _children(transport: Transport, options: Sequence[str]) -> list[ChildProcess]:
    logs = environment().state_dir / "logs"
    storyteller = [sys.executable, "-m", "fengqiao", "storyteller", *options]
    web, *others = serving_processes(transport=transport, logs=logs)
    others.append(ChildProcess("storyteller", storyteller, logs / "storyteller.log"))
    return [web, *(replace(child, delay_seconds=AFTER_THE_PAGES_SECONDS) for child in others)]
