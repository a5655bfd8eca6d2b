"""Two officers with a visit for two in both their days, for the tests of work together."""

from __future__ import annotations

from dataclasses import dataclass

from tests.stage import DAY, EAST_GATE

from fengqiao.domains.tasks.models import DayPlan, Task
from fengqiao.domains.tasks.public import generate_morning_lists, replay_day_list
from fengqiao.domains.tasks.tests.morning_stage import Town, furnish
from fengqiao.foundation.scoping.contracts import SYSTEM, Actor

SAME_MINUTE = 0.2
"""Stored times are rounded to a tenth."""


@dataclass
class Pair:
    """The officer of the beat, who leads, and whoever comes along."""

    town: Town
    lead: Actor
    task_id: int

    @property
    def task(self) -> Task:
        return Task.objects.get(pk=self.task_id)

    @property
    def companion(self) -> Actor:
        [staff_id] = self.task.companions
        return next(one for one in self.town.stage.actors.values() if one.staff_id == staff_id)

    def plan(self, actor: Actor) -> DayPlan:
        return DayPlan.objects.get(staff_id=actor.staff_id, date=DAY)

    def order(self, actor: Actor) -> list[int]:
        return [one["task"] for one in self.plan(actor).items]

    def starts(self, actor: Actor) -> float | None:
        found = (one["starts"] for one in self.plan(actor).items if one["task"] == self.task_id)
        return next((float(one) for one in found), None)

    def marked(self, actor: Actor) -> str:
        found = (one for one in self.plan(actor).items if one["task"] == self.task_id and "broken" in one)
        return next((str(one["broken"]["code"]) for one in found), "")


def plan_a_pair(town: Town, *, venues: int = 3, mandatory: bool = True) -> Pair:
    """This function will make a morning on which somebody must be visited by two after violence at home."""
    address = town.add("address", "door-7", number=5)
    town.happen("domestic_violence", "61999926091500001", address, days_ago=1)
    furnish(town, venues=venues)
    furnish(town, venues=venues, beat=EAST_GATE)
    generate_morning_lists(actor=SYSTEM, date=DAY)
    task = Task.objects.get(officers_needed=2)
    if not mandatory:
        Task.objects.filter(pk=task.pk).update(mandatory=False)
    return Pair(town, town.stage.actor("officer"), task.pk)


def assert_nobody_stands_there_alone(town: Town) -> None:
    """Work for two is in the days of all of its crew at one time, or it says openly that nobody comes along."""
    plans = {plan.staff_id: plan for plan in DayPlan.objects.filter(date=DAY)}
    items = {(staff_id, one["task"]): one for staff_id, plan in plans.items() for one in plan.items}
    for task in Task.objects.filter(officers_needed__gt=1, state__in=["ready", "signed_for"]):
        there = {staff_id: one for (staff_id, key), one in items.items() if key == task.pk}
        crew = {task.staff_id, *task.companions}
        if task.staff_id not in there:
            assert not there, f"{task.pk} waits for {task.staff_id}"
            assert not task.companions
            continue
        assert set(there) == crew
        if len(crew) < task.officers_needed:
            assert there[task.staff_id]["broken"]["code"] == "nobody_along"
        starts = [one["starts"] for one in there.values() if "broken" not in one]
        assert not starts or max(starts) - min(starts) <= SAME_MINUTE
    for staff_id in plans:
        report = replay_day_list(actor=SYSTEM, staff_id=staff_id, date=DAY)
        assert report.is_identical, report.differences
