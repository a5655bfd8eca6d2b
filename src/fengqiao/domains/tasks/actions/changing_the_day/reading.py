"""The own plan of today, locked, as an act finds it: what stays as it is, and what may still be changed."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from fengqiao.domains.tasks.contracts import OPEN_STATES, DayOverError, NotInTheDayError, TaskState
from fengqiao.domains.tasks.models import DayPlan, HoldUp, Task
from fengqiao.domains.tasks.workflow.together import held_window
from fengqiao.foundation.clock.clock import local_now, local_zone, today
from fengqiao.foundation.scoping.contracts import Actor, NotAllowedError, NotVisibleError
from fengqiao.foundation.scoping.permissions import holds, require_somewhere

LEAST_REMAINING_MINUTES = 5
"""What is begun and has taken its minutes already is not over before somebody says so."""


@dataclass(slots=True)
class OpenDay:
    """`fixed`: items done or begun, which stay; `order`: tasks still to come, as they stand; `aside`: own open tasks
    beside the order (left out, or come since). `meets`: when work for several in the order begins, as it was agreed.
    """

    plan: DayPlan
    minute: int
    tasks: dict[int, Task]
    fixed: list[dict[str, Any]]
    order: list[int]
    aside: list[int]
    holds: list[HoldUp] = field(default_factory=list)
    meets: dict[int, float] = field(default_factory=dict)

    def is_along(self, task_id: int) -> bool:
        """This function will tell whether somebody else leads a task of the day."""
        return self.tasks[task_id].staff_id != self.plan.staff_id

    def held_window(self, task_id: int) -> tuple[float, float] | None:
        """This function will return the time at which all of a crew agreed to be there; None for work of one."""
        if task_id not in self.meets:
            return None
        task, starts = self.tasks[task_id], self.meets[task_id]
        return held_window(starts=starts, minutes=task.minutes, closes=task.closes_minute, now=self.minute)

    @property
    def starts_from(self) -> int:
        """The first minute that is still open: now, or the end of what is begun."""
        begun = [one["ends"] for one in self.fixed if self.tasks[one["task"]].state == TaskState.IN_PROGRESS]
        return max([self.minute, *(int(end + 0.999) for end in begun)])

    def require_in_order(self, task_id: int) -> Task:
        """This function will return a task that is still to come. Raises NotInTheDayError."""
        if task_id not in self.order:
            raise NotInTheDayError(task_id=task_id)
        return self.tasks[task_id]


def minute_now() -> int:
    """This function will return the minute of the day."""
    moment = local_now()
    return moment.hour * 60 + moment.minute


def minute_of(moment: datetime.datetime) -> int:
    """This function will return the minute of the day of a moment."""
    local = moment.astimezone(local_zone())
    return local.hour * 60 + local.minute


def open_own_day(*, actor: Actor, task_id: int | None = None) -> OpenDay:
    """This function will lock and read the actor's plan of today; `task_id`: a task that must be the actor's own.

    Raises NotVisibleError, NotAllowedError for somebody else's task or somebody without own tasks, DayOverError where
    there is no plan of today.
    """
    require_somewhere(actor, "tasks.do_own")
    if task_id is not None:
        require_own(actor=actor, task_id=task_id)
    plan = lock_plans(staff_id=actor.staff_id).get(actor.staff_id or 0)
    if plan is None:
        raise DayOverError(date=today())
    return read_day(plan=plan)


def lock_plans(*, staff_id: int | None) -> dict[int, DayPlan]:
    """This function will lock today's plans of somebody's station, always in one order, and return them by officer.

    What one changes may change the day of whoever comes along.
    """
    own = DayPlan.objects.filter(staff_id=staff_id, date=today()).values_list("station_path", flat=True).first()
    return lock_station(station_path=own) if own is not None else {}


def lock_station(*, station_path: str) -> dict[int, DayPlan]:
    """This function will lock today's plans of a station and return them by officer."""
    plans = DayPlan.objects.select_for_update().filter(station_path=station_path, date=today()).order_by("pk")
    return {plan.staff_id: plan for plan in plans}


def lock_days_of(*, task_id: int) -> None:
    """This function will lock the days of a station before work for several of it: everywhere in this order."""
    path = Task.objects.filter(pk=task_id, officers_needed__gt=1).values_list("station_path", flat=True).first()
    if path is not None:
        lock_station(station_path=path)


