from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fengqiao.engines.duties.contracts import Window
from fengqiao.engines.duties.cycles import next_due, period_of
from fengqiao.engines.duties.tests.samples import a_list, a_row, a_venue, done, propose, visited
from fengqiao.engines.duties.triggers import CountedFrom, Cycle, Every

MONTHLY = a_row(trigger=Every(Cycle.MONTH), window=Window(due_days=5))
HALF_MONTHLY = a_row(
    trigger=Every(Cycle.HALF_MONTH, CountedFrom.CALENDAR), subject_kind="village", window=Window(due_days=4)
)


def test_a_monthly_visit_opens_days_before_a_month_has_passed() -> None:
    venue = a_venue()
    completions = [visited(venue, on=date(2026, 3, 4))]

    def on(day: date) -> list:
        return propose(a_list(MONTHLY), subjects=[venue], completions=completions, today=day)

    assert on(date(2026, 3, 29)) == []
    [task] = on(date(2026, 3, 30))
    assert (task.opens_date, task.due_date, task.closes_date) == (date(2026, 3, 30), date(2026, 4, 4), None)
    assert task.reason.code == "cycle_due"
    assert task.reason.parameters["last_done"] == date(2026, 3, 4)


def test_the_same_turn_keeps_its_identity_until_it_is_done() -> None:
    venue = a_venue()
    earlier = visited(venue, on=date(2026, 3, 4))
    days = [date(2026, 3, 30) + timedelta(days=n) for n in range(40)]
    tasks = [
        task for day in days for task in propose(a_list(MONTHLY), subjects=[venue], completions=[earlier], today=day)
    ]

    assert len(tasks) == 40
    assert len({task.uid for task in tasks}) == 1
    assert tasks[-1].days_overdue(today=days[-1]) == (days[-1] - date(2026, 4, 4)).days

    finished = done(tasks[0], on=date(2026, 4, 2))
    after = propose(a_list(MONTHLY), subjects=[venue], completions=[earlier, finished], today=date(2026, 4, 3))
    assert after == []
    [following] = propose(a_list(MONTHLY), subjects=[venue], completions=[earlier, finished], today=date(2026, 5, 2))
    assert following.uid != tasks[0].uid


def test_a_new_version_of_the_list_raises_no_task_twice() -> None:
    venue = a_venue()
    completions = [visited(venue, on=date(2026, 3, 4))]
    first, second = (
        propose(a_list(MONTHLY, version=v), subjects=[venue], completions=completions, today=date(2026, 4, 1))
        for v in (1, 2)
    )

    assert [task.uid for task in first] == [task.uid for task in second]
    assert [task.list_version for task in first + second] == [1, 2]


def test_venues_never_visited_are_spread_over_the_first_cycle() -> None:
    venues = [a_venue(str(n)) for n in range(310)]
    dues = [
        task.due_date
        for task in propose(a_list(MONTHLY), subjects=venues, today=date(2026, 1, 31))
        if task.reason.code == "never_done"
    ]

    assert len(dues) == 310
    assert min(dues) >= date(2026, 1, 1)
    assert max(dues) <= date(2026, 1, 31)
    assert max(dues.count(day) for day in set(dues)) <= 25  # ten a day on average


def test_a_village_stay_is_asked_for_once_in_each_half_of_a_month() -> None:
    village = a_venue("v", since_date=date(2025, 1, 1))
    row = a_row(trigger=HALF_MONTHLY.trigger, window=HALF_MONTHLY.window)
    [task] = propose(a_list(row), subjects=[village], today=date(2026, 3, 15))
    assert task.uid == "key_venue:v~2026-03-01~community:1"
    assert task.closes_date == date(2026, 3, 15)

    completions = [done(task, on=date(2026, 3, 15))]
    assert propose(a_list(row), subjects=[village], completions=completions, today=date(2026, 3, 15)) == []
    [following] = propose(a_list(row), subjects=[village], completions=completions, today=date(2026, 3, 31))
    assert following.uid == "key_venue:v~2026-03-16~community:1"
    assert following.reason.parameters["last_done"] == date(2026, 3, 15)


def test_a_subject_from_tomorrow_on_has_no_turn_today() -> None:
    venue = a_venue(since_date=date(2026, 3, 16))
    for counted_from in CountedFrom:
        row = a_row(trigger=Every(Cycle.WEEK, counted_from), window=Window(due_days=6))
        assert propose(a_list(row), subjects=[venue], today=date(2026, 3, 15)) == []


@pytest.mark.parametrize(
    ("cycle", "due"),
    [
        (Cycle.DAY, date(2026, 2, 1)),
        (Cycle.WEEK, date(2026, 2, 7)),
        (Cycle.HALF_MONTH, date(2026, 2, 15)),
        (Cycle.MONTH, date(2026, 2, 28)),
        (Cycle.QUARTER, date(2026, 4, 30)),
        (Cycle.HALF_YEAR, date(2026, 7, 31)),
        (Cycle.YEAR, date(2027, 1, 31)),
    ],
)
def test_cycles_from_the_last_of_january(cycle: Cycle, due: date) -> None:
    assert next_due(done_date=date(2026, 1, 31), cycle=cycle) == due


@given(day=st.dates(date(2000, 1, 1), date(2099, 12, 31)), cycle=st.sampled_from(Cycle))
def test_periods_of_a_cycle_follow_each_other_without_gap(day: date, cycle: Cycle) -> None:
    first, last = period_of(day=day, cycle=cycle)

    assert first <= day <= last
    assert period_of(day=first, cycle=cycle) == period_of(day=last, cycle=cycle) == (first, last)
    assert period_of(day=last + timedelta(days=1), cycle=cycle)[0] == last + timedelta(days=1)


@given(
    last_done=st.dates(date(2026, 1, 2), date(2026, 6, 30)),
    waited=st.integers(0, 90),
    cycle=st.sampled_from(Cycle),
    counted_from=st.sampled_from(CountedFrom),
    due_days=st.integers(0, 20),
)
def test_doing_a_task_always_closes_it(
    last_done: date, waited: int, cycle: Cycle, counted_from: CountedFrom, due_days: int
) -> None:
    venue, today = a_venue(), last_done + timedelta(days=waited)
    row = a_row(trigger=Every(cycle, counted_from), window=Window(due_days=due_days))
    completions = [visited(venue, on=last_done)]
    tasks = propose(a_list(row), subjects=[venue], completions=completions, today=today)

    assert len(tasks) <= 1
    again = propose(a_list(row), subjects=[venue], completions=completions, today=today)
    assert [task.uid for task in again] == [task.uid for task in tasks]
    completions += [done(task, on=today) for task in tasks]
    assert propose(a_list(row), subjects=[venue], completions=completions, today=today) == []
