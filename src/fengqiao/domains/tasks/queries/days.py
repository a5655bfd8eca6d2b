"""Reads of whole days: an officer's list, a station's day, the counts."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.db.models import F

from fengqiao.domains.organisation.contracts import AppointmentRecord, UnitKind, UnitRecord
from fengqiao.domains.organisation.public import get_staff, list_absences, list_appointments, list_units, station_of
from fengqiao.domains.tasks.contracts import (
    OPEN_STATES,
    DayItem,
    DayListRecord,
    OfficerLoad,
    StationDay,
    TaskCounts,
    TaskRecord,
    TaskState,
)
from fengqiao.domains.tasks.models import DayPlan, Task
from fengqiao.domains.tasks.queries.tasks import task_record
from fengqiao.domains.tasks.wording import in_language, reason_of, reason_text
from fengqiao.foundation.clock.clock import local_zone, today
from fengqiao.foundation.scoping.contracts import Actor, NotVisibleError
from fengqiao.foundation.scoping.permissions import holds, paths_for, require


def get_day_list(*, actor: Actor, staff_id: int, date: datetime.date) -> DayListRecord | None:
    """This function will return an officer's list of a day, None when there is none. Raises NotVisibleError.

    An officer sees the own list; leaders and the command room those of their station.
    """
    plan = DayPlan.objects.select_related("run", "staff").filter(staff_id=staff_id, date=date).first()
    is_own = actor.staff_id == staff_id and bool(paths_for(actor, "tasks.view_own"))
    if not is_own and (plan is None or not holds(actor, "tasks.view", plan.station_path)):
        raise NotVisibleError
    return _day_list(plan) if plan is not None else None


def _day_list(plan: DayPlan) -> DayListRecord:
    tasks = _tasks_by_id([one["task"] for one in [*plan.items, *plan.left_out]])
    mine = {key: one for key, one in tasks.items() if plan.staff_id in (one.staff_id, *one.companions)}
    listed = {one["task"] for one in [*plan.items, *plan.left_out]}
    arrived = Task.objects.select_related("staff").filter(
        staff_id=plan.staff_id, opens_date__lte=plan.date, listed_date__lte=plan.date, state__in=list(OPEN_STATES)
    )
    run = plan.run
    return DayListRecord(
        staff_id=plan.staff_id,
        staff_name=plan.staff.name,
        date=plan.date,
        shift_opens_minute=plan.opens_minute,
        shift_closes_minute=plan.closes_minute,
        items=tuple(_item(one, mine[one["task"]]) for one in plan.items if one["task"] in mine),
        left_out=tuple(
            (mine[one["task"]], reason_text(reason_of(one["reason"]))) for one in plan.left_out if one["task"] in mine
        ),
        work_minutes=plan.work_minutes,
        travel_minutes=plan.travel_minutes,
        algorithm=run.algorithm,
        seed=run.seed,
        iterations=run.iterations,
        digest=run.digest,
        signed_for_at=plan.signed_for_at,
        waiting=tuple((in_language(one["zh"], one["en"]), one["count"]) for one in plan.waiting),
        arrived=tuple(
            task_record(row)
            for row in arrived.exclude(pk__in=listed)
            .exclude(postponed_to__gt=plan.date)
            .order_by("priority", "due_date", "pk")
        ),
    )


def _item(one: dict[str, Any], task: TaskRecord) -> DayItem:
    return DayItem(task, one["order"], one["arrives"], one["starts"], one["ends"], one["travel"])


def _tasks_by_id(ids: Iterable[int]) -> dict[int, TaskRecord]:
    rows = Task.objects.select_related("staff").filter(pk__in=list(ids))
    return {row.pk: task_record(row) for row in rows}


def stations_of(actor: Actor) -> list[UnitRecord]:
    """This function will list the stations whose day the actor may see."""
    found: dict[str, UnitRecord] = {}
    for path in paths_for(actor, "tasks.view"):
        found.update({unit.path: unit for unit in list_units(kind=UnitKind.POLICE_STATION, under=path)})
    return [found[path] for path in sorted(found)]


def list_officers(*, station_path: str) -> list[tuple[int, str]]:
    """This function will list a station's people for a choice: staff id and name with number; no auxiliaries."""
    appointments = list_appointments(on=today(), under=station_path)
    people = {one.staff.number: one.staff for one in appointments if not one.staff.is_auxiliary}
    return [(one.id, f"{one.name} {one.number}") for _, one in sorted(people.items())]


