"""`fq demo --calls FILE`: a real day served on this machine until Ctrl-C.

Django is set up inside, so the rooms are imported inside.
"""

from __future__ import annotations

from dataclasses import dataclass

from rich.console import Console
from rich.table import Table

from fengqiao.config.station import Transport
from fengqiao.demo.entrance import ROLES, Entrance, headline_of
from fengqiao.demo.live import supervise
from fengqiao.demo.loading.database import keep_snapshot, open_demo_database, open_loaded_database
from fengqiao.demo.replay.contracts import Replay, ReplayWish
from fengqiao.demo.replay.opening import LIVE_DATABASE, database_wish, import_folder, in_its_zone


@dataclass(frozen=True, slots=True)
class LiveReplay:
    """`speed`: seconds of the day per second at the screen."""

    wish: ReplayWish
    is_fresh: bool
    speed: float
    language: str
    transport: Transport


def serve_replay(*, asked: LiveReplay, console: Console) -> None:
    """This function will import what lies before the day, serve it and tell it until asked to stop.

    Raises DemoError.
    """
    with in_its_zone(asked.wish) as prepared:
        wish = database_wish(prepared=prepared, name=LIVE_DATABASE, is_fresh=asked.is_fresh, is_retold=False)
        with open_loaded_database(wish=wish) as is_loaded:
            if is_loaded:
                _supervise(asked, prepared.replay, console)
                return
        with open_demo_database(wish=wish) as cluster:
            from django.db import connections

            from fengqiao.demo.replay.loading import ReplayStage
            from fengqiao.demo.replay.telling import load_replay

            stage = ReplayStage(prepared, asked.wish, import_folder(LIVE_DATABASE))
            if load_replay(stage=stage, console=console, language=asked.language) and cluster is not None:
                keep_snapshot(cluster=cluster, wish=wish)
            connections.close_all()
            _supervise(asked, prepared.replay, console)


def _supervise(asked: LiveReplay, replay: Replay, console: Console) -> None:
    options = ("--calls", str(asked.wish.path), "--mapping", asked.wish.mapping, "--speed", str(asked.speed))
    supervise(
        transport=asked.transport,
        storyteller=options,
        entrance=Entrance(
            address=asked.transport.address,
            language=asked.language,
            headline=lambda: headline_of(date=replay.date, speed=asked.speed),
            people=lambda: _people(replay, asked.language),
        ),
        console=console,
    )


def _people(replay: Replay, language: str) -> Table:
    """One person for each role, of the station whose chief is told about."""
    table = Table(box=None, pad_edge=False, show_header=False)
    for post, name in ROLES:
        person = next(
            (
                row
                for row in replay.people
                if row.role.value == POSTS.get(post.value, post.value)
                and row.station_code in ("", replay.told_station_code)
            ),
            None,
        )
        if person is not None:
            table.add_row(name.in_language(language), person.name, f"[bold]{person.login_name}[/bold]")
    return table


POSTS = {"case_team": "case_officer"}
"""The county's posts by the role that they carry."""
