"""The hours of a day: what holds people up, and the time that was promised for a task."""

from __future__ import annotations

import datetime
from collections import defaultdict

from fengqiao.domains.tasks.models import HoldUp, Task
from fengqiao.domains.tasks.workflow.promises import DayWindow, window_on


def holds_by_officer(*, station_path: str, date: datetime.date) -> dict[int, list[tuple[float, float]]]:
    """This function will return what holds the people of a station up on a day: staff id → from and to, in minutes."""
    found: dict[int, list[tuple[float, float]]] = defaultdict(list)
    rows = HoldUp.objects.filter(station_path=station_path, date=date)
    for staff_id, first, last in rows.values_list("staff_id", "from_minute", "to_minute"):
        found[staff_id].append((first, last))
    return found


def window_of(*, task: Task, date: datetime.date) -> DayWindow:
    """This function will return the hours of a task on a day; a promised time narrows them and binds."""
    return window_on(
        date=date,
        opens_minute=task.opens_minute,
        closes_minute=task.closes_minute,
        minutes=task.minutes,
        mandatory=task.mandatory,
        promised_date=task.promised_date,
        promised_minute=task.promised_minute,
    )
