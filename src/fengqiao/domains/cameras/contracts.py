"""Values, events and errors of the camera inventory, warnings and their review."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from fengqiao.foundation.events.contracts import DomainEvent
from fengqiao.primitives.position import Position
from fengqiao.primitives.refusal import RefusalError


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
    PETITION_OFFICE = "petition_office"
    COURT = "court"
    PLACE_OF_WORSHIP = "place_of_worship"


PROHIBITED_PLACES = frozenset(
    {"room", "hotel_room", "dormitory", "toilet", "bath", "changing_room", "nursing_room", "ward"}
)


class Scene(StrEnum):
    """What a zone is drawn for. Face, gait or crowd-mood scenes are not in it and cannot be (R13, "Not built")."""

    ZONE_INTRUSION = "zone_intrusion"
    CAR_DOOR_PULLING = "car_door_pulling"
    BRIDGE_FALL_PREVENTION = "bridge_fall_prevention"
    CROWD_DENSITY = "crowd_density"
    LOITERING = "loitering"


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
    bearing_degrees: float = 0.0
    view_degrees: float = 0.0
    height_metres: float = 0.0
    filed_date: datetime.date | None = None
    unit_code: str = ""
    address_code: str = ""


@dataclass(frozen=True, slots=True)
class Receipt:
    """The warning is durably here; `sha256` is the digest of the clip as it arrived."""

    id: str
    sha256: str
    is_new: bool


@dataclass(frozen=True, slots=True)
class ZoneConfiguration:
    name: str
    scene: str
    polygon: tuple[tuple[float, float], ...]
    active_from: datetime.time | None
    active_to: datetime.time | None


@dataclass(frozen=True, slots=True)
class CameraConfiguration:
    """What the camera side asks for before it watches."""

    code: str
    name: str
    zones: tuple[ZoneConfiguration, ...]


@dataclass(frozen=True, slots=True)
class ModelTally:
    """Verdicts so far: of one camera, one zone, and of this zone at this hour of the day."""

    camera_confirmed: int
    camera_rejected: int
    zone_confirmed: int
    zone_rejected: int
    hour: int
    hour_confirmed: int
    hour_rejected: int


@dataclass(frozen=True, slots=True)
class VideoAccessRecord:
    """A line of the register of video access (R11)."""

    opened_at: datetime.datetime
    person: str
    unit_name: str
    reason_text: str
    warning_id: str
    camera_name: str


@dataclass(frozen=True, slots=True)
class ClipHoldRecord:
    """A clip kept beyond its retention: for which case, why, by whom, through which day."""

    case_number: str
    reason: str
    until_date: datetime.date
    held_by: str
    held_at: datetime.datetime


@dataclass(frozen=True, slots=True)
class EscalatedWarning:
    """A warning that nobody took in its time, for the notice on the pages of those who lead."""

    id: str
    camera_name: str
    scene: str
    received_at: datetime.datetime
    escalated_at: datetime.datetime


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
    is_overdue: bool = False
    passed_on_by: str = ""
    passed_on_note: str = ""
    may_review: bool = False
    conflict_count: int = 0
    frame_width: int = 16
    frame_height: int = 9
    escalated_at: datetime.datetime | None = None
    hold: ClipHoldRecord | None = None
    may_hold: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CamerasLoaded(DomainEvent):
    kind: ClassVar[str] = "cameras.loaded"
    permission: ClassVar[str] = "cameras.view_inventory"

    count: int


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


@dataclass(frozen=True, slots=True, kw_only=True)
class WarningEscalated(DomainEvent):
    """Nobody decided on it in its time."""

    kind: ClassVar[str] = "cameras.warning_escalated"
    permission: ClassVar[str] = "cameras.view_warnings"

    camera_code: str
    scene: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClipHeld(DomainEvent):
    kind: ClassVar[str] = "cameras.clip_held"
    permission: ClassVar[str] = "cameras.view_warnings"


@dataclass(frozen=True, slots=True, kw_only=True)
class ClipReleased(DomainEvent):
    kind: ClassVar[str] = "cameras.clip_released"
    permission: ClassVar[str] = "cameras.view_warnings"


class CamerasError(RefusalError):
    code = "cameras"


class ProhibitedPlaceError(CamerasError):
    """A camera may not stand there (R13)."""

    code = "prohibited_place"


class UnknownPlaceTypeError(CamerasError):
    code = "unknown_place_type"


class RetentionTooShortError(CamerasError):
    """Video is kept for thirty days at least (R10)."""

    code = "retention_too_short"


class BadZoneError(CamerasError):
    """The zone is not drawn well, or its scene is unknown."""

    code = "bad_zone"


class SceneNotAllowedError(CamerasError):
    """A scene of this kind may not run at such a place: crowd and loitering only where the whitelist says."""

    code = "scene_not_allowed"


class UnknownCameraError(CamerasError):
    code = "unknown_camera"


class CameraKnownDifferentlyError(CamerasError):
    """A camera of this code is registered with another place type or unit."""

    code = "camera_known_differently"


class EdgeKeyRefusedError(CamerasError):
    code = "edge_key_refused"


class EdgeKeyNameTakenError(CamerasError):
    code = "edge_key_name_taken"


class BadWarningError(CamerasError):
    """The event or the clip is not what it must be; the parameter `problem` says why."""

    code = "bad_warning"


class ClipTooLargeError(CamerasError):
    code = "clip_too_large"


class ClipGoneError(CamerasError):
    """The clip's retention has ended."""

    code = "clip_gone"


class SamePersonError(CamerasError):
    """Who asked for a second look does not give it."""

    code = "same_person"


class SameIdOtherBytesError(CamerasError):
    """A warning of this id is here with another content."""

    code = "same_id_other_bytes"


class AlreadyReviewedError(CamerasError):
    code = "already_reviewed"


class RejectReasonMissingError(CamerasError):
    code = "reject_reason_missing"


class HoldIncompleteError(CamerasError):
    """A hold needs a case number and a reason; so does its end need a reason."""

    code = "hold_incomplete"


class HoldTooShortError(CamerasError):
    """The clip's own retention lasts as long."""

    code = "hold_too_short"


class HoldTooLongError(CamerasError):
    code = "hold_too_long"


class AlreadyHeldError(CamerasError):
    code = "already_held"


class NotHeldError(CamerasError):
    code = "not_held"
