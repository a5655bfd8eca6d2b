"""Tasks from outside the lists, and the boundary that answers them."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from fengqiao.domains.duties.contracts.lists import Boundary, Text
from fengqiao.domains.duties.contracts.refusals import DutiesError
from fengqiao.foundation.events.contracts import DomainEvent


class GiverKind(StrEnum):
    """Who asks: an office, never a person."""

    POLICE = "police"  # a police organ above or beside the station
    TOWNSHIP = "township"  # town, street office, their party bodies
    DEPARTMENT = "department"  # a department of the county or above
    COMMITTEE = "committee"  # residents' or villagers' committee
    ENTERPRISE = "enterprise"
    OTHER = "other"


class OutsideState(StrEnum):
    REFUSED = "refused"  # a clause of the boundary answers it
    WITHIN = "within"  # it is a duty of the lists: nothing is spared
    ESCALATED = "escalated"  # no clause, or it is contested: a leader decides in time
    REFUSED_BY_DECISION = "refused_by_decision"
    TAKEN_ON = "taken_on"


@dataclass(frozen=True, slots=True)
class NewOutsideTask:
    """What an officer reports. `asked_at` None: just now. `giver_kind` None: read from the giver's name."""

    giver: str
    what: str
    minutes: int
    unit_code: str = ""
    giver_kind: GiverKind | None = None
    asked_at: datetime.datetime | None = None


@dataclass(frozen=True, slots=True)
class BoundaryClause:
    """The line of the boundary that answered: as it stood in a version on the day."""

    side: Boundary
    what: Text
    handler: Text
    basis: str
    list_code: str
    list_version: int
    list_title: Text
    matched: str


@dataclass(frozen=True, slots=True)
class OutsideTaskRecord:
    id: int
    state: OutsideState
    scope_path: str
    unit_name: str
    giver: str
    giver_kind: GiverKind
    what: str
    minutes: int
    asked_at: datetime.datetime
    reported_at: datetime.datetime
    reported_by: str
    clause: BoundaryClause | None
    due_at: datetime.datetime | None
    is_with_county: bool
    escalated_because: str
    decided_at: datetime.datetime | None
    decided_by: str
    reason: str
    may_decide: bool = False
    may_contest: bool = False
    reporter_staff_id: int | None = None


@dataclass(frozen=True, slots=True)
class SparedMinutes:
    """Minutes that the boundary has spared: by month, unit and kind of giver. Never by person."""

    months: Sequence[tuple[str, int]]
    units: Sequence[tuple[str, int]]
    givers: Sequence[tuple[GiverKind, int]]
    minutes: int
    refused: int
    taken_on: int
    minutes_taken_on: int


@dataclass(frozen=True, slots=True)
class HandedCases:
    """The negative list in short: to whom cases go, and which rows say so."""

    handler: Text
    rows: Sequence[tuple[int, Text]]


@dataclass(frozen=True, slots=True)
class OutsideDesk:
    """The chief's page: what waits for a decision, what was decided lately, and the minutes spared."""

    waiting: Sequence[OutsideTaskRecord]
    recent: Sequence[OutsideTaskRecord]
    spared: SparedMinutes


@dataclass(frozen=True, slots=True, kw_only=True)
class OutsideTaskReported(DomainEvent):
    kind: ClassVar[str] = "duties.outside_task_reported"
    permission: ClassVar[str] = "duties.decide_outside"

    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OutsideTaskMoved(DomainEvent):
    kind: ClassVar[str] = "duties.outside_task_moved"
    permission: ClassVar[str] = "duties.report_outside"

    state: str
    is_with_county: bool = False


class OutsideTaskClosedError(DutiesError):
    """It is decided already, or a clause answers it."""

    code = "outside_task_closed"


class OutsideReasonMissingError(DutiesError):
    """A decision, and a contest, has a reason."""

    code = "outside_reason_missing"


class OwnReportError(DutiesError):
    """Who reported it does not decide it."""

    code = "own_report"


class OutsideTaskIncompleteError(DutiesError):
    """It needs a giver, what was asked, and minutes between one and thirty days."""

    code = "outside_task_incomplete"
