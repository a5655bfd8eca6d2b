"""What an officer does with a task: sign for, start, complete with evidence, send back; a leader assigns."""

from __future__ import annotations

import contextlib
import random

import pytest
from django.db import IntegrityError, transaction
from django.db.utils import ProgrammingError
from tests.stage import DAY, STATION, at, stop_clock

from fengqiao.domains.tasks.contracts import (
    CompletionResult,
    Evidence,
    EvidenceMissingError,
    TasksError,
    TaskState,
    TransitionRefusedError,
    WrongOfficerError,
)
from fengqiao.domains.tasks.models import CompletionRecord, DayPlan, Task, TaskEntry
from fengqiao.domains.tasks.public import (
    assign_task,
    complete_task,
    count_tasks,
    generate_morning_lists,
    get_day_list,
    get_task,
    replan_station,
    send_back_task,
    sign_for_day_list,
    sign_for_task,
    start_task,
    task_timeline,
)
from fengqiao.domains.tasks.tests.morning_stage import Town, furnish
from fengqiao.foundation.audit.models import AuditEntry
from fengqiao.foundation.events.models import Event
from fengqiao.foundation.scoping.contracts import SYSTEM, NotAllowedError, NotVisibleError

ANSWERS = {"检查情况": "台账齐全", "问题与整改期限": "无"}
DONE = Evidence(CompletionResult.DONE, answers=ANSWERS)


@pytest.fixture
def task(town: Town) -> Task:
    furnish(town, venues=3)
    generate_morning_lists(actor=SYSTEM, date=DAY)
    first = Task.objects.filter(subject_kind="key_venue").order_by("pk").first()
    assert first is not None
    return first


def test_signing_for_the_list_signs_for_every_task_once(town: Town, task: Task) -> None:
    officer = town.stage.actor("officer")
    assert sign_for_day_list(actor=officer, date=DAY) == 3
    assert sign_for_day_list(actor=officer, date=DAY) == 0
    assert set(Task.objects.values_list("state", flat=True)) == {TaskState.SIGNED_FOR}
    assert DayPlan.objects.get(staff_id=officer.staff_id).signed_for_at == at(8)


def test_completing_stamps_the_minutes_from_the_start(town: Town, task: Task) -> None:
    officer = town.stage.actor("officer")
    sign_for_task(actor=officer, task_id=task.pk)
    stop_clock(at(9))
    start_task(actor=officer, task_id=task.pk)
    stop_clock(at(9, 37))
    done = complete_task(actor=officer, task_id=task.pk, evidence=DONE)
    assert (done.state, done.minutes_spent, done.completed_at) == (TaskState.COMPLETED, 37, at(9, 37))
    assert CompletionRecord.objects.get(task=task).counts
    assert [entry.what for entry in task_timeline(actor=officer, task_id=task.pk)] == [
        "listed", "sign_for", "start", "complete",
    ]  # fmt: skip
    assert Event.objects.filter(kind="tasks.task_completed", object_id=str(task.pk)).count() == 1
    assert AuditEntry.objects.filter(object_kind="task", object_id=str(task.pk)).count() == 3


def test_done_of_the_lists_is_never_more_than_was_listed(town: Town, task: Task) -> None:
    officer = town.stage.actor("officer")
    sign_for_day_list(actor=officer, date=DAY)
    start_task(actor=officer, task_id=task.pk)
    complete_task(actor=officer, task_id=task.pk, evidence=DONE)
    other = Task.objects.exclude(pk=task.pk).order_by("pk").first()
    assert other is not None
    for plan in DayPlan.objects.all():
        plan.items = [one for one in plan.items if one["task"] != other.pk]
        plan.save()
    start_task(actor=officer, task_id=other.pk)
    complete_task(actor=officer, task_id=other.pk, evidence=DONE)
    counts = count_tasks(on=DAY, under=town.stage.paths[STATION])
    assert (counts.listed, counts.listed_completed, counts.completed) == (2, 1, 2)
    assert counts.completed_on_time <= counts.listed_completed
    assert counts.due_completed <= counts.due


