"""Own work asks the boundary: the clause is shown with the ways that are open; the people's report is never refused."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.test import Client

from fengqiao.domains.duties.contracts import Boundary
from fengqiao.domains.tasks.contracts import NewWork
from fengqiao.domains.tasks.contracts.boundary import BeyondBoundaryError
from fengqiao.domains.tasks.models import Task
from fengqiao.domains.tasks.public import add_own_work, get_task
from fengqiao.domains.tasks.tests.day_stage import OfficersDay, assert_the_day_is_honest, client_id

WAGES = NewWork(title="调处工地欠薪", minutes=60, basis="居民求助")
LAND = NewWork(title="陪同征地拆迁", minutes=60, basis="街道要求")
RENTING = NewWork(title="出租房屋治安检查", minutes=30, basis="路上看到")
ENGLISH = {"HTTP_ACCEPT_LANGUAGE": "en"}


@pytest.mark.parametrize(("work", "side"), [(WAGES, Boundary.HANDED_OVER), (LAND, Boundary.NEVER_OURS)])
def test_own_work_that_is_anothers_is_answered_by_its_clause(day: OfficersDay, work: NewWork, side: Boundary) -> None:
    with pytest.raises(BeyondBoundaryError) as refused:
        add_own_work(actor=day.actor, work=work, client_id=client_id())
    assert refused.value.parameters["clause"].side is side
    assert not Task.objects.filter(is_own_initiative=True).exists()


def test_own_work_that_the_lists_call_ours_or_do_not_name_is_added(day: OfficersDay) -> None:
    add_own_work(actor=day.actor, work=RENTING, client_id=client_id())
    add_own_work(actor=day.actor, work=replace(RENTING, title="帮孤寡老人装烟感"), client_id=client_id())
    assert Task.objects.filter(is_own_initiative=True).count() == 2


def test_a_report_of_the_people_is_heard_whoever_handles_it(day: OfficersDay) -> None:
    add_own_work(actor=day.actor, work=replace(WAGES, is_peoples_report=True), client_id=client_id())
    task = get_task(actor=day.actor, task_id=Task.objects.get(is_own_initiative=True).pk)
    assert task.reason.code == "peoples_report"
    assert "县劳动保障监察机构" in task.reason_text
    assert_the_day_is_honest(day)


def test_a_report_of_the_people_that_is_ours_is_plain_own_work(day: OfficersDay) -> None:
    add_own_work(actor=day.actor, work=replace(RENTING, is_peoples_report=True), client_id=client_id())
    assert Task.objects.get(is_own_initiative=True).reason["code"] == "own_work"


def test_the_page_shows_the_clause_and_the_ways(day: OfficersDay, client: Client) -> None:
    client.force_login(day.town.stage.user("officer"))
    data = {"client_id": client_id(), "title": WAGES.title, "minutes": "60", "basis": "residents"}
    answer = client.post("/tasks/today/add/", data, **ENGLISH)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "county labour inspection" in page
    assert "劳动保障监察条例" in page
    assert "/lists/boundary/report/" in page
    assert not Task.objects.filter(is_own_initiative=True).exists()
    heard = client.post("/tasks/today/add/", {**data, "peoples_report": "1"})
    assert heard.status_code == 302
    assert Task.objects.get(is_own_initiative=True).reason["code"] == "peoples_report"


def test_the_report_of_a_task_from_outside_is_filled_with_what_was_written(day: OfficersDay, client: Client) -> None:
    client.force_login(day.town.stage.user("officer"))
    page = client.get("/lists/boundary/report/", {"what": LAND.title, "minutes": "60"}).content.decode()
    assert LAND.title in page
