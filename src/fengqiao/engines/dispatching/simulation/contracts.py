"""Values that go into and come out of the replay."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Final, TypeAlias

import numpy as np

from fengqiao.engines.dispatching.contracts import DispatchParameters, UnitKind

FloatArray: TypeAlias = np.ndarray[Any, np.dtype[np.float64]]
IntArray: TypeAlias = np.ndarray[Any, np.dtype[np.int64]]
BoolArray: TypeAlias = np.ndarray[Any, np.dtype[np.bool_]]

MINUTES_A_DAY: Final = 1440.0


class InvalidReplayError(ValueError):
    """What is to be replayed contradicts itself; the message says where."""

    code = "invalid_replay"


@dataclass(frozen=True, slots=True)
class RecordedCalls:
    """Calls in the order in which they came.

    `minutes`: since some midnight; `east_km`, `north_km`: on a plane (`ground.Plane`); `service_minutes`: on the spot;
    `needs`: bits of the skills that the unit must have, 0 for none.
    """

    minutes: FloatArray
    east_km: FloatArray
    north_km: FloatArray
    service_minutes: FloatArray
    priorities: IntArray
    needs: IntArray

    def __post_init__(self) -> None:
        columns = (self.east_km, self.north_km, self.service_minutes, self.priorities, self.needs)
        if any(len(column) != len(self.minutes) for column in columns):
            raise InvalidReplayError("every column of the calls needs one value a call")
        if len(self.minutes) and (np.diff(self.minutes).min(initial=0.0) < 0 or self.service_minutes.min() < 0):
            raise InvalidReplayError("calls come in the order of time and take no negative time")

    def __len__(self) -> int:
        return len(self.minutes)

    def part(self, *, begin: int, end: int) -> RecordedCalls:
        """Return the calls from place `begin` up to, not with, `end`."""
        return RecordedCalls(
            self.minutes[begin:end],
            self.east_km[begin:end],
            self.north_km[begin:end],
            self.service_minutes[begin:end],
            self.priorities[begin:end],
            self.needs[begin:end],
        )


@dataclass(frozen=True, slots=True)
class Fleet:
    """Units and where each is at home. `skills`: bits, as in the `needs` of the calls."""

    east_km: FloatArray
    north_km: FloatArray
    kinds: tuple[UnitKind, ...]
    skills: IntArray

    def __post_init__(self) -> None:
        if not self.kinds:
            raise InvalidReplayError("nobody can be sent by a fleet without units")
        if any(len(column) != len(self.kinds) for column in (self.east_km, self.north_km, self.skills)):
            raise InvalidReplayError("every unit needs a home, a kind and its skills")

    def __len__(self) -> int:
        return len(self.kinds)


def cars_at(homes: FloatArray) -> Fleet:
    """Return a fleet of equal cars, one at each home (rows of east, north)."""
    count = len(homes)
    return Fleet(homes[:, 0].copy(), homes[:, 1].copy(), (UnitKind.CAR,) * count, np.zeros(count, dtype=np.int64))


class AfterService(StrEnum):
    """Where a unit goes that has nothing to do any more."""

    HOME = "home"
    BEST_POST = "best_post"


class QueueRule(StrEnum):
    """Which waiting call a unit takes that becomes free."""

    NEAREST = "nearest"
    FIRST_COME = "first_come"


@dataclass(frozen=True, slots=True)
class Policy:
    """How units are sent and placed.

    `moves_an_event`: how many idle units may be moved up when somebody is sent or becomes free. `price_per_km`: the
    share of all calls that must come into cover for each kilometre; 0 is the plain DMEXCLP of Jagtenberg, Bhulai and
    van der Mei 2015. `busy_share`: its q, the chance that a unit that covers a place cannot come. `may_stay`: a unit
    that becomes free may wait where it is. `takes_over_from`: a unit that becomes free takes the call of one that is on
    its way, when it is there by so many minutes sooner; None never. `idle_units_kept`: per priority, the cut-off of
    Sacks, Larson and Schaack 1993.
    """

    code: str
    after_service: AfterService = AfterService.HOME
    moves_an_event: int = 0
    price_per_km: float = 0.0
    busy_share: float = 0.5
    may_stay: bool = False
    takes_over_from: float | None = None
    queue: QueueRule = QueueRule.NEAREST
    idle_units_kept: Mapping[int, int] = field(default_factory=dict)


RETURN_HOME: Final = Policy("return_home")
FIRST_COME: Final = Policy("first_come", queue=QueueRule.FIRST_COME)
CUT_OFF: Final = Policy("cut_off", idle_units_kept={4: 2, 5: 3})
DMEXCLP: Final = Policy("dmexclp", after_service=AfterService.BEST_POST)
# Chosen on the calls of May 2023 (docs/performance.md): cheaper moves drive more and save little, dearer ones
# save less.
MOVE_UP: Final = Policy(
    "move_up", after_service=AfterService.BEST_POST, moves_an_event=1, price_per_km=0.003, may_stay=True
)
HAND_OVER: Final = Policy("hand_over", takes_over_from=1.0)
MOVE_UP_AND_HAND_OVER: Final = Policy(
    "move_up_and_hand_over",
    after_service=AfterService.BEST_POST,
    moves_an_event=1,
    price_per_km=0.003,
    may_stay=True,
    takes_over_from=1.0,
)
POLICIES: Final = {
    one.code: one for one in (RETURN_HOME, FIRST_COME, CUT_OFF, DMEXCLP, HAND_OVER, MOVE_UP, MOVE_UP_AND_HAND_OVER)
}


@dataclass(frozen=True, slots=True)
class ReplayParameters:
    """How fast units drive (car speed and detour of a straight line) and from when on somebody is late.

    `dispatch`: what a bureau set for the recommendation; kinds, limits and cut-offs count here too.
    """

    speed_kmh: float = 35.0
    detour: float = 1.3
    late_after_minutes: float = 6.0
    dispatch: DispatchParameters = field(default_factory=DispatchParameters)

    def __post_init__(self) -> None:
        if self.speed_kmh <= 0 or self.detour < 1 or self.late_after_minutes <= 0:
            raise InvalidReplayError("speed and lateness must be positive, the detour at least 1")

    @property
    def minutes_per_km(self) -> float:
        """Return the minutes that a car needs for one kilometre of straight line."""
        return self.detour / self.speed_kmh * 60.0


@dataclass(frozen=True, slots=True)
class DayFigures:
    """Sums of each day of a replay; a day's row belongs to the day on which the call came or the way began."""

    first_day: int
    calls: FloatArray
    late: FloatArray
    response_minutes: FloatArray
    busy_minutes: FloatArray
    response_km: FloatArray
    return_km: FloatArray
    move_km: FloatArray


@dataclass(frozen=True, slots=True)
class ReplayResult:
    """Per call: minutes from the call to the arrival, and of these on the way; NaN where nobody could be sent."""

    response_minutes: FloatArray
    travel_minutes: FloatArray
    sent: IntArray
    days: DayFigures
    moves: int
    taken_over: int
