"""The shapes in which camera side and server talk: the warning, its receipt, the camera's configuration.

`POST /api/cameras/warnings` takes a multipart form of `event` (a `WarningEvent` as JSON) and `clip` (MP4)
with `Authorization: Bearer KEY`, and answers 201 (new) or 200 (already had it) with a `Receipt`; 409 the same
id with other bytes, 403 refused by policy, 404 camera unknown, 401 key unknown.
`GET /api/cameras/{code}/configuration` answers a `CameraConfiguration`.
All coordinates are fractions of the picture, (0, 0) top left. Fields unknown to this version are kept aside
(`model_extra`), so that a newer server does not stop an older edge.
"""

from datetime import time
from typing import Annotated, Literal, Self

from pydantic import (
    AwareDatetime,
    BaseModel,
    ConfigDict,
    Field,
    field_serializer,
    field_validator,
    model_validator,
)

from fengqiao.engines.vision.geometry import Polygon, polygon_problem

CODE_PATTERN = r"^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$"
"""A camera code names folders and addresses too."""

SHA256_PATTERN = r"^[0-9a-f]{64}$"
POLYGON_PROBLEMS = {
    "fewer_than_three_points": "needs at least three points",
    "point_outside_picture": "has a point outside the picture: x and y are fractions from 0 to 1",
    "no_area": "encloses almost nothing",
    "crosses_itself": "crosses itself: name the corners in order round the zone",
}

Fraction = Annotated[float, Field(ge=0, le=1)]
Parameter = str | int | float | bool | None


class _Message(BaseModel):
    model_config = ConfigDict(frozen=True, extra="allow")


def checked_polygon(polygon: Polygon) -> Polygon:
    """This function will return the polygon, or raise ValueError with what is wrong in words."""
    problem = polygon_problem(polygon)
    if problem is not None:
        raise ValueError(POLYGON_PROBLEMS[problem])
    return polygon


class ScheduleConfiguration(_Message):
    """Local time of the station; over midnight when `to` is before `from`."""

    from_time: time = Field(alias="from")
    to_time: time = Field(alias="to")

    @field_validator("from_time", "to_time", mode="before")
    @classmethod
    def _not_sexagesimal(cls, value: object) -> object:
        # YAML 1.1 reads an unquoted 21:00 as the base-60 number 1260.
        return f"{value // 60:02d}:{value % 60:02d}" if isinstance(value, int) and 0 <= value < 24 * 60 else value

    @model_validator(mode="after")
    def _is_some_time(self) -> Self:
        if self.from_time == self.to_time:
            raise ValueError("begins and ends at the same minute; leave the schedule out to watch all day")
        return self


class ZoneConfiguration(_Message):
    name: str = Field(min_length=1, max_length=64)
    polygon: Polygon
    classes: tuple[str, ...] = Field(default=("person",), min_length=1)
    schedule: ScheduleConfiguration | None = None
    min_frames: int = Field(default=3, ge=1, le=1000)
    window_frames: int = Field(default=5, ge=1, le=1000)

    @field_validator("polygon")
    @classmethod
    def _is_drawn_well(cls, polygon: Polygon) -> Polygon:
        return checked_polygon(polygon)

    @model_validator(mode="after")
    def _window_holds_minimum(self) -> Self:
        if self.min_frames > self.window_frames:
            raise ValueError("min_frames is larger than window_frames: it could never be reached")
        return self


class CameraConfiguration(_Message):
    code: str = Field(pattern=CODE_PATTERN)
    name: str = ""
    zones: tuple[ZoneConfiguration, ...] = Field(min_length=1)
    masks: tuple[Polygon, ...] = ()
    analysed_fps: float = Field(default=5.0, gt=0, le=30)

    @field_validator("masks")
    @classmethod
    def _masks_are_drawn_well(cls, masks: tuple[Polygon, ...]) -> tuple[Polygon, ...]:
        return tuple(checked_polygon(mask) for mask in masks)

    @model_validator(mode="after")
    def _zone_names_differ(self) -> Self:
        names = [zone.name for zone in self.zones]
        if len(set(names)) < len(names):
            raise ValueError("two zones have the same name")
        return self


class WarningReason(_Message):
    code: str
    params: dict[str, Parameter]


class WarningModel(_Message):
    name: str
    version: str
    weaker: bool


class WarningTrack(_Message):
    id: int
    box: tuple[Fraction, Fraction, Fraction, Fraction]
    label: str


class WarningEvent(_Message):
    """One scene seen by one camera. Boxes and zone are drawn over the clip by who shows it, never into it."""

    id: str = Field(pattern=r"^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$")
    camera: str = Field(pattern=CODE_PATTERN)
    scene: Literal["zone_intrusion"]
    zone: str
    started_at: AwareDatetime
    ended_at: AwareDatetime
    reason: WarningReason
    model: WarningModel
    confidence: Fraction
    tracks: tuple[WarningTrack, ...]
    zone_polygon: Polygon
    clip_sha256: str = Field(pattern=SHA256_PATTERN)
    frame_width: int = Field(gt=0)
    frame_height: int = Field(gt=0)
    generated: bool = False

    @field_serializer("started_at", "ended_at")
    def _iso8601(self, moment: AwareDatetime) -> str:
        return moment.isoformat(timespec="milliseconds")


class Receipt(_Message):
    """The server has the warning durably. `sha256` is the digest of the clip as it arrived."""

    id: str
    sha256: str = Field(pattern=SHA256_PATTERN)
