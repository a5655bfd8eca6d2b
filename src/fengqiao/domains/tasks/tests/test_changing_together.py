"""A day for two that changes: whoever comes along follows in the same act, or another one comes, or it says so."""

from __future__ import annotations

import contextlib
import datetime
import random

import pytest
from tests.stage import DAY, at, stop_clock

from fengqiao.domains.organisation.contracts import NewLeave
from fengqiao.domains.organisation.public import record_leave
from fengqiao.domains.tasks.contracts import (
    CompletionResult,
    Evidence,
    Hold,
    NewWork,
    Promise,
    RevisionKind,
    Step,
    TasksError,
    TogetherRefusedError,
)
from fengqiao.domains.tasks.models import DayPlan, PlanRevision, Task, TaskEntry
from fengqiao.domains.tasks.public import (
    add_own_work,
    assign_task,
    cancel_as_duplicate,
    decide_postponement,
    move_in_day,
    postpone_task,
    promise_time,
    record_visit,
    reorder_day,
    replan_day,
    replan_team,
    send_back_task,
    start_task,
    take_up_task,
    take_waiting,
)
from fengqiao.domains.tasks.tests.day_stage import client_id
from fengqiao.domains.tasks.tests.morning_stage import Town
from fengqiao.domains.tasks.tests.pair_stage import SAME_MINUTE, Pair, assert_nobody_stands_there_alone, plan_a_pair
from fengqiao.foundation.events.models import Event
from fengqiao.foundation.scoping.contracts import SYSTEM, Actor, NotAllowedError, NotVisibleError

NEXT_DAY = DAY + datetime.timedelta(days=1)


def only_two_at_work(town: Town) -> None:
    for number in ("100001", "100004", "F10008"):
        record_leave(actor=SYSTEM, leave=NewLeave(number, DAY, DAY, "annual"))


def last_revision(pair: Pair, actor: Actor) -> PlanRevision | None:
    return PlanRevision.objects.filter(plan=pair.plan(actor)).order_by("number").last()


def hold(first: int, last: int) -> Hold:
    return Hold(from_minute=first, to_minute=last, note="出警")


def test_when_whoever_leads_goes_there_last_the_other_follows_in_the_same_act(town: Town) -> None:
    pair = plan_a_pair(town)
    companion = pair.companion
    order = [one for one in pair.order(pair.lead) if one != pair.task_id]
    before = pair.starts(pair.lead)
    reorder_day(actor=pair.lead, task_ids=[*order, pair.task_id], client_id=client_id())
    assert pair.task.companions == [companion.staff_id]
    assert pair.starts(pair.lead) != before
    assert abs((pair.starts(pair.lead) or 0) - (pair.starts(companion) or 0)) <= SAME_MINUTE
    last = last_revision(pair, companion)
    assert last is not None
    assert (last.kind, last.made_by_id) == (RevisionKind.TOGETHER, pair.lead.staff_id)
    assert "林小满" in last.note
    told = Event.objects.filter(kind="tasks.day_changed", object_id=str(pair.plan(companion).pk))
    assert told.exists()
    assert_nobody_stands_there_alone(town)


def test_a_change_that_moves_nothing_together_leaves_the_others_day_alone(town: Town) -> None:
    pair = plan_a_pair(town)
    companion = pair.companion
    before = pair.plan(companion).items
    place = pair.order(pair.lead).index(pair.task_id)
    later = pair.order(pair.lead)[place + 1 :]
    if len(later) > 1:
        move_in_day(actor=pair.lead, task_id=later[0], step=Step.DOWN, client_id=client_id())
    assert pair.plan(companion).items == before
    assert last_revision(pair, companion) is None


def test_whoever_comes_along_cannot_make_the_other_wait_in_vain(town: Town) -> None:
    pair = plan_a_pair(town)
    companion = pair.companion
    with pytest.raises((NotAllowedError, NotVisibleError)):
        move_in_day(actor=companion, task_id=pair.task_id, step=Step.DOWN, client_id=client_id())
    long_work = NewWork(title="整理档案", minutes=30, basis="内勤")
    others = [one for one in pair.order(companion) if one != pair.task_id]
    starts = pair.starts(pair.lead)
    with contextlib.suppress(TogetherRefusedError):
        reorder_day(actor=companion, task_ids=[*others, pair.task_id], client_id=client_id())
    add_own_work(actor=companion, work=long_work, client_id=client_id())
    assert (pair.starts(pair.lead), pair.marked(companion)) == (starts, "")
    assert_nobody_stands_there_alone(town)


def test_an_order_in_which_one_would_come_too_late_is_refused(town: Town) -> None:
    pair = plan_a_pair(town, venues=6)
    companion = pair.companion
    stop_clock(at(8, 45))
    promise_time(
        actor=pair.lead, task_id=pair.task_id, promise=Promise(minute=570, to_whom="受害人"), client_id=client_id()
    )
    order = pair.order(companion)
    place = order.index(pair.task_id)
    Task.objects.filter(pk=order[place + 1]).update(minutes=150)
    before = pair.plan(companion).items
    late = [order[place + 1], *(one for one in order if one != order[place + 1])]
    with pytest.raises(TogetherRefusedError):
        reorder_day(actor=companion, task_ids=late, client_id=client_id())
    assert pair.plan(companion).items == before


