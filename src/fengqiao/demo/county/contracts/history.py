"""What happened before the day. All moments are aware, UTC+8."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from fengqiao.demo.county.contracts.geography import LonLat


class CallOrigin(StrEnum):
    CALL_110 = "call_110"
    WALK_IN = "walk_in"
    OFFICER = "officer"  # 民警主动发现
    CAMERA = "camera"
    TRANSFERRED_IN = "transferred_in"  # 12345 or another body


class CallOutcome(StrEnum):
    CLOSED = "closed"
    TRANSFERRED = "transferred"
    MERGED = "merged"
    FALSE_ALARM = "false_alarm"
    CONVERTED_TO_DISPUTE = "converted_to_dispute"
    CONVERTED_TO_CASE = "converted_to_case"


@dataclass(frozen=True, slots=True)
class CallRecord:
    """One call of the past with every stamp it got. A stage that did not happen has None."""

    number: str
    origin: CallOrigin
    category: str  # level 1: "criminal", "public_order", "traffic", "dispute", …
    subcategory: str  # level 2: "neighbour_noise", "theft_simple", …
    text: str
    caller_name: str  # masked, or surname and title
    caller_phone: str
    address_code: str
    position: LonLat
    station_code: str
    beat_code: str
    received_at: datetime
    dispatched_at: datetime | None
    signed_for_at: datetime | None
    en_route_at: datetime | None
    on_scene_at: datetime | None
    handled_at: datetime | None
    feedback_at: datetime | None
    closed_at: datetime | None
    unit_call_sign: str
    officer_number: str
    outcome: CallOutcome
    feedback_text: str
    receipt_given: bool
    called_back_at: datetime | None
    was_satisfied: bool | None
    merged_into: str  # number of the first call, "" unless outcome is MERGED


@dataclass(frozen=True, slots=True)
class TaskCompletion:
    """The last times a duty was done on a subject, so that cycles know when they are due next.

    `duty` is one of: household_visit, vulnerable_visit, rental_check, key_venue_inspection,
    protected_unit_visit, dispute_screening, must_visit_patrol, backpack_stay, bench_session.
    `subject_kind` is "household", "resident", "premise", "beat" or "division", and says what
    `subject_code` is.
    """

    duty: str
    subject_kind: str
    subject_code: str
    station_code: str
    beat_code: str
    police_number: str
    completed_at: datetime
    minutes: int


@dataclass(frozen=True, slots=True)
class Promise:
    """A dated obligation out of a settled dispute."""

    code: str
    dispute_summary: str
    settled_date: date
    address_code: str
    beat_code: str
    promisor_name: str
    text: str
    due_date: date
    police_number: str


@dataclass(frozen=True, slots=True)
class TroubleSpot:
    """A place with recurring trouble, listed with owner, measures and deadline."""

    code: str
    name: str
    address_code: str
    position: LonLat
    station_code: str
    beat_code: str
    reason: str
    listed_date: date
    deadline_date: date
    owner_number: str
    measures: tuple[str, ...]
