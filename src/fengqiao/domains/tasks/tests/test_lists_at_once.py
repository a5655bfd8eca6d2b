"""The lists of a morning asked for twice at once: by the worker, and by a leader who would not wait."""

from __future__ import annotations

from tests.stage import DAY, STATION

from fengqiao.domains.organisation.public import get_unit
from fengqiao.domains.tasks.actions.generation.day_planning import plan_and_store
from fengqiao.domains.tasks.actions.generation.working_out import work_out
from fengqiao.domains.tasks.models import DayPlan, PlanRun
from fengqiao.domains.tasks.tests.morning_stage import Town, furnish
from fengqiao.foundation.scoping.contracts import SYSTEM


def test_who_comes_second_finds_the_plan_made_and_leaves_it_as_it_is(town: Town) -> None:
    furnish(town, venues=6)
    station = get_unit(code=STATION)
    [[first], [second]] = [work_out(actor=SYSTEM, stations=[station], date=DAY) for _ in range(2)]
    assert first.revision == second.revision == 1, "neither knows of the other's plan"
    plan_and_store(actor=SYSTEM, one=first)
    plans = list(DayPlan.objects.order_by("pk").values_list("pk", "items"))
    assert plans
    plan_and_store(actor=SYSTEM, one=second)
    assert list(DayPlan.objects.order_by("pk").values_list("pk", "items")) == plans
    assert PlanRun.objects.count() == 1
