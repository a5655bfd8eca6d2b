"""Work for two, from the morning to the record: both have it in their day, and both are counted."""

from __future__ import annotations

import datetime

import pytest
from django.test import Client
from tests.stage import DAY, EAST_GATE, STATION, at, stop_clock

from fengqiao.domains.organisation.contracts import NewLeave, WorkQuery
from fengqiao.domains.organisation.public import list_staff_by_number, record_leave
from fengqiao.domains.tasks.contracts import (
    CompletionResult,
    Evidence,
    EvidenceMissingError,
    TaskRecord,
    TaskState,
    WrongOfficerError,
)
from fengqiao.domains.tasks.models import DayPlan, RowMonth, Task, VisitQuestion
from fengqiao.domains.tasks.public import (
    ask_about_visits,
    burden_between,
    complete_task,
    count_month,
    done_work,
    generate_morning_lists,
    get_day_list,
    get_station_day,
    get_task,
    month_loads,
    month_of,
    own_month,
    record_visit,
    start_task,
)
from fengqiao.domains.tasks.queries.evaluation.candidates import companions_of
from fengqiao.domains.tasks.tests.morning_stage import COMMUNITY, Town
from fengqiao.domains.tasks.tests.pair_stage import Pair, assert_nobody_stands_there_alone, plan_a_pair
from fengqiao.foundation.scoping.contracts import SYSTEM, NotAllowedError, NotVisibleError

ANSWERS = {"受害人安全状况": "安全", "已告知的事项": "人身安全保护令"}


def finish(pair: Pair, **evidence: object) -> TaskRecord:
    stop_clock(at(10))
    start_task(actor=pair.lead, task_id=pair.task_id)
    stop_clock(at(10, 30))
    given = Evidence(CompletionResult.DONE, answers=ANSWERS, **evidence)  # type: ignore[arg-type]
    return complete_task(actor=pair.lead, task_id=pair.task_id, evidence=given)


def test_the_morning_puts_a_visit_for_two_into_both_days_at_one_time(town: Town) -> None:
    pair = plan_a_pair(town)
    assert pair.task.staff_id == pair.lead.staff_id
    assert pair.companion.staff_id != pair.lead.staff_id
    assert pair.starts(pair.lead) == pair.starts(pair.companion)
    assert_nobody_stands_there_alone(town)
    listed = get_day_list(actor=pair.companion, staff_id=pair.companion.staff_id or 0, date=DAY)
    assert listed is not None
    item = next(one for one in listed.items if one.task.id == pair.task_id)
    assert (item.task.staff_name, item.task.companion_names) == ("林小满", (listed.staff_name,))


def test_a_second_morning_moves_neither_of_both(town: Town) -> None:
    pair = plan_a_pair(town)
    before = {plan.staff_id: plan.items for plan in DayPlan.objects.all()}
    generate_morning_lists(actor=SYSTEM, date=DAY)
    assert {plan.staff_id: plan.items for plan in DayPlan.objects.all()} == before
    assert pair.task.companions == [pair.companion.staff_id]


def test_with_nobody_else_at_work_the_visit_waits_openly(town: Town) -> None:
    for number in ("100001", "100004", "100006", "F10008"):
        record_leave(actor=SYSTEM, leave=NewLeave(number, DAY, DAY, "annual"))
    pair = plan_a_pair(town)
    assert pair.task.companions == []
    [left] = [one for one in pair.plan(pair.lead).left_out if one["task"] == pair.task_id]
    assert left["reason"]["code"] == "needs_team"


def test_an_auxiliary_is_never_sent_there_without_an_officer(town: Town) -> None:
    for number in ("100001", "100004", "100005", "100006"):
        record_leave(actor=SYSTEM, leave=NewLeave(number, DAY, DAY, "annual", substitute_number=""))
    town.happen("domestic_violence", "61999926091500002", town.add("address", "door-8", beat=EAST_GATE), days_ago=1)
    generate_morning_lists(actor=SYSTEM, date=DAY)
    auxiliary = list_staff_by_number(numbers=["F10008"])["F10008"]
    assert not any(one["task"] for plan in DayPlan.objects.filter(staff_id=auxiliary.id) for one in plan.items)


def test_whoever_comes_along_sees_the_task_and_cannot_act_for_whoever_leads(town: Town) -> None:
    pair = plan_a_pair(town)
    assert get_task(actor=pair.companion, task_id=pair.task_id).id == pair.task_id
    with pytest.raises((NotAllowedError, NotVisibleError)):
        start_task(actor=pair.companion, task_id=pair.task_id)
    outsider = town.stage.actor("other_chief")
    with pytest.raises(NotVisibleError):
        get_task(actor=outsider, task_id=pair.task_id)


def test_the_planned_companion_is_recorded_and_counted_for_both(town: Town) -> None:
    pair = plan_a_pair(town)
    companion = pair.companion
    done = finish(pair)
    assert done.companions == (companion.staff_id,)
    assert companions_of([pair.task_id]) == {pair.task_id: [companion.staff_id]}
    both = [pair.lead.staff_id or 0, companion.staff_id or 0]
    spans = done_work(WorkQuery(staff_ids=frozenset(both), from_at=at(0), to_at=at(23)))
    assert {(one.staff_id, one.minutes) for one in spans} == {(one, 30) for one in both}
    day = get_station_day(actor=SYSTEM, station_path=town.stage.paths[STATION], date=DAY)
    assert {one.staff_id: one.completed for one in day.officers if one.completed} == dict.fromkeys(both, 1)