def test_a_promised_time_is_kept_by_both(town: Town) -> None:
    pair = plan_a_pair(town)
    promise = Promise(minute=15 * 60, to_whom="受害人")
    promise_time(actor=pair.lead, task_id=pair.task_id, promise=promise, client_id=client_id())
    assert 15 * 60 - SAME_MINUTE <= (pair.starts(pair.companion) or 0) <= 15 * 60 + 15
    assert_nobody_stands_there_alone(town)


def test_put_off_by_one_it_is_in_nobodys_day(town: Town) -> None:
    pair = plan_a_pair(town, mandatory=False)
    companion = pair.companion
    Task.objects.filter(pk=pair.task_id).update(closes_date=NEXT_DAY)
    postpone_task(actor=pair.lead, task_id=pair.task_id, to_date=NEXT_DAY, reason="对方外出", client_id=client_id())
    assert pair.task.companions == []
    assert pair.task_id not in pair.order(companion)
    assert_nobody_stands_there_alone(town)


def test_put_off_with_a_leaders_agreement_it_is_in_nobodys_day_either(town: Town) -> None:
    pair = plan_a_pair(town)
    companion = pair.companion
    Task.objects.filter(pk=pair.task_id).update(closes_date=NEXT_DAY)
    asked = postpone_task(
        actor=pair.lead, task_id=pair.task_id, to_date=NEXT_DAY, reason="对方外出", client_id=client_id()
    )
    assert pair.task_id in pair.order(companion)
    decide_postponement(actor=town.stage.actor("chief"), postponement_id=asked.id, is_agreed=True)
    assert pair.task_id not in pair.order(companion)
    assert_nobody_stands_there_alone(town)


def test_when_whoever_comes_along_is_held_up_a_colleague_comes(town: Town) -> None:
    pair = plan_a_pair(town)
    companion = pair.companion
    replan_day(actor=companion, hold=hold(500, 1080), client_id=client_id())
    assert pair.task.companions not in ([], [companion.staff_id])
    assert pair.task_id not in pair.order(companion)
    assert pair.starts(pair.companion) == pair.starts(pair.lead)
    assert TaskEntry.objects.filter(task_id=pair.task_id, what="comes_along").exists()
    assert_nobody_stands_there_alone(town)


def test_with_nobody_else_at_work_the_leading_officer_is_told_that_nobody_comes(town: Town) -> None:
    only_two_at_work(town)
    pair = plan_a_pair(town)
    companion = pair.companion
    replan_day(actor=companion, hold=hold(500, 1080), client_id=client_id())
    assert pair.task.companions == []
    assert pair.marked(pair.lead) == "nobody_along"
    last = last_revision(pair, pair.lead)
    assert last is not None
    assert last.kind == RevisionKind.TOGETHER
    assert companion.name in last.note
    assert_nobody_stands_there_alone(town)


def test_when_whoever_leads_is_held_up_both_go_later(town: Town) -> None:
    only_two_at_work(town)
    pair = plan_a_pair(town)
    stop_clock(at(9))
    replan_day(actor=pair.lead, hold=hold(540, 840), client_id=client_id())
    assert (pair.starts(pair.lead) or 0) >= 840
    assert abs((pair.starts(pair.lead) or 0) - (pair.starts(pair.companion) or 0)) <= SAME_MINUTE
    assert_nobody_stands_there_alone(town)


def test_held_up_to_the_end_of_the_day_nobody_waits_there(town: Town) -> None:
    pair = plan_a_pair(town)
    companion = pair.companion
    replan_day(actor=pair.lead, hold=hold(500, 1080), client_id=client_id())
    assert pair.task_id not in pair.order(pair.lead)
    assert pair.task_id not in pair.order(companion)
    assert_nobody_stands_there_alone(town)


def test_what_was_left_out_is_taken_up_only_with_somebody_who_is_free(town: Town) -> None:
    pair = plan_a_pair(town)
    replan_day(actor=pair.lead, hold=hold(500, 1080), client_id=client_id())
    plan = pair.plan(pair.lead)
    Task.objects.filter(pk=pair.task_id).update(closes_minute=1200)
    DayPlan.objects.filter(pk=plan.pk).update(closes_minute=1200)
    for one in DayPlan.objects.exclude(pk=plan.pk):
        replan_day(actor=next(a for a in town.stage.actors.values() if a.staff_id == one.staff_id),
                   hold=hold(500, 1080), client_id=client_id())  # fmt: skip
    with pytest.raises(TogetherRefusedError):
        take_up_task(actor=pair.lead, task_id=pair.task_id, client_id=client_id())
    assert pair.task_id not in pair.order(pair.lead)


