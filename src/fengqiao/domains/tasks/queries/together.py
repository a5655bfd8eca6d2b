"""Reads of work for several: when they meet today, and who may have come along."""

from __future__ import annotations

from collections.abc import Sequence

from fengqiao.domains.organisation.public import list_appointments
from fengqiao.domains.tasks.contracts import TaskRecord
from fengqiao.domains.tasks.models import DayPlan
from fengqiao.domains.tasks.workflow.companions import TIERS
from fengqiao.foundation.clock.clock import today


def meeting_of(task: TaskRecord) -> tuple[float, float] | None:
    """This function will return from when to when the work stands in today's plan of whoever leads; None: in none."""
    plan = DayPlan.objects.filter(staff_id=task.staff_id, date=today()).values_list("items", flat=True).first()
    found = (one for one in plan or () if one["task"] == task.id)
    return next(((float(one["starts"]), float(one["ends"])) for one in found), None)


def colleagues_of(task: TaskRecord) -> Sequence[tuple[int, str]]:
    """This function will list who may have come along: whoever was planned, then all whose post allows it."""
    if task.officers_needed == 1:
        return []
    roles = {role for tier in TIERS for role in tier}
    people = {
        one.staff.id: f"{one.staff.name} {one.staff.number}"
        for one in list_appointments(on=today(), under=task.station_path)
        if one.role in roles and one.staff.id != task.staff_id
    }
    planned = [one for one in task.companions if one in people]
    return [(one, people[one]) for one in [*planned, *(key for key in people if key not in planned)]]
