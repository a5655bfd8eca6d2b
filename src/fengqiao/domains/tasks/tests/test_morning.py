"""The morning lists: who gets what, once, with its why."""

from __future__ import annotations

import datetime
from itertools import pairwise

import pytest
from tests.stage import DAY, EAST_GATE, OLD_TOWN, STATION, at, stop_clock

from fengqiao.domains.accounts.contracts import Role
from fengqiao.domains.organisation.contracts import NewLeave
from fengqiao.domains.organisation.public import appoint, record_leave
from fengqiao.domains.tasks.contracts import CompletionResult, Evidence, NewCompletion, TaskKind, TaskState
from fengqiao.domains.tasks.models import DayPlan, PlanRun, Task, TaskEntry
from fengqiao.domains.tasks.public import (
    complete_task,
    count_tasks,
    generate_morning_lists,
    get_day_list,
    get_station_day,
    list_tasks,
    load_completions,
    replan_station,
    replay_day_list,
    sign_for_task,
    start_task,
    task_timeline,
)
from fengqiao.domains.tasks.tests.morning_stage import COMMUNITY, PREVENTION, Town, furnish
from fengqiao.domains.tasks.workflow.crews import MOST_PLACES
from fengqiao.domains.tasks.workflow.desk import DESK_TASKS
from fengqiao.engines.planning.contracts import AlgorithmMissingError
from fengqiao.foundation.audit.models import AuditEntry
from fengqiao.foundation.events.models import Event
from fengqiao.foundation.scoping.contracts import SYSTEM, NotVisibleError

AUGUST = datetime.date(2026, 8, 10)
NEXT_DAY = DAY + datetime.timedelta(days=1)


def morning(date: datetime.date = DAY):
    return generate_morning_lists(actor=SYSTEM, date=date)


def officer_id(town: Town, name: str = "officer") -> int:
    staff_id = town.stage.actor(name).staff_id
    assert staff_id is not None
    return staff_id


def test_a_second_run_creates_nothing_and_moves_nothing(town: Town) -> None:
    furnish(town, venues=6, households=60)
    first = morning()
    before = list(Task.objects.order_by("pk").values())
    plans = list(DayPlan.objects.order_by("pk").values())
    second = morning()
    assert first.created > 0
    assert (second.created, second.reassigned, second.lapsed) == (0, 0, 0)
    assert list(Task.objects.order_by("pk").values()) == before
    assert list(DayPlan.objects.order_by("pk").values()) == plans
    assert PlanRun.objects.filter(station_path=town.stage.paths[STATION]).count() == 1


def test_of_two_officers_of_a_beat_the_one_who_was_there_last_goes_again(town: Town) -> None:
    appoint(actor=SYSTEM, staff_number="100006", role=Role.COMMUNITY_OFFICER, unit_code=OLD_TOWN, from_date=AUGUST)
    done_by = {f"hotel-{number}": ("100005", "100006")[number % 2] for number in range(6)}
    for number, code in enumerate(done_by):
        town.add("key_venue", code, number=number, kind="hotel")
    load_completions(
        actor=SYSTEM,
        completions=[
            NewCompletion(PREVENTION, 1, "key_venue", code, OLD_TOWN, officer, at(10, day=AUGUST), 25)
            for code, officer in done_by.items()
        ],
    )
    morning()
    ids = {"100005": officer_id(town), "100006": officer_id(town, "other_officer")}
    owners = dict(Task.objects.filter(subject_kind="key_venue").values_list("subject_id", "owner_id"))
    assert owners == {code: ids[officer] for code, officer in done_by.items()}


def test_a_task_says_its_row_its_version_and_its_reason(town: Town) -> None:
    town.add("key_venue", "hotel-1", kind="hotel")
    load_completions(
        actor=SYSTEM,
        completions=[
            NewCompletion(
                PREVENTION, 1, "key_venue", "hotel-1", OLD_TOWN, "100005", at(10, day=datetime.date(2026, 8, 10)), 25
            )
        ],
    )
    morning()
    task = Task.objects.get(subject_id="hotel-1")
    assert (task.list_code, task.list_version, task.row_number) == (PREVENTION, 1, 1)
    assert task.reason == {
        "code": "cycle_due",
        "parameters": {"cycle": "month", "last_done": "2026-08-10", "due": "2026-09-10"},
    }
    assert task.due_date == datetime.date(2026, 9, 10)


