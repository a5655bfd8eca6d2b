"""A task is put off with a reason, as far as its row allows; what must be done only when a leader agrees."""

from __future__ import annotations

import datetime

import pytest
from django.test import Client
from tests.stage import DAY, STATION, at, stop_clock

from fengqiao.domains.organisation.contracts import NewLeave
from fengqiao.domains.organisation.public import record_leave
from fengqiao.domains.tasks.contracts import (
    EvidenceMissingError,
    PostponementRefusedError,
    PostponementState,
    Promise,
    PromiseRefusedError,
)
from fengqiao.domains.tasks.models import Postponement, Task
from fengqiao.domains.tasks.public import (
    carried_days,
    decide_postponement,
    generate_morning_lists,
    get_day_list,
    get_day_state,
    list_postponements,
    postpone_task,
    promise_time,
    start_task,
    task_timeline,
)
from fengqiao.domains.tasks.tests.day_stage import OfficersDay, assert_the_day_is_honest, client_id, plan_a_day
from fengqiao.domains.tasks.tests.morning_stage import Town
from fengqiao.foundation.scoping.contracts import SYSTEM, NotAllowedError

FRIDAY = DAY + datetime.timedelta(days=2)
WHY = "店主外出，周五回来"


def put_off(day: OfficersDay, task_id: int, to_date: datetime.date = FRIDAY, **more: object):
    return postpone_task(
        actor=day.actor, task_id=task_id, to_date=to_date, reason=WHY, client_id=client_id(), **more  # type: ignore[arg-type]
    )  # fmt: skip


def test_what_is_put_off_leaves_the_day_says_why_and_comes_back_on_its_day(day: OfficersDay) -> None:
    task_id = day.order[1]
    done = put_off(day, task_id)
    assert done.state is PostponementState.AGREED
    assert task_id not in day.order
    state = get_day_state(actor=day.actor, staff_id=day.actor.staff_id or 0, date=DAY)
    assert state is not None
    assert [(one.task.id, one.reason, one.to_date) for one in state.postponed] == [(task_id, WHY, FRIDAY)]
    assert_the_day_is_honest(day)
    for date in (DAY + datetime.timedelta(days=1), FRIDAY):
        stop_clock(at(6, 30, day=date))
        generate_morning_lists(actor=SYSTEM, date=date)
        listed = get_day_list(actor=day.actor, staff_id=day.actor.staff_id or 0, date=date)
        assert listed is not None
        found = {item.task.id for item in listed.items} | {task.id for task, _ in listed.left_out}
        assert (task_id in found) == (date == FRIDAY)
        assert task_id not in {task.id for task in listed.arrived}


def test_nothing_is_put_off_without_a_reason_or_beyond_its_last_day(day: OfficersDay) -> None:
    task = day.task(0)
    Task.objects.filter(pk=task.pk).update(closes_date=DAY + datetime.timedelta(days=3))
    with pytest.raises(EvidenceMissingError):
        postpone_task(actor=day.actor, task_id=task.pk, to_date=FRIDAY, reason=" ", client_id=client_id())
    for to_date in (DAY, DAY - datetime.timedelta(days=1), DAY + datetime.timedelta(days=4)):
        with pytest.raises(PostponementRefusedError) as refused:
            put_off(day, task.pk, to_date)
        assert refused.value.parameters == {"reason": "day", "last": DAY + datetime.timedelta(days=3)}
    Task.objects.filter(pk=task.pk).update(closes_date=DAY)
    with pytest.raises(PostponementRefusedError) as refused:
        put_off(day, task.pk)
    assert refused.value.parameters["reason"] == "closes_today"
    assert not Postponement.objects.exists()


