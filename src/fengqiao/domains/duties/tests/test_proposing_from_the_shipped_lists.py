"""Every row of the shipped lists can ask for a task."""

from __future__ import annotations

import datetime
from zoneinfo import ZoneInfo

import pytest
from tests.kept_lists import publish_shipped
from tests.stage import OLD_TOWN, Stage

from fengqiao.domains.duties.contracts import DutyList
from fengqiao.domains.duties.public import duty_lists_in_force
from fengqiao.engines.duties.conditions import leaves
from fengqiao.engines.duties.contracts import Completion, DutyRow, Event, Subject, SubjectKey, TaskKind, TaskProposal
from fengqiao.engines.duties.proposals import propose_tasks
from fengqiao.engines.duties.triggers import After, Every, OnCalendar, When
from fengqiao.foundation.calendar.calendar import holiday_calendar

CHINA = ZoneInfo("Asia/Shanghai")
WEDNESDAY = datetime.date(2026, 9, 16)
BEFORE_NATIONAL_DAY = datetime.date(2026, 9, 30)
DUTY_LISTS = ("community_duty_list", "prevention_duty_list")


@pytest.fixture
def lists(stage: Stage) -> dict[str, DutyList]:
    publish_shipped(*DUTY_LISTS)
    in_force = duty_lists_in_force(on=WEDNESDAY, path=stage.paths[OLD_TOWN])
    return {one.record.code: one.duty_list for one in in_force}


def the_subject_of(row: DutyRow) -> Subject:
    """A subject that meets the row's conditions."""
    facts = {condition.fact: condition.value for condition in leaves(row.conditions)}
    return Subject(kind=row.subject_kind, id="1", facts=facts)


def an_event(kind: str, day: datetime.date, subject: SubjectKey, id: str) -> Event:
    at = datetime.datetime.combine(day, datetime.time(21, 0), CHINA)
    sides = (SubjectKey("household", "7"), SubjectKey("household", "8")) if kind == "quarrel" else ()
    return Event(kind=kind, id=id, subjects=(subject, *sides), at=at)


def what_happened(row: DutyRow, subject: Subject, today: datetime.date) -> tuple[list[Event], list[Completion]]:
    match row.trigger:
        case Every():
            long_ago = today - datetime.timedelta(days=400)
            return [], [Completion("earlier", row.number, subject.key, long_ago)]
        case After(event_kind=kind, days=days):
            day = today - datetime.timedelta(days=days[0])
            return [an_event(kind, day, subject.key, "e1")], []
        case When(event_kind=kind, count=count):
            days_back = [61, 23, 1][-count:]
            return [
                an_event(kind, today - datetime.timedelta(days=back), subject.key, f"e{back}") for back in days_back
            ], []
        case OnCalendar():
            return [], []


def proposals_of(duty_list: DutyList, row: DutyRow, today: datetime.date) -> list[TaskProposal]:
    subject = the_subject_of(row)
    events, completions = what_happened(row, subject, today)
    proposals = propose_tasks(
        duty_list=duty_list,
        subjects=[subject],
        events=events,
        completions=completions,
        today=today,
        calendar=holiday_calendar(),
    )
    return [one for one in proposals if one.row_number == row.number]


@pytest.mark.parametrize("code", DUTY_LISTS)
def test_every_row_can_fire(lists: dict[str, DutyList], code: str) -> None:
    silent = [
        row.number
        for row in lists[code].rows
        if not any(proposals_of(lists[code], row, day) for day in (WEDNESDAY, BEFORE_NATIONAL_DAY))
    ]
    assert silent == []


def test_the_third_quarrel_within_ninety_days_is_pushed_and_mandatory(lists: dict[str, DutyList]) -> None:
    community = lists["community_duty_list"]
    row = next(row for row in community.rows if row.number == 10)
    [task] = proposals_of(community, row, WEDNESDAY)
    assert (task.kind, task.mandatory, task.priority, task.minutes) == (TaskKind.PUSHED, True, 1, 40)
    assert task.reason.parameters["count"] == 3
    events, _ = what_happened(row, the_subject_of(row), WEDNESDAY)
    two_only = propose_tasks(
        duty_list=community,
        subjects=[the_subject_of(row)],
        events=events[1:],
        completions=[],
        today=WEDNESDAY,
        calendar=holiday_calendar(),
    )
    assert [one for one in two_only if one.row_number == 10] == []


def test_a_promise_is_checked_on_its_day_and_a_village_after_half_a_month(lists: dict[str, DutyList]) -> None:
    community = lists["community_duty_list"]
    promise = next(row for row in community.rows if row.number == 11)
    [check] = proposals_of(community, promise, WEDNESDAY)
    assert (check.due_date, check.minutes, check.mandatory) == (WEDNESDAY, 20, True)
    village = Subject(kind="linked_village", id="9")

    def stays(days_since: int) -> list[int]:
        done = WEDNESDAY - datetime.timedelta(days=days_since)
        proposals = propose_tasks(
            duty_list=community,
            subjects=[village],
            events=[],
            completions=[Completion("earlier", 9, village.key, done)],
            today=WEDNESDAY,
            calendar=holiday_calendar(),
        )
        return [one.opens_minute for one in proposals]

    assert (stays(12), stays(13), stays(15)) == ([], [13 * 60], [13 * 60])


def test_schools_are_guarded_at_both_peaks_on_school_days_only(lists: dict[str, DutyList]) -> None:
    prevention = lists["prevention_duty_list"]
    guards = [row for row in prevention.rows if row.number in (4, 5)]

    def hours(day: datetime.date) -> list[tuple[int, int]]:
        return [
            (task.opens_minute, task.closes_minute) for row in guards for task in proposals_of(prevention, row, day)
        ]

    assert hours(WEDNESDAY) == [(440, 490), (980, 1040)]
    assert hours(datetime.date(2026, 9, 19)) == []


def test_rental_houses_are_checked_by_their_tier(lists: dict[str, DutyList]) -> None:
    community = lists["community_duty_list"]
    house = Subject(kind="rental_housing", id="7", facts={"tier": "quarterly", "capacity": 4})
    done = [Completion("earlier", number, house.key, datetime.date(2026, 6, 1)) for number in (3, 4, 5)]
    tasks = propose_tasks(
        duty_list=community,
        subjects=[house],
        events=[],
        completions=done,
        today=WEDNESDAY,
        calendar=holiday_calendar(),
    )
    assert [(task.row_number, task.facts_used) for task in tasks] == [(4, {"tier": "quarterly"})]