def read_day(*, plan: DayPlan) -> OpenDay:
    """This function will read what a (locked) plan of today still holds."""
    listed = [one["task"] for one in plan.items]
    own = Q(staff_id=plan.staff_id) & (Q(pk__in=listed) | Q(state__in=list(OPEN_STATES), opens_date__lte=plan.date))
    along = Q(pk__in=listed, officers_needed__gt=1, companions__contains=[plan.staff_id])
    rows = Task.objects.select_for_update(of=("self",)).filter(own | along)
    tasks = {task.pk: task for task in rows.order_by("priority", "due_date", "pk")}
    holds = list(HoldUp.objects.filter(staff_id=plan.staff_id, date=plan.date).order_by("from_minute"))
    minute = minute_now()
    fixed, order = [], []
    meets: dict[int, float] = {}
    for one in plan.items:
        task = tasks.get(one["task"])
        if task is None:
            continue
        if task.state in (TaskState.READY, TaskState.SIGNED_FOR):
            if not is_put_off(task, plan.date):
                order.append(task.pk)
                if task.officers_needed > 1:
                    meets[task.pk] = one["starts"]
        elif task.state == TaskState.IN_PROGRESS:
            fixed.append(_begun(one, task, minute, holds))
        else:
            fixed.append(_done(one, task))
    fixed.sort(key=lambda one: (one["starts"], one["ends"]))
    known = {*order, *(one["task"] for one in fixed)}
    aside = [
        key
        for key, task in tasks.items()
        if key not in known and task.staff_id == plan.staff_id and _may_be_taken_up(task, plan.date)
    ]
    return OpenDay(plan, minute, tasks, fixed, order, aside, holds, meets)


def is_put_off(task: Task, date: datetime.date) -> bool:
    """This function will tell whether a task was put off to a day after this one."""
    return task.postponed_to is not None and task.postponed_to > date


def require_own(*, actor: Actor, task_id: int) -> None:
    """This function will refuse somebody else's task: a leader looks at it, and for others it does not exist.

    Raises NotVisibleError, NotAllowedError.
    """
    task = Task.objects.filter(pk=task_id).only("staff_id", "scope_path").first()
    if task is None:
        raise NotVisibleError
    if task.staff_id is not None and task.staff_id == actor.staff_id:
        return
    if holds(actor, "tasks.view", task.scope_path):
        raise NotAllowedError("tasks.do_own")
    raise NotVisibleError


def own_task(*, day: OpenDay, task_id: int) -> Task:
    """This function will return an own task that the day knows. Raises NotInTheDayError for any other."""
    task = day.tasks.get(task_id)
    if task is None or day.is_along(task_id):
        raise NotInTheDayError(task_id=task_id)
    return task


def _may_be_taken_up(task: Task, date: datetime.date) -> bool:
    return task.state in (TaskState.READY, TaskState.SIGNED_FOR) and not is_put_off(task, date)


def _done(one: dict[str, Any], task: Task) -> dict[str, Any]:
    """Return the item of what is over, at the time when it was really done; what was not done keeps its place."""
    item = {**one, "is_kept": True}
    item.pop("broken", None)
    if task.completed_at is not None and task.started_at is not None:
        starts = float(minute_of(task.started_at))
        item |= {"arrives": starts, "starts": starts, "ends": max(starts, float(minute_of(task.completed_at)))}
    return item


def _begun(one: dict[str, Any], task: Task, minute: int, holds: Iterable[HoldUp]) -> dict[str, Any]:
    """Return the item of what is begun: it ends when its minutes are worked, hold-ups not counted."""
    starts = minute_of(task.started_at) if task.started_at else minute
    base, worked = minute, float(minute - starts)
    for hold in holds:
        worked -= max(0, min(minute, hold.to_minute) - max(starts, hold.from_minute))
        if hold.from_minute <= base < hold.to_minute:
            base = hold.to_minute
    ends = base + max(LEAST_REMAINING_MINUTES, task.minutes - worked)
    item = {**one, "starts": float(starts), "ends": float(ends), "is_kept": True}
    item.pop("broken", None)
    if ends > task.closes_minute:
        item["broken"] = {"code": "outside_window", "parameters": {"starts_minute": float(starts)}}
    return item
