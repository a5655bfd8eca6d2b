"""A time that somebody was told: every plan keeps it, or says openly that it cannot."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction
from tests.stage import STATION, at, stop_clock

from fengqiao.domains.tasks.contracts import (
    EvidenceMissingError,
    Hold,
    NotInTheDayError,
    Promise,
    PromiseRefusedError,
    TaskState,
)
from fengqiao.domains.tasks.models import Task
from fengqiao.domains.tasks.public import promise_time, release_promise, replan_day, replan_team, start_task
from fengqiao.domains.tasks.tests.day_stage import OfficersDay, assert_the_day_is_honest, client_id

AT_THREE = Promise(minute=900, to_whom="王阿姨")


def test_a_promised_task_is_signed_for_and_stands_at_its_time(day: OfficersDay) -> None:
    task_id = day.order[0]
    promise_time(actor=day.actor, task_id=task_id, promise=AT_THREE, client_id=client_id())
    task = Task.objects.get(pk=task_id)
    assert (task.state, task.promised_to) == (TaskState.SIGNED_FOR, "王阿姨")
    assert 900 <= day.starts(task_id) <= 915
    assert not day.broken
    assert_the_day_is_honest(day)


def test_a_promise_survives_a_hold_up_and_a_team_planned_anew(day: OfficersDay) -> None:
    task_id = day.order[0]
    promise_time(actor=day.actor, task_id=task_id, promise=AT_THREE, client_id=client_id())
    stop_clock(at(13, 40))
    replan_day(actor=day.actor, hold=Hold(from_minute=580, to_minute=820, note="蹲守"), client_id=client_id())
    assert 900 <= day.starts(task_id) <= 915
    chief, path = day.town.stage.actor("chief"), day.town.stage.paths[STATION]
    replan_team(actor=chief, station_path=path, note="周大勇请假")
    assert 900 <= day.starts(task_id) <= 915
    assert_the_day_is_honest(day)


@pytest.mark.parametrize(("minute", "reason"), [(470, "past"), (1190, "hours"), (1075, "shift")])
def test_a_time_that_cannot_be_kept_is_not_promised(day: OfficersDay, minute: int, reason: str) -> None:
    task_id = day.order[0]
    Task.objects.filter(pk=task_id).update(opens_minute=480, closes_minute=1200)
    with pytest.raises(PromiseRefusedError) as refused:
        promise_time(
            actor=day.actor, task_id=task_id, promise=Promise(minute=minute, to_whom="王阿姨"), client_id=client_id()
        )
    assert refused.value.parameters["reason"] == reason


def test_a_promise_is_made_to_somebody_and_before_the_work_begins(day: OfficersDay) -> None:
    task_id = day.order[0]
    with pytest.raises(EvidenceMissingError):
        promise_time(actor=day.actor, task_id=task_id, promise=Promise(minute=900, to_whom=" "), client_id=client_id())
    start_task(actor=day.actor, task_id=task_id)
    with pytest.raises(NotInTheDayError):
        promise_time(actor=day.actor, task_id=task_id, promise=AT_THREE, client_id=client_id())


def test_a_promise_is_taken_back_only_with_what_was_agreed(day: OfficersDay) -> None:
    task_id = day.order[0]
    promise_time(actor=day.actor, task_id=task_id, promise=AT_THREE, client_id=client_id())
    with pytest.raises(EvidenceMissingError):
        release_promise(actor=day.actor, task_id=task_id, note=" ", client_id=client_id())
    release_promise(actor=day.actor, task_id=task_id, note="已电话说明，改明天上午", client_id=client_id())
    task = Task.objects.get(pk=task_id)
    assert (task.promised_date, task.promised_minute, task.promised_to) == (None, None, "")
    assert_the_day_is_honest(day)


def test_the_database_refuses_half_a_promise(day: OfficersDay) -> None:
    for change in ({"promised_minute": 900}, {"promised_to": "王阿姨"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Task.objects.filter(pk=day.order[0]).update(**change)