def get_station_day(*, actor: Actor, station_path: str, date: datetime.date) -> StationDay:
    """This function will return who does what in a station. Raises NotVisibleError."""
    require(actor, "tasks.view", station_path, view="tasks.view")
    station = next((unit for unit in list_units(kind=UnitKind.POLICE_STATION, under=station_path)), None)
    if station is None:
        raise NotVisibleError
    rows = Task.objects.select_related("staff").filter(station_path=station.path)
    open_rows = rows.filter(state__in=list(OPEN_STATES), opens_date__lte=date).order_by("due_date", "priority", "pk")
    plans = list(DayPlan.objects.filter(station_path=station.path, date=date).select_related("staff"))
    left_out = [one for plan in plans for one in plan.left_out]
    tasks = _tasks_by_id(one["task"] for one in left_out)
    return StationDay(
        station_path=station.path,
        station_name=station.name,
        date=date,
        officers=tuple(_loads(plans, station, date)),
        unassigned=tuple(task_record(row) for row in open_rows.filter(staff=None)),
        reassigned=tuple(task_record(row) for row in open_rows.exclude(reassigned_from="").exclude(staff=None)),
        left_out=tuple(
            (tasks[one["task"]], reason_text(reason_of(one["reason"])))
            for one in left_out
            if one["task"] in tasks and tasks[one["task"]].state in OPEN_STATES
        ),
        sent_back=tuple(task_record(row) for row in rows.filter(state=TaskState.SENT_BACK).order_by("due_date", "pk")),
    )


def _loads(plans: list[DayPlan], station: UnitRecord, date: datetime.date) -> list[OfficerLoad]:
    """Officers in the order of their beats, then of their numbers: never of their figures."""
    absent = list_absences(on=date)
    posts: dict[int, AppointmentRecord] = {}
    for one in list_appointments(on=date, under=station.path):
        known = posts.get(one.staff.id)
        if known is None or len(one.path) > len(known.path):
            posts[one.staff.id] = one
    by_staff = {plan.staff_id: plan for plan in plans}
    completed = Task.objects.filter(
        pk__in=[one["task"] for plan in plans for one in plan.items], state=TaskState.COMPLETED
    ).values_list("staff_id", "companions")
    done = Counter(one for staff_id, companions in completed for one in (staff_id, *companions))
    listed = [one for one in by_staff if one not in posts]
    wanted = [one for one in posts.values() if one.staff.id in by_staff or one.staff.id in absent]
    ordered = sorted(wanted, key=lambda one: (len(one.path) == len(station.path), one.path, one.staff.number))
    rows = [(one.staff.id, one.staff.name, one.unit_name) for one in ordered]
    rows.extend((one, get_staff(staff_id=one).name, station.name) for one in listed)
    return [_load(row, by_staff.get(row[0]), done[row[0]], row[0] in absent) for row in rows]


def _load(who: tuple[int, str, str], plan: DayPlan | None, done: int, is_absent: bool) -> OfficerLoad:
    return OfficerLoad(
        staff_id=who[0],
        staff_name=who[1],
        place=who[2],
        is_absent=is_absent,
        planned=len(plan.items) if plan else 0,
        completed=done,
        work_minutes=plan.work_minutes if plan else 0.0,
        travel_minutes=plan.travel_minutes if plan else 0.0,
        shift_minutes=plan.closes_minute - plan.opens_minute if plan else 0,
        signed_for_at=plan.signed_for_at if plan else None,
    )


def count_tasks(*, on: datetime.date, under: str = "") -> TaskCounts:
    """This function will count the tasks of a day below a path: on plans, by state, and the minutes asked for."""
    station = station_of(path=under) if under else None
    plans = list(DayPlan.objects.filter(date=on, station_path__startswith=station.path if station else under))
    ids = {one["task"] for plan in plans for one in plan.items}
    rows = Task.objects.filter(pk__in=ids, scope_path__startswith=under)
    start = datetime.datetime.combine(on, datetime.time(), local_zone())
    end = start + datetime.timedelta(days=1)
    done = Task.objects.filter(scope_path__startswith=under, completed_at__gte=start, completed_at__lt=end)
    due_done = done.filter(due_date__lte=on)
    listed = list(rows.values_list(F("minutes") * F("officers_needed"), "signed_for_at", "staff_id"))
    left = {one["task"] for plan in plans for one in plan.left_out}
    return TaskCounts(
        listed=len(listed),
        signed_for=sum(signed is not None for _, signed, _ in listed),
        completed=done.count(),
        completed_on_time=done.filter(pk__in=ids, due_date__gte=on).count(),
        due=Task.objects.filter(scope_path__startswith=under, due_date__lte=on, state__in=list(OPEN_STATES)).count()
        + due_done.count(),
        left_out=Task.objects.filter(pk__in=left, scope_path__startswith=under).count(),
        planned_minutes=sum(minutes for minutes, _, _ in listed),
        officers=len({staff for _, _, staff in listed if staff is not None}),
        listed_completed=done.filter(pk__in=ids).count(),
        due_completed=due_done.filter(due_date=on).count(),
    )