def test_the_minutes_of_both_stand_in_their_own_figures_and_in_the_months_of_the_station(town: Town) -> None:
    pair = plan_a_pair(town)
    companion = pair.companion
    finish(pair)
    month = month_of(DAY)
    for one in (pair.lead, companion):
        own = own_month(actor=one, month=month)
        assert (own.completed, own.minutes_spent, own.minutes_asked) == (1, 30, 30)
    loads = month_loads(actor=SYSTEM, station_path=town.stage.paths[STATION], month=month)
    assert {(one.staff_id, one.tasks, one.minutes_spent) for one in loads} == {
        (pair.lead.staff_id, 1, 30),
        (companion.staff_id, 1, 30),
    }
    burden = burden_between(from_at=at(0), to_at=at(23), under=town.stage.paths[STATION])
    assert (burden.visits, burden.minutes_spent, burden.minutes_asked) == (1, 60, 60)
    count_month(actor=SYSTEM, month=month)
    counted = RowMonth.objects.get(list_code=COMMUNITY, row_number=14)
    assert (counted.minutes_spent, counted.minutes_asked) == (60, 60)


def test_who_really_came_along_is_what_the_officer_says(town: Town) -> None:
    pair = plan_a_pair(town)
    chief = town.stage.actor("chief")
    planned = pair.companion
    done = finish(pair, companions=(chief.staff_id,))
    assert done.companions == (chief.staff_id,)
    listed = get_day_list(actor=planned, staff_id=planned.staff_id or 0, date=DAY)
    assert listed is not None
    assert pair.task_id not in {one.task.id for one in listed.items}


def test_work_for_two_done_alone_needs_a_word_about_it(town: Town) -> None:
    pair = plan_a_pair(town)
    with pytest.raises(EvidenceMissingError):
        finish(pair, companions=())
    assert pair.task.state == TaskState.IN_PROGRESS
    given = Evidence(CompletionResult.DONE, "同事临时出警", ANSWERS, companions=())
    done = record_visit(actor=pair.lead, task_id=pair.task_id, evidence=given)
    assert done.companions == ()


def test_nobody_of_another_station_is_recorded_as_having_come_along(town: Town) -> None:
    pair = plan_a_pair(town)
    with pytest.raises(WrongOfficerError):
        finish(pair, companions=(town.stage.actor("other_chief").staff_id,))


def test_whoever_came_along_cannot_have_been_elsewhere_at_that_time(town: Town) -> None:
    pair = plan_a_pair(town)
    companion = pair.companion
    Task.objects.filter(pk=pair.task_id).update(longitude=108.80)
    finish(pair)
    other = Task.objects.filter(staff_id=town.stage.actor("other_officer").staff_id, officers_needed=1).first()
    assert other is not None
    Task.objects.filter(pk=other.pk).update(
        staff_id=companion.staff_id, state=TaskState.COMPLETED, result="done", started_at=at(10, 5),
        completed_at=at(10, 25),
    )  # fmt: skip
    stop_clock(at(20))
    ask_about_visits(actor=SYSTEM, from_at=at(0), to_at=at(23))
    asked = VisitQuestion.objects.filter(kind="overlap")
    assert {one.staff_id for one in asked} == {companion.staff_id}


def test_pages_say_who_comes_along_whom_one_accompanies_and_when(town: Town, client: Client) -> None:
    pair = plan_a_pair(town)
    names = {actor.staff_id: name for name, actor in town.stage.actors.items()}
    starts = round(pair.starts(pair.lead) or 0)
    clock = f"{starts // 60:02d}:{starts % 60:02d}"
    for actor, other in ((pair.lead, pair.companion), (pair.companion, pair.lead)):
        client.force_login(town.stage.user(names[actor.staff_id]))
        for address in ("/tasks/today/", "/tasks/today/print/", f"/tasks/{pair.task_id}/", "/tasks/today/change/"):
            response = client.get(address)
            assert response.status_code == 200, address
            text = response.content.decode()
            assert other.name in text, (address, actor.name)
            assert clock in text, (address, actor.name)
    client.force_login(town.stage.user("chief"))
    board = client.get("/tasks/station/").content.decode()
    assert f"door-7 · {pair.companion.name}" in board
    assert f"door-7 · {pair.lead.name}" in board
    assert f"{pair.lead.name}、{pair.companion.name}" in board


def test_the_page_of_completion_has_the_planned_companion_chosen_and_takes_another(town: Town, client: Client) -> None:
    pair = plan_a_pair(town)
    companion = pair.companion
    stop_clock(at(10))
    start_task(actor=pair.lead, task_id=pair.task_id)
    client.force_login(town.stage.user("officer"))
    page = client.get(f"/tasks/{pair.task_id}/").content.decode()
    assert f'<option value="{companion.staff_id}" selected>' in page
    chief = town.stage.actor("chief")
    stop_clock(at(10, 40))
    answers = {"answer_0": "安全", "answer_1": "已告知"}
    response = client.post(f"/tasks/{pair.task_id}/complete/", {"result": "done", "came_along": "", **answers})
    assert response.status_code == 422
    client.post(f"/tasks/{pair.task_id}/complete/", {"result": "done", "came_along": str(chief.staff_id), **answers})
    assert pair.task.companions == [chief.staff_id]
    assert pair.task.completed_at == at(10, 40).astimezone(datetime.UTC)
