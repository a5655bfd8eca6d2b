"""The plan's input as arrays, checked once."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import numpy as np

from fengqiao.engines.planning.contracts import InvalidPlanInputError, PlanOfficer, PlanTask, TravelMatrix
from fengqiao.engines.planning.shift_clock import Minutes, ShiftClock

URGENCY_OF_PART: Final = 64.0
"""An appointed part is never given up for other mandatory tasks, of which a day holds fewer."""


@dataclass(frozen=True, slots=True, eq=False)
class Shift:
    """An officer as the search sees one. `leaves_from`: the first moment of the shift, or now if later."""

    leaves_from: float
    closes: float
    start_location: int
    end_location: int
    clock: ShiftClock


@dataclass(frozen=True, slots=True, eq=False)
class Problem:
    """Officers and tasks by index.

    A task for several officers stands here once for each of them, as its parts, with its share of the prize. Nobody
    may do a part before it is appointed (`appointments`): then one officer must, at one time. `teams`: the parts of
    each such task; `credits`: what doing one counts as a mandatory task of the input, shared out over parts.
    `urgency`: how many mandatory tasks one outweighs: none, itself, or (an appointed part) many: others wait there.
    `travel` has one more row and column than the given matrix: a place that is everywhere (no travel to
    or from it), where shifts end that may end anywhere. `allowed`: officers × tasks.
    """

    officers: tuple[PlanOfficer, ...]
    tasks: tuple[PlanTask, ...]
    shifts: tuple[Shift, ...]
    travel: TravelMatrix
    locations: np.ndarray
    minutes: Minutes
    opens: Minutes
    closes: Minutes
    prizes: Minutes
    mandatory: np.ndarray
    allowed: np.ndarray
    urgency: Minutes
    credits: Minutes
    teams: tuple[tuple[int, ...], ...]


def build_problem(
    *, officers: Sequence[PlanOfficer], tasks: Sequence[PlanTask], travel_minutes: TravelMatrix, now: float
) -> Problem:
    """Return the input as arrays. Raises InvalidPlanInputError naming the officer, task or matrix."""
    _check_matrix(travel_minutes)
    places = len(travel_minutes)
    _check_ids([officer.id for officer in officers], what="officers")
    _check_ids([task.id for task in tasks], what="tasks")
    for officer in officers:
        _check_officer(officer, places)
    for task in tasks:
        _check_task(task, places)
    travel = np.zeros((places + 1, places + 1))
    travel[:places, :places] = travel_minutes
    parts = [task for task in tasks for _ in range(task.officers_needed)]
    return Problem(
        officers=tuple(officers),
        tasks=tuple(parts),
        shifts=tuple(_shift(officer, now=now, anywhere=places) for officer in officers),
        travel=travel,
        locations=np.array([task.location for task in parts], dtype=np.int64),
        minutes=_floats([task.minutes for task in parts]),
        opens=_floats([task.opens_minute for task in parts]),
        closes=_floats([task.closes_minute for task in parts]),
        prizes=_floats([task.prize / task.officers_needed for task in parts]),
        mandatory=np.array([task.mandatory and task.officers_needed == 1 for task in parts], dtype=bool),
        allowed=np.array(
            [
                [task.officers_needed == 1 and may_lead(officer=officer, task=task) for task in parts]
                for officer in officers
            ],
            dtype=bool,
        ).reshape(len(officers), len(parts)),
        urgency=_floats([task.mandatory and task.officers_needed == 1 for task in parts]),
        credits=_floats([task.mandatory / task.officers_needed for task in parts]),
        teams=_teams(tasks),
    )


def may_lead(*, officer: PlanOfficer, task: PlanTask) -> bool:
    """Tell whether the officer has the skills and is among those the task is for."""
    is_theirs = not task.officer_ids or officer.id in task.officer_ids
    return is_theirs and task.skills <= officer.skills


def may_come_along(*, officer: PlanOfficer, task: PlanTask) -> bool:
    """Tell whether the officer may be the second or third at a task that somebody else leads."""
    return not task.companion_ids or officer.id in task.companion_ids | task.officer_ids


def _teams(tasks: Sequence[PlanTask]) -> tuple[tuple[int, ...], ...]:
    teams, first = [], 0
    for task in tasks:
        if task.officers_needed > 1:
            teams.append(tuple(range(first, first + task.officers_needed)))
        first += task.officers_needed
    return tuple(teams)


def _floats(values: Sequence[float]) -> Minutes:
    return np.array(values, dtype=np.float64)


def _shift(officer: PlanOfficer, *, now: float, anywhere: int) -> Shift:
    return Shift(
        leaves_from=max(officer.opens_minute, now),
        closes=officer.closes_minute,
        start_location=officer.start_location,
        end_location=anywhere if officer.end_location is None else officer.end_location,
        clock=ShiftClock.of(officer.breaks),
    )


def _check_matrix(travel_minutes: TravelMatrix) -> None:
    if travel_minutes.ndim != 2 or travel_minutes.shape[0] != travel_minutes.shape[1]:
        raise InvalidPlanInputError(f"travel matrix of shape {travel_minutes.shape} is not square")
    # A place out of reach is given as inf; NaN or a negative time is a mistake.
    if not np.all(travel_minutes >= 0):
        raise InvalidPlanInputError("travel matrix holds a negative time or NaN")


def _check_ids(ids: Sequence[str], *, what: str) -> None:
    if len(set(ids)) != len(ids):
        raise InvalidPlanInputError(f"two {what} share an id")


def _check_officer(officer: PlanOfficer, places: int) -> None:
    locations = [officer.start_location, officer.end_location or 0]
    if any(location not in range(places) for location in locations):
        raise InvalidPlanInputError(f"officer {officer.id}: location outside the travel matrix")
    spans = [(one.opens_minute, one.closes_minute) for one in officer.breaks]
    if any(opens >= closes for opens, closes in [*spans, (officer.opens_minute, officer.closes_minute)]):
        raise InvalidPlanInputError(f"officer {officer.id}: a shift or break ends before it starts")
    ordered = sorted(spans)
    if any(later[0] < earlier[1] for earlier, later in pairwise(ordered)):
        raise InvalidPlanInputError(f"officer {officer.id}: breaks overlap")


def _check_task(task: PlanTask, places: int) -> None:
    if task.location not in range(places):
        raise InvalidPlanInputError(f"task {task.id}: location outside the travel matrix")
    if task.minutes < 0 or task.prize < 0 or task.officers_needed < 1:
        raise InvalidPlanInputError(f"task {task.id}: minutes, prize or officers_needed is negative")
