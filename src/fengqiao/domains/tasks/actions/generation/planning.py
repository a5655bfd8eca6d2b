"""From placed tasks to the station's day."""

from __future__ import annotations

import zlib
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from fengqiao.domains.places.public import travel_times
from fengqiao.domains.tasks.actions.generation.placing import Placed
from fengqiao.domains.tasks.actions.generation.reading import Morning
from fengqiao.domains.tasks.contracts import TaskKind, TaskState
from fengqiao.domains.tasks.models import Task
from fengqiao.domains.tasks.queries.hours import holds_by_officer, window_of
from fengqiao.domains.tasks.workflow.companions import able_colleagues, may_come_along, skills_asked, skills_of
from fengqiao.domains.tasks.workflow.crews import crews_of, lead_first
from fengqiao.domains.tasks.workflow.desk import prize
from fengqiao.domains.tasks.workflow.ownership import Assignment
from fengqiao.domains.tasks.workflow.station_plan import (
    TENTHS,
    PlanInputs,
    StationPlan,
    officer_input,
    plan_station,
)
from fengqiao.engines.planning.algorithms import best_algorithm
from fengqiao.primitives.position import Position


@dataclass(frozen=True, slots=True)
class Planned:
    """The plan and its inputs; `crews`: task → who does it, the lead first; `listed`: who gets a list, even an empty
    one (somebody who may only come along gets one when he does)."""

    inputs: PlanInputs
    plan: StationPlan
    crews: Mapping[int, tuple[int, ...]]
    listed: frozenset[int]


def plan_day_of_station(*, morning: Morning, placed: Placed, now_minute: int = 0) -> Planned:
    """This function will plan the station's day over everything that somebody may do today."""
    places: dict[Position | None, int] = {_station_position(morning, placed): 0}
    rows = [_task_input(task, placed, morning, places) for task in _plannable(morning, placed)]
    inputs = PlanInputs(
        officers=_officers(morning, placed, rows),
        tasks=tuple(rows),
        tenths=_tenths([one for one in places if one is not None]),
        seed=zlib.crc32(f"{morning.station.path}:{morning.date.isoformat()}".encode()),
        now_minute=now_minute,
        algorithm=best_algorithm(),
    )
    plan = plan_station(inputs)
    return Planned(inputs, plan, _crews(inputs, plan), frozenset(_listed_officers(morning, placed)))


def _crews(inputs: PlanInputs, plan: StationPlan) -> dict[int, tuple[int, ...]]:
    skills = {one["id"]: one.get("skills", ()) for one in inputs.officers}
    rows = {row["id"]: row for row in inputs.tasks}
    return {
        int(one): tuple(int(each) for each in lead_first(row=rows[one], crew=crew, skills=skills))
        for one, crew in crews_of(plan.plans).items()
    }


def _officers(morning: Morning, placed: Placed, rows: Sequence[dict[str, Any]]) -> tuple[dict[str, Any], ...]:
    """Describe who gets a list, and who may come along; skills only as far as anything asks for them."""
    held_up = holds_by_officer(station_path=morning.station.path, date=morning.date)
    wanted = _listed_officers(morning, placed) | {int(one) for row in rows for one in row.get("companions", ())}
    asked = {skill for row in rows for skill in row.get("skills", ())}
    officers = []
    for one, hours in sorted(morning.team.hours.items()):
        if one in wanted:
            officer = officer_input(
                staff_id=one,
                opens=hours.opens_minute,
                closes=hours.closes_minute,
                is_fixed=hours.is_fixed,
                tasks=[row for row in rows if str(one) in row["officers"]],
                away=held_up.get(one, ()),
            )
            able = sorted(asked & skills_of(staff_id=one, team=morning.team))
            officers.append({**officer, "skills": able} if able else officer)
    return tuple(officers)


def _plannable(morning: Morning, placed: Placed) -> list[Task]:
    hours = morning.team.hours
    return [
        task
        for task in sorted(placed.rows, key=lambda one: one.pk)
        if max(task.opens_date, task.postponed_to or task.opens_date) <= morning.date
        and any(one in hours for one in placed.assignments[task.pk].eligible)
    ]


def _listed_officers(morning: Morning, placed: Placed) -> set[int]:
    """Return who gets a list: the holders of the roles that the lists name, and whoever has a task."""
    roles = {row.owner_role for row in morning.rows.values()}
    holders = {post.staff_id for post in morning.team.posts if post.role in roles}
    return holders | {one for found in placed.assignments.values() for one in found.eligible}


def _task_input(task: Task, placed: Placed, morning: Morning, places: dict[Position | None, int]) -> dict[str, Any]:
    at = None if task.longitude is None or task.latitude is None else Position(task.longitude, task.latitude)
    location = 0 if at is None else places.setdefault(at, len(places))
    worth = prize(priority=task.priority, due_date=task.due_date, kind=TaskKind(task.kind), today=morning.date)
    window = window_of(task=task, date=morning.date)
    return {
        "id": str(task.pk),
        "location": location,
        "minutes": task.minutes,
        "prize": round(worth, 2),
        "opens": window.opens_minute,
        "closes": window.closes_minute,
        "mandatory": window.is_binding,
        **_who(task, placed.assignments[task.pk], morning),
    }


def _who(task: Task, found: Assignment, morning: Morning) -> dict[str, Any]:
    """Say who leads and who helps; of work for several who may come along. Plain work has the first two keys alone."""
    team = morning.team
    row = morning.rows.get((task.list_code, task.row_number))
    asked = skills_asked(officers_needed=task.officers_needed, skills=row.skills if row else ())
    leads = [one for one in found.eligible if one in team.hours]
    helpers: Collection[int] = [one for one in found.helpers if one in team.hours]
    if asked and not any(asked <= skills_of(staff_id=one, team=team) for one in (*leads, *helpers)):
        helpers = able_colleagues(role=task.owner_role, skills=asked, team=team)
    who: dict[str, Any] = {"officers": sorted(map(str, leads)), "helpers": sorted(map(str, helpers))}
    if asked:
        who |= {"skills": sorted(asked), "lead": str(found.lead_id or "")}
    if task.officers_needed > 1:
        others = may_come_along(officers_needed=task.officers_needed, leads=leads, team=team)
        there = [one for one in task.companions if one in team.hours] if task.state == TaskState.IN_PROGRESS else []
        who |= {"officers_needed": task.officers_needed, "companions": sorted(map(str, there or others))}
    return who


def _station_position(morning: Morning, placed: Placed) -> Position | None:
    station = morning.station
    if station.longitude is not None and station.latitude is not None:
        return Position(station.longitude, station.latitude)
    at = ((one.longitude, one.latitude) for one in placed.rows)
    return next((Position(east, north) for east, north in at if east is not None and north is not None), None)


def _tenths(places: Sequence[Position]) -> tuple[tuple[int, ...], ...]:
    """Return the travel matrix in tenths of a minute; a station without any position is a matrix of one place."""
    if not places:
        return ((0,),)
    minutes = travel_times().travel_minutes(origins=places, destinations=places)
    whole = np.rint(minutes * TENTHS).astype(int)
    np.fill_diagonal(whole, 0)
    return tuple(tuple(int(value) for value in row) for row in whole)
