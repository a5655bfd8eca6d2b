"""The pages of evaluation through the doors."""

from __future__ import annotations

import datetime

import pytest
from django.test import Client
from django.urls import reverse
from tests.stage import COUNTY, DAY, FERRY, OTHER_STATION, STATION, at, stop_clock

from fengqiao.domains.tasks.contracts import CompletionResult
from fengqiao.domains.tasks.models import CompletionRecord, EvaluationRulesVersion, Task, Verification, VisitQuestion
from fengqiao.domains.tasks.public import ask_about_visits, count_month, draw_sample, generate_morning_lists
from fengqiao.domains.tasks.queries.evaluation.rules import shipped_rules
from fengqiao.domains.tasks.tests.evaluation_stage import list_venues, visit
from fengqiao.domains.tasks.tests.morning_stage import Town, furnish
from fengqiao.foundation.scoping.contracts import SYSTEM


@pytest.fixture
def counted(town: Town) -> list[Task]:
    """Three visits of the day, one of them far too short, counted."""
    tasks = list_venues(town, venues=4)
    visit(town, tasks[0], begins=(9, 0), minutes=30)
    visit(town, tasks[1], begins=(10, 0), minutes=1)
    visit(town, tasks[2], begins=(11, 0), minutes=10, result=CompletionResult.DECLINED)
    stop_clock(at(16))
    ask_about_visits(actor=SYSTEM, from_at=at(0), to_at=at(0, day=DAY + datetime.timedelta(days=1)))
    count_month(actor=SYSTEM, month=DAY)
    return tasks


def signed_in(client: Client, town: Town, name: str) -> Client:
    client.force_login(town.stage.user(name))  # type: ignore[arg-type]
    return client


@pytest.mark.parametrize("language", ["zh-hans", "en"])
@pytest.mark.parametrize("page", ["evaluation", "burden", "verification", "own-figures", "evaluation/rules"])
def test_every_page_stands_when_nothing_was_counted(client: Client, town: Town, page: str, language: str) -> None:
    signed_in(client, town, "chief")
    answer = client.get(f"/tasks/{page}/", headers={"accept-language": language})
    assert answer.status_code == 200


def test_a_target_is_shown_with_its_counts_interval_and_counter_measures(
    client: Client, town: Town, counted: list[Task]
) -> None:
    answer = signed_in(client, town, "chief").get("/tasks/evaluation/", headers={"accept-language": "en"})
    text = answer.content.decode()
    assert "2 / 3" in text
    assert "Came again within 30 days" in text
    assert "too few to conclude from" in text
    assert "Why together" in text


def test_a_leader_sees_questions_and_loads_and_the_county_only_figures(
    client: Client, town: Town, counted: list[Task]
) -> None:
    officer = "林小满"
    text = signed_in(client, town, "chief").get("/tasks/evaluation/").content.decode()
    assert officer in text
    path = town.stage.paths[STATION]
    county = signed_in(client, town, "county_staff")
    for address in ("/tasks/evaluation/", f"/tasks/evaluation/?unit={path}", f"/tasks/burden/?unit={path}"):
        answer = county.get(address)
        assert answer.status_code == 200
        assert officer not in answer.content.decode()


def test_a_place_outside_the_own_part_of_the_tree_does_not_exist(
    client: Client, town: Town, counted: list[Task]
) -> None:
    chief = signed_in(client, town, "chief")
    for page in ("evaluation", "burden"):
        assert chief.get(f"/tasks/{page}/?unit={town.stage.paths[OTHER_STATION]}").status_code == 404
        assert chief.get(f"/tasks/{page}/?unit={town.stage.paths[COUNTY]}").status_code == 404
        assert chief.get(f"/tasks/{page}/?unit=zzzz&month=nonsense").status_code == 404


def test_asking_for_another_order_changes_nothing(client: Client, town: Town, counted: list[Task]) -> None:
    furnish(town, venues=2, beat=FERRY)
    generate_morning_lists(actor=SYSTEM, date=DAY)
    chief = signed_in(client, town, "chief")
    plain = chief.get("/tasks/evaluation/").context
    for wish in ("sort=on_time", "order=-completed", "order_by=fraction"):
        again = chief.get(f"/tasks/evaluation/?{wish}").context
        assert [one.staff_id for one in again["loads"]] == [one.staff_id for one in plain["loads"]]
        assert [one.path for one in again["sheet"].units] == [one.path for one in plain["sheet"].units]


def test_an_officer_answers_the_questions_of_a_day_and_a_leader_closes_them(
    client: Client, town: Town, counted: list[Task]
) -> None:
    question = VisitQuestion.objects.get()
    officer = signed_in(client, town, "officer")
    assert "Far shorter" in officer.get("/tasks/own-figures/", headers={"accept-language": "en"}).content.decode()
    wrong = officer.post("/tasks/own-figures/answer/", {"questions": [question.pk], "answer": "other"})
    assert wrong.status_code == 422
    officer.post("/tasks/own-figures/answer/", {"questions": [question.pk], "answer": "entered_late"})
    question.refresh_from_db()
    assert (question.state, question.answer) == ("answered", "entered_late")
    chief = signed_in(client, town, "chief")
    chief.post(f"/tasks/questions/{question.pk}/close/", {"note": "已核对"})
    question.refresh_from_db()
    assert (question.state, question.close_note) == ("closed", "已核对")


