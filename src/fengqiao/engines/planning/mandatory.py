"""An exact search for a plan that holds all mandatory tasks, for when inserting them one by one fails."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Final

from fengqiao.engines.planning.problem import Problem
from fengqiao.engines.planning.route import TOLERANCE_MINUTES
from fengqiao.primitives.stopping import ShouldStop

# Steps of the exact search (one task tried after another): about half a second when it finds nothing.
STEPS: Final = 150_000


class _CutError(Exception):
    """The steps are used up, or the guard asked to stop."""


@dataclass(frozen=True, slots=True)
class MandatoryPlan:
    """`routes` by officer when a plan was found. `is_proven`: nothing was left untried."""

    routes: tuple[tuple[int, ...], ...] | None
    is_proven: bool


@dataclass(slots=True)
class _Search:
    problem: Problem
    should_stop: ShouldStop
    steps_left: int
    # (officer, last place, tasks left) → the earliest time at which this was found to lead nowhere.
    failed_at: dict[tuple[int, int, frozenset[int]], float] = field(default_factory=dict)

    def extend(self, officer: int, place: int, leave: float, left: frozenset[int]) -> list[list[int]] | None:
        """Return routes for this officer's rest of the shift and the following officers, or None."""
        if not left:
            return [[] for _ in range(officer, len(self.problem.shifts))]
        key = (officer, place, left)
        if self.failed_at.get(key, float("inf")) <= leave:
            return None
        found = self._with_next_task(officer, place, leave, left) or self._with_next_officer(officer, left)
        if found is None:
            self.failed_at[key] = leave
        return found

    def _with_next_task(self, officer: int, place: int, leave: float, left: frozenset[int]) -> list[list[int]] | None:
        """Return routes in which the officer does one more task, the one that closes first tried first."""
        for task in sorted(left, key=lambda task: (self.problem.closes[task], task)):
            self._count_step()
            ends = self._end_of(officer, place, leave, task)
            if ends is None:
                continue
            rest = self.extend(officer, int(self.problem.locations[task]), ends, left - {task})
            if rest is not None:
                return [[task, *rest[0]], *rest[1:]]
        return None

    def _with_next_officer(self, officer: int, left: frozenset[int]) -> list[list[int]] | None:
        following = officer + 1
        if following == len(self.problem.shifts):
            return None
        if any(not self.problem.allowed[following:, task].any() for task in left):
            return None
        shift = self.problem.shifts[following]
        rest = self.extend(following, shift.start_location, shift.leaves_from, left)
        return None if rest is None else [[], *rest]

    def _end_of(self, officer: int, place: int, leave: float, task: int) -> float | None:
        """Return when the task would be done next; None when it does not fit or there is no way home."""
        problem, shift = self.problem, self.problem.shifts[officer]
        if not problem.allowed[officer, task]:
            return None
        there = int(problem.locations[task])
        minutes = float(problem.minutes[task])
        arrives = shift.clock.arrival(leave=leave, travel=float(problem.travel[place, there]))
        earliest = max(arrives, float(problem.opens[task]))
        ends = minutes + shift.clock.earliest_start(at=earliest, minutes=minutes)
        home = shift.clock.arrival(leave=ends, travel=float(problem.travel[there, shift.end_location]))
        fits = ends <= problem.closes[task] + TOLERANCE_MINUTES and home <= shift.closes + TOLERANCE_MINUTES
        return ends if fits else None

    def _count_step(self) -> None:
        self.steps_left -= 1
        if self.steps_left < 0 or self.should_stop():
            raise _CutError


def place_mandatory(*, problem: Problem, tasks: Sequence[int], should_stop: ShouldStop) -> MandatoryPlan:
    """Return routes that hold all the tasks, or whether it is proven that there are none.

    Depth first over who does what next; a state that was left without success is not entered again at
    the same time or later. Exact within STEPS steps.
    """
    search = _Search(problem=problem, should_stop=should_stop, steps_left=STEPS)
    shift = problem.shifts[0]
    try:
        found = search.extend(0, shift.start_location, shift.leaves_from, frozenset(tasks))
    except _CutError:
        return MandatoryPlan(routes=None, is_proven=False)
    routes = None if found is None else tuple(tuple(route) for route in found)
    return MandatoryPlan(routes=routes, is_proven=True)
