"""Values that go into and come out of the rostering engine. Days are counted from 0; shifts are told by their code."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from fengqiao.primitives.reason import Reason

OFF: Final = ""
"""A day without a shift."""

Roster: TypeAlias = Mapping[str, tuple[str, ...]]
"""By person: the shift of each day, or OFF."""


class InvalidRosterError(ValueError):
    """The staff, shifts or rules contradict themselves; the message names where."""

    code = "invalid_roster"


class MethodMissingError(Exception):
    """The method asked for is unknown, or its packages are not installed here."""

    code = "method_missing"

    def __init__(self, method: str) -> None:
        super().__init__(f"{method} cannot run here; it may need the packages of requirements/staffing.txt")
        self.method = method


@dataclass(frozen=True, slots=True)
class Shift:
    """A kind of shift. `starts_minute` after midnight; `not_followed_by`: shifts that may not come the day after."""

    code: str
    minutes: int
    starts_minute: int = 0
    not_followed_by: frozenset[str] = frozenset()

    @property
    def ends_minute(self) -> int:
        return self.starts_minute + self.minutes


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody to be rostered, with the rules for this person.

    `limits`: the most shifts of a kind (0: never). `days_off`: leave. `fixed`: what a person has set, by day (OFF is
    a free day). `before`: the shifts of the days before the first, oldest first; empty: not known, so that a block
    at the edge is taken for long enough. A minimum or maximum of None does not bind.
    """

    code: str
    groups: frozenset[str] = frozenset()
    limits: Mapping[str, int] = field(default_factory=dict)
    min_minutes: int = 0
    max_minutes: int | None = None
    min_consecutive: int = 1
    max_consecutive: int | None = None
    min_days_off: int = 1
    max_weekends: int | None = None
    days_off: frozenset[int] = frozenset()
    fixed: Mapping[int, str] = field(default_factory=dict)
    before: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cover:
    """How many are wanted on a day in a shift; `group`: counts only these ("" for everybody)."""

    day: int
    shift: str
    need: int
    under_weight: int
    over_weight: int = 0
    group: str = ""


@dataclass(frozen=True, slots=True)
class Wish:
    """Somebody wants (`is_on`) or does not want a shift on a day; `shift` OFF means any shift."""

    person: str
    day: int
    shift: str
    weight: int
    is_on: bool


@dataclass(frozen=True, slots=True)
class Companion:
    """Nobody of `group` works a shift on a day without somebody of `needs` in the same one."""

    group: str
    needs: str


@dataclass(frozen=True, slots=True)
class Fairness:
    """A burden that is spread evenly: the days with one of `shifts` among `days`; `carried`: what each had before.

    Each person's share follows the days that he or she can take; what lies above or below it costs `weight`.
    """

    name: str
    shifts: frozenset[str]
    days: frozenset[int]
    weight: int
    carried: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RosterProblem:
    """`weekends`: the days of each weekend (or feast) together. `rest_minutes`: between the end and the next start."""

    days: int
    shifts: tuple[Shift, ...]
    people: tuple[Person, ...]
    covers: tuple[Cover, ...]
    wishes: tuple[Wish, ...] = ()
    companions: tuple[Companion, ...] = ()
    fairness: tuple[Fairness, ...] = ()
    weekends: tuple[tuple[int, ...], ...] = ()
    rest_minutes: int = 0


@dataclass(frozen=True, slots=True)
class SearchBudget:
    """`rounds` of all people choosing anew (greedy); `column_rounds` of lines for all; `looks` at a part of the roster,
    each of at most `look_seconds`. `workers`: threads of the solver; eight strategies are worth it also on two cores.
    """

    seed: int = 1
    rounds: int = 6
    column_rounds: int = 300
    looks: int = 60
    look_seconds: float = 2.0
    workers: int = 8


@dataclass(frozen=True, slots=True)
class Fault:
    """A rule that a roster breaks: who, on which day (None: over the whole), why. `person` "" where it is nobody's."""

    person: str
    day: int | None
    reason: Reason


@dataclass(frozen=True, slots=True)
class Shortfall:
    """A shift that stays short, and what keeps each of those who could have come from it: people by code of reason."""

    cover: Cover
    missing: int
    hindrances: Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Price:
    """What a roster costs, by cause; less is better."""

    under: int
    over: int
    wishes: int
    fairness: int

    @property
    def total(self) -> int:
        return self.under + self.over + self.wishes + self.fairness


@dataclass(frozen=True, slots=True)
class MadeRoster:
    """The roster found. `faults`: rules that nothing could keep (leave against a minimum, say), each with its reason.

    `bound`: no roster costs less, None when not known. `method`: how it was found (stored with it).
    """

    roster: Roster
    price: Price
    first_price: int
    bound: int | None
    is_proven: bool
    was_stopped: bool
    faults: tuple[Fault, ...]
    shortfalls: tuple[Shortfall, ...]
    method: str


Spent: TypeAlias = Callable[[], float]
"""Which share of its time the caller has used (0 to 1): the search then divides what is left among its stages."""


def no_guard() -> float:
    """This function will say that no time is counted: the budget alone ends the search."""
    return 0.0
