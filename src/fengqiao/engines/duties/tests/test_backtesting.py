from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from fengqiao.engines.duties.backtest_figures import find_overlaps, mean_difference
from fengqiao.engines.duties.backtesting import Assumption, Backtest, BacktestRun, BacktestWorld, Desk, DeskKey
from fengqiao.engines.duties.contracts import Completion, DutyList, Subject, TaskTemplate, Window
from fengqiao.engines.duties.tests.samples import (
    LIST_CODE,
    PlainCalendar,
    a_list,
    a_quarrel,
    a_row,
    a_venue,
    an_address,
    visited,
)
from fengqiao.engines.duties.triggers import Cycle, DayKind, Every, OnCalendar, When

FIRST = date(2026, 6, 1)
"""A Monday."""
BEAT = DeskKey("0001", "community_officer")
WEEKLY = a_row(trigger=Every(Cycle.WEEK), window=Window(due_days=2))


def days_of(first: date, count: int) -> list[date]:
    return [first + timedelta(days=n) for n in range(count)]


def a_world(subjects: Sequence[Subject], *, days: int = 14, limit: int = 60, **given: Any) -> BacktestWorld:
    calendar = PlainCalendar()
    worked = [day for day in days_of(FIRST, days) if calendar.is_working_day(day)]
    defaults: dict[str, Any] = {
        "events": (),
        "completions": {},
        "desks": [Desk(BEAT, dict.fromkeys(worked, limit), dict.fromkeys(worked, 1))],
    }
    return BacktestWorld(
        root_path="0001",
        first_date=FIRST,
        last_date=FIRST + timedelta(days=days - 1),
        subjects=subjects,
        calendar=calendar,
        **(defaults | given),
    )


def lived(world: BacktestWorld, *lists: DutyList, assumption: Assumption = Assumption.ON_DUE_DAY) -> BacktestRun:
    backtest = Backtest(world=world, lists=lists, assumption=assumption)
    while not backtest.is_finished:
        backtest.step()
    return backtest.result()


def venue_done_last(*, on: date) -> tuple[Subject, list[Completion]]:
    venue = a_venue(beat_path="0001")
    return venue, [visited(venue, on=on)]


def test_a_weekly_duty_is_done_once_a_week_on_its_due_day() -> None:
    venue, past = venue_done_last(on=date(2026, 5, 28))
    run = lived(a_world([venue], completions={LIST_CODE: past}), a_list(WEEKLY))
    assert [task.done_date for task in run.tasks if task.done_date] == [date(2026, 6, 4), date(2026, 6, 11)]
    assert sum(day.done_minutes for day in run.days) == 60


def test_done_as_soon_as_it_is_open_the_same_duty_comes_round_sooner() -> None:
    venue, past = venue_done_last(on=date(2026, 5, 28))
    run = lived(a_world([venue], completions={LIST_CODE: past}), a_list(WEEKLY), assumption=Assumption.WHEN_OPEN)
    assert [task.done_date for task in run.tasks if task.done_date] == [date(2026, 6, 2), date(2026, 6, 8)]


def test_what_does_not_fit_waits_and_shows_as_minutes_over_the_limit() -> None:
    daily = a_row(trigger=Every(Cycle.MONTH))
    venues = [a_venue(str(number), beat_path="0001") for number in range(5)]
    past = [visited(venue, on=date(2026, 5, 2)) for venue in venues]
    run = lived(a_world(venues, completions={LIST_CODE: past}), a_list(daily))
    tuesday = next(day for day in run.days if day.day == date(2026, 6, 2))
    assert (tuesday.due_minutes, tuesday.done_minutes, tuesday.minutes_over) == (150, 60, 90)
    assert [day.done_tasks for day in run.days if day.done_tasks] == [2, 2, 1]


def test_without_a_limit_everything_is_done_when_it_is_due() -> None:
    venues = [a_venue(str(number), beat_path="0001") for number in range(5)]
    past = [visited(venue, on=date(2026, 5, 2)) for venue in venues]
    run = lived(
        a_world(venues, completions={LIST_CODE: past}),
        a_list(a_row(trigger=Every(Cycle.MONTH))),
        assumption=Assumption.NO_LIMIT,
    )
    assert {task.done_date for task in run.tasks} == {date(2026, 6, 2)}


