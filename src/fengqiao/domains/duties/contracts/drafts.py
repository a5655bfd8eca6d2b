"""Drafts and what is done with them."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from fengqiao.domains.duties.contracts.changes import ListPreview
from fengqiao.domains.duties.contracts.lists import ListState, RowRecord, Text
from fengqiao.foundation.events.contracts import DomainEvent


class DraftAct(StrEnum):
    """What can be done with a draft."""

    SAVE = "save"
    SIGN = "sign"
    RETURN = "return"
    WITHDRAW = "withdraw"
    PUBLISH = "publish"


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
