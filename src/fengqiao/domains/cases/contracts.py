"""Values, events and errors of reports, their routing by the negative list, transfers and simple cases."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, ClassVar

from fengqiao.foundation.events.contracts import DomainEvent
from fengqiao.primitives.reason import Reason
from fengqiao.primitives.refusal import RefusalError
from fengqiao.primitives.timeline import TimelineEntry

STATION_HANDLER = "station"
"""The handler that means: this station itself."""


class ReportState(StrEnum):
    """A report is never refused: it is ours, handed over, or a person decides."""

    NEEDS_REVIEW = "needs_review"
    KEPT = "kept"
    TO_TRANSFER = "to_transfer"
    TRANSFERRED = "transferred"
    ACCEPTED = "accepted"
    RETURNED = "returned"
    SOLVED = "solved"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class NewReport:
    """A report as taken. `facts` is what the negative list asks about; an unknown fact is absent."""

    incident_number: str
    reporter_name: str
    reporter_phone: str
    text: str
    facts: Mapping[str, str | int | bool]
    scope_path: str
    address_text: str = ""
    property_taken: str = ""
    urgent_measures: str = ""
    is_anonymous: bool = False


@dataclass(frozen=True, slots=True)
class MatchedCondition:
    """One condition of the deciding row, as it stood when it decided."""

    fact: str
    operator: str
    value: Any


@dataclass(frozen=True, slots=True)
class RowWords:
    """The deciding row as the list words it."""

    title: str
    conditions: str
    basis: str


@dataclass(frozen=True, slots=True)
class FactWords:
    """One fact of the report in words."""

    title: str
    value: str


@dataclass(frozen=True, slots=True)
class ReportRecord:
    """`number` is that of the register, `receipt_number` that of the receipt given on the spot."""

    id: int
    number: str
    receipt_number: str
    incident_number: str
    reporter_name: str
    text: str
    facts: dict[str, Any]
    address_text: str
    property_taken: str
    state: ReportState
    taken_at: datetime.datetime
    officer_name: str
    list_code: str
    list_version: int | None
    row_number: int | None
    reason: Reason
    reason_text: str
    handler: str
    handler_text: str
    transfer_due_at: datetime.datetime | None
    transferred_at: datetime.datetime | None
    answered_at: datetime.datetime | None
    return_reason: str
    reporter_informed_at: datetime.datetime | None
    solved_at: datetime.datetime | None
    property_returned_at: datetime.datetime | None
    closed_at: datetime.datetime | None
    scope_path: str
    timeline: tuple[TimelineEntry, ...] = field(default_factory=tuple)
    urgent_measures: str = ""
    reporter_phone_masked: str = ""
    is_anonymous: bool = False
    is_kept: bool = False
    matched_conditions: tuple[MatchedCondition, ...] = ()
    facts_used: dict[str, Any] = field(default_factory=dict)
    decided_by: str = ""
    property_receipt: str = ""
    solved_note: str = ""
    informed_text: str = ""
    row_words: RowWords | None = None
    fact_words: tuple[FactWords, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportCounts:
    taken: int
    kept: int
    transferred: int
    accepted: int
    awaiting_review: int
    transfers_overdue: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRegistered(DomainEvent):
    kind: ClassVar[str] = "cases.report_registered"
    permission: ClassVar[str] = "cases.view"

    incident_number: str
    outcome: str
    handler: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportMoved(DomainEvent):
    kind: ClassVar[str] = "cases.report_moved"
    permission: ClassVar[str] = "cases.view"

    incident_number: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportTransferred(DomainEvent):
    """The report has been sent to the body that handles it; an integration carries it there."""

    kind: ClassVar[str] = "cases.report_transferred"
    permission: ClassVar[str] = "cases.view"

    report_number: str
    handler: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TransferOverdue(DomainEvent):
    """The clock of a report has run out and it is still with the station; told once per clock."""

    kind: ClassVar[str] = "cases.transfer_overdue"
    permission: ClassVar[str] = "cases.view"

    report_number: str
    due_at: datetime.datetime


class CasesError(RefusalError):
    """Base of what cases refuses."""

    code = "cases"


class TransitionRefusedError(CasesError):
    code = "transition_refused"


class UrgentMeasuresMissingError(CasesError):
    """Urgent measures come first: a transfer says what was done at once."""

    code = "urgent_measures_missing"


class ReasonMissingError(CasesError):
    """A person's decision, or a return, needs a written reason."""

    code = "reason_missing"


class HandlerMissingError(CasesError):
    """A person's decision names who handles the report."""

    code = "handler_missing"


class ReporterNotInformedError(CasesError):
    """A report is closed after the reporter has been told how it ended."""

    code = "reporter_not_informed"