def test_what_is_begun_or_promised_today_is_not_put_off(day: OfficersDay) -> None:
    first, second = day.order[:2]
    start_task(actor=day.actor, task_id=first)
    promise_time(actor=day.actor, task_id=second, promise=Promise(minute=900, to_whom="钱老板"), client_id=client_id())
    for task_id, reason in ((first, "begun"), (second, "promised")):
        with pytest.raises(PostponementRefusedError) as refused:
            put_off(day, task_id)
        assert refused.value.parameters["reason"] == reason


def test_what_must_be_done_stays_in_the_day_until_a_leader_agrees(day: OfficersDay) -> None:
    task_id = day.order[0]
    Task.objects.filter(pk=task_id).update(mandatory=True)
    asked = put_off(day, task_id)
    assert asked.state is PostponementState.ASKED
    assert task_id in day.order
    with pytest.raises(PostponementRefusedError):
        put_off(day, task_id)
    with pytest.raises(NotAllowedError):
        decide_postponement(
            actor=day.town.stage.actor("shift_leader"), postponement_id=asked.id, is_agreed=True, client_id=client_id()
        )
    chief, path = day.town.stage.actor("chief"), day.town.stage.paths[STATION]
    waiting = list_postponements(actor=chief, station_path=path, states=[PostponementState.ASKED])
    assert [(one.asked_by, one.reason) for one in waiting] == [("林小满", WHY)]
    agreed = decide_postponement(actor=chief, postponement_id=asked.id, is_agreed=True, client_id=client_id())
    assert (agreed.state, agreed.decided_by) == (PostponementState.AGREED, "赵志远")
    assert task_id not in day.order
    assert_the_day_is_honest(day)


def test_a_leader_refuses_with_a_reason_and_the_task_stays(day: OfficersDay) -> None:
    task_id = day.order[0]
    Task.objects.filter(pk=task_id).update(mandatory=True)
    asked, chief = put_off(day, task_id), day.town.stage.actor("chief")
    with pytest.raises(EvidenceMissingError):
        decide_postponement(actor=chief, postponement_id=asked.id, is_agreed=False, answer=" ")
    refused = decide_postponement(actor=chief, postponement_id=asked.id, is_agreed=False, answer="当事人今天就要答复")
    again = decide_postponement(actor=chief, postponement_id=asked.id, is_agreed=True)
    assert (refused.state, again.state) == (PostponementState.REFUSED, PostponementState.REFUSED)
    assert task_id in day.order
    assert Task.objects.get(pk=task_id).postponed_to is None
    assert [one.what for one in task_timeline(actor=chief, task_id=task_id)][-2:] == [
        "ask_to_postpone",
        "refuse_to_postpone",
    ]


def test_a_time_told_for_the_new_day_binds_that_days_plan(day: OfficersDay) -> None:
    task_id = day.order[1]
    put_off(day, task_id, promise=Promise(minute=900, to_whom="钱老板"))
    stop_clock(at(6, 30, day=FRIDAY))
    generate_morning_lists(actor=SYSTEM, date=FRIDAY)
    listed = get_day_list(actor=day.actor, staff_id=day.actor.staff_id or 0, date=FRIDAY)
    assert listed is not None
    starts = {item.task.id: item.starts_minute for item in listed.items}
    assert 900 <= starts[task_id] <= 915


def test_a_time_told_for_the_new_day_waits_with_the_question_and_binds_when_a_leader_agrees(day: OfficersDay) -> None:
    task_id = day.order[1]
    Task.objects.filter(pk=task_id).update(mandatory=True)
    asked = put_off(day, task_id, promise=Promise(minute=900, to_whom=" 钱老板 "))
    assert Task.objects.get(pk=task_id).promised_minute is None
    decide_postponement(actor=day.town.stage.actor("chief"), postponement_id=asked.id, is_agreed=True)
    task = Task.objects.get(pk=task_id)
    assert (task.promised_date, task.promised_minute, task.promised_to) == (FRIDAY, 900, "钱老板")


