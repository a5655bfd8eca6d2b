"""Values, events and errors of the camera inventory, warnings and their review."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, ClassVar

from fengqiao.foundation.events.contracts import DomainEvent
from fengqiao.primitives.position import Position


class PlaceType(StrEnum):
    """Where a camera may stand. Rooms, dorms, toilets, baths, changing and nursing rooms are not in it (R13)."""

    STREET = "street"
    CROSSING = "crossing"
    CAR_PARK = "car_park"
    BRIDGE = "bridge"
    GATE = "gate"
    PARK = "park"
    VILLAGE_ENTRANCE = "village_entrance"
    STATION_FORECOURT = "station_forecourt"


PROHIBITED_PLACES = frozenset(
    {"room", "hotel_room", "dormitory", "toilet", "bath", "changing_room", "nursing_room", "ward"}
)


class WarningState(StrEnum):
    PENDING = "pending"
    SECOND_LOOK = "second_look"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"


class RejectReason(StrEnum):
    """Why a warning was none; fed back per camera, scene and hour."""

    EVERYDAY = "everyday"
    NOTHING_THERE = "nothing_there"
    WRONG_ZONE = "wrong_zone"
    DUPLICATE = "duplicate"


@dataclass(frozen=True, slots=True)
class NewZone:
    name: str
    scene: str
    corners: tuple[tuple[float, float], ...]
    active_from: datetime.time | None = None
    active_to: datetime.time | None = None


@dataclass(frozen=True, slots=True)
class NewCamera:
    """An inventory row (R12): filing, sign, angle, retention."""

    code: str
    name: str
    place_type: str
    position: Position
    bearing_degrees: float
    view_degrees: float
    height_metres: float
    filing_number: str
    filed_date: datetime.date
    has_sign: bool
    retention_days: int
    unit_code: str
    address_code: str = ""
    zones: tuple[NewZone, ...] = ()


@dataclass(frozen=True, slots=True)
class CameraRecord:
    code: str
    name: str
    place_type: str
    position: Position
    scope_path: str
    filing_number: str
    has_sign: bool
    retention_days: int
    zones: tuple[NewZone, ...]


@dataclass(frozen=True, slots=True)
class WarningRecord:
    """A place-and-moment event with a short clip; it links no person and sends nobody by itself."""

    id: str
    camera: CameraRecord
    scene: str
    zone: str
    state: WarningState
    started_at: datetime.datetime
    ended_at: datetime.datetime
    received_at: datetime.datetime
    reason_text: str
    model_name: str
    model_version: str
    is_weaker_model: bool
    confidence: float
    is_generated: bool
    zone_polygon: tuple[tuple[float, float], ...]
    track_boxes: tuple[tuple[float, float, float, float], ...]
    clip_expires_at: datetime.datetime
    has_clip: bool
    reviewed_by: str
    reviewed_at: datetime.datetime | None
    reject_reason: str
    review_note: str
    incident_number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WarningRaised(DomainEvent):
    kind: ClassVar[str] = "cameras.warning_raised"
    permission: ClassVar[str] = "cameras.view_warnings"

    camera_code: str
    scene: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WarningReviewed(DomainEvent):
    kind: ClassVar[str] = "cameras.warning_reviewed"
    permission: ClassVar[str] = "cameras.view_warnings"

    state: str
    incident_number: str


class CamerasError(Exception):
    code = "cameras"

    def __init__(self, **parameters: Any) -> None:
        super().__init__(", ".join(f"{key}={value}" for key, value in parameters.items()))
        self.parameters = parameters


class ProhibitedPlaceError(CamerasError):
    """A camera may not stand there (R13)."""

    code = "prohibited_place"


class SameIdOtherBytesError(CamerasError):
    """A warning of this id is here with another content."""

    code = "same_id_other_bytes"


class AlreadyReviewedError(CamerasError):
    code = "already_reviewed"


class RejectReasonMissingError(CamerasError):
    code = "reject_reason_missing"
