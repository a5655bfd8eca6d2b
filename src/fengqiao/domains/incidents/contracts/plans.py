"""Contingency plans (预案) as checklists: who is told, what first, which volunteers; started, ticked, signed off."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from fengqiao.domains.incidents.contracts.errors import IncidentsError
from fengqiao.foundation.events.contracts import DomainEvent


class PlanPart(StrEnum):
    """What a line of a plan is for, in the order in which a checklist shows them."""

    TELL = "tell"
    FIRST = "first"
    THEN = "then"
    VOLUNTEERS = "volunteers"


@dataclass(frozen=True, slots=True)
class PlanItem:
    """A line: in Chinese, and in English where somebody wrote it."""

    part: PlanPart
    zh: str
    en: str = ""

    def text(self, *, language: str) -> str:
        return self.en if language.startswith("en") and self.en else self.zh


@dataclass(frozen=True, slots=True)
class NewPlan:
    """A plan of a unit; the same code again is its next version. `categories`: keys such as urgent_help/life_risk."""

    code: str
    unit_code: str
    title: str
    title_en: str
    categories: tuple[str, ...]
    items: tuple[PlanItem, ...]


@dataclass(frozen=True, slots=True)
class PlanRecord:
    id: int
    code: str
    version: int
    path: str
    unit_code: str
    title: str
    title_en: str
    categories: tuple[str, ...]
    items: tuple[PlanItem, ...]
    published_by: str
    published_at: datetime.datetime


@dataclass(frozen=True, slots=True)
class RunItem:
    """A line of a running plan; `is_needed` False: left out, and `note` says why."""

    number: int
    item: PlanItem
    ticked_at: datetime.datetime | None = None
    ticked_by: str = ""
    is_needed: bool = True
    note: str = ""


@dataclass(frozen=True, slots=True)
class RunRecord:
    """A plan in use: on an incident, or as a drill apart from everything live."""

    id: int
    plan: PlanRecord
    incident_number: str
    is_drill: bool
    scope_path: str
    started_at: datetime.datetime
    started_by: str
    items: tuple[RunItem, ...]
    signed_off_at: datetime.datetime | None
    signed_off_by: str
    sign_off_note: str

    @property
    def done(self) -> int:
        return sum(item.ticked_at is not None for item in self.items)

    @property
    def is_complete(self) -> bool:
        return self.done == len(self.items)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanMoved(DomainEvent):
    """A plan was started on an incident, an item was ticked, or it was signed off."""

    kind: ClassVar[str] = "incidents.plan_moved"
    permission: ClassVar[str] = "incidents.view"


@dataclass(frozen=True, slots=True, kw_only=True)
class DrillMoved(DomainEvent):
    """The same of a drill, under a name that no live list listens to."""

    kind: ClassVar[str] = "drills.moved"
    permission: ClassVar[str] = "incidents.view"


class EmptyPlanError(IncidentsError):
    """A plan needs a unit, a code, a title and at least one line."""

    code = "empty_plan"


class PlanRunningError(IncidentsError):
    """The plan runs on this incident already."""

    code = "plan_running"


class ItemsOpenError(IncidentsError):
    """Nobody signs off a plan of which something was neither done nor left out with a reason."""

    code = "items_open"


class PlanSignedOffError(IncidentsError):
    code = "plan_signed_off"
