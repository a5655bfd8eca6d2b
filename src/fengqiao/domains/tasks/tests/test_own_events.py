"""A duty that was done is an event that another duty may follow from; a campaign raises directives."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from contextlib import AbstractContextManager

from tests.stage import COUNTY, DAY, OLD_TOWN, STATION, at

from fengqiao.domains.duties.public import publish_list
from fengqiao.domains.tasks.contracts import DutySourceQuery, NewCompletion, TaskKind
from fengqiao.domains.tasks.models import Task
from fengqiao.domains.tasks.public import (
    completed_tasks_source,
    generate_morning_lists,
    load_completions,
    register_duty_source,
)
from fengqiao.domains.tasks.tests.morning_stage import PREVENTION, Town, furnish
from fengqiao.foundation.scoping.contracts import SYSTEM

ROW = """rows:
  - number: 1
    duty: 回访
    clause: 回访。
    basis: 本地惯例
    owner_role: community_officer
    subject_kind: key_venue
    {trigger}
    template: {{steps: [看], evidence: [回访情况], minutes: 10}}
    sunset: 2027-12-31
"""
FOLLOW_UP = """code: follow_up
kind: community_duty_list
version: 1
title: 回访清单
effective_from: 2026-01-01
""" + ROW.format(
    trigger="after: {event: task_completed, days: 7, "
    """condition: 'list_code == "prevention_duty_list" && row_number == 1 && result == "done"'}"""
)
CAMPAIGN = f"""code: petrol
kind: campaign
version: 1
title: 专项
effective_from: 2026-09-01
units: ["{STATION}"]
""" + ROW.format(trigger=f"campaign: {{from: {DAY}, to: 2026-09-30}}\n    condition: capacity >= 50")


def completed(town: Town, subject_id: str, *, days_ago: int, row: int = 1) -> None:
    moment = at(10, day=DAY - datetime.timedelta(days=days_ago))
    done = NewCompletion(
        list_code=PREVENTION,
        row_number=row,
        subject_kind="key_venue",
        subject_id=subject_id,
        unit_code=OLD_TOWN,
        staff_number="100005",
        completed_at=moment,
        minutes=20,
    )
    load_completions(actor=SYSTEM, completions=[done])


def raised(list_code: str) -> list[Task]:
    generate_morning_lists(actor=SYSTEM, date=DAY)
    return list(Task.objects.filter(list_code=list_code).order_by("subject_id"))


def test_a_done_duty_is_an_event_with_what_it_was_and_how_it_went(town: Town) -> None:
    completed(town, "venue-1", days_ago=7)
    query = DutySourceQuery(under="", today=DAY, since=at(0, day=DAY - datetime.timedelta(days=30)))
    [event] = completed_tasks_source(query).events
    assert event.subjects == (("key_venue", "venue-1"),)
    assert event.facts == {"result": "done", "list_code": PREVENTION, "row_number": 1}


def test_nothing_is_read_where_no_list_looks_for_done_duties(
    town: Town, django_assert_num_queries: Callable[[int], AbstractContextManager[object]]
) -> None:
    query = DutySourceQuery(under="", today=DAY, since=at(0), event_kinds=frozenset({"quarrel"}))
    with django_assert_num_queries(0):
        assert completed_tasks_source(query).events == ()


def test_a_duty_follows_from_another_one_that_was_done(town: Town) -> None:
    register_duty_source(name="tasks", source=completed_tasks_source)
    publish_list(actor=SYSTEM, document=FOLLOW_UP, unit_code=COUNTY)
    furnish(town, venues=3)
    completed(town, "venue-0100-0", days_ago=7)
    completed(town, "venue-0100-1", days_ago=7, row=2)
    completed(town, "venue-0100-2", days_ago=6)
    [task] = raised("follow_up")
    assert task.subject_id == "venue-0100-0"


def test_a_campaign_raises_a_directive_for_each_subject_that_meets_its_condition(town: Town) -> None:
    publish_list(actor=SYSTEM, document=CAMPAIGN, unit_code=COUNTY)
    for number, capacity in enumerate((60, 10, 80)):
        town.add("key_venue", f"venue-{number}", number=number, kind="hotel", capacity=capacity)
    tasks = raised("petrol")
    assert [task.subject_id for task in tasks] == ["venue-0", "venue-2"]
    assert {task.kind for task in tasks} == {TaskKind.DIRECTIVE}
    assert {(task.opens_date, task.due_date) for task in tasks} == {(DAY, datetime.date(2026, 9, 30))}
    assert len(raised("petrol")) == 2