def test_the_third_quarrel_at_an_address_raises_a_pushed_task(town: Town) -> None:
    address = town.add("address", "address-7")
    for number, days in enumerate((61, 23)):
        town.happen("quarrel", f"call-{number}", address, days_ago=days)
    morning()
    assert not Task.objects.filter(subject_id="address-7").exists()
    town.happen("quarrel", "call-3", address, days_ago=1)
    report = morning(NEXT_DAY)
    task = Task.objects.get(subject_id="address-7")
    assert report.created >= 1
    assert (task.kind, task.row_number, task.list_code) == (TaskKind.PUSHED, 10, COMMUNITY)
    assert task.reason["parameters"]["event_ids"] == ["call-0", "call-1", "call-3"]
    listed = get_day_list(actor=town.stage.actor("officer"), staff_id=officer_id(town), date=NEXT_DAY)
    assert listed is not None
    assert task.pk in [item.task.id for item in listed.items]


def test_what_arrives_after_the_list_was_made_is_shown_beside_it(town: Town) -> None:
    morning()
    address = town.add("address", "address-8")
    for number, days in enumerate((40, 20, 1)):
        town.happen("quarrel", f"call-{number}", address, days_ago=days)
    assert morning().created == 1
    assert morning().created == 0
    listed = get_day_list(actor=town.stage.actor("officer"), staff_id=officer_id(town), date=DAY)
    assert listed is not None
    assert [task.subject_id for task in listed.arrived] == ["address-8"]


def test_tasks_of_an_officer_on_leave_go_to_the_stand_in_and_say_so(town: Town) -> None:
    furnish(town, venues=3)
    leave = NewLeave("100005", DAY, NEXT_DAY, "annual", substitute_number="100006")
    record_leave(actor=SYSTEM, leave=leave)
    report = morning()
    tasks = Task.objects.filter(subject_kind="key_venue")
    assert report.reassigned >= 3
    assert {task.staff_id for task in tasks} == {officer_id(town, "other_officer")}
    assert {task.reassigned_from for task in tasks} == {"林小满"}
    assert not DayPlan.objects.filter(staff_id=officer_id(town)).exists()
    timeline = task_timeline(actor=town.stage.actor("chief"), task_id=tasks[0].pk)
    assert [entry.what for entry in timeline] == ["listed", "substitute"]


def test_tasks_come_back_when_the_leave_is_over(town: Town) -> None:
    furnish(town, venues=2)
    record_leave(actor=SYSTEM, leave=NewLeave("100005", DAY, DAY, "annual", substitute_number="100006"))
    morning()
    morning(NEXT_DAY)
    tasks = Task.objects.filter(subject_kind="key_venue")
    assert {task.staff_id for task in tasks} == {officer_id(town)}
    assert {task.reassigned_from for task in tasks} == {""}


def test_without_a_stand_in_the_chief_sees_the_tasks_as_nobodys(town: Town) -> None:
    furnish(town, venues=3)
    record_leave(actor=SYSTEM, leave=NewLeave("100005", DAY, DAY, "sick"))
    morning()
    day = get_station_day(actor=town.stage.actor("chief"), station_path=town.stage.paths[STATION], date=DAY)
    assert {task.subject_id for task in day.unassigned} >= {f"venue-{OLD_TOWN[-4:]}-{n}" for n in range(3)}


def test_nobody_and_nothing_is_planned_twice(town: Town) -> None:
    furnish(town, venues=12, households=80)
    furnish(town, venues=9, beat=EAST_GATE)
    morning()
    listed = [one["task"] for plan in DayPlan.objects.all() for one in [*plan.items, *plan.left_out]]
    assert len(listed) == len(set(listed))
    assert DayPlan.objects.count() == len({plan.staff_id for plan in DayPlan.objects.all()})
    for plan in DayPlan.objects.all():
        starts = [one["starts"] for one in plan.items]
        assert starts == sorted(starts)
        assert all(early["ends"] <= late["starts"] + 0.2 for early, late in pairwise(plan.items))


def test_mandatory_work_is_in_the_plan_however_full_the_day(town: Town) -> None:
    furnish(town, venues=20, households=200)
    town.add("linked_village", "619999100201", number=40, officer_number="100005")
    address = town.add("address", "address-9", number=7)
    for number, days in enumerate((40, 20, 1)):
        town.happen("quarrel", f"call-{number}", address, days_ago=days)
    morning()
    plan = DayPlan.objects.get(staff_id=officer_id(town))
    planned = {one["task"] for one in plan.items}
    mandatory = set(Task.objects.filter(staff_id=officer_id(town), mandatory=True).values_list("pk", flat=True))
    assert len(mandatory) == 2
    assert mandatory <= planned


