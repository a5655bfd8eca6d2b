"""Whatever is done to a day: no plan breaks a window, a break or the shift unless it is openly marked; nothing that
binds is dropped while a plan with all of it exists; promises are kept."""

from __future__ import annotations

import contextlib
import random
from itertools import pairwise, permutations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.stage import DAY, at, stop_clock

from fengqiao.domains.tasks.contracts import (
    CompletionResult,
    Evidence,
    Hold,
    NewWork,
    Promise,
    Step,
    TasksError,
    TaskState,
)
from fengqiao.domains.tasks.models import DayPlan, Task
from fengqiao.domains.tasks.public import (
    add_own_work,
    move_in_day,
    postpone_task,
    promise_time,
    record_visit,
    replan_day,
    start_task,
    take_up_task,
)
from fengqiao.domains.tasks.tests.day_stage import OfficersDay, assert_the_day_is_honest, client_id, plan_a_day
from fengqiao.domains.tasks.tests.morning_stage import Town
from fengqiao.domains.tasks.workflow.breaks import breaks_of_day
from fengqiao.domains.tasks.workflow.rest_of_day import plan_rest, time_order, travel_of
from fengqiao.domains.tasks.workflow.station_plan import PlanInputs, as_officer, as_task
from fengqiao.engines.planning.feasibility import find_violations
from fengqiao.engines.planning.retiming import retime
from fengqiao.foundation.scoping.contracts import NotAllowedError, NotVisibleError

OPENS, CLOSES, NEXT_DAY = 510, 1080, DAY.replace(day=DAY.day + 1)
MOST_BINDING = 4
"""More would make the trial of every order slow; what is tried here is whether one exists at all."""


@st.composite
def rests(draw: st.DrawFn) -> PlanInputs:
    """The rest of a day after a hold-up: a few tasks that bind, others that do not, at places along a road."""
    now = draw(st.integers(480, 1000))
    rows: list[dict[str, Any]] = []
    for number in range(draw(st.integers(1, 8))):
        opens = draw(st.integers(480, 1000))
        rows.append(
            {
                "id": str(number),
                "location": draw(st.integers(0, 5)),
                "minutes": draw(st.integers(5, 90)),
                "prize": 30.0,
                "opens": opens,
                "closes": opens + draw(st.integers(60, 400)),
                "mandatory": number < MOST_BINDING and draw(st.booleans()),
                "officers": ["1"],
                "helpers": [],
            }
        )
    away = [(now - 60, now)] if draw(st.booleans()) else []
    breaks = breaks_of_day(opens=OPENS, closes=CLOSES, roll_call_at=OPENS, tasks=rows, away=away)
    officer = {"id": "1", "opens": OPENS, "closes": CLOSES, "has_break": False, "breaks": breaks, "start": 0}
    tenths = tuple(tuple(80 * abs(a - b) for b in range(6)) for a in range(6))
    return PlanInputs((officer,), tuple(rows), tenths, seed=5, now_minute=now)


def violations_of(inputs: PlanInputs, plan: Any) -> list[Any]:
    return find_violations(
        officers=[as_officer(inputs.officers[0])],
        tasks=[as_task(row) for row in inputs.tasks],
        travel_minutes=travel_of(inputs),
        plans=[plan],
        now=float(inputs.now_minute),
    )


def done_in(plan: Any) -> list[str]:
    return [work.task_id for stop in plan.stops for work in stop.works]


def can_hold_all(inputs: PlanInputs, rows: list[dict[str, Any]]) -> bool:
    """Whether any order at all holds these tasks: every one is tried."""
    officer, travel = as_officer(inputs.officers[0]), travel_of(inputs)
    return any(
        not retime(
            officer=officer, tasks=[as_task(row) for row in order], travel_minutes=travel, now=float(inputs.now_minute)
        ).violations
        for order in permutations(rows)
    )