@pytest.mark.parametrize("mandatory", [False, True])
def test_a_time_outside_the_rows_hours_or_told_to_nobody_is_refused(day: OfficersDay, mandatory: bool) -> None:
    task = day.task(1)
    Task.objects.filter(pk=task.pk).update(mandatory=mandatory)
    with pytest.raises(PromiseRefusedError) as refused:
        put_off(day, task.pk, promise=Promise(minute=task.closes_minute - 1, to_whom="钱老板"))
    assert refused.value.parameters["reason"] == "hours"
    with pytest.raises(EvidenceMissingError):
        put_off(day, task.pk, promise=Promise(minute=900, to_whom=" "))
    assert not Postponement.objects.exists()


def test_putting_off_twice_by_the_same_phone_is_one_postponement(day: OfficersDay) -> None:
    task_id, act = day.order[1], client_id()
    for _ in range(2):
        postpone_task(actor=day.actor, task_id=task_id, to_date=FRIDAY, reason=WHY, client_id=act)
    assert Postponement.objects.count() == 1
    assert day.kinds == ["morning", "postponed"]


def test_how_many_days_something_was_left_out_is_counted_openly(town: Town) -> None:
    day = plan_a_day(town, venues=14, households=40)
    left_out = set(day.left_out)
    assert left_out
    for days in (1, 2):
        stop_clock(at(6, 30, day=DAY + datetime.timedelta(days=days)))
        generate_morning_lists(actor=SYSTEM, date=DAY + datetime.timedelta(days=days))
    counted = carried_days(
        station_path=town.stage.paths[STATION], date=DAY + datetime.timedelta(days=2), task_ids=left_out
    )
    assert counted
    assert set(counted) <= left_out
    assert set(counted.values()) <= {1, 2}


def promised(minute: int) -> Promise:
    return Promise(minute=minute, to_whom="店主王姐")


@pytest.mark.parametrize("minute", [6 * 60 + 30, 17 * 60 + 50])
def test_a_promise_for_another_day_lies_within_that_days_shift(day: OfficersDay, minute: int) -> None:
    task = day.task(0)
    Task.objects.filter(pk=task.pk).update(opens_minute=0, closes_minute=24 * 60)
    with pytest.raises(PromiseRefusedError) as refused:
        put_off(day, task.pk, promise=promised(minute))
    assert refused.value.parameters["reason"] == "shift"
    assert put_off(day, task.pk, promise=promised(10 * 60)).promised_minute == 10 * 60


def test_nobody_is_told_a_time_on_a_day_on_which_the_officer_does_not_work(day: OfficersDay) -> None:
    record_leave(actor=SYSTEM, leave=NewLeave("100005", FRIDAY, FRIDAY, "sick"))
    with pytest.raises(PromiseRefusedError) as refused:
        put_off(day, day.order[0], promise=promised(10 * 60))
    assert refused.value.parameters["reason"] == "off"
    assert put_off(day, day.order[0]).state is PostponementState.AGREED


def test_a_leader_reads_the_promise_and_does_not_agree_to_one_that_the_shift_no_longer_holds(
    day: OfficersDay, client: Client
) -> None:
    Task.objects.filter(pk=day.order[0]).update(mandatory=True)
    asked = put_off(day, day.order[0], promise=promised(10 * 60))
    assert asked.state is PostponementState.ASKED
    client.force_login(day.town.stage.user("chief"))
    page = client.get("/tasks/station/", HTTP_ACCEPT_LANGUAGE="en").content.decode()
    assert "told to 店主王姐: 10:00" in page
    record_leave(actor=SYSTEM, leave=NewLeave("100005", FRIDAY, FRIDAY, "sick"))
    with pytest.raises(PromiseRefusedError):
        decide_postponement(actor=day.town.stage.actor("chief"), postponement_id=asked.id, is_agreed=True)
    refused = decide_postponement(
        actor=day.town.stage.actor("chief"), postponement_id=asked.id, is_agreed=False, answer="周五休假"
    )
    assert refused.state is PostponementState.REFUSED
