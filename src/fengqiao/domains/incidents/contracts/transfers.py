"""The closed loop with 12345: a hand-over, what was heard of it, and what the caller was told."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from fengqiao.domains.incidents.contracts.codes import TransferState
from fengqiao.foundation.events.contracts import DomainEvent


class HeardAs(StrEnum):
    """What an answer of the other body meant to us; whatever it is, it is kept."""

    TAKEN = "taken"
    SAID_AGAIN = "said_again"
    REOPENED = "reopened"
    CONTRADICTED = "contradicted"


@dataclass(frozen=True, slots=True)
class TransferRecord:
    """A hand-over. `attempts`: how often the letter was sent; `handled_by`: who took it on, by the body's own words."""

    incident_number: str
    ordinal: int
    state: TransferState
    note: str
    sent_at: datetime.datetime
    attempts: int
    answered_at: datetime.datetime | None
    handled_by: str
    reason: str
    caller_told_at: datetime.datetime | None
    caller_told_text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class IncidentTransferred(DomainEvent):
    """Handed over, or sent again because nobody answered; an integration carries the letter."""

    kind: ClassVar[str] = "incidents.transferred"
    permission: ClassVar[str] = "incidents.view"

    number: str
    attempt: int
