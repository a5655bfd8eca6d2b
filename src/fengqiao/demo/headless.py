"""`fq demo --headless`: the whole day without a browser. Django is set up inside, so the rooms are imported inside."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path

from rich.console import Console

from fengqiao.demo.loading.county_cache import stage_digest
from fengqiao.demo.loading.database import STORY_DATABASE, DatabaseWish, KnownDay, open_demo_database


@dataclass(frozen=True, slots=True)
class HeadlessWish:
    """`language`: "zh" or "en"; `target`: the JSON file, None for none."""

    seed: int
    date: datetime.date
    is_fresh: bool
    language: str
    target: Path | None

    @property
    def database(self) -> DatabaseWish:
        return DatabaseWish(
            name=STORY_DATABASE,
            seed=self.seed,
            date=self.date,
            is_fresh=self.is_fresh,
            is_stale=self.is_told_or_other,
        )

    def is_told_or_other(self, known: KnownDay) -> bool:
        """This function will tell whether a story database is of no more use: told to the end, or another day's."""
        is_other = (known.seed, known.date, known.digest) != (self.seed, self.date, stage_digest())
        return known.is_over or is_other


def tell_headless(*, wish: HeadlessWish, console: Console) -> None:
    """This function will load the county, tell its day and write the JSON. Raises DemoError."""
    with open_demo_database(wish=wish.database) as cluster:
        from fengqiao.demo.telling import prepare_stage, tell_day, write_story

        county = prepare_stage(wish=wish.database, cluster=cluster, console=console, language=wish.language)
        figures = tell_day(county=county, language=wish.language, console=console)
        if wish.target is not None:
            write_story(target=wish.target, figures=figures)
