from datetime import date, timedelta

import chinese_calendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fengqiao.primitives.holiday_calendar import HolidayCalendar, InvalidHolidayCalendarError

FRIDAY, SATURDAY, SUNDAY, MONDAY = (date(2026, 3, day) for day in (6, 7, 8, 9))
PLAIN = HolidayCalendar(holidays=frozenset())
some_days = st.dates(min_value=date(2026, 1, 1), max_value=date(2026, 12, 31))


def test_every_day_of_2024_to_2026_is_worked_as_published(china_calendar):
    day = date(2024, 1, 1)
    while day <= date(2026, 12, 31):
        assert china_calendar.is_working_day(day) == chinese_calendar.is_workday(day), day
        day += timedelta(days=1)


def test_weekends_are_off_and_make_up_days_are_worked(china_calendar):
    assert not china_calendar.is_working_day(SATURDAY)
    assert china_calendar.is_working_day(date(2026, 2, 28))
    assert china_calendar.is_day_off(SATURDAY)


def test_the_next_working_day_after_spring_festival_is_the_24th(china_calendar):
    assert china_calendar.next_working_day(date(2026, 2, 14)) == date(2026, 2, 24)


def test_a_weekend_may_end_a_period_where_the_setting_says_so():
    strict = HolidayCalendar(holidays=frozenset({FRIDAY}), weekends_end_periods_later=False)
    assert strict.first_day_not_off(SATURDAY) == SATURDAY
    assert strict.first_day_not_off(FRIDAY) == SATURDAY
    assert not strict.is_working_day(SATURDAY)
    assert PLAIN.first_day_not_off(SATURDAY) == MONDAY


def test_a_day_cannot_be_both_off_and_worked():
    with pytest.raises(InvalidHolidayCalendarError):
        HolidayCalendar(holidays=frozenset({FRIDAY}), make_up_working_days=frozenset({FRIDAY}))


def test_a_calendar_without_any_work_is_refused_instead_of_searched_for_ever():
    endless = HolidayCalendar(holidays=frozenset(FRIDAY + timedelta(days=n) for n in range(100)))
    with pytest.raises(InvalidHolidayCalendarError):
        endless.next_working_day(FRIDAY)
    with pytest.raises(InvalidHolidayCalendarError):
        endless.first_day_not_off(FRIDAY)


def test_working_days_cannot_be_counted_backwards():
    with pytest.raises(ValueError, match="negative"):
        PLAIN.add_working_days(FRIDAY, days=-1)


def test_a_year_that_is_not_published_is_known_to_be_unknown(china_calendar):
    assert china_calendar.knows(date(2026, 12, 31))
    assert not china_calendar.knows(date(2027, 1, 1))


@given(day=some_days, first=st.integers(0, 30), second=st.integers(0, 30))
def test_working_days_add_up(day, first, second):
    once = PLAIN.add_working_days(day, days=first + second)
    assert once == PLAIN.add_working_days(PLAIN.add_working_days(day, days=first), days=second)


@given(day=some_days)
def test_a_rolled_day_is_never_off_and_never_earlier(china_calendar, day):
    rolled = china_calendar.first_day_not_off(day)
    assert rolled >= day
    assert not china_calendar.is_day_off(rolled)
