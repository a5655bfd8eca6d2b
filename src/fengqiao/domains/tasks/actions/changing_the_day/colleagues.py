"""The days of colleagues who come along, each read once, and who else could come."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from fengqiao.domains.tasks.actions.changing_the_day.reading import OpenDay, lock_station, read_day
from fengqiao.domains.tasks.actions.changing_the_day.timing import rest_inputs
from fengqiao.domains.tasks.models import DayPlan, Task
from fengqiao.domains.tasks.queries.team import read_team
from fengqiao.domains.tasks.workflow.breaks import breaks_of_day
from fengqiao.domains.tasks.workflow.companions import may_come_along
from fengqiao.domains.tasks.workflow.ownership import Team
from fengqiao.domains.tasks.workflow.station_plan import PlanInputs
from fengqiao.domains.tasks.workflow.together import Meeting, find_meeting, held_window


@dataclass(slots=True)
class Colleague:
    """A colleague's day while it is arranged anew: the own order, and the time at which each work for several is."""

    day: OpenDay
    order: list[int]
    windows: dict[int, tuple[float, float]]

    def meeting(self, *, task: Task, hours: tuple[float, float], asked: float) -> Meeting:
        """This function will find the best place for a task; `hours`: between which it may be done."""
        self.day.tasks.setdefault(task.pk, task)
        windows = {**self.windows, task.pk: hours}
        inputs = rest_inputs(day=self.day, order=[*self.order, task.pk], windows=windows)
        *rows, row = inputs.tasks
        return find_meeting(inputs=replace(inputs, tasks=tuple(rows)), row=row, asked=asked)

    def take(self, *, task: Task, place: int, starts: float) -> None:
        """This function will put a task at a place of the order, at its time."""
        self.order.insert(place, task.pk)
        self.windows[task.pk] = held_window(
            starts=starts, minutes=task.minutes, closes=task.closes_minute, now=self.day.minute
        )

    @property
    def inputs(self) -> PlanInputs:
        """The rest of the day as it is arranged."""
        return rest_inputs(day=self.day, order=self.order, windows=self.windows)


@dataclass(slots=True)
class Colleagues:
    """Everybody of the station but whoever leads; today's plans of all are locked."""

    lead: OpenDay
    plans: dict[int, DayPlan]
    team: Team
    days: dict[int, OpenDay] = field(default_factory=dict)

    @staticmethod
    def of(lead: OpenDay) -> Colleagues:
        """This function will lock the station's plans of today and read its people."""
        path = lead.plan.station_path
        return Colleagues(lead, lock_station(station_path=path), read_team(station_path=path, date=lead.plan.date))

    def day(self, staff_id: int) -> OpenDay | None:
        """This function will return a colleague's day, a new empty one for who works and has none; None for others."""
        if staff_id not in self.days:
            plan = self.plans.get(staff_id) or self._new_plan(staff_id)
            if plan is None:
                return None
            self.days[staff_id] = read_day(plan=plan)
        return self.days[staff_id]

    def without(self, staff_id: int, led: Collection[int]) -> Colleague | None:
        """This function will return a colleague's day without what is led here; other work for several stays put."""
        day = self.day(staff_id)
        if day is None:
            return None
        order = [one for one in day.order if one not in led]
        held = {one: window for one in order if (window := day.held_window(one))}
        return Colleague(day, order, held)

    def others_for(self, *, task: Task, not_asked: Iterable[int]) -> Sequence[int]:
        """This function will list who else may come along to a task today."""
        lead = self.lead.plan.staff_id
        refused = {lead, *not_asked}
        found = may_come_along(officers_needed=task.officers_needed + len(refused) - 1, leads=[lead], team=self.team)
        return [one for one in found if one not in refused]

    def name(self, staff_id: int) -> str:
        """This function will name somebody of the station."""
        return self.team.names.get(staff_id, "")

    def _new_plan(self, staff_id: int) -> DayPlan | None:
        hours = self.team.hours.get(staff_id)
        if hours is None:
            return None
        lead = self.lead.plan
        opens, closes = hours.opens_minute, hours.closes_minute
        breaks: list[Any] = breaks_of_day(opens=opens, closes=closes, roll_call_at=opens, tasks=())
        return DayPlan(
            run=lead.run, station_path=lead.station_path, staff_id=staff_id, date=lead.date, opens_minute=opens,
            closes_minute=closes, items=[], left_out=[], waiting=[], work_minutes=0.0, travel_minutes=0.0,
            breaks=breaks,
        )  # fmt: skip
