"""The pages: the officer's day, one task, the station's day."""

from __future__ import annotations

import datetime
import re

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from tests.stage import DAY, STATION, at, stop_clock

from fengqiao.domains.tasks.models import Task
from fengqiao.domains.tasks.public import generate_morning_lists, start_task
from fengqiao.domains.tasks.tests.morning_stage import Town, furnish
from fengqiao.foundation.scoping.contracts import SYSTEM


@pytest.fixture
def furnished(town: Town) -> Town:
    furnish(town, venues=14, households=40)
    address = town.add("address", "address-9", number=7)
    for number, days in enumerate((40, 20, 1)):
        town.happen("quarrel", f"call-{number}", address, days_ago=days)
    generate_morning_lists(actor=SYSTEM, date=DAY)
    return town


def sign_in(client: Client, town: Town, name: str) -> Client:
    client.force_login(town.stage.user(name))
    return client


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_the_list_shows_the_next_task_its_why_and_what_is_left_out(
    client: Client, furnished: Town, language: str
) -> None:
    client.cookies["django_language"] = language
    page = sign_in(client, furnished, "officer").get(reverse("tasks:today"))
    body = page.content.decode()
    assert page.status_code == 200
    assert page.context["next"].task.state == "ready"
    assert page.context["left_out"]
    with translation.override(language):
        assert translation.gettext("Not today") in body
    assert {"zh-hans": "签收清单", "en": "Sign for the list"}[language] in body
    words = {"zh-hans": "90天内第3次争吵类警情", "en": "quarrel call no. 3 within 90 days"}
    assert words[language] in body


def test_a_day_without_a_list_says_what_will_appear(client: Client, town: Town) -> None:
    officer = sign_in(client, town, "officer")
    assert "06:30" in officer.get(reverse("tasks:today")).content.decode()
    gone = officer.get(reverse("tasks:today"), {"date": (DAY - datetime.timedelta(days=3)).isoformat()})
    assert gone.status_code == 200
    assert gone.context["is_past"]


def test_the_way_through_a_task_from_signing_to_evidence(client: Client, furnished: Town) -> None:
    officer = sign_in(client, furnished, "officer")
    officer.post(reverse("tasks:sign_list"), {"date": DAY.isoformat()})
    task = Task.objects.filter(subject_kind="key_venue", state="signed_for").order_by("pk")[0]
    page = reverse("tasks:task", args=[task.pk])
    assert officer.get(page).status_code == 200
    officer.post(reverse("tasks:start", args=[task.pk]))
    stop_clock(at(8, 30))
    missing = officer.post(reverse("tasks:complete", args=[task.pk]), {"result": "done", "answer_0": "台账齐全"})
    assert missing.status_code == 422
    assert missing.context["form"].errors.keys() == {"answer_1"}
    again = missing.content.decode()
    assert re.findall(r'<textarea name="(\w+)"[^>]*autofocus', again) == ["answer_1"]
    assert '<a href="#id_answer_1">' in again
    assert 'aria-describedby="id_answer_1_error"' in again
    assert 'id="id_answer_1_error"' in again
    answers = {"result": "done", "answer_0": "台账齐全", "answer_1": "无"}
    assert officer.post(reverse("tasks:complete", args=[task.pk]), answers).status_code == 302
    task.refresh_from_db()
    assert (task.state, task.minutes_spent) == ("completed", 30)
    assert task.answers == {"检查情况": "台账齐全", "问题与整改期限": "无"}
    assert "台账齐全" in officer.get(page).content.decode()
    again = officer.post(reverse("tasks:start", args=[task.pk]), follow=True)
    assert again.status_code == 200


def test_a_colleagues_task_answers_404_and_a_role_without_tasks_403(client: Client, furnished: Town) -> None:
    task = Task.objects.filter(subject_kind="key_venue")[0]
    other = sign_in(client, furnished, "other_officer")
    assert other.get(reverse("tasks:task", args=[task.pk])).status_code == 404
    assert other.post(reverse("tasks:start", args=[task.pk])).status_code == 404
    assert other.get(reverse("tasks:today"), {"staff": task.staff_id}).status_code == 404
    assert other.get(reverse("tasks:station")).status_code == 403
    assert sign_in(client, furnished, "county_staff").get(reverse("tasks:today")).status_code == 403