def test_what_the_standard_asks_for_must_be_given(town: Town, task: Task) -> None:
    officer = town.stage.actor("officer")
    start_task(actor=officer, task_id=task.pk)
    with pytest.raises(EvidenceMissingError) as refused:
        complete_task(
            actor=officer,
            task_id=task.pk,
            evidence=Evidence(CompletionResult.DONE, answers={"检查情况": "台账齐全"}),
        )
    assert refused.value.parameters == {"missing": "问题与整改期限"}
    with pytest.raises(EvidenceMissingError):
        complete_task(actor=officer, task_id=task.pk, evidence=Evidence(CompletionResult.DECLINED))
    assert get_task(actor=officer, task_id=task.pk).state is TaskState.IN_PROGRESS


def test_a_declined_visit_is_an_honest_answer_with_a_note(town: Town, task: Task) -> None:
    officer = town.stage.actor("officer")
    start_task(actor=officer, task_id=task.pk)
    done = complete_task(actor=officer, task_id=task.pk, evidence=Evidence(CompletionResult.DECLINED, "店主说改天再来"))
    assert done.result is CompletionResult.DECLINED
    assert CompletionRecord.objects.get(task=task).counts


def test_a_task_cannot_be_completed_twice_or_before_it_is_started(town: Town, task: Task) -> None:
    officer = town.stage.actor("officer")
    with pytest.raises(TransitionRefusedError):
        complete_task(actor=officer, task_id=task.pk, evidence=DONE)
    start_task(actor=officer, task_id=task.pk)
    complete_task(actor=officer, task_id=task.pk, evidence=DONE)
    with pytest.raises(TransitionRefusedError):
        complete_task(actor=officer, task_id=task.pk, evidence=DONE)
    assert CompletionRecord.objects.count() == 1


def test_a_colleagues_task_does_not_exist_for_an_officer(town: Town, task: Task) -> None:
    other = town.stage.actor("other_officer")
    with pytest.raises(NotVisibleError):
        get_task(actor=other, task_id=task.pk)
    with pytest.raises(NotVisibleError):
        start_task(actor=other, task_id=task.pk)
    with pytest.raises(NotVisibleError):
        task_timeline(actor=other, task_id=task.pk)
    with pytest.raises(NotVisibleError):
        get_day_list(actor=other, staff_id=task.staff_id or 0, date=DAY)


def test_a_leader_sees_the_task_but_does_not_do_it(town: Town, task: Task) -> None:
    chief = town.stage.actor("chief")
    assert get_task(actor=chief, task_id=task.pk).staff_name == "林小满"
    with pytest.raises(NotAllowedError):
        start_task(actor=chief, task_id=task.pk)
    with pytest.raises(NotVisibleError):
        get_task(actor=town.stage.actor("other_chief"), task_id=task.pk)


def test_a_task_is_sent_back_with_a_reason_and_assigned_to_another(town: Town, task: Task) -> None:
    officer, chief = town.stage.actor("officer"), town.stage.actor("chief")
    other = town.stage.actor("other_officer")
    assert other.staff_id is not None
    with pytest.raises(EvidenceMissingError):
        send_back_task(actor=officer, task_id=task.pk, reason="  ")
    send_back_task(actor=officer, task_id=task.pk, reason="店主是我表哥，应当回避")
    with pytest.raises(NotAllowedError):
        sign = town.stage.actor("shift_leader")
        assign_task(actor=sign, task_id=task.pk, staff_id=other.staff_id)
    moved = assign_task(actor=chief, task_id=task.pk, staff_id=other.staff_id)
    assert (moved.state, moved.staff_name, moved.reassigned_from) == (TaskState.READY, "周大勇", "林小满")
    generate_morning_lists(actor=SYSTEM, date=DAY)
    assert get_task(actor=other, task_id=task.pk).staff_id == other.staff_id
    listed = get_day_list(actor=other, staff_id=other.staff_id, date=DAY)
    assert listed is not None
    assert [one.id for one in listed.arrived] == [task.pk]


