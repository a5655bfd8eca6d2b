"""What a camera watches: from a file, or from the server with the last answer kept for when it is away."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ValidationError

from fengqiao.edge.contracts import CameraConfiguration, ZoneConfiguration
from fengqiao.edge.errors import ConfigurationInvalidError, ServerAwayError
from fengqiao.edge.ingest import IngestClient
from fengqiao.engines.vision.zones import Schedule, Zone
from fengqiao.primitives.document_words import document_problems, place_in_words

SHAPE = "See `./fq watch --help` for the shape of the file."


def load_zone_file(*, path: Path, camera: str) -> CameraConfiguration:
    """This function will read a camera's zones from YAML, or raise with the line or field that is wrong."""
    content = _read(path)
    if not isinstance(content, dict):
        raise _invalid(path, "is not a list of fields", SHAPE)
    content = {"code": camera} | content
    try:
        configuration = CameraConfiguration.model_validate(content)
    except ValidationError as problem:
        raise _invalid(path, _in_words(problem), "Correct the field and start again.") from problem
    strangers = sorted(_unknown_fields(configuration))
    if strangers:
        raise _invalid(path, f"unknown field {', '.join(strangers)}", f"Is it misspelt? {SHAPE}")
    if configuration.code != camera:
        raise _invalid(
            path,
            f"is for camera {configuration.code}, not for {camera}",
            f"Use --camera {configuration.code}, or correct `code` in the file.",
        )
    return configuration


def fetch_configuration(*, client: IngestClient, camera: str, cache_folder: Path) -> tuple[CameraConfiguration, bool]:
    """This function will ask the server, and say whether the answer is fresh.

    When the server is away the last answer is taken; without one the error goes on.
    """
    cached = cache_folder / f"{camera}.json"
    try:
        configuration = client.fetch_configuration(camera=camera)
    except ServerAwayError:
        if not cached.is_file():
            raise
        return CameraConfiguration.model_validate_json(cached.read_bytes()), False
    cache_folder.mkdir(parents=True, exist_ok=True)
    draft = cached.with_suffix(f".{os.getpid()}.writing")
    draft.write_text(configuration.model_dump_json(by_alias=True), encoding="utf-8")
    draft.replace(cached)
    return configuration, True


def zones_of(*, configuration: CameraConfiguration) -> tuple[Zone, ...]:
    """This function will return the zones as the engine takes them."""
    return tuple(_zone(zone) for zone in configuration.zones)


def _zone(zone: ZoneConfiguration) -> Zone:
    schedule = zone.schedule
    return Zone(
        name=zone.name,
        polygon=zone.polygon,
        classes=frozenset(zone.classes),
        schedule=None if schedule is None else Schedule(schedule.from_time, schedule.to_time),
        min_frames=zone.min_frames,
        window_frames=zone.window_frames,
    )


def _read(path: Path) -> Any:
    try:
        return yaml.safe_load(path.read_text(encoding="utf-8"))
    except FileNotFoundError as problem:
        raise _invalid(path, "there is no such file", "Check the path given with --zone.") from problem
    except (OSError, UnicodeDecodeError) as problem:
        raise _invalid(path, f"cannot be read ({problem})", "Give a text file in UTF-8.") from problem
    except (yaml.YAMLError, RecursionError) as problem:
        mark = getattr(problem, "problem_mark", None)
        line = f"line {mark.line + 1}: " if mark is not None else ""
        raise _invalid(path, f"{line}not valid YAML", "Correct that line; indent with spaces.") from problem


def _in_words(problem: ValidationError) -> str:
    return "; ".join(f"{one.place}: {one.what}" for one in document_problems(error=problem, model=CameraConfiguration))


def _unknown_fields(message: BaseModel, *, path: tuple[int | str, ...] = ()) -> Iterable[str]:
    yield from (place_in_words((*path, name)) for name in message.model_extra or {})
    for name in type(message).model_fields:
        value = getattr(message, name)
        parts = value if isinstance(value, tuple) else (value,)
        for index, part in enumerate(parts):
            if isinstance(part, BaseModel):
                place = (name, index) if isinstance(value, tuple) else (name,)
                yield from _unknown_fields(part, path=(*path, *place))


def _invalid(path: Path, what: str, remedy: str) -> ConfigurationInvalidError:
    return ConfigurationInvalidError(where=f"zone file {path}", what=what, remedy=remedy)
