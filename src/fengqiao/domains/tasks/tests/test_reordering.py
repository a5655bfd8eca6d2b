"""The officer puts the day into another order: timed at once, openly where it does not fit."""

from __future__ import annotations

import pytest
from django.db import transaction
from django.db.utils import ProgrammingError
from tests.stage import DAY, at, stop_clock

from fengqiao.domains.tasks.contracts import DayOverError, NotInTheDayError, RevisionKind, Step
from fengqiao.domains.tasks.models import PlanRevision, Task
from fengqiao.domains.tasks.public import get_day_state, move_in_day, reorder_day, start_task
from fengqiao.domains.tasks.tests.day_stage import OfficersDay, assert_the_day_is_honest, client_id
from fengqiao.foundation.audit.models import AuditEntry
from fengqiao.foundation.events.models import Event
from fengqiao.foundation.scoping.contracts import NotVisibleError


def test_one_step_up_changes_two_places_and_every_time_after_them(day: OfficersDay) -> None:
    before = day.order
    move_in_day(actor=day.actor, task_id=before[2], step=Step.UP, client_id=client_id())
    assert day.order == [before[0], before[2], before[1], *before[3:]]
    assert_the_day_is_honest(day)


def test_the_first_stays_first_and_the_last_last(day: OfficersDay) -> None:
    before = day.order
    move_in_day(actor=day.actor, task_id=before[0], step=Step.UP, client_id=client_id())
    move_in_day(actor=day.actor, task_id=before[-1], step=Step.DOWN, client_id=client_id())
    assert day.order == before


def test_an_order_that_misses_a_window_is_kept_and_openly_marked(day: OfficersDay) -> None:
    first, *rest = day.order
    Task.objects.filter(pk=first).update(closes_minute=570)
    changed = reorder_day(actor=day.actor, task_ids=[*rest, first], client_id=client_id())
    assert day.broken == {first: "outside_window"}
    assert [one.task_id for one in changed.broken] == [first]
    assert "09:30" in changed.broken[0].words
    state = get_day_state(actor=day.actor, staff_id=day.actor.staff_id or 0, date=DAY)
    assert state is not None
    assert set(state.broken) == {first}
    assert AuditEntry.objects.filter(action="change_day_plan").latest("pk").details["broken"] == [first]
    assert_the_day_is_honest(day)


def test_an_order_that_outlasts_the_shift_says_so_at_what_comes_after_its_end(day: OfficersDay) -> None:
    Task.objects.filter(pk__in=day.order).update(minutes=120, closes_minute=1440)
    before = day.order
    changed = reorder_day(actor=day.actor, task_ids=list(reversed(before)), client_id=client_id())
    assert day.order == list(reversed(before))
    late = {one["task"] for one in day.plan.items if one["ends"] > day.plan.closes_minute}
    assert late
    assert {one.task_id for one in changed.broken} == late
    assert day.broken == dict.fromkeys(late, "after_shift")


def test_an_order_must_hold_exactly_what_is_still_to_come(day: OfficersDay) -> None:
    with pytest.raises(NotInTheDayError):
        reorder_day(actor=day.actor, task_ids=day.order[1:], client_id=client_id())
    assert not PlanRevision.objects.exists()


def test_what_is_begun_stays_in_front_and_is_not_moved(day: OfficersDay) -> None:
    begun = day.order[3]
    stop_clock(at(9))
    start_task(actor=day.actor, task_id=begun)
    with pytest.raises(NotInTheDayError):
        move_in_day(actor=day.actor, task_id=begun, step=Step.DOWN, client_id=client_id())
    move_in_day(actor=day.actor, task_id=day.order[0], step=Step.DOWN, client_id=client_id())
    assert day.order[0] == begun
    assert day.starts(begun) == 540
    assert all(day.starts(one) >= 540 + day.task(0).minutes for one in day.order[1:])
    assert_the_day_is_honest(day)


def test_the_same_act_of_the_same_phone_is_done_once(day: OfficersDay) -> None:
    task_id, act = day.order[2], client_id()
    first = move_in_day(actor=day.actor, task_id=task_id, step=Step.UP, client_id=act)
    order = day.order
    again = move_in_day(actor=day.actor, task_id=task_id, step=Step.UP, client_id=act)
    assert day.order == order
    assert (again.revision, day.kinds) == (first.revision, [RevisionKind.MORNING, RevisionKind.REORDERED])


def test_every_change_is_a_revision_with_its_author_and_the_systems_plan_is_kept(day: OfficersDay) -> None:
    morning = day.plan.items
    stop_clock(at(11, 40))
    move_in_day(actor=day.actor, task_id=day.order[2], step=Step.UP, client_id=client_id())
    state = get_day_state(actor=day.actor, staff_id=day.actor.staff_id or 0, date=DAY)
    assert state is not None
    assert [(one.number, one.actor_name, one.made_at) for one in state.revisions] == [
        (1, "", at(8)),
        (2, "林小满", at(11, 40)),
    ]
    assert PlanRevision.objects.get(number=1).items == morning
    assert Event.objects.filter(kind="tasks.day_changed").count() == 1


def test_a_revision_is_never_changed(day: OfficersDay) -> None:
    move_in_day(actor=day.actor, task_id=day.order[2], step=Step.UP, client_id=client_id())
    with pytest.raises(ProgrammingError), transaction.atomic():
        PlanRevision.objects.update(note="nobody did it")
    with pytest.raises(ProgrammingError), transaction.atomic():
        PlanRevision.objects.all().delete()


def test_nobody_changes_a_colleagues_day_or_one_gone_by(day: OfficersDay) -> None:
    with pytest.raises(NotVisibleError):
        move_in_day(
            actor=day.town.stage.actor("other_officer"), task_id=day.order[0], step=Step.DOWN, client_id=client_id()
        )
    stop_clock(at(8, day=DAY.replace(day=DAY.day + 1)))
    with pytest.raises(DayOverError):
        move_in_day(actor=day.actor, task_id=day.order[0], step=Step.DOWN, client_id=client_id())