def test_the_points_of_the_map_are_numbered_in_route_order(client: Client, furnished: Town) -> None:
    points = sign_in(client, furnished, "officer").get(reverse("tasks:map_points")).json()
    orders = [one["properties"]["order"] for one in points["features"]]
    assert orders == sorted(orders)
    assert len(orders) > 3
    assert points["features"][0]["properties"]["tone"] == "action"


def test_the_chief_sees_the_load_of_each_officer_and_looks_into_a_list(client: Client, furnished: Town) -> None:
    chief = sign_in(client, furnished, "chief")
    page = chief.get(reverse("tasks:station"))
    names = [lane.load.staff_name for lane, _ in page.context["lanes"]]
    assert page.status_code == 200
    assert names == ["林小满", "周大勇"]
    task = Task.objects.filter(subject_kind="key_venue")[0]
    assert chief.get(reverse("tasks:today"), {"staff": task.staff_id}).status_code == 200
    assert chief.get(reverse("tasks:task", args=[task.pk])).context["may_assign"]
    assert chief.post(reverse("tasks:start", args=[task.pk])).status_code == 403


def test_a_leader_assigns_and_plans_anew_from_the_page(client: Client, furnished: Town) -> None:
    chief = sign_in(client, furnished, "chief")
    other = furnished.stage.actor("other_officer").staff_id
    task = Task.objects.filter(subject_kind="key_venue")[0]
    chief.post(reverse("tasks:assign", args=[task.pk]), {"staff": other})
    task.refresh_from_db()
    assert task.staff_id == other
    path = furnished.stage.paths[STATION]
    done = chief.post(reverse("tasks:replan"), {"station": path, "note": "周大勇提前返岗"})
    assert done.status_code == 302
    assert chief.post(reverse("tasks:replan"), {"station": path}).status_code == 422


def test_lists_can_be_made_from_the_page_when_there_are_none(client: Client, town: Town) -> None:
    furnish(town)
    chief = sign_in(client, town, "chief")
    path = town.stage.paths[STATION]
    assert chief.get(reverse("tasks:station")).status_code == 200
    chief.post(reverse("tasks:generate"), {"station": path})
    assert Task.objects.filter(subject_kind="key_venue").count() == 4
    refused = sign_in(client, town, "officer").post(reverse("tasks:generate"), {"station": path})
    assert refused.status_code == 403


def test_the_officer_can_have_the_list_made_again(client: Client, furnished: Town) -> None:
    page = sign_in(client, furnished, "officer").post(reverse("tasks:replay"), {"date": DAY.isoformat()})
    assert page.context["report"].is_identical


def test_a_list_page_asks_the_database_a_bounded_number_of_times(
    client: Client, furnished: Town, django_assert_max_num_queries: object
) -> None:
    officer = sign_in(client, furnished, "officer")
    task = Task.objects.filter(subject_kind="key_venue")[0]
    start_task(actor=furnished.stage.actor("officer"), task_id=task.pk)
    officer.get(reverse("tasks:today"))
    with django_assert_max_num_queries(30):  # type: ignore[operator]
        officer.get(reverse("tasks:today"))


@pytest.mark.parametrize("page", ["today", "station"])
@pytest.mark.parametrize("date", ["2026-13-99", "yesterday", "1989-12-31"])
def test_a_date_that_is_none_is_said_to_be_none(client: Client, furnished: Town, page: str, date: str) -> None:
    answer = sign_in(client, furnished, "chief").get(
        reverse(f"tasks:{page}"), {"date": date}, headers={"accept-language": "en"}
    )
    assert f"“{date}” is no date of the calendar" in answer.content.decode()
    right = client.get(reverse(f"tasks:{page}"), {"date": DAY.isoformat()}, headers={"accept-language": "en"})
    assert "is no date" not in right.content.decode()
