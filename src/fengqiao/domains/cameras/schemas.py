"""What the camera API answers, and the YAML file from which cameras are registered."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Annotated, Any

from ninja import Schema
from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

from fengqiao.domains.cameras.contracts import CameraConfiguration, CamerasError, NewCamera, NewZone
from fengqiao.foundation.plain_yaml import YamlRefusedError, load_plain
from fengqiao.primitives.document_words import document_problems
from fengqiao.primitives.position import Position

MIN_FRAMES, WINDOW_FRAMES = 3, 5
"""Inside in three of five pictures: a flicker makes no warning, a second inside does."""
ANALYSED_FPS = 5.0
WATCHED_CLASSES = ("person",)


class ReceiptAnswer(Schema):
    id: str
    sha256: str


class RefusalAnswer(Schema):
    code: str
    detail: str = ""


class ScheduleAnswer(Schema):
    model_config = ConfigDict(populate_by_name=True)

    from_time: datetime.time = Field(alias="from")
    to_time: datetime.time = Field(alias="to")


class ZoneAnswer(Schema):
    """`scene` is what the zone is drawn for; a camera side without that scene model watches it for intrusion."""

    name: str
    scene: str
    polygon: list[tuple[float, float]]
    classes: list[str]
    schedule: ScheduleAnswer | None
    min_frames: int
    window_frames: int


class ConfigurationAnswer(Schema):
    code: str
    name: str
    zones: list[ZoneAnswer]
    masks: list[list[tuple[float, float]]]
    analysed_fps: float


def configuration_answer(configuration: CameraConfiguration) -> ConfigurationAnswer:
    """This function will turn a configuration into the JSON of the contract with the camera side."""
    zones = []
    for zone in configuration.zones:
        schedule = None
        if zone.active_from is not None and zone.active_to is not None:
            schedule = ScheduleAnswer.model_validate({"from": zone.active_from, "to": zone.active_to})
        zones.append(
            ZoneAnswer(
                name=zone.name,
                scene=zone.scene,
                polygon=list(zone.polygon),
                classes=list(WATCHED_CLASSES),
                schedule=schedule,
                min_frames=MIN_FRAMES,
                window_frames=WINDOW_FRAMES,
            )
        )
    return ConfigurationAnswer(
        code=configuration.code, name=configuration.name, zones=zones, masks=[], analysed_fps=ANALYSED_FPS
    )


class CameraFileError(CamerasError):
    """The file is no list of cameras; the parameter `problem` says where and why."""

    code = "bad_camera_file"


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid")


class _ZoneLine(_Strict):
    name: str = Field(min_length=1, max_length=64)
    scene: str = "zone_intrusion"
    corners: list[tuple[float, float]]
    active_from: datetime.time | None = None
    active_to: datetime.time | None = None

    @field_validator("active_from", "active_to", mode="before")
    @classmethod
    def _not_sexagesimal(cls, value: object) -> object:
        # YAML 1.1 reads an unquoted 21:00 as the base-60 number 1260.
        return f"{value // 60:02d}:{value % 60:02d}" if isinstance(value, int) and 0 <= value < 1440 else value


class _CameraLine(_Strict):
    code: str = Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$")
    name: str = Field(min_length=1, max_length=120)
    place_type: str
    longitude: Annotated[float, Field(ge=-180, le=180)]
    latitude: Annotated[float, Field(ge=-90, le=90)]
    bearing_degrees: Annotated[float, Field(ge=0, lt=360)]
    view_degrees: Annotated[float, Field(gt=0, le=360)]
    height_metres: Annotated[float, Field(gt=0, le=200)]
    filing_number: str = Field(min_length=1, max_length=60)
    filed_date: datetime.date
    has_sign: bool
    retention_days: int = 30
    unit_code: str
    address_code: str = ""
    zones: list[_ZoneLine] = []

    @field_validator("code", "unit_code", mode="before")
    @classmethod
    def _number_is_a_code(cls, value: object) -> object:
        return str(value) if isinstance(value, int) else value


class _CameraFile(_Strict):
    cameras: list[_CameraLine] = Field(min_length=1)


def read_cameras(*, path: Path) -> list[NewCamera]:
    """This function will read the cameras of a YAML file. Raises CameraFileError with the line or field."""
    content = _yaml(path)
    try:
        file = _CameraFile.model_validate(content if isinstance(content, dict) else {"cameras": content})
    except ValidationError as problem:
        lines = [f"{one.place}: {one.what}" for one in document_problems(error=problem, model=_CameraFile)]
        raise CameraFileError(problem="; ".join(lines)) from problem
    return [_new_camera(line) for line in file.cameras]


def _yaml(path: Path) -> Any:
    try:
        return load_plain(text=path.read_text(encoding="utf-8"))
    except YamlRefusedError as problem:
        raise CameraFileError(problem=f"{path} is not valid YAML, {problem}") from problem
    except (OSError, UnicodeDecodeError) as problem:
        raise CameraFileError(problem=f"{path} cannot be read ({problem})") from problem


def _new_camera(line: _CameraLine) -> NewCamera:
    fields = line.model_dump(exclude={"longitude", "latitude", "zones"})
    zones = tuple(
        NewZone(zone.name, zone.scene, tuple(zone.corners), zone.active_from, zone.active_to) for zone in line.zones
    )
    return NewCamera(**fields, position=Position(longitude=line.longitude, latitude=line.latitude), zones=zones)
