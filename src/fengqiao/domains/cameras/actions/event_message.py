"""The warning as the camera side sends it, read strictly. `tests/contract` keeps both sides on the same JSON."""

from __future__ import annotations

import json
import uuid
from typing import Annotated, Any

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError, field_validator, model_validator

from fengqiao.domains.cameras.contracts import BadWarningError
from fengqiao.engines.vision.geometry import polygon_problem

Share = Annotated[float, Field(ge=0, le=1)]
SHA256_PATTERN = r"^[0-9a-f]{64}$"
LARGEST_FRAME = 16384
NUL = "\\u0000"
"""As JSON writes it."""


class _Message(BaseModel):
    """Fields that a newer camera side adds are kept with the event, and change nothing here."""

    model_config = ConfigDict(frozen=True, extra="allow")


class ReasonMessage(_Message):
    code: str = Field(max_length=80)
    params: dict[str, str | int | float | bool | None]


class ModelMessage(_Message):
    name: str = Field(min_length=1, max_length=80)
    version: str = Field(max_length=40)
    weaker: bool


class TrackMessage(_Message):
    id: int
    box: tuple[Share, Share, Share, Share]
    label: str = Field(max_length=40)


class WarningMessage(_Message):
    id: uuid.UUID
    camera: str = Field(max_length=64)
    scene: str = Field(max_length=32)
    zone: str = Field(max_length=64)
    started_at: AwareDatetime
    ended_at: AwareDatetime
    reason: ReasonMessage
    model: ModelMessage
    confidence: Share
    tracks: tuple[TrackMessage, ...] = Field(max_length=200)
    zone_polygon: tuple[tuple[Share, Share], ...] = Field(max_length=100)
    clip_sha256: str = Field(pattern=SHA256_PATTERN)
    frame_width: int = Field(gt=0, le=LARGEST_FRAME)
    frame_height: int = Field(gt=0, le=LARGEST_FRAME)
    generated: bool = False

    @field_validator("zone_polygon")
    @classmethod
    def _is_an_area(cls, polygon: tuple[tuple[float, float], ...]) -> tuple[tuple[float, float], ...]:
        problem = polygon_problem(polygon)
        if problem is not None:
            raise ValueError(problem)
        return polygon

    @model_validator(mode="after")
    def _in_order(self) -> WarningMessage:
        if self.ended_at < self.started_at:
            raise ValueError("ended_at is before started_at")
        return self


def read_event(content: bytes) -> tuple[WarningMessage, dict[str, Any]]:
    """This function will return the message and the whole event as plain values. Raises BadWarningError."""
    try:
        message = WarningMessage.model_validate_json(content)
    except ValidationError as problem:
        first = problem.errors(include_url=False, include_input=False)[0]
        where = ".".join(str(part) for part in first["loc"]) or "event"
        raise BadWarningError(problem=f"{where}: {first['msg']}") from problem
    event = message.model_dump(mode="json")
    _check_storable(event)
    return message, event


def _check_storable(event: dict[str, Any]) -> None:
    """JSON of the wire may say what JSON of the database cannot: a NUL, or a number that is none."""
    try:
        text = json.dumps(event, allow_nan=False)
    except ValueError as problem:
        raise BadWarningError(problem="event: a number that is not finite") from problem
    if NUL in text:
        raise BadWarningError(problem="event: a NUL in a text")
