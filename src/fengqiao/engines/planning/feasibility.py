"""An independent check of any day plan, whoever made it: it shares no arithmetic with the search."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from fengqiao.engines.planning.contracts import (
    OfficerPlan,
    PlanOfficer,
    PlanTask,
    Stop,
    TravelMatrix,
    Work,
)
from fengqiao.primitives.reason import Reason

# A hundredth of a minute is rounding, not a broken promise.
_TOLERANCE: Final = 0.01


@dataclass(frozen=True, slots=True)
class Violation:
    """What a plan breaks, whose plan, and at which task ("" when it is the whole shift)."""

    officer_id: str
    task_id: str
    reason: Reason


def find_violations(
    *,
    officers: Sequence[PlanOfficer],
    tasks: Sequence[PlanTask],
    travel_minutes: TravelMatrix,
    plans: Sequence[OfficerPlan],
    now: float = 0.0,
) -> list[Violation]:
    """Return everything the plans break: windows, skills, shifts, breaks, travel, work done twice or not together."""
    officers_by_id = {officer.id: officer for officer in officers}
    tasks_by_id = {task.id: task for task in tasks}
    violations = list(_check_crews(tasks_by_id, officers_by_id, plans))
    planned = Counter(plan.officer_id for plan in plans)
    for plan in plans:
        officer = officers_by_id.get(plan.officer_id)
        if officer is None or planned[plan.officer_id] > 1:
            violations.append(Violation(plan.officer_id, "", Reason("not_one_plan_per_officer")))
        else:
            checker = _Checker(officer, tasks_by_id, travel_minutes, now)
            violations.extend(Violation(officer.id, task_id, reason) for task_id, reason in checker.check(plan))
    return violations


def _check_crews(
    tasks: Mapping[str, PlanTask], officers: Mapping[str, PlanOfficer], plans: Sequence[OfficerPlan]
) -> Iterator[Violation]:
    """Each task by as many officers as it needs, all there at the same time, one of whom may lead."""
    crews: dict[str, list[tuple[str, Work]]] = defaultdict(list)
    for plan in plans:
        for stop in plan.stops:
            for work in stop.works:
                crews[work.task_id].append((plan.officer_id, work))
    for task_id, crew in crews.items():
        task, who = tasks.get(task_id), {officer_id for officer_id, _ in crew}
        needed = 1 if task is None else task.officers_needed
        if len(crew) > needed or len(who) < len(crew):
            yield Violation("", task_id, Reason("done_twice", {"times": len(crew)}))
        if len(who) < needed:
            yield Violation("", task_id, Reason("needs_team", {"officers_needed": needed, "officers": len(who)}))
        starts = [work.starts_minute for _, work in crew]
        if needed > 1 and max(starts) - min(starts) > _TOLERANCE:
            yield Violation("", task_id, Reason("not_together", {"minutes_apart": max(starts) - min(starts)}))
        if (
            task is not None
            and needed > 1
            and not any(one in officers and _may_lead(task, officers[one]) for one in who)
        ):
            yield Violation("", task_id, Reason("nobody_leads"))


def _may_lead(task: PlanTask, officer: PlanOfficer) -> bool:
    return task.skills <= officer.skills and (not task.officer_ids or officer.id in task.officer_ids)


@dataclass(frozen=True, slots=True)
class _Checker:
    officer: PlanOfficer
    tasks: dict[str, PlanTask]
    travel_minutes: TravelMatrix
    now: float

    def check(self, plan: OfficerPlan) -> Iterator[tuple[str, Reason]]:
        place, leaves = self.officer.start_location, max(self.officer.opens_minute, self.now)
        for stop in plan.stops:
            yield from self._check_way(place, leaves, stop.location, stop.arrives_minute)
            yield from self._check_stop(stop)
            place, leaves = stop.location, stop.leaves_minute
        if plan.stops:
            if self.officer.end_location is not None:
                yield from self._check_way(place, leaves, self.officer.end_location, plan.ends_minute)
            if max(leaves, plan.ends_minute) > self.officer.closes_minute + _TOLERANCE:
                yield "", Reason("after_shift", {"ends_minute": plan.ends_minute})

    def _check_way(self, place: int, leaves: float, to_place: int, arrives: float) -> Iterator[tuple[str, Reason]]:
        """Between leaving and arriving, breaks not counted, there must be time for the way."""
        free = arrives - leaves - self._paused(leaves, arrives)
        needed = float(self.travel_minutes[place, to_place])
        if free < needed - _TOLERANCE:
            parameters = {"from": place, "to": to_place, "minutes_short": needed - free}
            yield "", Reason("no_travel_time", parameters)

    def _check_stop(self, stop: Stop) -> Iterator[tuple[str, Reason]]:
        free_from = stop.arrives_minute
        for work in stop.works:
            task = self.tasks.get(work.task_id)
            if task is None:
                yield work.task_id, Reason("unknown_task")
                continue
            yield from self._check_work(task, work, stop)
            if work.starts_minute < free_from - _TOLERANCE:
                yield task.id, Reason("overlap", {"starts_minute": work.starts_minute})
            free_from = work.ends_minute
        if stop.leaves_minute < free_from - _TOLERANCE:
            yield "", Reason("leaves_before_end", {"leaves_minute": stop.leaves_minute})

    def _check_work(self, task: PlanTask, work: Work, stop: Stop) -> Iterator[tuple[str, Reason]]:
        if stop.location != task.location:
            yield task.id, Reason("wrong_place", {"place": stop.location})
        if work.ends_minute - work.starts_minute < task.minutes - _TOLERANCE:
            yield task.id, Reason("too_short", {"minutes": work.ends_minute - work.starts_minute})
        if work.starts_minute < task.opens_minute - _TOLERANCE or work.ends_minute > task.closes_minute + _TOLERANCE:
            yield task.id, Reason("outside_window", {"starts_minute": work.starts_minute})
        if self._paused(work.starts_minute, work.ends_minute) > _TOLERANCE:
            yield task.id, Reason("in_break", {"starts_minute": work.starts_minute})
        if task.officers_needed > 1:
            if (
                task.companion_ids
                and self.officer.id not in task.companion_ids | task.officer_ids
                and not self._may_lead(task)
            ):
                yield task.id, Reason("not_theirs")
            return
        if not task.skills <= self.officer.skills:
            yield task.id, Reason("no_skill", {"skills": tuple(sorted(task.skills - self.officer.skills))})
        if task.officer_ids and self.officer.id not in task.officer_ids:
            yield task.id, Reason("not_theirs")

    def _may_lead(self, task: PlanTask) -> bool:
        return _may_lead(task, self.officer)

    def _paused(self, first: float, last: float) -> float:
        return sum(max(0.0, min(last, one.closes_minute) - max(first, one.opens_minute)) for one in self.officer.breaks)
