"""Values, events and errors of disputes and the promises (obligations) out of them. Issue by issue this deepens."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from fengqiao.foundation.events.contracts import DomainEvent
from fengqiao.primitives.refusal import RefusalError


class DisputeState(StrEnum):
    REGISTERED = "registered"
    SETTLED = "settled"
    REOPENED = "reopened"
    CLOSED = "closed"


class ObligationState(StrEnum):
    PENDING = "pending"
    KEPT = "kept"
    BROKEN = "broken"


MOST_HOUSEHOLDS = 12
"""A staircase that quarrels; more is an assembly."""


class SubjectKind(StrEnum):
    """What disputes offers to the duty lists; the id is the obligation's code."""

    OBLIGATION = "obligation"


@dataclass(frozen=True, slots=True)
class NewDispute:
    code: str
    summary: str
    kind: str
    address_code: str
    unit_code: str
    registered_date: datetime.date
    incident_number: str = ""
    settled_date: datetime.date | None = None
    household_codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NewObligation:
    """A dated promise. `staff_number`: the officer who follows it up."""

    code: str
    dispute_code: str
    promisor_name: str
    text: str
    due_date: datetime.date
    staff_number: str


@dataclass(frozen=True, slots=True)
class NewPromise:
    """What one side takes upon itself in an agreement, and until which day."""

    promisor_name: str
    text: str
    due_date: datetime.date


@dataclass(frozen=True, slots=True)
class AgreementRecord:
    """What both sides agreed on, as it was written down."""

    text: str
    reached_at: datetime.datetime
    recorded_by: str


@dataclass(frozen=True, slots=True)
class ObligationRecord:
    code: str
    dispute_code: str
    dispute_summary: str
    promisor_name: str
    text: str
    due_date: datetime.date
    state: ObligationState
    decided_at: datetime.datetime | None
    decided_by: str = ""
    note: str = ""
    staff_number: str = ""
    is_overdue: bool = False


@dataclass(frozen=True, slots=True)
class DisputeRecord:
    code: str
    summary: str
    kind: str
    state: DisputeState
    address_text: str
    registered_at: datetime.datetime
    settled_at: datetime.datetime | None
    incident_number: str
    scope_path: str
    obligations: tuple[ObligationRecord, ...]
    agreements: tuple[AgreementRecord, ...] = ()
    household_codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeHouseholdsNamed(DomainEvent):
    """Between which households a dispute is, was said or corrected; how many are named now."""

    kind: ClassVar[str] = "disputes.households_named"
    permission: ClassVar[str] = "disputes.view"

    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeRegistered(DomainEvent):
    kind: ClassVar[str] = "disputes.registered"
    permission: ClassVar[str] = "disputes.view"

    incident_number: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ObligationDecided(DomainEvent):
    kind: ClassVar[str] = "disputes.obligation_decided"
    permission: ClassVar[str] = "disputes.view"

    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputesLoaded(DomainEvent):
    kind: ClassVar[str] = "disputes.loaded"
    permission: ClassVar[str] = "disputes.view"

    what: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeSettled(DomainEvent):
    """Both sides agreed; `obligations`: how many promises came out of it."""

    kind: ClassVar[str] = "disputes.settled"
    permission: ClassVar[str] = "disputes.view"

    obligations: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DisputeReopened(DomainEvent):
    """A promise was broken: the dispute is open again."""

    kind: ClassVar[str] = "disputes.reopened"
    permission: ClassVar[str] = "disputes.view"

    obligation_code: str


class DisputesError(RefusalError):
    code = "disputes"


class TransitionRefusedError(DisputesError):
    code = "transition_refused"


class NotOpenError(DisputesError):
    """A dispute that is settled or closed is not settled again."""

    code = "not_open"


class DomesticViolenceError(DisputesError):
    """Domestic violence is never closed by mediation alone: penalty or warning letter is assessed first (反家暴法)."""

    code = "domestic_violence"


class AgreementMissingError(DisputesError):
    code = "agreement_missing"


class PromiseIncompleteError(DisputesError):
    """A promise says who, what and until when."""

    code = "promise_incomplete"


class DueInThePastError(DisputesError):
    code = "due_in_the_past"


class HouseholdUnknownError(DisputesError):
    """A household that is named is not known."""

    code = "household_unknown"


class TooManyHouseholdsError(DisputesError):
    code = "too_many_households"


class UnknownDisputeError(DisputesError):
    """An obligation belongs to a dispute that is not known."""

    code = "unknown_dispute"
