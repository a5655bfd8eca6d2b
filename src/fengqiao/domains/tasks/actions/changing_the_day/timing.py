"""From the rest of a day to the inputs of the engine: one officer, where he is, and what is still to come."""

from __future__ import annotations

import zlib
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from fengqiao.domains.organisation.public import station_of
from fengqiao.domains.places.public import travel_times
from fengqiao.domains.tasks.actions.changing_the_day.reading import OpenDay
from fengqiao.domains.tasks.contracts import BreakCode, TaskKind
from fengqiao.domains.tasks.models import Task
from fengqiao.domains.tasks.queries.hours import window_of
from fengqiao.domains.tasks.workflow.breaks import breaks_of_day
from fengqiao.domains.tasks.workflow.desk import prize
from fengqiao.domains.tasks.workflow.station_plan import TENTHS, PlanInputs
from fengqiao.engines.planning.algorithms import best_algorithm
from fengqiao.primitives.position import Position

Windows = Mapping[int, tuple[float, float]]
Places = dict[Position | None, int]
"""Location 0 is the station; tasks without a position are done there."""


def rest_inputs(*, day: OpenDay, order: Sequence[int], windows: Windows | None = None) -> PlanInputs:
    """This function will describe the rest of a day with these tasks in this order.

    What somebody else leads stands at the time that was agreed; `windows` narrow the hours of others.
    """
    places: Places = {_station(day): 0}
    held = {one: window for one in order if day.is_along(one) and (window := day.held_window(one))}
    held.update(windows or {})
    rows = [task_row(task=day.tasks[one], day=day, places=places, held=held.get(one)) for one in order]
    last = day.tasks[day.fixed[-1]["task"]] if day.fixed else None
    officer = _officer(day, rows, 0 if last is None else _location(last, places))
    return PlanInputs(
        officers=(officer,),
        tasks=tuple(rows),
        tenths=_tenths(places),
        seed=zlib.crc32(f"{day.plan.station_path}:{day.plan.date.isoformat()}:{day.plan.staff_id}".encode()),
        now_minute=day.starts_from,
        algorithm=best_algorithm(),
    )


def task_row(*, task: Task, day: OpenDay, places: Places, held: tuple[float, float] | None = None) -> dict[str, Any]:
    """This function will describe a task to the engine; the hours of a promised time are those of the promise.

    `held`: the hours in which whoever comes along is there. Somebody else's work that is held binds like a promise.
    """
    date = day.plan.date
    window = window_of(task=task, date=date)
    worth = prize(priority=task.priority, due_date=task.due_date, kind=TaskKind(task.kind), today=date)
    return {
        "id": str(task.pk),
        "location": _location(task, places),
        "minutes": task.minutes,
        "prize": round(worth, 2),
        "opens": held[0] if held else window.opens_minute,
        "closes": held[1] if held else window.closes_minute,
        "mandatory": window.is_binding or task.staff_id != day.plan.staff_id,
        "officers": [str(day.plan.staff_id)],
        "helpers": [],
    }


def _officer(day: OpenDay, rows: Sequence[dict[str, Any]], start: int) -> dict[str, Any]:
    plan = day.plan
    roll_call = next((int(first) for code, first, _ in plan.breaks if code == BreakCode.ROLL_CALL), None)
    breaks = breaks_of_day(
        opens=plan.opens_minute,
        closes=plan.closes_minute,
        roll_call_at=roll_call,
        tasks=rows,
        away=[(one.from_minute, one.to_minute) for one in day.holds],
    )
    hours = {"opens": plan.opens_minute, "closes": plan.closes_minute}
    return {"id": str(plan.staff_id), **hours, "has_break": False, "breaks": breaks, "start": start}


def _location(task: Task, places: Places) -> int:
    if task.longitude is None or task.latitude is None:
        return 0
    return places.setdefault(Position(task.longitude, task.latitude), len(places))


def _station(day: OpenDay) -> Position | None:
    """Return where the station is; where nobody knows, the first place of the day stands for it."""
    station = station_of(path=day.plan.station_path)
    if station is not None and station.longitude is not None and station.latitude is not None:
        return Position(station.longitude, station.latitude)
    at = ((one.longitude, one.latitude) for one in day.tasks.values())
    return next((Position(east, north) for east, north in at if east is not None and north is not None), None)


def _tenths(places: Places) -> tuple[tuple[int, ...], ...]:
    known = [one for one in places if one is not None]
    if not known:
        return ((0,),)
    whole = np.rint(travel_times().travel_minutes(origins=known, destinations=known) * TENTHS).astype(int)
    np.fill_diagonal(whole, 0)
    return tuple(tuple(int(value) for value in row) for row in whole)
