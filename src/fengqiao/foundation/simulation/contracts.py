"""Values and errors of a simulated day."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Text:
    """What is told, in both languages of the platform."""

    zh: str
    en: str

    def in_language(self, language: str) -> str:
        return self.zh if language.startswith("zh") else self.en


NOTHING = Text("", "")


@dataclass(frozen=True, slots=True)
class PlannedBeat:
    """A beat before it has happened. One whose part is not built is missing; `what` says which part is to come."""

    code: str
    at: datetime.datetime
    title: Text
    is_missing: bool = False
    what: Text = NOTHING
    page: str = ""


@dataclass(frozen=True, slots=True)
class BeatTold:
    """What a beat came to: told from records that exist."""

    what: Text
    why: Text
    page: str
    records: int


@dataclass(frozen=True, slots=True)
class ActTold:
    """What an act leaves: data for later acts, a line for readers (empty: nothing to tell)."""

    result: Mapping[str, Any] = field(default_factory=dict)
    line: Text = NOTHING
    page: str = ""
    scope_path: str = ""
    permission: str = ""
    beat: str = ""


@dataclass(frozen=True, slots=True)
class DayReading:
    """Which day a simulated database tells."""

    seed: int
    date: datetime.date
    digest: str
    opens_at: datetime.datetime
    closes_at: datetime.datetime
    told_until_at: datetime.datetime
    is_loaded: bool
    is_over: bool
    is_replayed: bool = False


class SimulationError(Exception):
    """Base of what a simulated day refuses."""

    code = "simulation"


class NotSimulatedError(SimulationError):
    """The clock of a real station is not moved."""

    code = "not_simulated"


class UnknownSpeedError(SimulationError):
    """The page offers three speeds."""

    code = "unknown_speed"


class BackwardsError(SimulationError):
    """Time never goes back."""

    code = "backwards"
