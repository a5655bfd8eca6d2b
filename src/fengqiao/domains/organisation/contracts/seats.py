"""Seats on the bodies of town, community and village: what is brought there, taken home and answered."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from fengqiao.domains.organisation.contracts.units import OrganisationError, StaffRecord
from fengqiao.foundation.events.contracts import DomainEvent


class BodyKind(StrEnum):
    """Where somebody sits: chiefs on the body of the township, community officers on a committee."""

    TOWNSHIP_BODY = "township_body"
    COMMUNITY_COMMITTEE = "community_committee"
    VILLAGE_COMMITTEE = "village_committee"


class MatterKind(StrEnum):
    """Brought to the body by the police, or taken home from it."""

    BROUGHT = "brought"
    TAKEN_HOME = "taken_home"


@dataclass(frozen=True, slots=True)
class NewMatter:
    """A matter that was brought or taken home. `due_date`: until when the body wants an answer; where it is known
    already, `answered_date` and the `answer`."""

    kind: MatterKind
    text: str
    on_date: datetime.date
    due_date: datetime.date | None = None
    answered_date: datetime.date | None = None
    answer: str = ""


@dataclass(frozen=True, slots=True)
class NewSeat:
    """A seat from a day on; `title` as the body calls it. `matters`: what is known from before, for loading."""

    staff_number: str
    body_kind: BodyKind
    division_code: str
    from_date: datetime.date
    title: str = ""
    matters: tuple[NewMatter, ...] = ()


@dataclass(frozen=True, slots=True)
class SeatRecord:
    """A seat. `path`: where its holder is appointed; `to_date`: the first day after."""

    id: int
    staff: StaffRecord
    body_kind: BodyKind
    division_code: str
    division_name: str
    title: str
    path: str
    from_date: datetime.date
    to_date: datetime.date | None
    open_matters: int = 0
    overdue_matters: int = 0


@dataclass(frozen=True, slots=True)
class FollowUpRecord:
    on_date: datetime.date
    text: str
    is_answer: bool
    by_name: str


@dataclass(frozen=True, slots=True)
class MatterRecord:
    """A matter with what followed; `answered_date`: when the body was told how it went."""

    id: int
    kind: MatterKind
    text: str
    on_date: datetime.date
    due_date: datetime.date | None
    answered_date: datetime.date | None
    follow_ups: tuple[FollowUpRecord, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatChanged(DomainEvent):
    """A seat was given or ended, or something happened to one of its matters."""

    kind: ClassVar[str] = "organisation.seat_changed"
    permission: ClassVar[str] = "organisation.view_seats"

    staff_id: int
    what: str


class WrongBodyError(OrganisationError):
    """A chief sits on the township's body, a community officer on a committee; others hold no seat."""

    code = "wrong_body"


class SeatEndedError(OrganisationError):
    code = "seat_ended"


class MatterAnsweredError(OrganisationError):
    """The body has its answer; what follows is a new matter."""

    code = "matter_answered"
