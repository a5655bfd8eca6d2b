"""What is read of incidents, units, orders and counts."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from fengqiao.domains.incidents.contracts.codes import IncidentState, OrderState, Origin, Route
from fengqiao.engines.dispatching.contracts import UnitKind, UnitStatus
from fengqiao.primitives.position import Position
from fengqiao.primitives.reason import Reason
from fengqiao.primitives.timeline import TimelineEntry


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

    @property
    def is_too_far(self) -> bool:
        """It could go, but from too far away for how it moves: a person may send it and says why."""
        return self.reason.code == "too_far"


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

    @property
    def too_far(self) -> tuple[RefusedUnit, ...]:
        return tuple(one for one in self.refused if one.is_too_far)

    @property
    def cannot_go(self) -> tuple[RefusedUnit, ...]:
        return tuple(one for one in self.refused if not one.is_too_far)


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
class ShiftIncidents:
    """What came in during a shift, as it stood at the shift's end; `open`: what the next one has to look after."""

    received: int
    arrivals: int
    arrivals_in_time: int
    open: tuple[IncidentSummary, ...]


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


@dataclass(frozen=True, slots=True)
class CallerToTell:
    """A caller of an event and whether he or she has heard what came of it; `is_merged`: of a merged call."""

    number: str
    name: str
    phone: str
    received_at: datetime.datetime
    text: str
    feedback_text: str
    called_back_at: datetime.datetime | None
    was_satisfied: bool | None
    is_merged: bool


@dataclass(frozen=True, slots=True)
class EarlierCall:
    """A call from the same place or by the same caller."""

    number: str
    received_at: datetime.datetime
    category: str
    text: str
    feedback_text: str
    is_same_place: bool
    is_same_caller: bool


@dataclass(frozen=True, slots=True)
class HourCount:
    """Calls of one place in one hour of a local day; `reported`: those that citizens reported."""

    path: str
    date: datetime.date
    hour: int
    reported: int
    all_origins: int


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
