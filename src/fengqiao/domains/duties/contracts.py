"""Values, events and errors of the responsibility lists and the negative list."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import ClassVar

from fengqiao.engines.duties.contracts import DutyList
from fengqiao.engines.duties.decision_table import Decision, DecisionTable, FactKind, Outcome
from fengqiao.foundation.events.contracts import DomainEvent
from fengqiao.primitives.refusal import RefusalError

__all__ = ["Decision", "DecisionTable", "DutyList", "FactKind", "Outcome"]


class ListKind(StrEnum):
    PREVENTION_DUTY_LIST = "prevention_duty_list"  # 主防责任清单
    COMMUNITY_DUTY_LIST = "community_duty_list"  # 社区警务工作责任清单
    NEGATIVE_LIST = "negative_list"  # 办理刑事案件负面清单


class ListState(StrEnum):
    """A text is drafted and reviewed; a version is published, and superseded when a later one takes effect."""

    DRAFT = "draft"
    REVIEWED = "reviewed"
    PUBLISHED = "published"
    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


class DraftAct(StrEnum):
    """What can be done with a draft."""

    SAVE = "save"
    SIGN = "sign"
    RETURN = "return"
    WITHDRAW = "withdraw"
    PUBLISH = "publish"


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
    since_date: datetime.date | None = None
    conditions: Text = Text("")
    window: Text = Text("")
    resolved_when: Text = Text("")
    impact_assessment: str = ""


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
class DraftRecord:
    """A text on its way to a published version. Title, code and version are those of its last readable state."""

    id: int
    state: ListState
    scope_path: str
    title: Text
    code: str
    version: int | None
    document: str
    digest: str
    authors: tuple[str, ...]
    changed_at: datetime.datetime
    signed_by: str
    signed_at: datetime.datetime | None
    note: str


@dataclass(frozen=True, slots=True)
class DutyListInForce:
    """A duty list in force on a day, parsed, with what people read of each row by its number."""

    record: ListVersionRecord
    duty_list: DutyList
    rows: Sequence[RowRecord]
    boundary: Sequence[BoundaryLine] = ()

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


class ChangeKind(StrEnum):
    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field that reads differently in two versions; both are texts for people."""

    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row (or, with number None, the head or the boundary) that differs between two versions."""

    kind: ChangeKind
    number: int | None
    title: str
    fields: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class ListCard:
    """A list as the overview shows it: the version in force (None: not yet) and what stands beside it."""

    record: ListVersionRecord
    is_in_force: bool
    unit_name: str
    unit_code: str
    rows: int
    versions: int
    boundary: Mapping[Boundary, int]


@dataclass(frozen=True, slots=True)
class ListPage:
    """A version of a list as people read it, duty rows or negative rows; with the difference when one was asked for."""

    record: ListVersionRecord
    is_in_force: bool
    unit_name: str
    unit_code: str
    versions: Sequence[ListVersionRecord]
    rows: Sequence[RowRecord]
    negative_rows: Sequence[NegativeRowRecord]
    facts: Sequence[FactRecord]
    boundary: Sequence[BoundaryLine]
    compared_with: ListVersionRecord | None
    changes: Sequence[RowChange]


@dataclass(frozen=True, slots=True)
class BoundaryEntry:
    """A boundary line with the list that draws it."""

    line: BoundaryLine
    record: ListVersionRecord


@dataclass(frozen=True, slots=True)
class VocabularyFact:
    """A fact that conditions may ask about: its form (choice, flag, number, text, set) and the values it can take."""

    name: str
    form: str
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class VocabularyEntry:
    """A kind of subject or event with its facts. `happens_to` and `is_reported` are said of events."""

    code: str
    facts: tuple[VocabularyFact, ...]
    is_closed: bool = False
    happens_to: tuple[str, ...] = ()
    is_reported: bool = True


@dataclass(frozen=True, slots=True)
class DuplicateRow:
    """A row that may ask for the same work as another one, of the same list or of one in force beside it."""

    row: RowRecord
    other_list: Text
    other_version: int
    other: RowRecord
    evidence: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ListPreview:
    """What publishing a document would mean: its problems, or the difference to the version before it."""

    problems: Sequence[ListProblem]
    title: Text
    code: str
    version: int
    effective_from: datetime.date | None
    compared_with: ListVersionRecord | None
    changes: Sequence[RowChange]
    is_published_already: bool
    uncovered: str
    duplicates: Sequence[DuplicateRow] = ()


@dataclass(frozen=True, slots=True)
class DraftCard:
    """A draft as the overview shows it."""

    record: DraftRecord
    unit_name: str


@dataclass(frozen=True, slots=True)
class DraftPage:
    """A draft with what publishing it would mean, and what this reader may do with it now."""

    record: DraftRecord
    unit_name: str
    unit_code: str
    preview: ListPreview
    acts: frozenset[DraftAct]
    is_author: bool
    rows: Sequence[RowRecord] = ()


@dataclass(frozen=True, slots=True)
class DraftRow:
    """What of a draft's row a form can change, by name."""

    record: DraftRecord
    unit_name: str
    number: int
    values: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class ListDraftChanged(DomainEvent):
    kind: ClassVar[str] = "duties.draft_changed"
    permission: ClassVar[str] = "duties.view_drafts"

    act: str
    state: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ListPublished(DomainEvent):
    kind: ClassVar[str] = "duties.list_published"
    permission: ClassVar[str] = "duties.view"

    list_code: str
    version: int


class DutiesError(RefusalError):
    """Base of what duties refuses."""

    code = "duties"


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


class UnknownListError(DutiesError):
    """No such list, version or row."""

    code = "unknown_list"


class VersionTakenError(DutiesError):
    """Another document already has this code and version."""

    code = "version_taken"


class SignOffMissingError(DutiesError):
    """A person publishes only what a second person has signed; the platform alone installs lists without."""

    code = "sign_off_missing"


class OwnTextError(DutiesError):
    """Who wrote any part of a text cannot sign it."""

    code = "own_text"


class DraftChangedError(DutiesError):
    """Somebody changed the draft since it was read: look again before acting on it."""

    code = "draft_changed"


class DraftClosedError(DutiesError):
    """The draft's state does not allow this act."""

    code = "draft_closed"


class NoteMissingError(DutiesError):
    """A draft is sent back with words that say why."""

    code = "note_missing"
