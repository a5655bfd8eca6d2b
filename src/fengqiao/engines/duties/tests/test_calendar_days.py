from datetime import date, timedelta

import pytest

from fengqiao.engines.duties.contracts import Window
from fengqiao.engines.duties.tests.samples import PlainCalendar, a_list, a_row, a_venue, done, propose
from fengqiao.engines.duties.triggers import DayKind, InvalidTriggerError, OnCalendar
from fengqiao.primitives.date_span import DateSpan

SPRING_FESTIVAL = {date(2026, 2, 15) + timedelta(days=n) for n in range(9)}
CALENDAR = PlainCalendar(holidays=SPRING_FESTIVAL, make_up_days={date(2026, 2, 14), date(2026, 2, 28)})
SCHOOL = a_venue("school")


def days_raised(day_kind: DayKind, *, first: date, days: int, window: Window | None = None, **given: object) -> list:
    row = a_row(trigger=OnCalendar(day_kind), window=window or Window())
    raised = []
    for offset in range(days):
        today = first + timedelta(days=offset)
        raised += propose(a_list(row), subjects=[SCHOOL], today=today, calendar=CALENDAR, **given)
    return raised


def test_the_school_guard_stands_on_school_days_only() -> None:
    winter_break = DateSpan(date(2026, 2, 20), date(2026, 2, 27))
    tasks = days_raised(
        DayKind.SCHOOL_DAY,
        first=date(2026, 2, 9),
        days=22,
        window=Window(opens_minute=7 * 60 + 20, closes_minute=8 * 60),
        school_breaks=[winter_break],
    )

    assert [task.due_date.day for task in tasks] == [9, 10, 11, 12, 13, 14, 28, 2]
    assert (tasks[0].opens_minute, tasks[0].closes_minute) == (440, 480)
    assert tasks[0].closes_date == tasks[0].due_date


def test_each_day_means_holidays_too() -> None:
    assert len(days_raised(DayKind.EACH_DAY, first=date(2026, 2, 15), days=9)) == 9
    assert days_raised(DayKind.WORKING_DAY, first=date(2026, 2, 15), days=9) == []


def test_screening_before_a_holiday_opens_days_ahead_and_is_due_on_the_last_working_day() -> None:
    tasks = days_raised(DayKind.BEFORE_HOLIDAY, first=date(2026, 2, 2), days=27, window=Window(due_days=2))

    assert {task.due_date for task in tasks} == {date(2026, 2, 14)}
    assert len(tasks) == 3  # on the 12th, 13th and 14th
    assert len({task.uid for task in tasks}) == 1
    assert tasks[0].reason.parameters["holiday_to"] == date(2026, 2, 23)


def test_a_weekly_task_stays_open_until_it_is_due_and_the_next_week_is_another() -> None:
    row = a_row(trigger=OnCalendar(DayKind.WEEKDAY, weekday=0), window=Window(due_days=4))

    def on(day: date, completions: tuple = ()) -> list:
        return propose(a_list(row), subjects=[SCHOOL], today=day, completions=completions)

    [monday] = on(date(2026, 3, 2))
    assert [task.uid for task in on(date(2026, 3, 6))] == [monday.uid]
    assert on(date(2026, 3, 7)) == []
    assert on(date(2026, 3, 5), (done(monday, on=date(2026, 3, 4)),)) == []
    assert [task.uid for task in on(date(2026, 3, 9))] != [monday.uid]


def test_a_weekday_is_asked_for_exactly_with_the_weekday_kind() -> None:
    with pytest.raises(InvalidTriggerError):
        OnCalendar(DayKind.WEEKDAY)
    with pytest.raises(InvalidTriggerError):
        OnCalendar(DayKind.EACH_DAY, weekday=1)
