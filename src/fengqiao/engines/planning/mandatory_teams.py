"""The exact search for a plan with all mandatory tasks when some of them need several officers at once."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Final, TypeAlias

from fengqiao.engines.planning.problem import Problem, may_come_along, may_lead
from fengqiao.engines.planning.route import TOLERANCE_MINUTES
from fengqiao.primitives.stopping import ShouldStop

# Steps of the exact search (one way to go on after another): about a second when it finds nothing.
STEPS: Final = 150_000

# Where each officer is, and since when free to go.
_Where: TypeAlias = tuple[tuple[int, float], ...]


class _CutError(Exception):
    """The steps are used up, or the guard asked to stop."""


@dataclass(frozen=True, slots=True)
class _Job:
    """A task with the ways to staff it, who leads first. `parts`: its places among the problem's tasks."""

    parts: tuple[int, ...]
    crews: tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class _Done:
    job: int
    crew: tuple[int, ...]
    starts: float


@dataclass(frozen=True, slots=True)
class MandatoryTeamPlan:
    """`routes` by officer, and when and by whom each team's task is done. `is_proven`: nothing was left untried."""

    routes: tuple[tuple[int, ...], ...] | None
    appointments: Mapping[int, tuple[float, tuple[int, ...]]]
    is_proven: bool


def place_mandatory_with_teams(
    *, problem: Problem, tasks: Sequence[int], teams: Sequence[int], should_stop: ShouldStop
) -> MandatoryTeamPlan:
    """Return routes that hold all the tasks and teams, or whether it is proven that there are none.

    Depth first over which task is added next to whose days, each as early as it can be; to be earlier never hurts.
    The same days with the same tasks left are not looked at twice. Exact within STEPS steps.
    """
    jobs = [_single(problem, task) for task in tasks] + [_team(problem, team) for team in teams]
    search = _Search(problem, jobs, should_stop, STEPS)
    where = tuple((shift.start_location, shift.leaves_from) for shift in problem.shifts)
    try:
        found = search.extend(where, frozenset(range(len(jobs))))
    except _CutError:
        return MandatoryTeamPlan(None, {}, is_proven=False)
    if found is None:
        return MandatoryTeamPlan(None, {}, is_proven=True)
    routes: list[list[int]] = [[] for _ in problem.shifts]
    for done in found:
        for part, officer in zip(jobs[done.job].parts, done.crew, strict=True):
            routes[officer].append(part)
    appointments = {teams[done.job - len(tasks)]: (done.starts, done.crew) for done in found if done.job >= len(tasks)}
    return MandatoryTeamPlan(tuple(tuple(route) for route in routes), appointments, is_proven=True)


def _single(problem: Problem, task: int) -> _Job:
    return _Job((task,), tuple((int(officer),) for officer in problem.allowed[:, task].nonzero()[0]))


def _team(problem: Problem, team: int) -> _Job:
    parts = problem.teams[team]
    task = problem.tasks[parts[0]]
    leads = [n for n, one in enumerate(problem.officers) if may_lead(officer=one, task=task)]
    able = [n for n, one in enumerate(problem.officers) if n in leads or may_come_along(officer=one, task=task)]
    crews = {
        frozenset((lead, *others)): (lead, *others)
        for lead in leads
        for others in combinations([one for one in able if one != lead], len(parts) - 1)
    }
    return _Job(parts, tuple(crews.values()))


@dataclass(slots=True)
class _Search:
    problem: Problem
    jobs: Sequence[_Job]
    should_stop: ShouldStop
    steps_left: int
    failed: set[tuple[_Where, frozenset[int]]] = field(default_factory=set)

    def extend(self, where: _Where, left: frozenset[int]) -> list[_Done] | None:
        """Return how everything left can be done from here on, or None."""
        if not left:
            return []
        if (where, left) in self.failed:
            return None
        for job, crew in self._next(left):
            starts = self._start(where, self.jobs[job].parts[0], crew)
            if starts is None:
                continue
            rest = self.extend(self._after(where, self.jobs[job].parts[0], crew, starts), left - {job})
            if rest is not None:
                return [_Done(job, crew, starts), *rest]
        self.failed.add((where, left))
        return None

    def _next(self, left: frozenset[int]) -> Iterator[tuple[int, tuple[int, ...]]]:
        for job in sorted(left, key=lambda one: (self.problem.closes[self.jobs[one].parts[0]], one)):
            for crew in self.jobs[job].crews:
                self.steps_left -= 1
                if self.steps_left < 0 or self.should_stop():
                    raise _CutError
                yield job, crew

    def _start(self, where: _Where, task: int, crew: Sequence[int]) -> float | None:
        """Return when all of the crew can start; None when it does not fit or somebody does not get home."""
        problem, there, minutes = self.problem, int(self.problem.locations[task]), float(self.problem.minutes[task])
        starts = float(problem.opens[task])
        for officer in crew:
            place, leave = where[officer]
            travel = float(problem.travel[place, there])
            starts = max(starts, problem.shifts[officer].clock.arrival(leave=leave, travel=travel))
        # A break of one may push the start into a break of another.
        clocks = [problem.shifts[officer].clock for officer in crew]
        while True:
            later = max(clock.earliest_start(at=starts, minutes=minutes) for clock in clocks)
            if later <= starts:
                break
            starts = later
        if not starts + minutes <= problem.closes[task] + TOLERANCE_MINUTES:
            return None
        return starts if all(self._gets_home(officer, there, starts + minutes) for officer in crew) else None

    def _gets_home(self, officer: int, place: int, leave: float) -> bool:
        shift = self.problem.shifts[officer]
        home = shift.clock.arrival(leave=leave, travel=float(self.problem.travel[place, shift.end_location]))
        return home <= shift.closes + TOLERANCE_MINUTES

    def _after(self, where: _Where, task: int, crew: Sequence[int], starts: float) -> _Where:
        there, ends = int(self.problem.locations[task]), starts + float(self.problem.minutes[task])
        return tuple((there, ends) if officer in crew else one for officer, one in enumerate(where))
