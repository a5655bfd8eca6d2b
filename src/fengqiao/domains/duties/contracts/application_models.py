"""Application models (应用模型): cross-subject rules and camera scenes in one registry."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from fengqiao.domains.duties.contracts.lists import ListProblem, RowRecord, Text
from fengqiao.domains.duties.contracts.refusals import DutiesError
from fengqiao.foundation.events.contracts import DomainEvent


class ModelKind(StrEnum):
    RULE = "rule"
    SCENE = "scene"


class ModelState(StrEnum):
    DRAFT = "draft"
    IN_TRIAL = "in_trial"
    IN_FORCE = "in_force"
    SUPERSEDED = "superseded"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


class ModelAct(StrEnum):
    REGISTER = "register"
    CHANGE = "change"
    TRY = "try"
    ADOPT = "adopt"
    SIGN = "sign"
    WITHDRAW = "withdraw"
    EXPIRE = "expire"
    SUPERSEDE = "supersede"
    DRAFT_ROW = "draft_row"


@dataclass(frozen=True, slots=True)
class NewModel:
    """A model as its author registers it. A rule is one row of a duty list in YAML; a scene is named by its code."""

    code: str
    kind: ModelKind
    title: Text
    purpose: Text
    expires_on: datetime.date
    rule_text: str = ""
    scene: str = ""
    impact_number: str = ""


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many, with the 95 % interval of the share (Wilson 1927); None where nothing was counted."""

    count: int
    of: int
    value: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class SceneFigures:
    """What reviewers said of a scene's warnings over some days."""

    days: int
    warnings: int
    confirmed: int
    rejected: int


@dataclass(frozen=True, slots=True)
class SceneQuery:
    scene: str
    under: str
    first_date: datetime.date
    last_date: datetime.date


SceneSource = Callable[[SceneQuery], SceneFigures]
"""Registered in config/wiring.py with `register_scene_source` of duties.public."""


@dataclass(frozen=True, slots=True)
class UseFigures:
    """What a model found at a unit over some days. `followed`: it happened again within thirty days, of those whose
    thirty days are over. For a scene `followed` is what reviewers confirmed."""

    days: int
    raised: int
    minutes: int
    asked_already: int
    only_running: int
    followed: Share
    by_week: Sequence[tuple[str, int]] = ()

    @property
    def minutes_a_week(self) -> float:
        return self.minutes * 7 / self.days if self.days else 0.0


@dataclass(frozen=True, slots=True)
class UseRecord:
    """A model at a unit: tried on stored days, then in the shadow of what runs."""

    id: int
    unit_name: str
    unit_code: str
    scope_path: str
    past_from: datetime.date
    trial_from: datetime.date
    until_date: datetime.date | None
    ended_on: datetime.date | None
    is_complete: bool
    past: UseFigures
    trial: UseFigures
    draft_id: int | None = None


@dataclass(frozen=True, slots=True)
class ModelRecord:
    id: int
    code: str
    version: int
    kind: ModelKind
    state: ModelState
    title: Text
    purpose: Text
    scope_path: str
    unit_name: str
    author_name: str
    rule_text: str
    scene: str
    is_personal: bool
    impact_number: str
    expires_on: datetime.date
    created_at: datetime.datetime
    signed_by: str
    signed_at: datetime.datetime | None
    reason: str


@dataclass(frozen=True, slots=True)
class ModelCard:
    """A model as the registry lists it: its newest version, at how many units, and the figure of all of them."""

    record: ModelRecord
    units: int
    followed: Share


@dataclass(frozen=True, slots=True)
class ModelEntryRecord:
    at: datetime.datetime
    actor_name: str
    act: str
    unit_name: str
    note: str


@dataclass(frozen=True, slots=True)
class ModelPage:
    """One model with all that a decision about it needs."""

    record: ModelRecord
    row: RowRecord | None
    versions: Sequence[ModelRecord]
    uses: Sequence[UseRecord]
    entries: Sequence[ModelEntryRecord]
    acts: frozenset[ModelAct]
    adoptable_units: Sequence[tuple[str, str]] = ()
    scene_name: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ApplicationModelMoved(DomainEvent):
    kind: ClassVar[str] = "duties.application_model_moved"
    permission: ClassVar[str] = "duties.view_models"

    act: str
    state: str


class ModelInvalidError(DutiesError):
    """The model cannot be registered; a rule's problems are named by line."""

    code = "model_invalid"

    def __init__(self, problems: Sequence[ListProblem] = (), *, field: str = "") -> None:
        super().__init__(problems=len(problems), field=field)
        self.problems = tuple(problems)
        self.field = field


class ImpactNumberMissingError(DutiesError):
    """Facts about single persons, and camera scenes, are closed without the number of an impact assessment."""

    code = "impact_number_missing"


class ModelClosedError(DutiesError):
    """The model's state does not allow this act."""

    code = "model_closed"


class OwnModelError(DutiesError):
    """Who wrote a model does not sign it."""

    code = "own_model"


class TrialMissingError(DutiesError):
    """A model is signed on what it showed: a trial that has run over its past days."""

    code = "trial_missing"


class ModelTakenError(DutiesError):
    """The unit uses this model already, or the code is another unit's."""

    code = "model_taken"


class ModelReasonMissingError(DutiesError):
    code = "model_reason_missing"
