"""Values, events and errors of incidents, units, dispatch and feedback."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, ClassVar

from fengqiao.engines.dispatching.contracts import UnitKind, UnitStatus
from fengqiao.foundation.events.contracts import DomainEvent
from fengqiao.primitives.position import Position
from fengqiao.primitives.reason import Reason

__all__ = ["UnitKind", "UnitStatus"]


class Origin(StrEnum):
    """Where a signal came from. Only citizen-reported ones are forecast (discovered ones feed back on themselves)."""

    CALL_110 = "call_110"
    WALK_IN = "walk_in"
    OFFICER = "officer"
    CAMERA = "camera"
    VOLUNTEER = "volunteer"
    TRANSFERRED_IN = "transferred_in"
    IMPORT = "import"


CITIZEN_REPORTED = frozenset({Origin.CALL_110, Origin.WALK_IN, Origin.TRANSFERRED_IN, Origin.VOLUNTEER})


class Category(StrEnum):
    """Level 1 (domain-guide §2)."""

    CRIMINAL = "criminal"
    PUBLIC_ORDER = "public_order"
    TRAFFIC = "traffic"
    DISPUTE = "dispute"
    URGENT_HELP = "urgent_help"
    DISASTER = "disaster"
    MASS_INCIDENT = "mass_incident"
    TIP = "tip"
    COMPLAINT = "complaint"
    ENQUIRY = "enquiry"
    OTHER = "other"


class IncidentState(StrEnum):
    RECEIVED = "received"
    DISPATCHED = "dispatched"
    SIGNED_FOR = "signed_for"
    EN_ROUTE = "en_route"
    ON_SCENE = "on_scene"
    HANDLED = "handled"
    FEEDBACK = "feedback"
    RETURNED = "returned"
    APPROVED = "approved"
    CALLED_BACK = "called_back"
    CLOSED = "closed"
    TRANSFERRED = "transferred"
    MERGED = "merged"
    FALSE_ALARM = "false_alarm"
    CONVERTED_TO_DISPUTE = "converted_to_dispute"
    CONVERTED_TO_CASE = "converted_to_case"


class Route(StrEnum):
    """What happens with a signal. Danger goes first, whatever the category; unknown goes to a person."""

    DISPATCH = "dispatch"
    NON_POLICE = "12345"
    ANSWER = "answer"
    REVIEW = "review"


class FeedbackResult(StrEnum):
    CLOSED = "closed"
    TRANSFERRED = "transferred"
    FALSE_ALARM = "false_alarm"
    CONVERTED_TO_DISPUTE = "converted_to_dispute"
    CONVERTED_TO_CASE = "converted_to_case"


class TransferState(StrEnum):
    """The closed loop with 12345 or another body: nothing handed over is forgotten."""

    SENT = "sent"
    ACCEPTED = "accepted"
    RETURNED = "returned"
    TIMED_OUT = "timed_out"


class OrderState(StrEnum):
    DISPATCHED = "dispatched"
    SIGNED_FOR = "signed_for"
    EN_ROUTE = "en_route"
    ON_SCENE = "on_scene"
    DONE = "done"
    RECALLED = "recalled"


@dataclass(frozen=True, slots=True)
class NewSignal:
    """A signal as it comes in. Category "" lets the rules suggest one; position or address, whichever is known.

    `client_key`: the caller's own id of this signal; the same key twice is one incident.
    """

    origin: Origin
    text: str
    caller_name: str = ""
    caller_phone: str = ""
    category: str = ""
    subcategory: str = ""
    address_code: str = ""
    place_text: str = ""
    position: Position | None = None
    camera_code: str = ""
    warning_id: str = ""
    client_key: str = ""
    is_generated: bool = False


@dataclass(frozen=True, slots=True)
class NewUnit:
    """A unit (处置单元) of a shift. Members are police numbers, the one in charge first, never an auxiliary alone."""

    code: str
    call_sign: str
    kind: UnitKind
    unit_code: str
    member_numbers: tuple[str, ...]
    starts_at: datetime.datetime
    ends_at: datetime.datetime
    position: Position | None = None
    equipment: tuple[str, ...] = ()
    is_community: bool = False


@dataclass(frozen=True, slots=True)
class ImportedCall:
    """A call of the past with the stamps that are known. `source` + `external_id` make it one, ever."""

    source: str
    external_id: str
    origin: Origin
    category: str
    subcategory: str
    text: str
    caller_name: str
    caller_phone: str
    address_code: str
    place_text: str
    longitude: float | None
    latitude: float | None
    unit_code: str
    received_at: datetime.datetime
    dispatched_at: datetime.datetime | None = None
    signed_for_at: datetime.datetime | None = None
    en_route_at: datetime.datetime | None = None
    on_scene_at: datetime.datetime | None = None
    handled_at: datetime.datetime | None = None
    feedback_at: datetime.datetime | None = None
    closed_at: datetime.datetime | None = None
    called_back_at: datetime.datetime | None = None
    state: IncidentState = IncidentState.CLOSED
    feedback_text: str = ""
    receipt_given: bool = False
    was_satisfied: bool | None = None
    priority: int = 3


@dataclass(frozen=True, slots=True)
class RefusedCall:
    """A call that did not land, and the code of what is wrong with it."""

    external_id: str
    code: str


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What a bulk load did: rows landed, rows that were there already."""

    added: int
    known: int
    refused: tuple[RefusedCall, ...] = ()


