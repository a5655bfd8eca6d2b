"""A duplicate is cancelled with a pointer to the one kept; what is finished stays as it is."""

from __future__ import annotations

import datetime

import pytest
from django.db import IntegrityError, ProgrammingError, transaction
from django.test import Client
from django.urls import reverse
from tests.stage import DAY, EAST_GATE, FERRY

from fengqiao.domains.tasks.contracts import (
    CompletionResult,
    Evidence,
    NotADuplicateError,
    TaskState,
    TransitionRefusedError,
)
from fengqiao.domains.tasks.models import Task
from fengqiao.domains.tasks.public import (
    cancel_as_duplicate,
    complete_task,
    generate_morning_lists,
    start_task,
    task_timeline,
)
from fengqiao.domains.tasks.tests.morning_stage import Town
from fengqiao.foundation.audit.models import AuditEntry
from fengqiao.foundation.scoping.contracts import SYSTEM, NotAllowedError, NotVisibleError

NEXT_DAY = DAY + datetime.timedelta(days=1)
ANSWERS = {"检查情况": "登记齐全", "问题与整改期限": "无"}


@pytest.fixture
def two(town: Town) -> tuple[Task, Task]:
    """The same hotel, entered twice."""
    town.add("key_venue", "hotel-1", number=1, kind="hotel")
    town.add("key_venue", "hotel-1-again", number=1, kind="hotel")
    generate_morning_lists(actor=SYSTEM, date=DAY)
    return Task.objects.get(subject_id="hotel-1"), Task.objects.get(subject_id="hotel-1-again")


def finish(town: Town, task: Task) -> None:
    officer = town.stage.actor("officer")
    start_task(actor=officer, task_id=task.pk)
    complete_task(actor=officer, task_id=task.pk, evidence=Evidence(CompletionResult.DONE, answers=ANSWERS))


def test_a_duplicate_is_cancelled_and_points_to_the_one_kept(town: Town, two: tuple[Task, Task]) -> None:
    kept, twin = two
    done = cancel_as_duplicate(actor=town.stage.actor("chief"), task_id=twin.pk, kept_id=kept.pk)
    assert (done.state, done.duplicate_of) == (TaskState.CANCELLED, kept.pk)
    last = task_timeline(actor=town.stage.actor("chief"), task_id=twin.pk)[-1]
    assert last.what == "cancel_as_duplicate"
    assert last.actor_name == town.stage.actor("chief").name
    entry = AuditEntry.objects.get(action="cancel_task_as_duplicate")
    assert entry.details["kept"] == kept.pk


def test_the_next_morning_leaves_a_duplicate_cancelled(town: Town, two: tuple[Task, Task]) -> None:
    kept, twin = two
    cancel_as_duplicate(actor=town.stage.actor("chief"), task_id=twin.pk, kept_id=kept.pk)
    generate_morning_lists(actor=SYSTEM, date=NEXT_DAY)
    twin.refresh_from_db()
    kept.refresh_from_db()
    assert (twin.state, kept.state) == (TaskState.CANCELLED, TaskState.READY)
    assert Task.objects.filter(subject_id="hotel-1-again").count() == 1


def test_a_task_is_no_duplicate_of_itself_of_a_cancelled_one_or_of_another_stations(
    town: Town, two: tuple[Task, Task]
) -> None:
    kept, twin = two
    far = town.add("key_venue", "hotel-far", beat=FERRY, kind="hotel")
    generate_morning_lists(actor=SYSTEM, date=DAY)
    chief = town.stage.actor("chief")
    for other in (twin.pk, Task.objects.get(subject_id=far.id).pk, 10**9):
        with pytest.raises(NotADuplicateError):
            cancel_as_duplicate(actor=chief, task_id=twin.pk, kept_id=other)
    cancel_as_duplicate(actor=chief, task_id=twin.pk, kept_id=kept.pk)
    with pytest.raises(NotADuplicateError):
        cancel_as_duplicate(actor=chief, task_id=kept.pk, kept_id=twin.pk)


def test_only_a_leader_of_the_place_calls_a_task_a_duplicate(town: Town, two: tuple[Task, Task]) -> None:
    kept, twin = two
    with pytest.raises((NotAllowedError, NotVisibleError)):
        cancel_as_duplicate(actor=town.stage.actor("officer"), task_id=twin.pk, kept_id=kept.pk)
    with pytest.raises(NotVisibleError):
        cancel_as_duplicate(actor=town.stage.actor("other_chief"), task_id=twin.pk, kept_id=kept.pk)


def test_what_is_completed_is_not_called_a_duplicate_any_more(town: Town, two: tuple[Task, Task]) -> None:
    kept, twin = two
    finish(town, twin)
    with pytest.raises(TransitionRefusedError):
        cancel_as_duplicate(actor=town.stage.actor("chief"), task_id=twin.pk, kept_id=kept.pk)


def test_the_database_refuses_to_change_or_delete_a_finished_task(town: Town, two: tuple[Task, Task]) -> None:
    done, _ = two
    finish(town, done)
    for change in (
        lambda: Task.objects.filter(pk=done.pk).update(note="etwas anderes"),
        lambda: Task.objects.filter(pk=done.pk).update(state=TaskState.READY, completed_at=None, result=""),
        lambda: Task.objects.filter(pk=done.pk)._raw_delete(using="default"),
    ):
        with pytest.raises(ProgrammingError, match="never changed"), transaction.atomic():
            change()


def test_the_database_refuses_a_pointer_on_an_open_task_or_to_itself(town: Town, two: tuple[Task, Task]) -> None:
    kept, twin = two
    for change in (
        {"duplicate_of": kept},
        {"state": TaskState.CANCELLED, "duplicate_of": twin},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Task.objects.filter(pk=twin.pk).update(**change)


def test_the_page_offers_what_a_task_may_be_a_duplicate_of_and_shows_the_pointer(
    town: Town, two: tuple[Task, Task], client: Client
) -> None:
    kept, twin = two
    town.add("key_venue", "elsewhere", beat=EAST_GATE, number=8, kind="hotel")
    generate_morning_lists(actor=SYSTEM, date=DAY)
    client.force_login(town.stage.user("chief"))  # type: ignore[arg-type]
    page = client.get(reverse("tasks:task", args=[twin.pk])).content.decode()
    assert f'value="{kept.pk}"' in page
    assert str(Task.objects.get(subject_id="elsewhere").pk) not in page.split("duplicate-form")[1].split("</form>")[0]
    client.post(reverse("tasks:duplicate", args=[twin.pk]), {"kept": kept.pk})
    twin.refresh_from_db()
    assert twin.duplicate_of_id == kept.pk
    assert reverse("tasks:task", args=[kept.pk]) in client.get(reverse("tasks:task", args=[twin.pk])).content.decode()
