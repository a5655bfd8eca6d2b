"""Visits that cannot have been so: asked about with both visits beside, answered, closed; counted, never public."""

from __future__ import annotations

import datetime

import pytest
from django.db import IntegrityError, transaction
from tests.stage import COUNTY, DAY, OLD_TOWN, STATION, at, stop_clock

from fengqiao.domains.places.public import travel_times
from fengqiao.domains.tasks.contracts import CompletionResult
from fengqiao.domains.tasks.contracts.evaluation import Measure
from fengqiao.domains.tasks.contracts.verifying import (
    AnswerKind,
    NoteMissingError,
    QuestionKind,
    QuestionRefusedError,
    QuestionState,
    SecondPersonError,
    VisitQuestionMoved,
)
from fengqiao.domains.tasks.models import Task, VisitQuestion
from fengqiao.domains.tasks.public import (
    answer_questions,
    ask_about_visits,
    close_question,
    count_month,
    evaluation_sheet,
    own_questions,
    save_rules,
    station_questions,
)
from fengqiao.domains.tasks.queries.evaluation.rules import shipped_rules
from fengqiao.domains.tasks.tests.evaluation_stage import list_venues, visit
from fengqiao.domains.tasks.tests.morning_stage import Town
from fengqiao.foundation.scoping.contracts import SYSTEM, NotAllowedError, NotVisibleError
from fengqiao.foundation.scoping.permissions import registered_permissions
from fengqiao.primitives.position import Position

FAR = (109.10, 33.80)


def ask() -> int:
    stop_clock(at(20))
    return ask_about_visits(actor=SYSTEM, from_at=at(0), to_at=at(0, day=DAY + datetime.timedelta(days=1)))


def move(task: Task, place: tuple[float, float]) -> None:
    Task.objects.filter(pk=task.pk).update(longitude=place[0], latitude=place[1])


def test_two_places_at_one_time_are_asked_about_with_both_visits(town: Town) -> None:
    tasks = list_venues(town, venues=3)
    move(tasks[1], FAR)
    visit(town, tasks[0], begins=(9, 0), minutes=60, entered=at(18))
    visit(town, tasks[1], begins=(9, 30), minutes=60, entered=at(18))
    assert ask() == 1
    [found] = own_questions(actor=town.stage.actor("officer"))
    assert (found.kind, found.state) == (QuestionKind.OVERLAP, QuestionState.OPEN)
    assert found.other is not None
    assert (found.other.task_id, found.visit.task_id) == (tasks[0].pk, tasks[1].pk)
    assert found.measured["shared_minutes"] == 30


def test_several_things_done_at_one_door_are_no_question(town: Town) -> None:
    tasks = list_venues(town, venues=2)
    move(tasks[1], (tasks[0].longitude or 0, tasks[0].latitude or 0))
    visit(town, tasks[0], begins=(9, 0), minutes=40, entered=at(18))
    visit(town, tasks[1], begins=(9, 10), minutes=40, entered=at(18))
    assert ask() == 0


def test_a_place_that_could_not_be_reached_in_time_is_asked_about(town: Town) -> None:
    tasks = list_venues(town, venues=2)
    move(tasks[1], FAR)
    visit(town, tasks[0], begins=(9, 0), minutes=40)
    visit(town, tasks[1], begins=(9, 42), minutes=40)
    assert ask() == 1
    [found] = own_questions(actor=town.stage.actor("officer"))
    assert found.kind is QuestionKind.NO_TRAVEL
    way = travel_times().travel_minutes(
        origins=[Position(tasks[0].longitude or 0, tasks[0].latitude or 0)], destinations=[Position(*FAR)]
    )[0, 0]
    assert found.measured["travel_minutes"] == pytest.approx(way, abs=0.1)
    assert found.measured["gap_minutes"] == 2


def test_whoever_had_time_for_the_way_is_not_asked(town: Town) -> None:
    tasks = list_venues(town, venues=2)
    move(tasks[1], FAR)
    visit(town, tasks[0], begins=(9, 0), minutes=40)
    visit(town, tasks[1], begins=(10, 40), minutes=40)
    assert ask() == 0


def test_a_visit_far_shorter_than_its_row_is_asked_about_but_a_closed_door_is_not(town: Town) -> None:
    tasks = list_venues(town, venues=2)
    visit(town, tasks[0], begins=(9, 0), minutes=1)
    visit(town, tasks[1], begins=(10, 0), minutes=1, result=CompletionResult.NOBODY_THERE)
    assert ask() == 1
    [found] = own_questions(actor=town.stage.actor("officer"))
    assert (found.kind, found.visit.task_id, found.other) == (QuestionKind.TOO_SHORT, tasks[0].pk, None)