def test_a_flood_of_yearly_visits_queues_openly(town: Town) -> None:
    furnish(town, venues=2, households=600)
    morning()
    stored = Task.objects.filter(subject_kind="household").count()
    listed = get_day_list(actor=town.stage.actor("officer"), staff_id=officer_id(town), date=DAY)
    assert listed is not None
    assert stored < DESK_TASKS
    assert [count for _, count in listed.waiting if count > 100]
    planned = [item.task for item in listed.items]
    assert len({task.position for task in planned}) <= MOST_PLACES
    assert listed.left_out
    assert all(reason for _, reason in listed.left_out)


def test_two_tasks_at_one_door_are_one_stop(town: Town) -> None:
    hotel = town.add("key_venue", "hotel-2", number=11, kind="hotel")
    town.add("trouble_spot", "spot-1", number=11, officer_number="100005")
    assert hotel.position == town.subjects[-1].position
    morning()
    plan = DayPlan.objects.get(staff_id=officer_id(town))
    ids = set(Task.objects.filter(subject_id__in=["hotel-2", "spot-1"]).values_list("pk", flat=True))
    assert len({one["stop"] for one in plan.items if one["task"] in ids}) == 1


def test_a_list_can_be_made_again_from_what_was_stored(town: Town) -> None:
    furnish(town, venues=12, households=80)
    town.add("linked_village", "619999100201", number=40, officer_number="100005")
    address = town.add("address", "address-9", number=7)
    for number, days in enumerate((40, 20, 1)):
        town.happen("quarrel", f"call-{number}", address, days_ago=days)
    morning()
    town.subjects.clear()
    report = replay_day_list(actor=town.stage.actor("officer"), staff_id=officer_id(town), date=DAY)
    assert report.is_identical, report.differences
    assert report.tasks > 3


def test_a_list_that_was_tampered_with_is_not_called_identical(town: Town) -> None:
    furnish(town, venues=6)
    morning()
    plan = DayPlan.objects.get(staff_id=officer_id(town))
    plan.items = list(reversed(plan.items))
    plan.save()
    assert not replay_day_list(actor=SYSTEM, staff_id=officer_id(town), date=DAY).is_identical


