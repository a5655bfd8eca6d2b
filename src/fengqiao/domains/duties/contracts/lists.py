"""The lists: kinds, states, texts, rows, versions."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar

from fengqiao.engines.duties.contracts import DutyList
from fengqiao.engines.duties.decision_table import DecisionTable, FactKind, Outcome
from fengqiao.foundation.events.contracts import DomainEvent


class ListKind(StrEnum):
    PREVENTION_DUTY_LIST = "prevention_duty_list"  # 主防责任清单
    COMMUNITY_DUTY_LIST = "community_duty_list"  # 社区警务工作责任清单
    NEGATIVE_LIST = "negative_list"  # 办理刑事案件负面清单
    CAMPAIGN = "campaign"  # 专项行动：同时下达给多个单位的指令


class ListState(StrEnum):
    """A text is drafted and reviewed; a version is published, and superseded when a later one takes effect."""

    DRAFT = "draft"
    REVIEWED = "reviewed"
    PUBLISHED = "published"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


class Boundary(StrEnum):
    """Whose work it is (主防 / 主战)."""

    OURS = "ours"
    HANDED_OVER = "handed_over"
    NEVER_OURS = "never_ours"


@dataclass(frozen=True, slots=True)
class Text:
    """A text of a list in Chinese, and in English where the author gave one."""

    zh: str
    en: str = ""

    def in_language(self, language: str) -> str:
        return self.en if language.startswith("en") and self.en else self.zh


@dataclass(frozen=True, slots=True)
class ListProblem:
    """What is wrong in a list's document: where (line, path, and in a condition the column), what, and what to do."""

    line: int
    place: str
    what: str
    advice: str
    column: int = 0


@dataclass(frozen=True, slots=True)
class BoundaryLine:
    """One line of the boundary that a list draws: what, whose, to whom."""

    boundary: Boundary
    what: Text
    handler: Text
    basis: str = ""


@dataclass(frozen=True, slots=True)
class RowRecord:
    """A row as it is read by people; the machine's meaning beside it. `expression`: its conditions as CEL."""

    number: int
    duty: Text
    clause: str
    basis: str
    owner_role: str
    subject_kind: str
    trigger: Text
    minutes: int
    officers_needed: int
    steps: tuple[str, ...]
    evidence: tuple[str, ...]
    priority: int
    mandatory: bool
    sunset_date: datetime.date
    since_date: datetime.date | None = None
    conditions: Text = Text("")
    window: Text = Text("")
    resolved_when: Text = Text("")
    impact_assessment: str = ""
    expression: str = ""
    skills: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NegativeRowRecord:
    """A row of the negative list as it is read by people."""

    number: int
    title: Text
    conditions: Text
    outcome: Outcome
    handler: str
    handler_name: Text
    transfer_due_hours: int | None
    basis: str
    expression: str = ""


@dataclass(frozen=True, slots=True)
class FactRecord:
    """A fact that the negative list asks about, with its words: what a form needs to ask for it."""

    name: str
    title: Text
    kind: FactKind
    choices: tuple[tuple[str, Text], ...] = ()
    lowest: int = 0
    highest: int = 0


@dataclass(frozen=True, slots=True)
class ListVersionRecord:
    id: int
    kind: ListKind
    code: str
    version: int
    title: Text
    state: ListState
    effective_from: datetime.date
    published_at: datetime.datetime | None
    published_by: str
    scope_path: str
    digest: str
    document: str
    drafted_by: tuple[str, ...] = ()
    signed_by: str = ""
    signed_at: datetime.datetime | None = None


@dataclass(frozen=True, slots=True)
class DutyListInForce:
    """A duty list in force on a day, parsed, with what people read of each row by its number.

    `units`: the codes of the units that a campaign is for; empty for all below the unit that published it.
    """

    record: ListVersionRecord
    duty_list: DutyList
    rows: Sequence[RowRecord]
    boundary: Sequence[BoundaryLine] = ()
    units: Sequence[str] = ()

    def row(self, number: int) -> RowRecord:
        return next(row for row in self.rows if row.number == number)


@dataclass(frozen=True, slots=True)
class NegativeListInForce:
    record: ListVersionRecord
    table: DecisionTable
    boundary: Sequence[BoundaryLine]
    rows: Sequence[NegativeRowRecord] = ()
    facts: Sequence[FactRecord] = ()
    handlers: Mapping[str, Text] = field(default_factory=dict)

    def row(self, number: int) -> NegativeRowRecord:
        return next(row for row in self.rows if row.number == number)

    def handler_name(self, handler: str) -> Text:
        return self.handlers.get(handler, Text(handler))


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPublished(DomainEvent):
    kind: ClassVar[str] = "duties.list_published"
    permission: ClassVar[str] = "duties.view"

    list_code: str
    version: int
