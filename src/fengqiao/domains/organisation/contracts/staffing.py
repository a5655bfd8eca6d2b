"""The work of beats, the written standards, and advice on where further officers do most."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, ClassVar

from fengqiao.domains.organisation.contracts.units import OrganisationError
from fengqiao.foundation.events.contracts import DomainEvent


class LoadMeasure(StrEnum):
    """What rooms count for a place; kinds of premises come as `premises.<kind>`."""

    HOUSEHOLDS = "households"
    PREMISES = "premises"
    TASK_MINUTES = "task_minutes"
    CALLS = "calls"


@dataclass(frozen=True, slots=True)
class LoadQuery:
    """The work below a path in a half-open span of days."""

    under: str
    from_date: datetime.date
    to_date: datetime.date


@dataclass(frozen=True, slots=True)
class LoadAnswer:
    """A count or a sum of minutes at a place. `detail` divides it (the kind of premises)."""

    scope_path: str
    measure: LoadMeasure
    value: float
    detail: str = ""


LoadSource = Callable[[LoadQuery], Sequence[LoadAnswer]]
"""Registered in config/wiring.py with `register_load_source(name, source)`."""


@dataclass(frozen=True, slots=True)
class StaffingStandard:
    """What is written down for a place and a day, and where (`basis`).

    `community_hours_per_week`: the least a community officer spends in the community; `community_share_percent`: the
    least share of community officers among a station's police; `new_officer_years`: so long after joining a new
    officer belongs to a station; `station_minimum`: the least officers of a station; `officer_hours_per_week`: what
    an officer can give to a beat's work; `minutes_per_call`: what a call takes; `near_metres`: so far an officer can
    look after another beat as well.
    """

    community_hours_per_week: int = 20
    community_share_percent: int = 40
    new_officer_years: int = 3
    station_minimum: int = 5
    officer_hours_per_week: int = 30
    minutes_per_call: int = 45
    near_metres: int = 3_000
    basis: str = ""
    from_date: datetime.date | None = None


SHIPPED_STANDARD = StaffingStandard()
"""What holds until a bureau writes its own: 40 % is the ministry's; the others are common practice, to be edited."""


class Movement(StrEnum):
    """Both ways down: new strength to stations, and a station's own strength into its communities."""

    TO_STATIONS = "to_stations"
    INTO_COMMUNITIES = "into_communities"


class AdviceDecision(StrEnum):
    ACCEPTED = "accepted"
    CHANGED = "changed"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class AdviceRecord:
    """A stored advice with what it was made from. `result`: the engine's answer as plain values."""

    id: int
    unit_code: str
    unit_name: str
    path: str
    movement: Movement
    officers: int
    made_at: datetime.datetime
    made_by: str
    method: str
    digest: str
    inputs: Mapping[str, Any]
    result: Mapping[str, Any]
    decision: AdviceDecision | None
    decided_at: datetime.datetime | None
    decided_by: str
    decision_reason: str
    decided_units: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class ReplayedAdvice:
    """The advice made once more from its stored inputs. `differences`: units with (stored, now)."""

    is_possible: bool
    differences: Mapping[str, tuple[int, int]]


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffingAdvised(DomainEvent):
    kind: ClassVar[str] = "organisation.staffing_advised"
    permission: ClassVar[str] = "organisation.view_staffing"

    officers: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffingDecided(DomainEvent):
    kind: ClassVar[str] = "organisation.staffing_decided"
    permission: ClassVar[str] = "organisation.view_staffing"

    decision: str


class NothingToAdviseError(OrganisationError):
    """There is no beat and no station below this place."""

    code = "nothing_to_advise"


class UnknownAdviceUnitError(OrganisationError):
    """A decision names a unit that lies elsewhere."""

    code = "unknown_advice_unit"


class AlreadyDecidedError(OrganisationError):
    code = "already_decided"


class DecisionReasonMissingError(OrganisationError):
    """A person says why; for what was changed also what."""

    code = "decision_reason_missing"