def test_a_task_is_not_assigned_to_another_station(town: Town, task: Task) -> None:
    stranger = town.stage.actor("other_chief").staff_id
    assert stranger is not None
    with pytest.raises(WrongOfficerError):
        assign_task(actor=town.stage.actor("chief"), task_id=task.pk, staff_id=stranger)


def test_the_database_refuses_states_that_contradict_themselves(town: Town, task: Task) -> None:
    for change in (
        {"state": "done"},
        {"state": TaskState.COMPLETED},
        {"state": TaskState.IN_PROGRESS},
        {"minutes": 0},
        {"priority": 6},
        {"opens_minute": 1200, "closes_minute": 600},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Task.objects.filter(pk=task.pk).update(**change)


@pytest.mark.parametrize("seed", range(4))
def test_whoever_acts_in_whatever_order_what_is_stored_stays_true(town: Town, task: Task, seed: int) -> None:
    """Officers, leaders and mornings in a random order: refused or done, never half done, nothing doubled."""
    chance = random.Random(seed)
    officers = [town.stage.actor(name) for name in ("officer", "other_officer")]
    chief, path = town.stage.actor("chief"), town.stage.paths[STATION]
    acts = (
        lambda one, who: sign_for_task(actor=who, task_id=one.pk),
        lambda one, who: start_task(actor=who, task_id=one.pk),
        lambda one, who: complete_task(actor=who, task_id=one.pk, evidence=DONE),
        lambda one, who: send_back_task(actor=who, task_id=one.pk, reason="改日再来"),
        lambda one, who: assign_task(actor=chief, task_id=one.pk, staff_id=who.staff_id or 0),
        lambda one, who: sign_for_day_list(actor=who, date=DAY),
        lambda one, who: generate_morning_lists(actor=SYSTEM, date=DAY),
        lambda one, who: replan_station(actor=chief, station_path=path, note="调整"),
    )
    for _ in range(30):
        one = chance.choice(list(Task.objects.all()))
        with contextlib.suppress(TasksError, NotVisibleError, NotAllowedError):
            chance.choices(acts, weights=(4, 5, 5, 2, 3, 1, 1, 1))[0](one, chance.choice(officers))
    done = Task.objects.filter(state=TaskState.COMPLETED)
    assert Task.objects.count() == 3
    assert set(CompletionRecord.objects.values_list("task_id", flat=True)) == set(done.values_list("pk", flat=True))
    for row in Task.objects.all():
        moves = [entry.what for entry in task_timeline(actor=SYSTEM, task_id=row.pk)]
        assert moves.count("complete") == (row.state == TaskState.COMPLETED)
        assert "start" in moves or row.state not in (TaskState.IN_PROGRESS, TaskState.COMPLETED)
    items = [one["task"] for plan in DayPlan.objects.all() for one in plan.items]
    assert len(items) == len(set(items))


def test_the_timeline_is_never_changed(town: Town, task: Task) -> None:
    sign_for_task(actor=town.stage.actor("officer"), task_id=task.pk)
    with pytest.raises(ProgrammingError), transaction.atomic():
        TaskEntry.objects.update(note="nothing happened")
    with pytest.raises(ProgrammingError), transaction.atomic():
        TaskEntry.objects.all().delete()


def test_every_change_of_a_task_keeps_the_row_as_it_was(town: Town, task: Task) -> None:
    history = Task.events.rel.related_model.objects.filter(pgh_obj_id=task.pk)  # type: ignore[attr-defined]
    before = history.count()
    sign_for_task(actor=town.stage.actor("officer"), task_id=task.pk)
    assert list(history.order_by("pgh_id").values_list("state", flat=True))[before:] == [TaskState.READY]
