"""`fq demo --calls FILE --headless`: a real day without a browser.

Django is set up inside, so the rooms are imported inside.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from fengqiao.demo.loading.database import keep_snapshot, open_demo_database
from fengqiao.demo.replay.contracts import ReplayWish
from fengqiao.demo.replay.opening import STORY_DATABASE, database_wish, import_folder, in_its_zone


@dataclass(frozen=True, slots=True)
class HeadlessReplay:
    """`language`: "zh" or "en"; `target`: the JSON file, None for none."""

    wish: ReplayWish
    is_fresh: bool
    language: str
    target: Path | None


def replay_headless(*, asked: HeadlessReplay, console: Console) -> None:
    """This function will import what lies before the day, tell the day and write the JSON. Raises DemoError."""
    with in_its_zone(asked.wish) as prepared:
        wish = database_wish(prepared=prepared, name=STORY_DATABASE, is_fresh=asked.is_fresh, is_retold=True)
        with open_demo_database(wish=wish) as cluster:
            from fengqiao.demo.replay.loading import ReplayStage
            from fengqiao.demo.replay.telling import load_replay, tell_replay
            from fengqiao.demo.telling import write_story

            stage = ReplayStage(prepared, asked.wish, import_folder(STORY_DATABASE))
            was_loaded = load_replay(stage=stage, console=console, language=asked.language)
            if was_loaded and cluster is not None:
                keep_snapshot(cluster=cluster, wish=wish)
            figures = tell_replay(replay=prepared.replay, language=asked.language, console=console)
            if asked.target is not None:
                write_story(target=asked.target, figures=figures)