def test_mandatory_work_is_done_over_the_limit_too() -> None:
    row = a_row(trigger=Every(Cycle.MONTH), mandatory=True)
    venues = [a_venue(str(number), beat_path="0001") for number in range(3)]
    past = [visited(venue, on=date(2026, 5, 2)) for venue in venues]
    run = lived(a_world(venues, limit=30, completions={LIST_CODE: past}), a_list(row))
    assert [day.done_minutes for day in run.days if day.day == date(2026, 6, 2)] == [90]


def test_a_morning_knows_nothing_of_the_evening_after_it() -> None:
    row = a_row(trigger=When("incident", 3, 90), subject_kind="address", window=Window(due_days=1))
    quarrels = [a_quarrel(str(n), day, address="1") for n, day in enumerate(days_of(FIRST, 3))]
    run = lived(a_world([replace(an_address(), beat_path="0001")], events=quarrels), a_list(row))
    [task] = run.tasks
    assert (task.first_date, task.due_date) == (date(2026, 6, 4), date(2026, 6, 4))


def test_a_row_that_is_drafted_for_later_is_tried_from_the_first_day() -> None:
    row = a_row(trigger=OnCalendar(DayKind.WORKING_DAY))
    drafted = a_list(row, effective_from=date(2027, 1, 1))
    run = lived(a_world([a_venue(beat_path="0001")], days=7), drafted)
    assert len(run.tasks) == 5


def test_the_officer_whom_the_facts_name_carries_the_task() -> None:
    village = a_venue(beat_path="0001", facts={"officer_number": "100007"})
    other = DeskKey("00010002", "community_officer")
    world = a_world([village], desk_of_officer={"100007": other})
    run = lived(world, a_list(a_row(trigger=OnCalendar(DayKind.WORKING_DAY))))
    assert {task.desk for task in run.tasks} == {other}


def test_two_officers_cost_twice_the_minutes() -> None:
    row = a_row(
        trigger=OnCalendar(DayKind.WORKING_DAY), template=TaskTemplate(("look",), ("note",), 20, officers_needed=2)
    )
    run = lived(a_world([a_venue(beat_path="0001")], days=1), a_list(row))
    assert [day.due_minutes for day in run.days] == [40]


def test_two_rows_that_ask_the_same_of_one_subject_are_found_without_its_name() -> None:
    rows = (WEEKLY, a_row(number=2, trigger=Every(Cycle.WEEK), window=Window(due_days=3)))
    venue = a_venue(label="Ferry Inn", beat_path="0001")
    run = lived(a_world([venue], days=28), a_list(*rows))
    [found] = find_overlaps(tasks=run.tasks, evidence={(LIST_CODE, 1): ("note",), (LIST_CODE, 2): ("count", "note")})
    assert (found.row, found.other, found.evidence, found.subject_kind, found.subjects) == (
        (LIST_CODE, 1), (LIST_CODE, 2), ("note",), venue.kind, 1
    )  # fmt: skip
    assert found.times >= 3
    assert "Ferry Inn" not in repr(found)
    assert find_overlaps(tasks=run.tasks, evidence={(LIST_CODE, 1): ("note",), (LIST_CODE, 2): ("count",)}) == ()


def test_a_difference_that_is_the_same_every_day_has_no_width() -> None:
    found = mean_difference(before=[10.0] * 28, after=[25.0] * 28, seed=7)
    assert (found.mean, found.low, found.high) == (15.0, 15.0, 15.0)


def test_the_interval_holds_the_mean_and_is_the_same_for_a_seed() -> None:
    after = [float(day * 7 % 13) for day in range(56)]
    found = mean_difference(before=[0.0] * 56, after=after, seed=7)
    assert found.low < found.mean < found.high
    assert found == mean_difference(before=[0.0] * 56, after=after, seed=7)


def test_days_that_do_not_pair_are_refused() -> None:
    with pytest.raises(ValueError, match="zip"):
        mean_difference(before=[1.0], after=[1.0, 2.0], seed=1)


def test_a_backtest_can_be_left_and_says_how_far_it_is() -> None:
    backtest = Backtest(world=a_world([]), lists=[a_list(WEEKLY)], assumption=Assumption.ON_DUE_DAY)
    backtest.step()
    assert backtest.next_date == FIRST + timedelta(days=1)
    assert not backtest.is_finished