@dataclass(frozen=True, slots=True)
class TimelineEntry:
    at: datetime.datetime
    actor_name: str
    what: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class UnitRecord:
    code: str
    call_sign: str
    kind: UnitKind
    status: UnitStatus
    path: str
    station_code: str
    members: tuple[str, ...]
    member_staff_ids: tuple[int, ...]
    position: Position | None
    position_at: datetime.datetime | None
    incident_number: str = ""
    is_community: bool = False


@dataclass(frozen=True, slots=True)
class OrderRecord:
    """A dispatch order (派单): a unit sent to an incident, with its stamps."""

    id: int
    incident_id: int
    incident_number: str
    unit_code: str
    call_sign: str
    members: tuple[str, ...]
    state: OrderState
    dispatched_at: datetime.datetime
    signed_for_at: datetime.datetime | None
    en_route_at: datetime.datetime | None
    on_scene_at: datetime.datetime | None
    done_at: datetime.datetime | None
    dispatched_by: str


@dataclass(frozen=True, slots=True)
class IncidentSummary:
    """A line of the live list."""

    id: int
    number: str
    state: IncidentState
    origin: Origin
    category: str
    subcategory: str
    text: str
    place_text: str
    position: Position | None
    scope_path: str
    priority: int
    is_danger: bool
    received_at: datetime.datetime
    state_since_at: datetime.datetime
    call_signs: tuple[str, ...]
    is_overdue: bool


@dataclass(frozen=True, slots=True)
class IncidentRecord:
    """Everything about one incident. `route_reason` is why it was routed so; `danger_words` what was heard."""

    summary: IncidentSummary
    caller_name: str
    caller_phone: str
    address_code: str
    route: Route
    route_reason: Reason
    route_reason_text: str
    danger_words: tuple[str, ...]
    suggested_category: str
    stamps: Mapping[str, datetime.datetime | None]
    orders: tuple[OrderRecord, ...]
    timeline: tuple[TimelineEntry, ...]
    feedback_text: str
    feedback_result: str
    merged_into: str
    merged_numbers: tuple[str, ...]
    repeats_at_address: int
    report_number: str
    dispute_code: str
    camera_code: str
    warning_id: str
    was_satisfied: bool | None
    transfer_state: str = ""
    arrival_target_minutes: int = 0
    is_without_unit: bool = False
    receipt_given: bool = False


