"""Whoever moves, whatever is published or generated again: what was is not changed, and a past morning replays."""

from __future__ import annotations

import datetime
import random
from typing import Any

import pytest
from tests.stage import COUNTY, DAY, EAST_GATE, FERRY, OLD_TOWN, at, stop_clock

from fengqiao.domains.accounts.contracts import Role
from fengqiao.domains.duties.public import publish_list, shipped_documents
from fengqiao.domains.organisation.contracts import NewLeave
from fengqiao.domains.organisation.public import appoint, record_leave
from fengqiao.domains.tasks.contracts import CompletionResult, Evidence
from fengqiao.domains.tasks.models import CompletionRecord, PlanRun, Task
from fengqiao.domains.tasks.public import (
    assign_task,
    complete_task,
    count_tasks,
    generate_morning_lists,
    note_changes,
    regenerate_changed,
    replay_day_list,
    start_task,
)
from fengqiao.domains.tasks.tests.morning_stage import Town, furnish
from fengqiao.foundation.scoping.contracts import SYSTEM

CAMPAIGN = """code: petrol_campaign
kind: campaign
version: 1
title: {zh: 散装汽油专项检查, en: Check of loose petrol}
effective_from: 2026-09-16
rows:
  - number: 1
    duty: 散装汽油销售点专项检查
    clause: 对散装汽油销售点逐一检查。
    basis: 县局通知〔2026〕3号
    owner_role: community_officer
    subject_kind: key_venue
    campaign: {from: 2026-09-16, to: 2026-09-30}
    template: {steps: [看], evidence: [检查情况], minutes: 20}
    sunset: 2026-09-30
"""
NEXT_DAY = DAY + datetime.timedelta(days=1)


def a_worked_day(town: Town, *, seed: int) -> int:
    """A morning of which the officer has done some; the officer's staff id."""
    furnish(town, venues=8, households=30)
    generate_morning_lists(actor=SYSTEM, date=DAY)
    officer = town.stage.actor("officer")
    assert officer.staff_id is not None
    tasks = list(Task.objects.filter(staff_id=officer.staff_id).order_by("pk"))
    stop_clock(at(10))
    for task in random.Random(seed).sample(tasks, 4):
        start_task(actor=officer, task_id=task.pk)
        result = random.Random(seed + task.pk).choice([CompletionResult.DECLINED, CompletionResult.NOBODY_THERE])
        complete_task(actor=officer, task_id=task.pk, evidence=Evidence(result, "-"))
    return officer.staff_id


def past_figures(town: Town) -> tuple[Any, ...]:
    done = Task.objects.filter(state="completed").order_by("pk")
    return (
        list(done.values()),
        list(CompletionRecord.objects.order_by("pk").values()),
        count_tasks(on=DAY, under=town.stage.paths[COUNTY]).completed,
        list(PlanRun.objects.filter(date=DAY).order_by("pk").values_list("digest", "seed", "algorithm")),
    )


@pytest.mark.parametrize("seed", range(3))
def test_reassignment_moves_no_past_figure(town: Town, seed: int) -> None:
    staff_id = a_worked_day(town, seed=seed)
    before = past_figures(town)
    other = town.stage.actor("other_officer")
    assert other.staff_id is not None
    still_open = Task.objects.filter(staff_id=staff_id, state="ready").order_by("pk")[0]
    assign_task(actor=town.stage.actor("chief"), task_id=still_open.pk, staff_id=other.staff_id)
    record_leave(actor=SYSTEM, leave=NewLeave("100005", NEXT_DAY, NEXT_DAY, "sick", substitute_number="100006"))
    stop_clock(at(8, day=NEXT_DAY))
    appoint(actor=SYSTEM, staff_number="100005", role=Role.COMMUNITY_OFFICER, unit_code=EAST_GATE, from_date=NEXT_DAY)
    generate_morning_lists(actor=SYSTEM, date=NEXT_DAY)
    assert past_figures(town) == before
    assert set(Task.objects.filter(state="completed").values_list("staff_id", flat=True)) == {staff_id}


