"""The monthly counts: on time, coverage, resolved, repeats, late entries, minutes, questions, overlaps."""

from __future__ import annotations

import datetime

import pytest
from tests.stage import COUNTY, DAY, EAST_GATE, FERRY, OLD_TOWN, OTHER_STATION, STATION, at, stop_clock

from fengqiao.domains.duties.public import duty_lists_in_force, publish_list
from fengqiao.domains.tasks.contracts import CompletionResult, Evidence, NewCompletion, WorkTimesError
from fengqiao.domains.tasks.contracts.evaluation import Measure, PairedFigures, Share
from fengqiao.domains.tasks.models import CompletionRecord, RowMonth, RowOverlap, Task
from fengqiao.domains.tasks.public import (
    burden_sheet,
    complete_task,
    count_month,
    evaluation_sheet,
    generate_morning_lists,
    load_completions,
    save_rules,
    start_task,
)
from fengqiao.domains.tasks.queries.evaluation.rules import shipped_rules
from fengqiao.domains.tasks.tests.evaluation_stage import ANSWERS, list_venues, visit
from fengqiao.domains.tasks.tests.morning_stage import Town, furnish
from fengqiao.foundation.scoping.contracts import SYSTEM, NotAllowedError, NotVisibleError

MONTH = DAY.replace(day=1)


def share(pairs: tuple[PairedFigures, ...], measure: Measure) -> Share:
    figures = [figure for pair in pairs for figure in (pair.target, *pair.counters)]
    return next(one.share for one in figures if one.measure is measure)


def test_results_are_counted_by_row_and_place_and_a_second_counting_changes_nothing(town: Town) -> None:
    tasks = list_venues(town, venues=4)
    visit(town, tasks[0], begins=(9, 0), minutes=30)
    visit(town, tasks[1], begins=(10, 0), minutes=30, result=CompletionResult.NOBODY_THERE)
    visit(town, tasks[2], begins=(11, 0), minutes=30, result=CompletionResult.DECLINED)
    count_month(actor=SYSTEM, month=DAY)
    before = list(RowMonth.objects.order_by("pk").values())
    count_month(actor=SYSTEM, month=DAY)
    assert list(RowMonth.objects.order_by("pk").values()) == before
    row = RowMonth.objects.get(row_number=tasks[0].row_number, scope_path=town.stage.paths[OLD_TOWN])
    assert (row.completed, row.done, row.nobody_there, row.declined) == (3, 1, 1, 1)
    assert row.minutes_spent == 90
    assert row.minutes_asked == 3 * tasks[0].minutes
    assert row.fields_answered == len(ANSWERS)


def test_a_closed_door_before_the_due_day_is_on_time_and_an_overdue_task_is_not(town: Town) -> None:
    tasks = list_venues(town, venues=3)
    for task in tasks:
        task.due_date = DAY
    Task.objects.bulk_update(tasks, ["due_date"])
    visit(town, tasks[0], begins=(9, 0), minutes=30)
    visit(town, tasks[1], begins=(10, 0), minutes=30, result=CompletionResult.NOBODY_THERE)
    stop_clock(at(8, day=DAY + datetime.timedelta(days=1)))
    count_month(actor=SYSTEM, month=DAY)
    sheet = evaluation_sheet(actor=town.stage.actor("chief"), path=town.stage.paths[STATION], month=MONTH)
    found = share(sheet.pairs, Measure.ON_TIME)
    assert (found.count, found.of, found.is_small) == (2, 3, True)


def test_what_is_not_due_yet_is_in_no_share(town: Town) -> None:
    list_venues(town, venues=2)
    Task.objects.update(due_date=DAY + datetime.timedelta(days=3))
    count_month(actor=SYSTEM, month=DAY)
    sheet = evaluation_sheet(actor=town.stage.actor("chief"), path=town.stage.paths[STATION], month=MONTH)
    found = share(sheet.pairs, Measure.ON_TIME)
    assert (found.count, found.of, found.fraction) == (0, 0, None)