def test_a_countys_own_limit_holds_when_the_whole_province_is_asked(town: Town) -> None:
    tasks = list_venues(town, venues=1)
    visit(town, tasks[0], begins=(9, 0), minutes=tasks[0].minutes // 3)
    assert ask() == 0
    document = shipped_rules().replace("short_share: 0.2", "short_share: 0.5")
    save_rules(actor=town.stage.actor("county_staff"), unit_path=town.stage.paths[COUNTY], document=document)
    assert ask() == 1


def test_nothing_is_asked_twice(town: Town) -> None:
    tasks = list_venues(town, venues=1)
    visit(town, tasks[0], begins=(9, 0), minutes=1)
    assert (ask(), ask()) == (1, 0)
    row = VisitQuestion.objects.get()
    with pytest.raises(IntegrityError, match="visit_asked_about_once"), transaction.atomic():
        VisitQuestion.objects.create(
            kind=row.kind, state="open", task=row.task, staff=row.staff, station_path=row.station_path,
            scope_path=row.scope_path, visited_date=row.visited_date, raised_at=row.raised_at,
        )  # fmt: skip


def test_the_officer_answers_a_whole_day_at_once_and_a_leader_closes(town: Town) -> None:
    tasks = list_venues(town, venues=2)
    for hour, task in enumerate(tasks, start=9):
        visit(town, task, begins=(hour, 0), minutes=1)
    ask()
    officer, chief = town.stage.actor("officer"), town.stage.actor("chief")
    ids = [one.id for one in own_questions(actor=officer)]
    done = answer_questions(actor=officer, question_ids=ids, answer=AnswerKind.ENTERED_LATE)
    assert {one.state for one in done} == {QuestionState.ANSWERED}
    with pytest.raises(NoteMissingError):
        close_question(actor=chief, question_id=ids[0], note=" ")
    closed = close_question(actor=chief, question_id=ids[0], note="已提醒当时录入")
    assert (closed.state, closed.closed_by) == (QuestionState.CLOSED, chief.name)
    with pytest.raises(QuestionRefusedError):
        answer_questions(actor=officer, question_ids=[ids[0]], answer=AnswerKind.ENTERED_LATE)
    path = town.stage.paths[STATION]
    assert [one.id for one in station_questions(actor=chief, station_path=path)] == [ids[1]]


def test_nobody_answers_for_somebody_else_and_nobody_closes_an_own_question(town: Town) -> None:
    tasks = list_venues(town, venues=1)
    visit(town, tasks[0], begins=(9, 0), minutes=1)
    ask()
    row, chief = VisitQuestion.objects.get(), town.stage.actor("chief")
    for stranger in ("other_officer", "chief"):
        with pytest.raises(NotVisibleError):
            answer_questions(actor=town.stage.actor(stranger), question_ids=[row.pk], answer=AnswerKind.ENTERED_LATE)
    with pytest.raises((NotAllowedError, NotVisibleError)):
        close_question(actor=town.stage.actor("officer"), question_id=row.pk, note="x")
    VisitQuestion.objects.filter(pk=row.pk).update(staff_id=chief.staff_id)
    with pytest.raises(SecondPersonError):
        close_question(actor=chief, question_id=row.pk, note="x")
    with pytest.raises(IntegrityError, match="question_not_closed_by_the_officer"), transaction.atomic():
        VisitQuestion.objects.filter(pk=row.pk).update(state="closed", closed_at=at(20), closed_by_id=chief.staff_id)


def test_an_answer_outside_the_list_needs_words(town: Town) -> None:
    tasks = list_venues(town, venues=1)
    visit(town, tasks[0], begins=(9, 0), minutes=1)
    ask()
    officer = town.stage.actor("officer")
    ids = [one.id for one in own_questions(actor=officer)]
    with pytest.raises(NoteMissingError):
        answer_questions(actor=officer, question_ids=ids, answer=AnswerKind.OTHER)


def test_questions_are_counted_for_the_place_and_shown_to_nobody_above_the_station(town: Town) -> None:
    tasks = list_venues(town, venues=2)
    visit(town, tasks[0], begins=(9, 0), minutes=1)
    visit(town, tasks[1], begins=(10, 0), minutes=30)
    ask()
    count_month(actor=SYSTEM, month=DAY)
    county, path = town.stage.actor("county_staff"), town.stage.paths[STATION]
    sheet = evaluation_sheet(actor=county, path=path, month=DAY.replace(day=1))
    counters = [figure for pair in sheet.pairs for figure in pair.counters]
    found = next(one.share for one in counters if one.measure is Measure.IMPOSSIBLE)
    assert (found.count, found.of) == (1, 2)
    with pytest.raises((NotAllowedError, NotVisibleError)):
        station_questions(actor=county, station_path=path)
    above = {"county_staff", "city_staff", "province_staff"}
    assert not above & registered_permissions()[VisitQuestionMoved.permission]
    assert town.stage.paths[OLD_TOWN].startswith(path)