def test_a_past_morning_replays_after_new_mornings_reassignments_and_a_new_version(town: Town) -> None:
    staff_id = a_worked_day(town, seed=1)
    generate_morning_lists(actor=SYSTEM, date=DAY)
    record_leave(actor=SYSTEM, leave=NewLeave("100005", NEXT_DAY, NEXT_DAY, "sick", substitute_number="100006"))
    for document in shipped_documents(effective_from=NEXT_DAY).values():
        if "prevention_duty_list" in document:
            changed = document.replace("version: 1", "version: 2").replace("minutes: 25", "minutes: 55")
            publish_list(actor=SYSTEM, document=changed, unit_code=COUNTY)
    stop_clock(at(8, day=NEXT_DAY))
    generate_morning_lists(actor=SYSTEM, date=NEXT_DAY)
    note_changes(reason="test", subjects=[("", "key_venue", one.id) for one in town.subjects[:3]])
    regenerate_changed(actor=SYSTEM)
    report = replay_day_list(actor=SYSTEM, staff_id=staff_id, date=DAY)
    assert report.is_identical, report.differences
    assert report.tasks > 3


def test_a_task_of_two_households_at_three_addresses_replays(town: Town) -> None:
    for number, days in enumerate((40, 20, 1)):
        address = town.add("address", f"address-{number}", number=number)
        town.quarrel_of_two(f"call-{number}", address, days_ago=days)
    generate_morning_lists(actor=SYSTEM, date=DAY)
    assert Task.objects.get(subject_kind="address").subject_id == "address-2"
    staff_id = town.stage.actor("officer").staff_id
    assert staff_id is not None
    report = replay_day_list(actor=SYSTEM, staff_id=staff_id, date=DAY)
    assert report.is_identical, report.differences


def test_two_households_are_visited_when_they_quarrelled_in_two_stations_and_the_task_replays(town: Town) -> None:
    """Two quarrels at the ferry, the third in the old town: it is there that the two are visited."""
    for number, (days, beat) in enumerate(((40, FERRY), (20, FERRY), (1, OLD_TOWN))):
        address = town.add("address", f"address-{number}", number=number, beat=beat)
        town.quarrel_of_two(f"call-{number}", address, days_ago=days)
    generate_morning_lists(actor=SYSTEM, date=DAY)
    task = Task.objects.get(subject_kind="address")
    assert (task.subject_id, task.row_number) == ("address-2", 15)
    staff_id = town.stage.actor("officer").staff_id
    assert staff_id is not None
    report = replay_day_list(actor=SYSTEM, staff_id=staff_id, date=DAY)
    assert report.is_identical, report.differences


def test_a_morning_replays_after_lists_of_the_same_day_that_came_later(town: Town) -> None:
    staff_id = a_worked_day(town, seed=1)
    publish_list(actor=SYSTEM, document=CAMPAIGN, unit_code=COUNTY)
    for document in shipped_documents(effective_from=DAY).values():
        if "prevention_duty_list" in document:
            changed = document.replace("version: 1", "version: 2").replace("minutes: 25", "minutes: 55")
            publish_list(actor=SYSTEM, document=changed, unit_code=COUNTY)
    report = replay_day_list(actor=SYSTEM, staff_id=staff_id, date=DAY)
    assert report.is_identical, report.differences


def test_what_replays_a_morning_is_small(town: Town) -> None:
    """Facts and matrix, neither names nor places: a province keeps every morning."""
    a_worked_day(town, seed=2)
    run = PlanRun.objects.exclude(inputs=b"").order_by("pk")[0]
    officers = 2
    assert len(run.inputs) / officers < 8_000
    assert all(one.label.encode() not in bytes(run.inputs) for one in town.subjects)