def test_taken_up_again_it_is_in_both_days(town: Town) -> None:
    pair = plan_a_pair(town, mandatory=False)
    Task.objects.filter(pk=pair.task_id).update(closes_date=NEXT_DAY)
    postpone_task(actor=pair.lead, task_id=pair.task_id, to_date=NEXT_DAY, reason="对方外出", client_id=client_id())
    Task.objects.filter(pk=pair.task_id).update(postponed_to=None)
    take_up_task(actor=pair.lead, task_id=pair.task_id, client_id=client_id())
    assert pair.starts(pair.companion) == pair.starts(pair.lead)
    assert_nobody_stands_there_alone(town)


def test_waiting_work_for_two_is_taken_into_both_days(town: Town) -> None:
    pair = plan_a_pair(town)
    replan_day(actor=pair.lead, hold=hold(500, 1080), client_id=client_id())
    Task.objects.filter(pk=pair.task_id).update(staff=None)
    taker = town.stage.actor("other_officer")
    take_waiting(actor=taker, key=pair.task.uid, client_id=client_id())
    assert pair.task.staff_id == taker.staff_id
    assert pair.starts(pair.companion) == pair.starts(taker)
    assert_nobody_stands_there_alone(town)


def test_sent_back_or_given_to_another_officer_it_leaves_the_days_of_both(town: Town) -> None:
    pair = plan_a_pair(town)
    companion = pair.companion
    send_back_task(actor=pair.lead, task_id=pair.task_id, reason="需要女民警")
    assert pair.task.companions == []
    assert pair.task_id not in pair.order(companion)
    chief = town.stage.actor("chief")
    assign_task(actor=chief, task_id=pair.task_id, staff_id=pair.lead.staff_id or 0)
    assert_nobody_stands_there_alone(town)
    follower = pair.companion
    assign_task(actor=chief, task_id=pair.task_id, staff_id=chief.staff_id or 0)
    assert pair.task_id not in pair.order(follower)


def test_cancelled_as_a_duplicate_it_leaves_the_day_of_whoever_comes_along(town: Town) -> None:
    pair = plan_a_pair(town)
    companion = pair.companion
    kept = next(one for one in pair.order(pair.lead) if one != pair.task_id)
    cancel_as_duplicate(actor=town.stage.actor("chief"), task_id=pair.task_id, kept_id=kept)
    assert pair.task_id not in pair.order(companion)


def test_a_leader_who_plans_the_team_anew_keeps_both_together(town: Town) -> None:
    pair = plan_a_pair(town)
    stop_clock(at(9))
    companion = pair.companion
    path = pair.task.station_path
    replan_team(
        actor=town.stage.actor("chief"), station_path=path, note="出警", staff_id=companion.staff_id,
        hold=hold(540, 1080),
    )  # fmt: skip
    assert pair.task.companions not in ([], [companion.staff_id])
    assert_nobody_stands_there_alone(town)


def test_a_begun_visit_keeps_its_companion_when_the_team_is_planned_anew(town: Town) -> None:
    pair = plan_a_pair(town)
    companion = pair.companion
    stop_clock(at(9))
    start_task(actor=pair.lead, task_id=pair.task_id)
    replan_team(actor=town.stage.actor("chief"), station_path=pair.task.station_path, note="有人请假")
    assert pair.task.companions == [companion.staff_id]


@pytest.mark.parametrize("seed", range(3))
def test_whatever_both_do_in_whatever_order_nobody_stands_there_alone(town: Town, seed: int) -> None:
    if seed == 2:
        only_two_at_work(town)
    pair = plan_a_pair(town, venues=5, mandatory=bool(seed % 2))
    Task.objects.filter(pk=pair.task_id).update(closes_date=NEXT_DAY)
    chance = random.Random(seed)
    people = [pair.lead, pair.companion]
    for step in range(14):
        stop_clock(at(8 + step // 2, 30 * (step % 2)))
        actor = chance.choice(people)
        plan = pair.plan(actor)
        one = chance.choice([pair.task_id, *(item["task"] for item in [*plan.items, *plan.left_out])])
        with contextlib.suppress(TasksError, NotVisibleError, NotAllowedError):
            _any_act(actor, one, chance)
        assert_nobody_stands_there_alone(town)


def _any_act(actor: Actor, one: int, chance: random.Random) -> None:
    act = client_id()
    minute = chance.randrange(540, 1020, 15)
    visit = Evidence(CompletionResult.NOBODY_THERE, "敲门无人应答")
    acts = (
        lambda: move_in_day(actor=actor, task_id=one, step=chance.choice(list(Step)), client_id=act),
        lambda: postpone_task(actor=actor, task_id=one, to_date=NEXT_DAY, reason="改天", client_id=act),
        lambda: promise_time(actor=actor, task_id=one, promise=Promise(minute=minute, to_whom="王阿姨"), client_id=act),
        lambda: take_up_task(actor=actor, task_id=one, client_id=act),
        lambda: replan_day(actor=actor, hold=hold(minute - 60, minute), client_id=act),
        lambda: record_visit(actor=actor, task_id=one, evidence=visit),
        lambda: send_back_task(actor=actor, task_id=one, reason="做不了"),
    )
    chance.choices(acts, weights=(6, 1, 2, 2, 3, 1, 0.3))[0]()