@settings(max_examples=60, deadline=None)
@given(rests())
def test_a_rest_planned_anew_breaks_nothing_and_drops_nothing_that_binds(inputs: PlanInputs) -> None:
    rest = plan_rest(inputs)
    done = done_in(rest.plan)
    assert not violations_of(inputs, rest.plan)
    assert sorted([*done, *(one.task_id for one in rest.left_out)]) == sorted(row["id"] for row in inputs.tasks)
    binding = [row for row in inputs.tasks if row["mandatory"]]
    if can_hold_all(inputs, binding):
        assert {row["id"] for row in binding} <= set(done)


@settings(max_examples=60, deadline=None)
@given(rests())
def test_a_chosen_order_keeps_every_task_and_marks_everything_that_it_breaks(inputs: PlanInputs) -> None:
    rest = time_order(inputs)
    assert done_in(rest.plan) == [row["id"] for row in inputs.tasks]
    broken = violations_of(inputs, rest.plan)
    assert {one.task_id for one in broken if one.task_id} <= set(rest.broken)
    assert bool(broken) == bool(rest.broken)
    by_id = {row["id"]: row for row in inputs.tasks}
    for stop in rest.plan.stops:
        for work in stop.works:
            if work.task_id not in rest.broken:
                assert by_id[work.task_id]["opens"] <= work.starts_minute + 0.01
                assert work.ends_minute <= by_id[work.task_id]["closes"] + 0.01
                assert work.ends_minute <= CLOSES + 0.01


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_breaks_never_overlap_and_lie_within_the_shift(data: st.DataObject) -> None:
    pairs = data.draw(st.lists(st.tuples(st.integers(400, 1100), st.integers(1, 300)), max_size=3))
    away = [(first, first + length) for first, length in pairs]
    breaks = breaks_of_day(opens=OPENS, closes=CLOSES, roll_call_at=OPENS, tasks=[], away=away)
    assert all(OPENS <= first < last <= CLOSES for _, first, last in breaks)
    assert all(early[2] <= late[1] for early, late in pairwise(breaks))


@pytest.mark.parametrize("seed", range(2))
def test_whatever_an_officer_does_in_whatever_order_the_day_stays_honest(town: Town, seed: int) -> None:
    day = plan_a_day(town, venues=9, households=20)
    chance = random.Random(seed)
    Task.objects.filter(pk__in=day.order[:2]).update(mandatory=True)
    for step in range(14):
        stop_clock(at(8 + step // 2, 30 * (step % 2)))
        one = chance.choice([*day.order, *day.left_out])
        with contextlib.suppress(TasksError, NotVisibleError, NotAllowedError):
            _any_act(day, one, chance)
        assert_the_day_is_honest(day)
    open_mandatory = Task.objects.filter(staff_id=day.actor.staff_id, mandatory=True).exclude(
        state__in=[TaskState.COMPLETED]
    )
    listed = set(day.order) | set(day.left_out)
    assert {task.pk for task in open_mandatory if task.postponed_to is None} <= listed
    assert DayPlan.objects.filter(staff_id=day.actor.staff_id).count() == 1


def _any_act(day: OfficersDay, one: int, chance: random.Random) -> None:
    actor, act = day.actor, client_id()
    minute = chance.randrange(540, 1020, 15)
    acts = (
        lambda: move_in_day(actor=actor, task_id=one, step=chance.choice(list(Step)), client_id=act),
        lambda: postpone_task(actor=actor, task_id=one, to_date=NEXT_DAY, reason="改天", client_id=act),
        lambda: promise_time(actor=actor, task_id=one, promise=Promise(minute=minute, to_whom="王阿姨"), client_id=act),
        lambda: take_up_task(actor=actor, task_id=one, client_id=act),
        lambda: add_own_work(actor=actor, work=NewWork(title="修路灯", minutes=20, basis="群众求助"), client_id=act),
        lambda: replan_day(
            actor=actor, hold=Hold(from_minute=minute - 45, to_minute=minute, note="出警"), client_id=act
        ),
        lambda: start_task(actor=actor, task_id=one),
        lambda: record_visit(
            actor=actor, task_id=one, evidence=Evidence(CompletionResult.NOBODY_THERE, "敲门无人应答")
        ),
    )
    chance.choices(acts, weights=(5, 1, 2, 3, 1, 2, 2, 2))[0]()
