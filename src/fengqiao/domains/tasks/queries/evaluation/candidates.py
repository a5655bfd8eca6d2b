"""Which visits may be drawn for a call, and why others may not."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from fengqiao.domains.organisation.public import is_within_station, list_appointments
from fengqiao.domains.places.contracts import SubjectKind
from fengqiao.domains.places.public import households_of_residents
from fengqiao.domains.tasks.contracts import CompletionResult, TaskState
from fengqiao.domains.tasks.contracts.verifying import VerificationState
from fengqiao.domains.tasks.models import DayPlan, Task, Verification
from fengqiao.domains.tasks.queries.tasks import PREMISES_SUBJECTS
from fengqiao.domains.tasks.workflow.evaluation.sampling import Candidate
from fengqiao.foundation.clock.clock import local_zone

REST_DAYS: Final = 30
"""A household is not rung twice within this; the database holds it too (migration 0005)."""
PEOPLE_SUBJECTS: Final = frozenset({SubjectKind.HOUSEHOLD, SubjectKind.RESIDENT})
LEFT_ALONE_DAYS: Final = 365
"""Who declined, a visit or a call, is not rung for a year."""


@dataclass(frozen=True, slots=True)
class Candidates:
    """`visits` that may be drawn; `left_out`: why others may not, and how many."""

    visits: Sequence[Candidate]
    left_out: Mapping[str, int]


def drawable_visits(
    *, station_path: str, from_date: datetime.date, to_date: datetime.date, on: datetime.date
) -> Candidates:
    """This function will list the visits of a span that a second person may ask about by telephone."""
    start, end = (datetime.datetime.combine(day, datetime.time(), local_zone()) for day in (from_date, to_date))
    tasks = list(
        Task.objects.filter(
            station_path=station_path,
            state=TaskState.COMPLETED,
            completed_at__gte=start,
            completed_at__lt=end + datetime.timedelta(days=1),
        )
        .order_by("pk")
        .values_list("pk", "list_code", "row_number", "subject_kind", "subject_id", "result")
    )
    keys = household_keys((kind, key) for _, _, _, kind, key, _ in tasks)
    resting, alone = _resting(station_path, on), _left_alone(station_path, on)
    known = set(Verification.objects.filter(station_path=station_path).values_list("task_id", flat=True))
    left_out: Counter[str] = Counter()
    visits: list[Candidate] = []
    for pk, code, number, kind, key, result in tasks:
        household = keys.get((kind, key), "")
        why = _why_not(kind=kind, result=result, household=household, resting=resting, alone=alone)
        if why or pk in known:
            left_out[why or "drawn_before"] += 1
        else:
            visits.append(Candidate(pk, (code, number), household))
    return Candidates(visits, dict(left_out))


def _why_not(*, kind: str, result: str, household: str, resting: frozenset[str], alone: frozenset[str]) -> str:
    if result != CompletionResult.DONE:
        return "declined" if result == CompletionResult.DECLINED else "nobody_there"
    if kind not in PREMISES_SUBJECTS | PEOPLE_SUBJECTS or not household:
        return "nobody_to_ring"
    if household in alone:
        return "declined"
    return "rung_lately" if household in resting else ""


def household_keys(subjects: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """This function will return whose door each subject is: a resident's is that of the household."""
    wanted = set(subjects)
    of = households_of_residents(codes={key for kind, key in wanted if kind == SubjectKind.RESIDENT})
    found: dict[tuple[str, str], str] = {}
    for kind, key in wanted:
        if kind == SubjectKind.RESIDENT:
            found[kind, key] = f"{SubjectKind.HOUSEHOLD}:{of[key]}" if key in of else f"{kind}:{key}"
        else:
            found[kind, key] = f"{kind}:{key}"
    return found


def _resting(station_path: str, on: datetime.date) -> frozenset[str]:
    since = on - datetime.timedelta(days=REST_DAYS)
    rows = Verification.objects.filter(station_path=station_path, drawn_date__gt=since)
    return frozenset(rows.values_list("household_key", flat=True))


def _left_alone(station_path: str, on: datetime.date) -> frozenset[str]:
    since = on - datetime.timedelta(days=LEFT_ALONE_DAYS)
    rung = Verification.objects.filter(
        station_path=station_path, state=VerificationState.DECLINED, drawn_date__gt=since
    ).values_list("household_key", flat=True)
    visits = Task.objects.filter(
        station_path=station_path,
        result=CompletionResult.DECLINED,
        completed_at__gte=datetime.datetime.combine(since, datetime.time(), local_zone()),
    ).values_list("subject_kind", "subject_id")
    return frozenset({*rung, *household_keys(visits).values()})


def companions_of(task_ids: Iterable[int]) -> dict[int, list[int]]:
    """This function will return who was or may have been there too, besides whoever did each task.

    Of work for several whoever came along, as whoever did it said, else by the day's plan. Where neither knows,
    everybody with a post in the beat (the doer's, the task's) may have been it: such a visit is confirmed by somebody
    from elsewhere.
    """
    tasks = list(Task.objects.filter(pk__in=set(task_ids), completed_at__isnull=False))
    planned = _planned(tasks)
    found: dict[int, list[int]] = {}
    for task in tasks:
        others = (set(task.companions) or planned.get(task.pk, set())) - {task.staff_id or 0}
        if task.officers_needed > 1 and not others:
            others = _of_the_beat(task) - {task.staff_id or 0}
        found[task.pk] = sorted(others)
    return found


def _planned(tasks: Sequence[Task]) -> dict[int, set[int]]:
    dates = {(task.station_path, _day_of(task)) for task in tasks}
    plans = DayPlan.objects.filter(
        station_path__in={path for path, _ in dates}, date__in={date for _, date in dates}
    ).values_list("staff_id", "items")
    found: dict[int, set[int]] = {task.pk: set() for task in tasks}
    for staff_id, items in plans:
        for one in items:
            if one["task"] in found:
                found[one["task"]].add(staff_id)
    return found


def _of_the_beat(task: Task) -> set[int]:
    """Auxiliaries too: whoever belongs to a beat may have come along."""
    on = _day_of(task)
    posts = {one.path for one in list_appointments(on=on, staff_id=task.staff_id)} if task.staff_id else set()
    beats = [path for path in {*posts, task.scope_path} if is_within_station(path=path)]
    return {one.staff.id for path in beats for one in list_appointments(on=on, under=path)}


def _day_of(task: Task) -> datetime.date:
    return (task.completed_at or task.created_at).astimezone(local_zone()).date()
