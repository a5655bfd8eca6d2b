"""What a leader takes on from outside the lists is a task of whoever was asked, and the task says who decided it."""

from __future__ import annotations

import datetime

from tests.stage import DAY, EAST_GATE, OTHER_STATION, at, stop_clock

from fengqiao.domains.accounts.contracts import Role
from fengqiao.domains.duties.contracts import NewOutsideTask
from fengqiao.domains.duties.public import contest_outside_task, decide_outside_task, report_outside_task
from fengqiao.domains.organisation.public import appoint, end_appointment, list_appointments
from fengqiao.domains.tasks.actions.taking_on import raise_taken_on
from fengqiao.domains.tasks.contracts import CompletionResult, Evidence
from fengqiao.domains.tasks.models import Task
from fengqiao.domains.tasks.public import (
    complete_task,
    generate_morning_lists,
    get_station_day,
    get_task,
    list_tasks,
    replay_day_list,
    start_task,
    take_up_task,
)
from fengqiao.domains.tasks.tests.day_stage import OfficersDay, assert_the_day_is_honest, client_id
from fengqiao.domains.tasks.tests.morning_stage import Town
from fengqiao.foundation.audit.models import AuditEntry
from fengqiao.foundation.events.delivering import deliver_pending
from fengqiao.foundation.scoping.contracts import SYSTEM

WHAT = "到县体育场维持歌舞比赛的座位秩序"
LAND = "陪同工作组入户做征地拆迁工作"
NEXT_DAY = DAY + datetime.timedelta(days=1)


def taken_on(town: Town, *, minutes: int = 120, who: str = "officer", what: str = WHAT) -> int:
    """Asked of somebody, decided by the chief, delivered."""
    asked = NewOutsideTask("县文旅局", what, minutes)
    task = report_outside_task(actor=town.stage.actor(who), task=asked)
    if task.clause is not None:
        contest_outside_task(actor=town.stage.actor(who), task_id=task.id, reason="村民情绪激动，怕出事")
    decide_outside_task(actor=town.stage.actor("chief"), task_id=task.id, is_refused=False, reason="人多，确需民警")
    deliver_pending()
    return task.id


def test_what_is_taken_on_is_an_open_directive_of_whoever_was_asked(town: Town) -> None:
    taken_on(town)
    [task] = list_tasks(actor=town.stage.actor("officer"), on=DAY)
    assert (task.kind, task.title, task.subject_label, task.minutes) == ("directive", WHAT, "县文旅局", 120)
    assert task.staff_id == town.stage.actor("officer").staff_id
    assert (task.opens_date, task.due_date) == (DAY, NEXT_DAY)
    for words in ("县文旅局", "赵志远", "人多，确需民警"):
        assert words in task.reason_text
    assert AuditEntry.objects.filter(action="raise_taken_on").count() == 1


def test_it_is_raised_once_however_often_it_is_told(town: Town) -> None:
    outside = taken_on(town)
    assert raise_taken_on(actor=SYSTEM, outside_task_id=outside) == []
    task = Task.objects.get(kind="directive")
    assert task.uid == f"outside_task:{outside}~taken_on:1~:0"


def test_what_is_refused_or_still_waits_raises_nothing(town: Town) -> None:
    for is_decided in (False, True):
        task = report_outside_task(actor=town.stage.actor("officer"), task=NewOutsideTask("县文旅局", WHAT, 60))
        if is_decided:
            decide_outside_task(actor=town.stage.actor("chief"), task_id=task.id, is_refused=True, reason="不属警务")
    deliver_pending()
    assert not Task.objects.exists()


def test_what_takes_longer_than_a_shift_is_one_task_for_each_working_day(town: Town) -> None:
    taken_on(town, minutes=1100)
    tasks = Task.objects.order_by("opens_date")
    friday = DAY + datetime.timedelta(days=2)
    assert [one.minutes for one in tasks] == [480, 480, 140]
    assert [one.opens_date for one in tasks] == [DAY, NEXT_DAY, friday]
    assert tasks[2].due_date.weekday() < 5 or tasks[2].due_date == datetime.date(2026, 9, 20)
    assert tasks[0].subject_label == "县文旅局 (1/3)"


def test_a_contested_clause_stands_in_the_why(town: Town) -> None:
    taken_on(town, what=LAND)
    task = Task.objects.get()
    assert task.reason["parameters"]["contested"] == "村民情绪激动，怕出事"
    assert task.reason["parameters"]["clause"]
    assert task.uid.endswith("~community_duty_list:0")


def test_who_was_asked_and_works_elsewhere_now_does_not_get_it_and_the_leaders_see_it(town: Town) -> None:
    officer = town.stage.actor("officer")
    task = report_outside_task(actor=officer, task=NewOutsideTask("县文旅局", WHAT, 60))
    [post] = list_appointments(on=DAY, staff_id=officer.staff_id)
    end_appointment(actor=SYSTEM, appointment_id=post.id, to_date=DAY, reason="调动")
    appoint(actor=SYSTEM, staff_number="100005", role=Role.CASE_OFFICER, unit_code=OTHER_STATION, from_date=DAY)
    decide_outside_task(actor=town.stage.actor("chief"), task_id=task.id, is_refused=False, reason="必要")
    deliver_pending()
    chief = town.stage.actor("chief")
    day = get_station_day(actor=chief, station_path=town.stage.paths[EAST_GATE][:-4], date=DAY)
    assert [one.title for one in day.unassigned] == [WHAT]


def test_it_is_taken_up_today_and_the_plan_replays(day: OfficersDay) -> None:
    taken_on(day.town)
    task = Task.objects.get(kind="directive")
    take_up_task(actor=day.actor, task_id=task.pk, client_id=client_id())
    assert task.pk in day.order
    assert_the_day_is_honest(day)
    start_task(actor=day.actor, task_id=task.pk)
    complete_task(actor=day.actor, task_id=task.pk, evidence=Evidence(CompletionResult.DONE, "秩序良好"))
    assert get_task(actor=day.actor, task_id=task.pk).result is CompletionResult.DONE


def test_the_next_morning_plans_it_and_replays(day: OfficersDay) -> None:
    taken_on(day.town)
    stop_clock(at(6, 30, day=NEXT_DAY))
    generate_morning_lists(actor=SYSTEM, date=NEXT_DAY)
    task = Task.objects.get(kind="directive")
    assert (task.state, task.staff_id) == ("ready", day.actor.staff_id)
    staff_id = day.actor.staff_id
    assert staff_id is not None
    report = replay_day_list(actor=SYSTEM, staff_id=staff_id, date=NEXT_DAY)
    assert report.is_identical, report.differences