def test_a_sample_is_drawn_rung_and_talked_about_through_the_pages(
    client: Client, town: Town, counted: list[Task]
) -> None:
    path = town.stage.paths[STATION]
    chief = signed_in(client, town, "chief")
    chief.post("/tasks/verification/draw/", {"station": path, "seed": "5"})
    first = Verification.objects.order_by("pk").first()
    assert first is not None
    assert first.draw.seed == 5
    leader = signed_in(client, town, "shift_leader")
    assert leader.get(f"/tasks/verification/{first.pk}/").status_code == 200
    wrong = leader.post(f"/tasks/verification/{first.pk}/call/", {"outcome": "not_confirmed"})
    assert wrong.status_code == 422
    leader.post(f"/tasks/verification/{first.pk}/call/", {"outcome": "not_confirmed", "note": "说没来过"})
    officer = signed_in(client, town, "officer")
    assert f"/tasks/verification/{first.pk}/" in officer.get("/tasks/own-figures/").content.decode()
    officer.post(f"/tasks/verification/{first.pk}/side/", {"note": "见的是店员"})
    chief = signed_in(client, town, "chief")
    assert chief.post(f"/tasks/verification/{first.pk}/close/", {"note": "店员证实"}).status_code == 422
    chief.post(f"/tasks/verification/{first.pk}/close/", {"is_explained": "yes", "note": "店员证实"})
    first.refresh_from_db()
    assert (first.state, first.is_explained, first.officer_note) == ("talked", True, "见的是店员")


def test_a_residents_telephone_is_on_no_call_page_but_behind_a_reason(
    client: Client, town: Town, counted: list[Task]
) -> None:
    Task.objects.filter(pk=counted[3].pk).update(subject_kind="resident", subject_id="R1")
    visit(town, counted[3], begins=(16, 0), minutes=30)
    draw_sample(actor=town.stage.actor("chief"), station_path=town.stage.paths[STATION], seed=5)
    row = Verification.objects.get(task_id=counted[3].pk)
    text = signed_in(client, town, "shift_leader").get(f"/tasks/verification/{row.pk}/").content.decode()
    assert "tel:" not in text
    assert reverse("places:resident", args=["R1"]) in text


def test_wrong_rules_are_refused_with_every_problem_and_nothing_is_lost(client: Client, town: Town) -> None:
    county, path = signed_in(client, town, "county_staff"), town.stage.paths[COUNTY]
    document = shipped_rules().replace("counters: [declined, nobody_there]", "counters: []")
    answer = county.post(
        "/tasks/evaluation/rules/write/", {"unit": path, "document": document}, headers={"accept-language": "en"}
    )
    assert answer.status_code == 422
    assert "a target needs at least one counter-measure" in answer.content.decode()
    assert "counters: []" in answer.content.decode()
    good = shipped_rules().replace("sample_size: 10", "sample_size: 3")
    county.post("/tasks/evaluation/rules/write/", {"unit": path, "document": good})
    assert EvaluationRulesVersion.objects.get().version == 1
    draw_size = signed_in(client, town, "chief").get("/tasks/verification/").context["sample_size"]
    assert draw_size == 3


def test_a_county_cannot_write_the_rules_of_a_place_that_is_not_its_own(client: Client, town: Town) -> None:
    answer = signed_in(client, town, "county_staff").post(
        "/tasks/evaluation/rules/write/", {"unit": "", "document": shipped_rules()}
    )
    assert answer.status_code in (403, 404)
    assert not EvaluationRulesVersion.objects.exists()


def test_work_entered_later_keeps_its_real_times(client: Client, town: Town) -> None:
    task = list_venues(town, venues=1)[0]
    officer = signed_in(client, town, "officer")
    stop_clock(at(17))
    officer.post(f"/tasks/{task.pk}/start/")
    answers = {"result": "done", "answer_0": "齐全", "answer_1": "无"}
    for wrong in (
        {"done_from": "10:00"},
        {"done_from": "10:00", "done_to": "09:00"},
        {"done_from": "18:00", "done_to": "19:00"},
    ):
        assert officer.post(f"/tasks/{task.pk}/complete/", {**answers, **wrong}).status_code == 422
    officer.post(f"/tasks/{task.pk}/complete/", {**answers, "done_from": "10:00", "done_to": "10:25"})
    done = CompletionRecord.objects.get(task_id=task.pk)
    assert (done.completed_at, done.recorded_at, done.minutes) == (at(10, 25), at(17), 25)
