"""A condition that has become true, a campaign, and pairs of parties that are answered each for itself."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from fengqiao.engines.duties.conditions import AnyOf, Condition, Operator
from fengqiao.engines.duties.contracts import DutyRow, Subject, TaskKind, Window
from fengqiao.engines.duties.tests.samples import (
    a_list,
    a_quarrel,
    a_row,
    a_venue,
    an_address,
    done,
    propose,
)
from fengqiao.engines.duties.triggers import BecomesTrue, Campaign, Grouping, InvalidTriggerError, When

DAY = date(2026, 3, 2)
LARGE = Condition("capacity", Operator.AT_LEAST, 50)
PARKING = Condition("has_car_park", Operator.EQUALS, True)


def days(number: int) -> date:
    return DAY + timedelta(days=number)


def venue(id: str = "1", **facts: object) -> Subject:
    return a_venue(id, facts=facts)


def becomes(again_after_days: int | None = None, due_days: int = 2) -> DutyRow:
    trigger = BecomesTrue((AnyOf((LARGE, PARKING)),), again_after_days)
    return a_row(trigger=trigger, window=Window(due_days=due_days))


def test_a_condition_that_has_become_true_raises_one_task_with_its_facts() -> None:
    venues = [venue("1", capacity=60), venue("2", capacity=10), venue("3", capacity=10, has_car_park=True), venue("4")]
    tasks = propose(a_list(becomes()), subjects=venues, today=DAY)
    assert [task.uid for task in tasks] == ["key_venue:1~true~community:1", "key_venue:3~true~community:1"]
    first = tasks[0]
    assert first.kind is TaskKind.PUSHED
    assert (first.opens_date, first.due_date, first.closes_date) == (DAY, days(2), None)
    assert first.reason.code == "condition_holds"
    assert first.facts_used == {"capacity": 60, "has_car_park": None}


def test_it_keeps_its_identity_while_it_is_open_and_goes_when_the_condition_fails() -> None:
    row = a_list(becomes())
    [today] = propose(row, subjects=[venue(capacity=60)], today=DAY)
    [later] = propose(row, subjects=[venue(capacity=70)], today=days(9))
    assert later.uid == today.uid
    assert propose(row, subjects=[venue(capacity=9, has_car_park=False)], today=days(9)) == []


def test_once_done_it_does_not_come_again_without_again_after_days() -> None:
    row = a_list(becomes())
    [task] = propose(row, subjects=[venue(capacity=60)], today=DAY)
    assert propose(row, subjects=[venue(capacity=60)], completions=[done(task, on=DAY)], today=days(900)) == []


def test_once_done_it_comes_again_after_the_days_and_with_another_identity() -> None:
    row = a_list(becomes(again_after_days=30))
    [task] = propose(row, subjects=[venue(capacity=60)], today=DAY)
    answered = [done(task, on=days(1))]
    assert propose(row, subjects=[venue(capacity=60)], completions=answered, today=days(30)) == []
    [again] = propose(row, subjects=[venue(capacity=60)], completions=answered, today=days(31))
    assert again.uid == "key_venue:1~true:2026-03-03~community:1"
    completions = [*answered, done(again, on=days(31))]
    assert propose(row, subjects=[venue(capacity=60)], completions=completions, today=days(31)) == []


def campaign(**changes: object) -> DutyRow:
    given: dict[str, object] = {"trigger": Campaign(days(1), days(10)), "sunset_date": days(20)} | changes
    return a_row(**given)  # type: ignore[arg-type]


@pytest.mark.parametrize(("on", "is_open"), [(0, False), (1, True), (10, True), (11, False)])
def test_a_campaign_asks_each_subject_once_between_its_days_and_ends_by_itself(on: int, is_open: bool) -> None:
    tasks = propose(a_list(campaign()), subjects=[venue("1"), venue("2")], today=days(on))
    assert [task.uid for task in tasks] == (
        ["key_venue:1~campaign~community:1", "key_venue:2~campaign~community:1"] if is_open else []
    )
    for task in tasks:
        assert task.kind is TaskKind.DIRECTIVE
        assert (task.opens_date, task.due_date, task.closes_date) == (days(1), days(10), days(10))


def test_a_campaign_asks_only_subjects_that_meet_its_condition_and_are_not_done() -> None:
    row = a_list(campaign(conditions=(LARGE,)))
    venues = [venue("1", capacity=60), venue("2", capacity=60), venue("3", capacity=6)]
    first, second = propose(row, subjects=venues, today=days(1))
    [left] = propose(row, subjects=venues, completions=[done(first, on=days(2))], today=days(3))
    assert left.uid == second.uid


def test_a_campaign_with_days_of_grace_closes_later() -> None:
    [task] = propose(a_list(campaign(window=Window(lapse_days=3))), subjects=[venue()], today=days(13))
    assert task.closes_date == days(13)


@pytest.mark.parametrize(
    "make", [lambda: Campaign(days(1), DAY), lambda: BecomesTrue(()), lambda: BecomesTrue((LARGE,), 0)]
)
def test_a_trigger_that_says_nothing_is_refused(make: object) -> None:
    with pytest.raises(InvalidTriggerError):
        make()  # type: ignore[operator]


def test_two_pairs_at_one_address_are_answered_each_for_itself() -> None:
    trigger = When("incident", count=2, within_days=90, grouping=Grouping.PARTIES, party_kind="household")
    row = a_list(a_row(trigger=trigger, subject_kind="address", window=Window(due_days=3, lapse_days=30)))
    events = [
        a_quarrel("a", days(0), parties=("7", "8")),
        a_quarrel("b", days(1), parties=("5", "6")),
        a_quarrel("c", days(2), parties=("8", "7")),
        a_quarrel("d", days(3), parties=("6", "5")),
    ]
    first, second = propose(row, subjects=[an_address()], events=events, today=days(4))
    [left] = propose(row, subjects=[an_address()], events=events, completions=[done(first, on=days(4))], today=days(5))
    assert left.uid == second.uid
    assert first.reason.parameters["event_ids"] == ("a", "c")