@dataclass(frozen=True, slots=True)
class RecommendedUnit:
    unit: UnitRecord
    rank: int
    travel_minutes: float | None
    is_recommended: bool
    reasons: tuple[Reason, ...]
    reason_texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RefusedUnit:
    unit: UnitRecord
    reason: Reason
    reason_text: str


@dataclass(frozen=True, slots=True)
class RecommendationRecord:
    """What was shown to the dispatcher; stored, so that chosen and shown can be compared later."""

    id: int
    incident_id: int
    made_at: datetime.datetime
    units: tuple[RecommendedUnit, ...]
    refused: tuple[RefusedUnit, ...]
    shortfall_texts: tuple[str, ...]
    cover_text: str
    cover_share_before: float | None
    cover_share_after: float | None


@dataclass(frozen=True, slots=True)
class IncidentCounts:
    received: int
    open: int
    waiting: int
    closed: int
    transferred: int
    arrivals: int
    arrivals_in_time: int
    dispatched: int = 0


@dataclass(frozen=True, slots=True)
class IncidentFilter:
    """The query form of the list page."""

    text: str = ""
    states: tuple[str, ...] = ()
    category: str = ""
    subcategory: str = ""
    origin: str = ""
    from_at: datetime.datetime | None = None
    to_at: datetime.datetime | None = None
    under: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentTaken(DomainEvent):
    kind: ClassVar[str] = "incidents.taken"
    permission: ClassVar[str] = "incidents.view"

    number: str
    category: str
    route: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentMoved(DomainEvent):
    """An incident changed its state."""

    kind: ClassVar[str] = "incidents.moved"
    permission: ClassVar[str] = "incidents.view"

    number: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitMoved(DomainEvent):
    """A unit changed its status or position."""

    kind: ClassVar[str] = "incidents.unit_moved"
    permission: ClassVar[str] = "incidents.view"

    status: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderGiven(DomainEvent):
    """A unit has been sent; the officers of the unit must know at once."""

    kind: ClassVar[str] = "incidents.order_given"
    permission: ClassVar[str] = "incidents.act_on_own_orders"

    number: str
    unit_code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentClosed(DomainEvent):
    kind: ClassVar[str] = "incidents.closed"
    permission: ClassVar[str] = "incidents.view"

    number: str
    result: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CallsLoaded(DomainEvent):
    kind: ClassVar[str] = "incidents.calls_loaded"
    permission: ClassVar[str] = "incidents.view"

    source: str
    added: int


class IncidentsError(Exception):
    """Base of what incidents refuses."""

    code = "incidents"

    def __init__(self, **parameters: Any) -> None:
        super().__init__(", ".join(f"{key}={value}" for key, value in parameters.items()))
        self.parameters = parameters


class TransitionRefusedError(IncidentsError):
    code = "transition_refused"


class UnitNotFreeError(IncidentsError):
    """The unit was sent elsewhere in the meantime, or has gone off duty."""

    code = "unit_not_free"


class NobodySwornError(IncidentsError):
    """An auxiliary never goes alone."""

    code = "nobody_sworn"


class FeedbackBeforeArrivalError(IncidentsError):
    code = "feedback_before_arrival"


class NoteMissingError(IncidentsError):
    """What was done, or why, must be said in words."""

    code = "note_missing"


class UnitOffDutyError(IncidentsError):
    """A unit that is off duty reports no position and gets no status but the one of its shift."""

    code = "unit_off_duty"


class UnknownCategoryError(IncidentsError):
    code = "unknown_category"


class EmptySignalError(IncidentsError):
    """A signal with neither text nor place says nothing."""

    code = "empty_signal"


@dataclass(frozen=True, slots=True)
class DailyCount:
    """Incidents of one local day and category."""

    date: datetime.date
    category: str
    count: int


@dataclass(frozen=True, slots=True)
class CategoryNode:
    """A category with its subcategories, in both languages, for forms and filters."""

    code: str
    label: str
    children: Sequence[tuple[str, str]] = field(default_factory=tuple)
