from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fengqiao.engines.forecasting.daily_counts import (
    DailyCounts,
    MisalignedPeriodsError,
    aligned_base_date,
    paired_days,
    same_weekday_counts,
)

MONDAY = date(2026, 3, 2)


@given(first=st.dates(min_value=date(1990, 1, 1), max_value=date(2100, 1, 1)), years=st.integers(1, 20))
def test_the_base_begins_on_the_same_weekday_near_the_same_date(first, years):
    base = aligned_base_date(first_date=first, years=years)
    assert base.weekday() == first.weekday()
    assert abs((first - base).days - 365.25 * years) <= 3.5


def test_a_year_before_2_march_2026_begins_on_monday_3_march_2025():
    assert aligned_base_date(first_date=MONDAY) == date(2025, 3, 3)


def test_a_day_that_one_side_does_not_know_is_left_out_on_both():
    this = DailyCounts(MONDAY, (1, None, 3, 4))
    base = DailyCounts(date(2025, 3, 3), (5, 6, None, 8))
    assert paired_days(this=this, base=base) == [(1, 5), (4, 8)]


@pytest.mark.parametrize("base", [DailyCounts(date(2025, 3, 3), (1,)), DailyCounts(date(2025, 3, 2), (1, 2))])
def test_periods_that_do_not_line_up_are_refused(base):
    with pytest.raises(MisalignedPeriodsError):
        paired_days(this=DailyCounts(MONDAY, (1, 2)), base=base)


def test_a_negative_count_is_refused():
    with pytest.raises(ValueError, match="negative"):
        DailyCounts(MONDAY, (1, -1))


def test_the_same_weekdays_before_a_day_are_found_without_gaps():
    history = DailyCounts(MONDAY, (*range(14), None, *range(15, 28)))
    assert same_weekday_counts(history=history, day=date(2026, 3, 30), weeks=10) == [21, 7, 0]
