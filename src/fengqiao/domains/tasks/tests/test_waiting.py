"""What waits behind full desks is taken into the own day, or given by a leader; nobody takes it twice."""

from __future__ import annotations

import pytest
from django.test import Client
from tests.stage import DAY, FERRY, STATION

from fengqiao.domains.tasks.contracts import TaskState, WrongOfficerError
from fengqiao.domains.tasks.contracts.waiting import NotWaitingError, WaitingQueue, WaitingWork
from fengqiao.domains.tasks.models import Task
from fengqiao.domains.tasks.public import (
    assign_waiting,
    generate_morning_lists,
    list_waiting,
    take_waiting,
)
from fengqiao.domains.tasks.tests.day_stage import OfficersDay, assert_the_day_is_honest, client_id, plan_a_day
from fengqiao.domains.tasks.tests.morning_stage import Town, furnish
from fengqiao.foundation.audit.models import AuditEntry
from fengqiao.foundation.scoping.contracts import SYSTEM, NotAllowedError, NotVisibleError

ENGLISH = {"HTTP_ACCEPT_LANGUAGE": "en"}


@pytest.fixture
def full(town: Town) -> OfficersDay:
    """More households are due in the old town than the officer's desk holds."""
    return plan_a_day(town, venues=4, households=120)


def works(queue: WaitingQueue) -> list[WaitingWork]:
    return [work for row in queue.rows for work in row.works]


def test_what_waits_is_what_the_list_says_waits(full: OfficersDay) -> None:
    said = sum(row["count"] for row in full.plan.waiting)
    assert said > 0
    queue = list_waiting(actor=full.actor)
    assert queue.count == said
    assert all(work.is_own and work.whose == "林小满" for work in works(queue))
    assert not {work.key for work in works(queue)} & set(Task.objects.values_list("uid", flat=True))


def test_an_officer_takes_waiting_work_into_the_day_as_a_revision_that_replays(full: OfficersDay) -> None:
    before = list_waiting(actor=full.actor)
    key, act = works(before)[0].key, client_id()
    changed = take_waiting(actor=full.actor, key=key, client_id=act)
    assert take_waiting(actor=full.actor, key=key, client_id=act).revision == changed.revision
    task = Task.objects.get(uid=key)
    assert (task.state, task.staff_id, task.is_assigned_by_hand) == (
        TaskState.SIGNED_FOR, full.actor.staff_id, True,
    )  # fmt: skip
    assert task.pk in full.order
    assert full.kinds == ["morning", "added"]
    assert_the_day_is_honest(full)
    assert list_waiting(actor=full.actor).count == before.count - 1
    assert sum(row["count"] for row in full.plan.waiting) == before.count - 1
    assert AuditEntry.objects.filter(action="take_waiting_task").count() == 1


def test_nobody_takes_what_somebody_has_taken(full: OfficersDay) -> None:
    key = works(list_waiting(actor=full.actor))[0].key
    take_waiting(actor=full.actor, key=key, client_id=client_id())
    with pytest.raises(NotWaitingError):
        take_waiting(actor=full.actor, key=key, client_id=client_id())
    with pytest.raises(NotWaitingError):
        take_waiting(actor=full.actor, key="household:elsewhere~first~x:1", client_id=client_id())
    assert Task.objects.filter(uid=key).count() == 1


def test_a_colleague_of_the_station_takes_it_and_the_queue_of_its_officer_is_shorter(full: OfficersDay) -> None:
    colleague = full.town.stage.actor("other_officer")
    before = sum(row["count"] for row in full.plan.waiting)
    key = works(list_waiting(actor=colleague))[0].key
    take_waiting(actor=colleague, key=key, client_id=client_id())
    assert Task.objects.get(uid=key).staff_id == colleague.staff_id
    assert sum(row["count"] for row in full.plan.waiting) == before - 1


def test_the_work_of_another_station_does_not_wait_here(town: Town) -> None:
    furnish(town, venues=0, households=120, beat=FERRY)
    day = plan_a_day(town, venues=2)
    assert list_waiting(actor=day.actor).count == 0
    ferry = list_waiting(actor=SYSTEM, station_path=town.stage.paths[FERRY])
    with pytest.raises(NotWaitingError):
        take_waiting(actor=day.actor, key="household:household-0100-119~first~x:1", client_id=client_id())
    assert ferry.count >= 0
    with pytest.raises(NotVisibleError):
        list_waiting(actor=town.stage.actor("chief"), station_path=town.stage.paths[FERRY])


