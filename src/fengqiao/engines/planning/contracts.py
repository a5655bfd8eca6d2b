"""Values that go into and come out of the planning engine.

All times are minutes after midnight of the plan's day; a night shift runs beyond 1,440. A location is a
row and column of the travel matrix: the engine knows no coordinates.
"""

from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np

from fengqiao.primitives.reason import Reason

TravelMatrix: TypeAlias = np.ndarray[Any, np.dtype[np.float64]]


class InvalidPlanInputError(ValueError):
    """Officers, tasks or travel matrix cannot be planned with; the message names the place."""

    code = "invalid_plan_input"


class AlgorithmMissingError(Exception):
    """The plan asked for was made by a search whose packages are not installed here, or that is unknown."""

    code = "algorithm_missing"

    def __init__(self, algorithm: str) -> None:
        super().__init__(f"{algorithm} cannot run here; it may need the packages of requirements/plan.txt")
        self.algorithm = algorithm


@dataclass(frozen=True, slots=True)
class Break:
    """A fixed time in which the officer neither works nor travels, e.g. roll-call or a meal."""

    code: str
    opens_minute: float
    closes_minute: float


@dataclass(frozen=True, slots=True)
class PlanOfficer:
    """A shift: where it starts, where it must end (None: anywhere), what the officer can do."""

    id: str
    opens_minute: float
    closes_minute: float
    start_location: int
    end_location: int | None = None
    skills: frozenset[str] = frozenset()
    breaks: tuple[Break, ...] = ()


@dataclass(frozen=True, slots=True)
class PlanTask:
    """One thing to do. The work starts and ends between `opens_minute` and `closes_minute`.

    `prize`: what doing it today is worth, of the order of 10 to 100. `skills`: all are needed.
    `officer_ids`: who may do it, e.g. the officer of the beat; empty: anybody with the skills. With more than one
    in `officers_needed` that is who leads; all are at the place from the start of the work to its end, and those who
    come along are of `companion_ids` (empty: anybody) and need no skills.
    """

    id: str
    location: int
    minutes: float
    prize: float
    opens_minute: float = 0.0
    closes_minute: float = 24 * 60.0
    mandatory: bool = False
    skills: frozenset[str] = frozenset()
    officer_ids: frozenset[str] = frozenset()
    officers_needed: int = 1
    companion_ids: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class PlanParameters:
    """What a minute is worth against a prize.

    `prize_per_travel_minute` only decides between plans of about the same prize;
    `prize_per_uneven_minute` is charged for every minute that an officer's load differs from the mean.
    """

    prize_per_travel_minute: float = 0.05
    prize_per_uneven_minute: float = 0.02


@dataclass(frozen=True, slots=True)
class Work:
    """A task within a stop."""

    task_id: str
    starts_minute: float
    ends_minute: float


@dataclass(frozen=True, slots=True)
class Stop:
    """A visit to one place; tasks at one place that follow each other are one stop.

    `travel_minutes` is the way to it, `waiting_minutes` what is idle before the first work (no break).
    """

    location: int
    arrives_minute: float
    starts_minute: float
    leaves_minute: float
    travel_minutes: float
    waiting_minutes: float
    works: tuple[Work, ...]


@dataclass(frozen=True, slots=True)
class OfficerPlan:
    """The day of one officer. `ends_minute`: back at the end location, or done with the last stop."""

    officer_id: str
    stops: tuple[Stop, ...]
    travel_minutes: float
    work_minutes: float
    waiting_minutes: float
    ends_minute: float


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A task that is not in the plan, and why."""

    task_id: str
    mandatory: bool
    reason: Reason


@dataclass(frozen=True, slots=True)
class PlanFigures:
    """What a plan amounts to. `workload_gini`: 0 all officers equally busy, towards 1 all on one."""

    prize: float
    tasks_done: int
    mandatory_done: int
    mandatory_asked: int
    travel_minutes: float
    waiting_minutes: float
    work_minutes: float
    workload_gini: float


@dataclass(frozen=True, slots=True)
class DayPlans:
    """The plans with their figures, the greedy plan's figures beside them, and what replays them.

    `was_stopped` tells that the guard cut the search: then this plan is what is kept, not a replay.
    """

    plans: tuple[OfficerPlan, ...]
    left_out: tuple[LeftOut, ...]
    figures: PlanFigures
    greedy_figures: PlanFigures
    algorithm: str
    seed: int
    iterations: int
    iterations_run: int
    was_stopped: bool
