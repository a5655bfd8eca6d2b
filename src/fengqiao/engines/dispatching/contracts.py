"""Values that go into and come out of the dispatch engine."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol

import numpy as np

from fengqiao.primitives.position import Position
from fengqiao.primitives.reason import Reason


class UnitKind(StrEnum):
    """How a unit moves."""

    CAR = "car"
    MOTORCYCLE = "motorcycle"
    E_BIKE = "e_bike"
    FOOT = "foot"


class UnitStatus(StrEnum):
    """What a unit is doing; only an idle one can be sent."""

    IDLE = "idle"
    SENT = "sent"
    EN_ROUTE = "en_route"
    ON_SCENE = "on_scene"
    PAUSED = "paused"
    OFF_DUTY = "off_duty"


class InvalidNeedError(ValueError):
    """A requirement asks for fewer than one unit, or a priority lies outside 1 … 5."""

    code = "invalid_need"


class TravelTimes(Protocol):
    """Where travel minutes come from: crow-fly or a road graph."""

    def travel_minutes(
        self, *, origins: Sequence[Position], destinations: Sequence[Position]
    ) -> np.ndarray[Any, np.dtype[np.float64]]:
        """Return minutes by car, one row per origin, one column per destination."""
        ...


@dataclass(frozen=True, slots=True)
class Member:
    """One person of a unit on duty; `is_sworn` is False for auxiliaries and volunteers."""

    id: str
    is_sworn: bool
    skills: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Unit:
    """What can be sent. `beat_paths`: beats it covers; `is_community`: a community officer's own unit."""

    id: str
    kind: UnitKind
    members: tuple[Member, ...]
    status: UnitStatus = UnitStatus.IDLE
    position: Position | None = None
    position_at: datetime | None = None
    beat_paths: tuple[str, ...] = ()
    is_community: bool = False

    @property
    def skills(self) -> frozenset[str]:
        """What at least one member can do."""
        return frozenset().union(*(member.skills for member in self.members))

    def can(self, skill: str) -> bool:
        """Tell whether somebody of the unit has the skill."""
        return any(skill in member.skills for member in self.members)

    @property
    def has_sworn_member(self) -> bool:
        """Tell whether somebody of the unit may act alone; auxiliaries may not."""
        return any(member.is_sworn for member in self.members)

    def covers(self, beat_path: str) -> bool:
        """Tell whether the beat, or a wider area that holds it, is one of the unit's own."""
        return bool(beat_path) and any(path and beat_path.startswith(path) for path in self.beat_paths)


@dataclass(frozen=True, slots=True)
class Requirement:
    """A line of a run card (派警方案): so many units, of a kind or with a skill if it says so."""

    count: int = 1
    unit_kind: UnitKind | None = None
    skill: str = ""

    def __post_init__(self) -> None:
        if self.count < 1:
            raise InvalidNeedError("a requirement asks for at least one unit")

    def is_met_by(self, unit: Unit) -> bool:
        """Tell whether the unit can fill one place of this requirement."""
        fits_kind = self.unit_kind is None or unit.kind is self.unit_kind
        return fits_kind and (not self.skill or unit.can(self.skill))


@dataclass(frozen=True, slots=True)
class Need:
    """An incident that needs somebody. Priority 1 is the most urgent, 5 the least."""

    id: str
    position: Position
    category: str
    priority: int
    beat_path: str = ""
    danger_to_life: bool = False
    requirements: tuple[Requirement, ...] = (Requirement(),)

    def __post_init__(self) -> None:
        if self.priority not in range(1, 6):
            raise InvalidNeedError(f"priority {self.priority} is not between 1 and 5")


@dataclass(frozen=True, slots=True)
class CoverPoint:
    """A place that should stay within reach, weighted by its calls (a beat's centre, say)."""

    code: str
    position: Position
    weight: float = 1.0


def _minutes_factors() -> dict[UnitKind, float]:
    # Travel times are a car's at 35 km/h in town; an e-bike makes some 20, a person on foot 5.
    return {UnitKind.CAR: 1.0, UnitKind.MOTORCYCLE: 1.0, UnitKind.E_BIKE: 1.75, UnitKind.FOOT: 7.0}


def _furthest_minutes() -> dict[UnitKind, float]:
    # On foot three times the five minutes in which somebody should be there in town: 1.2 km. An e-bike half of what its
    # battery gives with the way back: 10 km. An engine an hour: beyond that a neighbour or the standby group is meant.
    return {UnitKind.CAR: 60.0, UnitKind.MOTORCYCLE: 60.0, UnitKind.E_BIKE: 30.0, UnitKind.FOOT: 15.0}


@dataclass(frozen=True, slots=True)
class DispatchParameters:
    """What a bureau may set.

    `furthest_minutes`: per kind of unit, from how far away it still counts as suitable; a kind that is not named has
    no limit. A unit beyond is told with its minutes, and a person may send it all the same.

    `idle_units_kept`: per priority, how many idle units must remain after a unit is sent (the cut-off of
    Sacks, Larson and Schaack 1993); danger to life is never held back. `stale_penalty_minutes` is what a
    position older than `stale_after_minutes` counts on top of the travel time.
    """

    minutes_factors: Mapping[UnitKind, float] = field(default_factory=_minutes_factors)
    furthest_minutes: Mapping[UnitKind, float] = field(default_factory=_furthest_minutes)
    stale_after_minutes: float = 10.0
    stale_penalty_minutes: float = 3.0
    idle_units_kept: Mapping[int, int] = field(default_factory=dict)
    cover_within_minutes: float = 8.0
    alternatives_shown: int = 5


@dataclass(frozen=True, slots=True)
class Candidate:
    """A unit that may be sent. `travel_minutes` is None when its position is not known."""

    unit_id: str
    rank: int
    travel_minutes: float | None
    reasons: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Assignment:
    """A recommended unit and the requirement of the run card that it fills."""

    candidate: Candidate
    requirement: Requirement


@dataclass(frozen=True, slots=True)
class Refusal:
    """A unit that is not recommended, and why."""

    unit_id: str
    reason: Reason


@dataclass(frozen=True, slots=True)
class Cover:
    """What is left behind. Shares are of the cover points' weight; None when no points were given."""

    idle_before: int
    idle_after: int
    share_before: float | None
    share_after: float | None
    points_lost: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Recommendation:
    """Whom to send, who else could go, who could not, what is short, and the cover left behind."""

    need_id: str
    assignments: tuple[Assignment, ...]
    alternatives: tuple[Candidate, ...]
    refusals: tuple[Refusal, ...]
    shortfalls: tuple[Reason, ...]
    cover: Cover