def test_a_leader_gives_waiting_work_to_an_officer_of_the_station(full: OfficersDay) -> None:
    stage = full.town.stage
    chief, colleague, path = stage.actor("chief"), stage.actor("other_officer"), stage.paths[STATION]
    assert colleague.staff_id is not None
    key = works(list_waiting(actor=chief, station_path=path))[0].key
    given = assign_waiting(actor=chief, station_path=path, key=key, staff_id=colleague.staff_id)
    assert (given.staff_id, given.state) == (colleague.staff_id, TaskState.READY)
    generate_morning_lists(actor=SYSTEM, date=DAY)
    assert Task.objects.get(uid=key).staff_id == colleague.staff_id
    outsider = stage.actor("other_chief").staff_id
    assert outsider is not None
    with pytest.raises(WrongOfficerError):
        assign_waiting(actor=chief, station_path=path, key=key, staff_id=outsider)
    with pytest.raises(NotVisibleError):
        assign_waiting(actor=full.actor, station_path=path, key=key, staff_id=colleague.staff_id)
    with pytest.raises(NotAllowedError):
        assign_waiting(actor=stage.actor("dispatcher"), station_path=path, key=key, staff_id=colleague.staff_id)


def test_a_task_without_an_officer_can_be_taken(full: OfficersDay) -> None:
    task = full.task(0)
    Task.objects.filter(pk=task.pk).update(staff_id=None)
    colleague = full.town.stage.actor("other_officer")
    queue = list_waiting(actor=colleague)
    [without] = [work for work in works(queue) if work.key == task.uid]
    assert without.whose == ""
    take_waiting(actor=colleague, key=task.uid, client_id=client_id())
    task.refresh_from_db()
    assert (task.staff_id, task.state) == (colleague.staff_id, TaskState.SIGNED_FOR)


def test_the_next_morning_keeps_what_was_taken(full: OfficersDay) -> None:
    key = works(list_waiting(actor=full.actor))[0].key
    take_waiting(actor=full.actor, key=key, client_id=client_id())
    generate_morning_lists(actor=SYSTEM, date=DAY)
    assert Task.objects.get(uid=key).state == TaskState.SIGNED_FOR


def test_the_officer_takes_and_the_leader_gives_on_their_pages(full: OfficersDay, client: Client) -> None:
    stage = full.town.stage
    client.force_login(stage.user("officer"))
    assert "/tasks/waiting/" in client.get("/tasks/today/", **ENGLISH).content.decode()
    page = client.get("/tasks/waiting/", **ENGLISH)
    first, second = [work.key for work in works(list_waiting(actor=full.actor))][:2]
    assert first in page.content.decode()
    taken = client.post("/tasks/waiting/take/", {"key": first, "client_id": client_id()})
    assert (taken.status_code, taken["Location"]) == (302, "/tasks/today/change/")
    gone = client.post("/tasks/waiting/take/", {"key": first, "client_id": client_id()}, follow=True, **ENGLISH)
    assert "waits no longer" in gone.content.decode()
    client.force_login(stage.user("chief"))
    path = stage.paths[STATION]
    assert second in client.get("/tasks/station/waiting/", {"station": path}, **ENGLISH).content.decode()
    colleague = stage.actor("other_officer").staff_id
    given = {"key": second, "station": path, "staff": colleague}
    assert client.post("/tasks/station/waiting/assign/", given).status_code == 302
    assert Task.objects.get(uid=second).staff_id == colleague


def test_an_empty_queue_says_so(town: Town, client: Client) -> None:
    day = plan_a_day(town, venues=2)
    client.force_login(day.town.stage.user("officer"))
    assert "Nothing waits" in client.get("/tasks/waiting/", **ENGLISH).content.decode()
    client.force_login(day.town.stage.user("case_officer"))
    assert client.get("/tasks/waiting/", **ENGLISH).status_code == 200
