"""The replay's own database, in the export's own time zone. Nothing of Django is touched before the zone is set."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from fengqiao.config.environment import environment
from fengqiao.demo.loading.database import DatabaseWish, KnownDay
from fengqiao.demo.replay.contracts import ReplayWish
from fengqiao.demo.replay.preparing import REPLAY_FOLDER, PreparedReplay, prepare_replay

LIVE_DATABASE, STORY_DATABASE = "fengqiao_replay", "fengqiao_replay_story"
SNAPSHOT_PREFIX = "fengqiao_replayed_"
REPLAY_SEED = 0
ZONE = "FENGQIAO_TIME_ZONE"


@contextmanager
def in_its_zone(wish: ReplayWish) -> Iterator[PreparedReplay]:
    """This function will read the replay and make its zone that of this process and its children."""
    prepared = prepare_replay(wish=wish, folder=environment().state_dir / REPLAY_FOLDER)
    before = os.environ.get(ZONE)
    os.environ[ZONE] = prepared.replay.zone_name
    environment.cache_clear()
    try:
        yield prepared
    finally:
        if before is None:
            del os.environ[ZONE]
        else:
            os.environ[ZONE] = before
        environment.cache_clear()


def database_wish(*, prepared: PreparedReplay, name: str, is_fresh: bool, is_retold: bool) -> DatabaseWish:
    """This function will say which database is wanted. `is_retold`: one that was told to its end is told anew."""

    def is_stale(known: KnownDay) -> bool:
        return known.digest != prepared.digest or (is_retold and known.is_over)

    return DatabaseWish(
        name=name,
        seed=REPLAY_SEED,
        date=prepared.replay.date,
        is_fresh=is_fresh,
        is_stale=is_stale,
        digest=prepared.digest,
        prefix=SNAPSHOT_PREFIX,
    )


def import_folder(name: str) -> Path:
    """This function will return where the import of a database keeps its place and its report."""
    return environment().state_dir / REPLAY_FOLDER / f"import-{name}"
