import random
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fengqiao.engines.duties.conditions import Condition, Operator
from fengqiao.engines.duties.contracts import (
    DutyListNotInForceError,
    DutyRow,
    Event,
    InvalidDutyListError,
    InvalidDutyRowError,
    InvalidIdentityError,
    Subject,
    SubjectKey,
    TaskTemplate,
    Window,
)
from fengqiao.engines.duties.proposals import CHINA_TIME
from fengqiao.engines.duties.tests.samples import a_list, a_row, a_venue, done, propose, visited
from fengqiao.engines.duties.triggers import After, CountedFrom, Cycle, DayKind, Every, OnCalendar, When

TODAY = date(2026, 3, 20)
ROWS = (
    a_row(number=1, trigger=Every(Cycle.MONTH), window=Window(due_days=7)),
    a_row(number=2, trigger=Every(Cycle.HALF_MONTH, CountedFrom.CALENDAR), subject_kind="village"),
    a_row(
        number=3,
        trigger=After("incident", (7, 30)),
        subject_kind="household",
        window=Window(7 * 60, 1200, 3, 20),
    ),
    a_row(number=4, trigger=When("incident", count=3, within_days=90), subject_kind="household"),
    a_row(number=5, trigger=OnCalendar(DayKind.SCHOOL_DAY), subject_kind="school"),
    a_row(number=6, trigger=Every(Cycle.YEAR), subject_kind="household", window=Window(due_days=30)),
)


def a_station(*, subjects: int, events: int, seed: int) -> tuple[list[Subject], list[Event]]:
    rng = random.Random(seed)
    kinds = rng.choices(["key_venue", "village", "household", "school"], [20, 1, 78, 1], k=subjects)
    all_subjects = [Subject(kind=kind, id=str(n), facts={"tier": n % 3}) for n, kind in enumerate(kinds)]
    start = datetime(2025, 3, 21, tzinfo=CHINA_TIME)
    happened = [
        Event(
            kind=rng.choice(["incident", "visit"]),
            id=str(n),
            subjects=(rng.choice(all_subjects).key,),
            at=start + timedelta(minutes=rng.randrange(365 * 24 * 60)),
        )
        for n in range(events)
    ]
    return all_subjects, happened


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10_000), share_done=st.floats(0, 1))
def test_recalculation_is_idempotent_and_done_work_is_not_asked_for_again(seed: int, share_done: float) -> None:
    subjects, events = a_station(subjects=60, events=200, seed=seed)
    first = propose(a_list(*ROWS), subjects=subjects, events=events, today=TODAY)
    rng = random.Random(seed)
    shuffled_subjects, shuffled_events = rng.sample(subjects, len(subjects)), rng.sample(events, len(events))
    again = propose(a_list(*ROWS), subjects=shuffled_subjects, events=shuffled_events, today=TODAY)

    assert first == again
    assert len({task.uid for task in first}) == len(first)
    finished = [task for task in first if rng.random() < share_done]
    rest = propose(
        a_list(*ROWS),
        subjects=subjects,
        events=events,
        completions=[done(task, on=TODAY) for task in finished],
        today=TODAY,
    )
    assert {task.uid for task in rest} <= {task.uid for task in first}
    assert not {task.uid for task in rest} & {task.uid for task in finished}


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_every_task_is_open_on_the_day_it_is_proposed(seed: int) -> None:
    subjects, events = a_station(subjects=60, events=200, seed=seed)
    for task in propose(a_list(*ROWS), subjects=subjects, events=events, today=TODAY):
        assert task.opens_date <= TODAY
        assert task.opens_date <= task.due_date
        assert task.closes_date is None or task.closes_date >= max(TODAY, task.due_date)
        assert task.reason.as_plain()["parameters"]


def test_a_whole_station_is_worked_out_and_open_rows_ask_for_hundreds_of_tasks() -> None:
    subjects, events = a_station(subjects=3_000, events=15_000, seed=1)
    completions = [visited(one, on=TODAY - timedelta(days=int(one.id) % 60)) for one in subjects]
    tasks = propose(a_list(*ROWS), subjects=subjects, events=events, completions=completions, today=TODAY)

    assert len(tasks) > 300
    assert {task.row_number for task in tasks} == {row.number for row in ROWS}


def test_a_row_asks_only_for_subjects_that_meet_its_conditions() -> None:
    tier_2 = Condition("tier", Operator.AT_LEAST, 2)
    row = a_row(trigger=Every(Cycle.DAY), conditions=(tier_2,))
    subjects = [a_venue("a", facts={"tier": 2}), a_venue("b", facts={"tier": 1}), a_venue("c")]

    [task] = propose(a_list(row), subjects=subjects, today=TODAY)
    assert task.subject.id == "a"
    assert task.facts_used == {"tier": 2}


def test_a_row_after_its_sunset_asks_for_nothing() -> None:
    row = a_row(trigger=Every(Cycle.DAY), sunset_date=TODAY)

    assert len(propose(a_list(row), subjects=[a_venue()], today=TODAY)) == 1
    assert propose(a_list(row), subjects=[a_venue()], today=TODAY + timedelta(days=1)) == []


def test_a_list_that_is_not_yet_in_force_is_refused() -> None:
    with pytest.raises(DutyListNotInForceError):
        propose(a_list(*ROWS, effective_from=TODAY + timedelta(days=1)), today=TODAY)


def test_an_id_that_could_be_mistaken_for_another_task_is_refused() -> None:
    with pytest.raises(InvalidIdentityError):
        propose(a_list(a_row(trigger=Every(Cycle.DAY))), subjects=[a_venue("1~2")], today=TODAY)


def test_rows_that_make_no_sense_are_refused() -> None:
    def of_minutes(minutes: int) -> DutyRow:
        template = TaskTemplate(steps=(), evidence=(), minutes=minutes)
        return a_row(trigger=Every(Cycle.DAY), template=template)

    with pytest.raises(InvalidDutyRowError):
        of_minutes(0)
    with pytest.raises(InvalidDutyRowError):
        a_row(trigger=Every(Cycle.DAY), priority=6)
    with pytest.raises(InvalidDutyRowError):
        Window(opens_minute=600, closes_minute=600)
    with pytest.raises(InvalidDutyListError):
        a_list(ROWS[0], ROWS[0])


def test_the_key_of_a_subject_names_kind_and_id() -> None:
    assert a_venue("7").key == SubjectKey("key_venue", "7")