def test_coverage_is_the_share_of_subjects_whose_turn_is_not_overdue(town: Town) -> None:
    task = list_venues(town, venues=4)[0]
    past = NewCompletion(
        task.list_code, task.row_number, "key_venue", task.subject_id, OLD_TOWN, "100005", at(10, day=MONTH), 20
    )
    load_completions(actor=SYSTEM, completions=[past])
    count_month(actor=SYSTEM, month=DAY)
    sheet = evaluation_sheet(actor=town.stage.actor("chief"), path=town.stage.paths[STATION], month=MONTH)
    row = next(one for one in sheet.rows if (one.list_code, one.row_number) == (task.list_code, task.row_number))
    found = share(row.pairs, Measure.COVERAGE)
    assert (found.count, found.of) == (1, 4)


def test_an_entry_long_after_the_work_is_counted_apart(town: Town) -> None:
    tasks = list_venues(town, venues=3)
    visit(town, tasks[0], begins=(9, 0), minutes=30)
    done = visit(town, tasks[1], begins=(10, 0), minutes=30, entered=at(17, 30))
    assert (done.completed_at, done.minutes_spent) == (at(10, 30), 30)
    assert CompletionRecord.objects.get(task_id=done.id).recorded_at == at(17, 30)
    count_month(actor=SYSTEM, month=DAY)
    sheet = evaluation_sheet(actor=town.stage.actor("chief"), path=town.stage.paths[STATION], month=MONTH)
    found = share(sheet.pairs, Measure.ENTERED_LATE)
    assert (found.count, found.of) == (1, 2)


def test_work_cannot_end_before_it_began_nor_tomorrow(town: Town) -> None:
    task = list_venues(town, venues=1)[0]
    officer = town.stage.actor("officer")
    stop_clock(at(12))
    start_task(actor=officer, task_id=task.pk)
    for began, ended in ((at(11), at(10)), (at(11), at(13))):
        evidence = Evidence(CompletionResult.DONE, answers=ANSWERS, started_at=began, done_at=ended)
        with pytest.raises(WorkTimesError):
            complete_task(actor=officer, task_id=task.pk, evidence=evidence)


def test_a_done_subject_that_is_pushed_again_within_thirty_days_is_a_repeat(town: Town) -> None:
    tasks = list_venues(town, venues=2)
    visit(town, tasks[0], begins=(9, 0), minutes=30)
    visit(town, tasks[1], begins=(10, 0), minutes=30)
    _push_again(tasks[0], days=20)
    _push_again(tasks[1], days=40)
    count_month(actor=SYSTEM, month=DAY)
    sheet = evaluation_sheet(actor=town.stage.actor("chief"), path=town.stage.paths[STATION], month=MONTH)
    found = share(sheet.pairs, Measure.REPEATED)
    assert (found.count, found.of) == (1, 2)


def _push_again(task: Task, *, days: int) -> None:
    copy = Task.objects.get(pk=task.pk)
    copy.pk, copy.kind, copy.state, copy.uid = None, "pushed", "ready", f"{copy.uid}~again"
    copy.completed_at, copy.result, copy.started_at = None, "", None
    copy.created_at = at(12) + datetime.timedelta(days=days)
    copy.save()


def test_a_leader_sees_the_own_station_and_the_county_sees_its_stations_in_the_trees_order(town: Town) -> None:
    list_venues(town, venues=2)
    furnish(town, venues=1, beat=FERRY)
    generate_morning_lists(actor=SYSTEM, date=DAY)
    count_month(actor=SYSTEM, month=DAY)
    chief, paths = town.stage.actor("chief"), town.stage.paths
    with pytest.raises(NotVisibleError):
        evaluation_sheet(actor=chief, path=paths[OTHER_STATION], month=MONTH)
    with pytest.raises((NotVisibleError, NotAllowedError)):
        evaluation_sheet(actor=town.stage.actor("officer"), path=paths[OLD_TOWN], month=MONTH)
    county = evaluation_sheet(actor=town.stage.actor("county_staff"), path=paths[COUNTY], month=MONTH)
    assert [one.path for one in county.units] == sorted({paths[STATION], paths[OTHER_STATION]})
    assert evaluation_sheet(actor=town.stage.actor("county_staff"), path=paths[STATION], month=MONTH).units == ()
    station = evaluation_sheet(actor=chief, path=paths[STATION], month=MONTH)
    assert [one.path for one in station.units] == [paths[OLD_TOWN]]
    assert paths[EAST_GATE] not in {one.path for one in station.units}


