"""Warnings of the demonstration: a drawn clip, really watched by the camera side's own pipeline.

Nothing here decides that there is a warning: the clip goes through decoder, detector, tracker and zone like any
recording, and what comes out (or does not) is returned. Drawing takes seconds, so results are kept in the state
folder by everything that they depend on.
"""

from __future__ import annotations

import datetime
import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Protocol

from fengqiao.edge.contracts import CameraConfiguration
from fengqiao.edge.models import MOTION_BLOB, ModelStore
from fengqiao.edge.settings import read_settings
from fengqiao.edge.sources import open_source
from fengqiao.edge.spool import Spool
from fengqiao.edge.watching import CameraWatch
from fengqiao.engines.vision.rendering import (
    CAR_DOORS_AT_NIGHT,
    OWNER_LOADING_BY_DAY,
    Scenario,
    render_clip,
)

RECIPE = 1
"""Raised when drawing or watching changes, so that what an older version kept is not taken."""
DEFAULT_SEED = 7
SPOOL_LIMIT_BYTES = 200_000_000


class FootageKind(StrEnum):
    """What is drawn. The owner loading a car is the everyday act that a reviewer must be able to reject."""

    CAR_DOORS_AT_NIGHT = "car_doors_at_night"
    OWNER_LOADING_AT_NIGHT = "owner_loading_at_night"
    OWNER_LOADING_BY_DAY = "owner_loading_by_day"


SCENARIOS: dict[FootageKind, Scenario] = {
    FootageKind.CAR_DOORS_AT_NIGHT: CAR_DOORS_AT_NIGHT,
    FootageKind.OWNER_LOADING_AT_NIGHT: replace(
        OWNER_LOADING_BY_DAY, name="owner_loading_at_night", lighting=CAR_DOORS_AT_NIGHT.lighting
    ),
    FootageKind.OWNER_LOADING_BY_DAY: OWNER_LOADING_BY_DAY,
}


class WatchedZone(Protocol):
    """A zone as the county or the inventory names it; hours as time, as "HH:MM", or none for all day."""

    @property
    def name(self) -> str: ...
    @property
    def corners(self) -> Sequence[tuple[float, float]]: ...
    @property
    def active_from(self) -> datetime.time | str | None: ...
    @property
    def active_to(self) -> datetime.time | str | None: ...


@dataclass(frozen=True, slots=True)
class SeenWarning:
    """The bytes as they go to `POST /api/cameras/warnings`, and when the camera side had them."""

    event: bytes
    clip: bytes
    seen_at: datetime.datetime


class NothingSeenError(Exception):
    """The pipeline watched the clip and raised no warning."""

    code = "nothing_seen"


def make_warning(
    *, camera_code: str, zone: WatchedZone, started_at: datetime.datetime, kind: FootageKind, seed: int = DEFAULT_SEED
) -> tuple[bytes, bytes]:
    """This function will return event (JSON) and clip (MP4) of the first warning. Raises NothingSeenError."""
    seen = watch_footage(camera_code=camera_code, zone=zone, started_at=started_at, kind=kind, seed=seed)
    if not seen:
        raise NothingSeenError(f"{kind}: nobody was seen in the zone {zone.name!r} while it is watched")
    return seen[0].event, seen[0].clip


def watch_footage(
    *, camera_code: str, zone: WatchedZone, started_at: datetime.datetime, kind: FootageKind, seed: int = DEFAULT_SEED
) -> tuple[SeenWarning, ...]:
    """This function will draw the clip that begins at `started_at`, watch it, and return the warnings; maybe none."""
    configuration = _configuration(camera_code=camera_code, zone=zone)
    settings = read_settings()
    moment = started_at.astimezone(settings.time_zone)
    recipe = [RECIPE, configuration.model_dump_json(by_alias=True), moment.isoformat(), kind.value, seed]
    key = hashlib.sha256(json.dumps(recipe).encode()).hexdigest()[:24]
    kept = settings.state_folder / "demo" / "footage" / key
    if not kept.is_dir():
        _make(kept=kept, configuration=configuration, moment=moment, kind=kind, seed=seed)
    return tuple(_read(folder) for folder in sorted(kept.iterdir()))


def _configuration(*, camera_code: str, zone: WatchedZone) -> CameraConfiguration:
    hours = {"from": zone.active_from, "to": zone.active_to}
    schedule = hours if zone.active_from != zone.active_to else None
    watched = {"name": zone.name, "polygon": zone.corners, "schedule": schedule}
    return CameraConfiguration.model_validate({"code": camera_code, "zones": [watched]})


def _make(
    *, kept: Path, configuration: CameraConfiguration, moment: datetime.datetime, kind: FootageKind, seed: int
) -> None:
    kept.parent.mkdir(parents=True, exist_ok=True)
    clip = render_clip(
        scenario=SCENARIOS[kind], seed=seed, shows_at=moment.replace(tzinfo=None), camera_name=configuration.code
    )
    with tempfile.TemporaryDirectory(dir=kept.parent) as name:
        folder = Path(name)
        source, results = folder / f"{kind}.mp4", folder / "results"
        source.write_bytes(clip.content)
        results.mkdir()
        _watch(configuration=configuration, source=source, moment=moment, folder=folder, results=results)
        _keep(results, kept)


def _watch(
    *, configuration: CameraConfiguration, source: Path, moment: datetime.datetime, folder: Path, results: Path
) -> None:
    spool = Spool(folder=folder / "spool", limit_bytes=SPOOL_LIMIT_BYTES)
    spool.prepare()
    watch = CameraWatch(
        configuration=configuration,
        # The detector that every machine has, so that the day is the same everywhere; it says that it is weaker.
        detector=ModelStore(settings=read_settings()).open(name=MOTION_BLOB),
        source=open_source(address=str(source), started_at=moment),
        spool=spool,
        on_warning=lambda warning: None,
    )
    for order, warning in enumerate(watch.run(should_stop=lambda: False).warnings):
        shutil.copytree(warning.folder, results / f"{order:02d}")


def _keep(results: Path, kept: Path) -> None:
    try:
        os.replace(results, kept)
    except OSError:
        # Another start of the demonstration was quicker; its result is the same.
        if not kept.is_dir():
            raise


def _read(folder: Path) -> SeenWarning:
    event = (folder / "event.json").read_bytes()
    seen_at = datetime.datetime.fromisoformat(json.loads(event)["ended_at"])
    return SeenWarning(event=event, clip=(folder / "clip.mp4").read_bytes(), seen_at=seen_at)
