"""Values, events and errors of the responsibility lists and the negative list."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, ClassVar

from fengqiao.engines.duties.contracts import DutyList
from fengqiao.engines.duties.decision_table import Decision, DecisionTable
from fengqiao.foundation.events.contracts import DomainEvent

__all__ = ["Decision", "DecisionTable", "DutyList"]


class ListKind(StrEnum):
    PREVENTION_DUTY_LIST = "prevention_duty_list"  # 主防责任清单
    COMMUNITY_DUTY_LIST = "community_duty_list"  # 社区警务工作责任清单
    NEGATIVE_LIST = "negative_list"  # 办理刑事案件负面清单


class ListState(StrEnum):
    DRAFT = "draft"
    PUBLISHED = "published"
    SUPERSEDED = "superseded"


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
    """What is wrong in a list's document: where (line and path), what, and what to do."""

    line: int
    place: str
    what: str
    advice: str


@dataclass(frozen=True, slots=True)
class BoundaryLine:
    """One line of the boundary that a list draws: what, whose, to whom."""

    boundary: Boundary
    what: Text
    handler: Text
    basis: str = ""


@dataclass(frozen=True, slots=True)
class RowRecord:
    """A row as it is read by people; the machine's meaning beside it."""

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


@dataclass(frozen=True, slots=True)
class DutyListInForce:
    """A duty list in force on a day, parsed, with what people read of each row by its number."""

    record: ListVersionRecord
    duty_list: DutyList
    rows: Sequence[RowRecord]

    def row(self, number: int) -> RowRecord:
        return next(row for row in self.rows if row.number == number)


@dataclass(frozen=True, slots=True)
class NegativeListInForce:
    record: ListVersionRecord
    table: DecisionTable
    boundary: Sequence[BoundaryLine]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPublished(DomainEvent):
    kind: ClassVar[str] = "duties.list_published"
    permission: ClassVar[str] = "duties.view"

    list_code: str
    version: int


class DutiesError(Exception):
    """Base of what duties refuses."""

    code = "duties"

    def __init__(self, **parameters: Any) -> None:
        super().__init__(", ".join(f"{key}={value}" for key, value in parameters.items()))
        self.parameters = parameters


class ListInvalidError(DutiesError):
    """The document cannot become a list; every problem is named."""

    code = "list_invalid"

    def __init__(self, problems: Sequence[ListProblem]) -> None:
        super().__init__(problems=len(problems))
        self.problems = tuple(problems)

    def __str__(self) -> str:
        return "\n".join(f"line {p.line}, {p.place}: {p.what} {p.advice}" for p in self.problems)


class ListNotInForceError(DutiesError):
    """No version of the list is in force on that day at that place."""

    code = "list_not_in_force"


class VersionTakenError(DutiesError):
    """Another document already has this code and version."""

    code = "version_taken"
