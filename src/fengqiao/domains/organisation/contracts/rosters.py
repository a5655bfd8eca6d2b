"""Rosters of a station: rules, the work of making one, its table, and swaps between colleagues."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from fengqiao.domains.organisation.contracts.units import OrganisationError
from fengqiao.engines.rostering.contracts import Fault, RosterProblem
from fengqiao.foundation.events.contracts import DomainEvent


class RosterState(StrEnum):
    WAITING = "waiting"
    MAKING = "making"
    DRAFT = "draft"
    PUBLISHED = "published"
    FAILED = "failed"


class SwapState(StrEnum):
    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    APPROVED = "approved"
    DECLINED = "declined"


class RosterRulesInvalidError(OrganisationError):
    """The text is no set of rules; `problem` says where."""

    code = "roster_rules_invalid"


class NobodyToRosterError(OrganisationError):
    code = "nobody_to_roster"


class RosterClosedError(OrganisationError):
    """The roster is not in the state that this needs."""

    code = "roster_closed"


class RosterRuleBrokenError(OrganisationError):
    """A change would break rules; `faults` are those of the engine's checker."""

    code = "roster_rule_broken"

    def __init__(self, *, faults: Sequence[Fault]) -> None:
        super().__init__()
        self.faults = tuple(faults)


@dataclass(frozen=True, slots=True)
class RosterRules:
    """The rules in force for a station: the text with its version (0: as shipped), day and author."""

    version: int
    from_date: datetime.date
    document: str
    made_by: str


@dataclass(frozen=True, slots=True)
class RosterPerson:
    number: str
    name: str
    staff_id: int


@dataclass(frozen=True, slots=True)
class RosterRecord:
    """A roster. `rows`: by police number the shift of each day; `result`: what the engine said of it, plain."""

    id: int
    unit_code: str
    unit_name: str
    path: str
    first_date: datetime.date
    days: int
    state: RosterState
    share_done: int
    requested_by: str
    requested_at: datetime.datetime
    published_by: str
    rules_version: int
    people: Sequence[RosterPerson]
    titles: Mapping[str, str]
    rows: Mapping[str, tuple[str, ...]]
    result: Mapping[str, object]
    problem: RosterProblem

    @property
    def dates(self) -> list[datetime.date]:
        return [self.first_date + datetime.timedelta(days=day) for day in range(self.days)]


@dataclass(frozen=True, slots=True)
class SwapRecord:
    """Somebody gives a colleague a shift and takes one of the colleague's (or a free day) the other way."""

    id: int
    roster_id: int
    path: str
    giver: RosterPerson
    giver_date: datetime.date
    giver_shift: str
    taker: RosterPerson
    taker_date: datetime.date
    taker_shift: str
    state: SwapState


@dataclass(frozen=True, slots=True)
class RosterRulesChanged(DomainEvent):
    kind: ClassVar[str] = "organisation.roster_rules_changed"
    permission: ClassVar[str] = "organisation.view"


@dataclass(frozen=True, slots=True)
class RosterMoved(DomainEvent):
    kind: ClassVar[str] = "organisation.roster_moved"
    permission: ClassVar[str] = "organisation.view"
    state: str = ""


@dataclass(frozen=True, slots=True)
class RosterSwapMoved(DomainEvent):
    kind: ClassVar[str] = "organisation.roster_swap_moved"
    permission: ClassVar[str] = "organisation.view"
    state: str = ""