def test_a_list_is_made_again_by_the_search_that_made_it(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    furnish(town, venues=6)
    morning()
    monkeypatch.setattr("fengqiao.engines.planning.day_plan.best_algorithm", lambda: "a better one, installed later")
    assert replay_day_list(actor=SYSTEM, staff_id=officer_id(town), date=DAY).is_identical


def test_a_list_whose_search_is_not_installed_any_more_says_so(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    furnish(town, venues=6)
    morning()

    def gone(inputs: object) -> None:
        raise AlgorithmMissingError("strings-pyvrp-1")

    monkeypatch.setattr("fengqiao.domains.tasks.actions.replaying.plan_station", gone)
    report = replay_day_list(actor=SYSTEM, staff_id=officer_id(town), date=DAY)
    assert not report.is_identical
    assert "strings-pyvrp-1" in report.differences[0]


def test_what_no_list_asks_for_any_more_is_dropped_and_comes_back_when_asked_again(town: Town) -> None:
    furnish(town, venues=1)
    morning()
    kept, town.subjects = town.subjects, []
    morning(NEXT_DAY)
    assert Task.objects.get(subject_kind="key_venue").state == TaskState.CANCELLED
    town.subjects = kept
    morning(NEXT_DAY + datetime.timedelta(days=1))
    assert Task.objects.get(subject_kind="key_venue").state == TaskState.READY


def test_a_missed_patrol_lapses_the_next_morning(town: Town) -> None:
    town.add("beat", OLD_TOWN)
    morning()
    report = morning(NEXT_DAY)
    assert report.lapsed >= 1
    states = (
        Task.objects.filter(list_code=PREVENTION, row_number=6).order_by("due_date").values_list("state", flat=True)
    )
    assert list(states) == [TaskState.LAPSED, TaskState.READY]


def test_a_completed_duty_is_not_asked_for_again_until_its_cycle_is_over(town: Town) -> None:
    town.add("key_venue", "hotel-1", kind="hotel")
    morning()
    task = Task.objects.get(subject_id="hotel-1")
    officer = town.stage.actor("officer")
    stop_clock(at(9))
    start_task(actor=officer, task_id=task.pk)
    stop_clock(at(9, 25))
    done = complete_task(
        actor=officer,
        task_id=task.pk,
        evidence=Evidence(CompletionResult.DONE, answers={"检查情况": "登记齐全", "问题与整改期限": "无"}),
    )
    assert done.minutes_spent == 25
    morning(NEXT_DAY)
    assert Task.objects.filter(subject_id="hotel-1").count() == 1
    morning(datetime.date(2026, 10, 15))
    assert Task.objects.filter(subject_id="hotel-1").count() == 2


def test_a_closed_door_is_tried_again_after_three_days_and_then_counts(town: Town) -> None:
    town.add("key_venue", "hotel-1", kind="hotel")
    officer = town.stage.actor("officer")
    date = DAY
    for attempt in (1, 2, 3):
        stop_clock(at(9, day=date))
        morning(date)
        task = Task.objects.get(subject_id="hotel-1", attempt=attempt)
        start_task(actor=officer, task_id=task.pk)
        complete_task(actor=officer, task_id=task.pk, evidence=Evidence(CompletionResult.NOBODY_THERE, "锁着门"))
        assert morning(date + datetime.timedelta(days=1)).created == 0 or attempt == 3
        date += datetime.timedelta(days=3)
    morning(date)
    assert Task.objects.filter(subject_id="hotel-1").count() == 3


def test_a_task_that_is_signed_for_stays_with_its_officer_unless_on_leave(town: Town) -> None:
    furnish(town, venues=2)
    morning()
    task = Task.objects.filter(subject_kind="key_venue").order_by("pk")[0]
    begun = Task.objects.filter(subject_kind="key_venue").order_by("pk")[1]
    sign_for_task(actor=town.stage.actor("officer"), task_id=task.pk)
    start_task(actor=town.stage.actor("officer"), task_id=begun.pk)
    morning(NEXT_DAY)
    task.refresh_from_db()
    assert (task.staff_id, task.state) == (officer_id(town), TaskState.SIGNED_FOR)
    later = NEXT_DAY + datetime.timedelta(days=1)
    record_leave(actor=SYSTEM, leave=NewLeave("100005", later, later, "sick", substitute_number="100006"))
    morning(later)
    task.refresh_from_db()
    begun.refresh_from_db()
    assert (task.staff_id, task.state) == (officer_id(town, "other_officer"), TaskState.READY)
    assert task.reassigned_from == "林小满"
    assert (begun.staff_id, begun.state) == (officer_id(town), TaskState.IN_PROGRESS)


def test_a_leader_plans_the_rest_of_the_day_anew_when_somebody_falls_ill(town: Town) -> None:
    furnish(town, venues=4)
    morning()
    stop_clock(at(11))
    record_leave(actor=SYSTEM, leave=NewLeave("100005", DAY, DAY, "sick", substitute_number="100006"))
    replan_station(actor=town.stage.actor("chief"), station_path=town.stage.paths[STATION], note="林小满发烧")
    other = DayPlan.objects.get(staff_id=officer_id(town, "other_officer"))
    assert {one["task"] for one in other.items} >= set(
        Task.objects.filter(subject_kind="key_venue").values_list("pk", flat=True)
    )
    assert all(one["starts"] >= 11 * 60 for one in other.items)
    assert DayPlan.objects.get(staff_id=officer_id(town)).items == []
    with pytest.raises(NotVisibleError):
        replan_station(actor=town.stage.actor("officer"), station_path=town.stage.paths[STATION], note="-")


def test_a_day_shift_opens_early_enough_for_the_school_guard(town: Town) -> None:
    town.add("school", "school-1", kind="school")
    morning()
    plan = DayPlan.objects.get(staff_id=officer_id(town))
    assert plan.opens_minute == 7 * 60
    guard = Task.objects.get(subject_id="school-1", row_number=4)
    assert 7 * 60 + 20 <= next(one["starts"] for one in plan.items if one["task"] == guard.pk) <= 7 * 60 + 30


def test_one_entry_and_one_event_for_the_tasks_of_a_county_and_for_the_plan_of_each_station(town: Town) -> None:
    furnish(town, venues=9, households=50)
    before = AuditEntry.objects.count()
    report = morning()
    assert AuditEntry.objects.count() - before == 3
    assert AuditEntry.objects.get(action="generate_tasks").details["created"] == report.created
    assert AuditEntry.objects.filter(action="generate_morning_lists").count() == 2
    assert Event.objects.filter(kind="tasks.generated").count() == 1
    assert Event.objects.filter(kind="tasks.morning_lists_made").count() == 2


def test_counts_and_lists_follow_the_day(town: Town) -> None:
    furnish(town, venues=5)
    morning()
    counts = count_tasks(on=DAY, under=town.stage.paths[STATION])
    assert counts.listed == sum(len(plan.items) for plan in DayPlan.objects.all())
    assert counts.planned_minutes > 0
    assert counts.signed_for == counts.completed == 0
    chief = town.stage.actor("chief")
    assert {task.subject_kind for task in list_tasks(actor=chief, on=DAY)} == {"key_venue"}
    assert list_tasks(actor=town.stage.actor("other_chief"), on=DAY) == []
    assert not TaskEntry.objects.exists()