def test_the_counts_have_no_column_for_a_person() -> None:
    for model in (RowMonth, RowOverlap):
        names = {field.name for field in model._meta.get_fields()}
        assert not {name for name in names if "staff" in name or "officer" in name.removesuffix("officers")}


def test_two_rows_at_one_door_are_found_with_the_questions_they_share(town: Town) -> None:
    tasks = list_venues(town, venues=1)
    done = visit(town, tasks[0], begins=(9, 0), minutes=30)
    other = next(
        row.number
        for one in duty_lists_in_force(on=DAY, path=town.stage.paths[STATION])
        for row in one.rows
        if one.record.code == done.list_code and row.number != done.row_number and "检查情况" in row.evidence
    )
    load_completions(
        actor=SYSTEM,
        completions=[
            NewCompletion(done.list_code, other, "key_venue", done.subject_id, OLD_TOWN, "100005", at(8, day=MONTH), 15)
        ],
    )
    count_month(actor=SYSTEM, month=DAY)
    sheet = burden_sheet(actor=town.stage.actor("chief"), path=town.stage.paths[STATION], month=MONTH)
    pair = sheet.pairs[0]
    assert {pair.row_number, pair.other_number} == {done.row_number, other}
    assert (pair.subjects, pair.visits) == (1, 1)
    assert pair.common_questions >= 1
    assert sheet.twice_asked == pair.spared_fields > 0


def test_a_rows_cost_is_counted_here_and_drawn_out_to_the_province(town: Town) -> None:
    tasks = list_venues(town, venues=4)
    count_month(actor=SYSTEM, month=DAY)
    sheet = burden_sheet(actor=town.stage.actor("chief"), path=town.stage.paths[STATION], month=MONTH)
    row = next(one for one in sheet.rows if one.row_number == tasks[0].row_number and one.subjects)
    assert (row.subjects, row.times_per_month) == (4, 1.0)
    assert row.here_days == pytest.approx(4 * row.minutes * row.officers / sheet.officer_day_minutes)
    assert row.province_days == pytest.approx(row.here_days * sheet.stations_in_province)
    assert sheet.stations_here == 1


CAMPAIGN = """code: petrol_campaign
kind: campaign
version: 1
title: {zh: 散装汽油专项检查, en: Check of loose petrol}
effective_from: 2026-09-01
rows:
  - number: 1
    duty: 散装汽油销售点专项检查
    clause: 对散装汽油销售点逐一检查。
    basis: 县局通知〔2026〕3号
    owner_role: community_officer
    subject_kind: key_venue
    condition: 'kind == "loose_petrol"'
    campaign: {from: 2026-09-01, to: 2026-09-10}
    template: {steps: [看], evidence: [检查情况], minutes: 20}
    sunset: 2026-09-10
"""


def test_the_work_of_a_campaign_that_is_over_stays_counted(town: Town) -> None:
    publish_list(actor=SYSTEM, document=CAMPAIGN, unit_code=COUNTY)
    done = at(10, day=MONTH + datetime.timedelta(days=4))
    past = NewCompletion("petrol_campaign", 1, "key_venue", "V1", OLD_TOWN, "100005", done, 25)
    load_completions(actor=SYSTEM, completions=[past])
    count_month(actor=SYSTEM, month=DAY)
    row = RowMonth.objects.get(list_code="petrol_campaign")
    assert (row.completed, row.minutes_spent, row.title_zh) == (1, 25, "散装汽油销售点专项检查")


def test_a_countys_own_limit_holds_when_the_whole_province_is_counted(town: Town) -> None:
    tasks = list_venues(town, venues=1)
    visit(town, tasks[0], begins=(10, 0), minutes=30, entered=at(17, 30))
    count_month(actor=SYSTEM, month=DAY)
    assert RowMonth.objects.get(completed=1).entered_late == 1
    document = shipped_rules().replace("late_after_minutes: 120", "late_after_minutes: 600")
    save_rules(actor=town.stage.actor("county_staff"), unit_path=town.stage.paths[COUNTY], document=document)
    count_month(actor=SYSTEM, month=DAY)
    assert RowMonth.objects.get(completed=1).entered_late == 0
