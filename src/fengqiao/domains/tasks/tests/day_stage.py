"""An officer's day for the tests of its changes: a plan with room, and what stands in it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count, pairwise

from tests.stage import DAY

from fengqiao.domains.tasks.models import DayPlan, PlanRevision, Task
from fengqiao.domains.tasks.public import generate_morning_lists, replay_day_list
from fengqiao.domains.tasks.tests.morning_stage import Town, furnish
from fengqiao.foundation.scoping.contracts import SYSTEM, Actor

_numbers = count(1)


@dataclass
class OfficersDay:
    """The officer of the old town with the plan of the day."""

    town: Town
    actor: Actor

    @property
    def plan(self) -> DayPlan:
        return DayPlan.objects.get(staff_id=self.actor.staff_id, date=DAY)

    @property
    def order(self) -> list[int]:
        return [one["task"] for one in self.plan.items]

    @property
    def left_out(self) -> list[int]:
        return [one["task"] for one in self.plan.left_out]

    @property
    def broken(self) -> dict[int, str]:
        return {one["task"]: one["broken"]["code"] for one in self.plan.items if "broken" in one}

    @property
    def kinds(self) -> list[str]:
        return list(PlanRevision.objects.filter(plan=self.plan).order_by("number").values_list("kind", flat=True))

    def task(self, place: int) -> Task:
        return Task.objects.get(pk=self.order[place])

    def starts(self, task_id: int) -> float:
        return float(next(one["starts"] for one in self.plan.items if one["task"] == task_id))


def client_id() -> str:
    """This function will name an act as a phone does."""
    return f"phone-{next(_numbers)}"


def plan_a_day(town: Town, *, venues: int = 6, households: int = 0) -> OfficersDay:
    """This function will furnish the old town and make the morning's plan."""
    furnish(town, venues=venues, households=households)
    generate_morning_lists(actor=SYSTEM, date=DAY)
    return OfficersDay(town, town.stage.actor("officer"))


def assert_the_day_is_honest(day: OfficersDay) -> None:
    """Whatever was done: no work overlaps, everything broken is marked, and the plan is made again identically."""
    plan = day.plan
    tasks = Task.objects.in_bulk(day.order)
    for early, late in pairwise(plan.items):
        # What is done or begun stands at its real times, and a person may do two things at once.
        assert late.get("is_kept") or early["ends"] <= late["starts"] + 0.2
    for one in plan.items:
        task = tasks[one["task"]]
        if one.get("is_kept") or "broken" in one:
            continue
        opens, closes = task.opens_minute, task.closes_minute
        if task.promised_date == DAY and task.promised_minute is not None:
            opens, closes = task.promised_minute, task.promised_minute + 15 + task.minutes
        assert opens - 0.1 <= one["starts"], task.title_zh
        assert one["ends"] <= min(closes, plan.closes_minute) + 0.1, task.title_zh
        for _, first, last in plan.breaks:
            assert one["ends"] <= first + 0.1 or one["starts"] >= last - 0.1
    assert len(day.order) == len(set(day.order))
    assert not set(day.order) & set(day.left_out)
    report = replay_day_list(actor=SYSTEM, staff_id=plan.staff_id, date=DAY)
    assert report.is_identical, report.differences
