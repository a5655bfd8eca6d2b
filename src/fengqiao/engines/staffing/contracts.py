"""Values that go into and come out of the staffing engine. Work and worth are whole minutes per week."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from fengqiao.primitives.reason import Reason

Allocation: TypeAlias = Mapping[str, int]
"""How many further officers each unit gets, by its code; a unit that gets none may be absent."""


class InvalidStaffingError(ValueError):
    """The units or stations cannot be advised on; the message names which."""

    code = "invalid_staffing"


class MethodMissingError(Exception):
    """The method asked for is unknown, or its packages are not installed here."""

    code = "method_missing"

    def __init__(self, method: str) -> None:
        super().__init__(f"{method} cannot run here; it may need the packages of requirements/staffing.txt")
        self.method = method


@dataclass(frozen=True, slots=True)
class StaffingUnit:
    """A place of work (a beat, or a station without beats).

    `load_minutes`: the work of a week; `available_minutes`: what those who are there now can give to it; `room`: the
    most further officers it takes; `near`: units that an officer posted here can look after as well (short way).
    """

    code: str
    station: str
    county: str
    load_minutes: int
    available_minutes: int
    has_officer: bool
    room: int
    near: tuple[str, ...] = ()

    @property
    def unmet_minutes(self) -> int:
        return max(0, self.load_minutes - self.available_minutes)


@dataclass(frozen=True, slots=True)
class StaffingStation:
    """A station: how many officers it lacks to its written minimum, and the most that may come (None: no limit)."""

    code: str
    missing: int = 0
    room: int | None = None


@dataclass(frozen=True, slots=True)
class StaffingParameters:
    """What a further officer is worth, in minutes of work a week.

    `minutes_per_officer`: what one gives to the work of a unit. `own_cover_minutes`: a unit without anybody gets its
    first officer; `near_cover_minutes`: it gets one, or a further one near by: together more than any work, so that
    uncovered units come first. `fair_minutes`: an officer for a county whose share of unmet work is above the whole's.
    `slack_minutes`: room to breathe where all work is met, by the share of the hours there that the work takes.
    """

    minutes_per_officer: int = 1_800
    own_cover_minutes: int = 1_800
    near_cover_minutes: int = 1_200
    fair_minutes: int = 300
    slack_minutes: int = 30


@dataclass(frozen=True, slots=True)
class StaffingProblem:
    """Who is to be placed where. `officers`: how many there are to place."""

    units: tuple[StaffingUnit, ...]
    stations: tuple[StaffingStation, ...]
    officers: int
    parameters: StaffingParameters = StaffingParameters()


@dataclass(frozen=True, slots=True)
class SearchBudget:
    """`work` is the solver's own deterministic measure (about seconds of one core); `seconds` only a guard."""

    seed: int = 1
    work: float = 20.0
    seconds: float = 60.0


@dataclass(frozen=True, slots=True)
class Solved:
    """A distribution with what is known of it. `bound`: no distribution is worth more, None when not known."""

    allocation: Allocation
    is_proven: bool
    bound: int | None
    was_stopped: bool = False


@dataclass(frozen=True, slots=True)
class AdvisedUnit:
    """A unit that gets officers: why, and where the last of them would go next (`next_best_code`, "" for nowhere)."""

    code: str
    station: str
    county: str
    officers: int
    worth_minutes: int
    reasons: tuple[Reason, ...]
    next_best_code: str
    next_best_loss_minutes: int


@dataclass(frozen=True, slots=True)
class StaffingAdvice:
    """The distribution that is advised. `left_over`: officers for whom no unit has room.

    `method`: how it was found (stored, for replay); `stands_in`: the exact solver was not there to be asked.
    """

    units: tuple[AdvisedUnit, ...]
    placed: int
    left_over: int
    worth_minutes: int
    greedy_worth_minutes: int
    bound_minutes: int | None
    is_proven: bool
    was_stopped: bool
    stands_in: bool
    method: str

    @property
    def allocation(self) -> dict[str, int]:
        return {one.code: one.officers for one in self.units}
