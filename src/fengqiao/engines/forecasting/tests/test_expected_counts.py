from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fengqiao.engines.forecasting.expected_counts import NoHistoryError, expected_counts

MONDAY = date(2026, 1, 5)
NEXT_WEEK = [date(2026, 6, 1) + timedelta(days=n) for n in range(7)]


def weekly_pattern(*, weeks):
    return np.tile(np.array([1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0]), weeks).reshape(1, 1, -1)


def test_a_steady_beat_expects_what_it_always_had():
    history = np.full((2, 3, 70), 4.0)
    expected = expected_counts(history=history, first_date=MONDAY, target_dates=NEXT_WEEK)
    assert expected.shape == (2, 3, 7)
    np.testing.assert_allclose(expected, 4.0)


def test_the_weekday_counts_half():
    expected = expected_counts(history=weekly_pattern(weeks=10), first_date=MONDAY, target_dates=NEXT_WEEK)
    np.testing.assert_allclose(expected[0, 0], [2.5, 3.0, 3.5, 4.0, 4.5, 5.0, 5.5])


def test_a_recent_rise_of_the_whole_area_is_followed():
    history = np.full((2, 1, 280), 2.0)
    history[:, :, -28:] = 4.0
    expected = expected_counts(history=history, first_date=MONDAY, target_dates=NEXT_WEEK)
    np.testing.assert_allclose(expected, 4.0)


def test_a_recent_rise_of_one_beat_is_followed_half_way():
    history = np.full((10, 1, 280), 2.0)
    history[0, :, -28:] = 4.0
    expected = expected_counts(history=history, first_date=MONDAY, target_dates=NEXT_WEEK)
    assert 3.0 < expected[0, 0, 0] < 3.5
    assert 2.0 < expected[1, 0, 0] < 2.2


def test_an_outage_is_left_out_and_not_taken_for_zero():
    history = weekly_pattern(weeks=10)
    with_gap = np.concatenate([history, np.full((1, 1, 21), np.nan)], axis=2)
    np.testing.assert_allclose(
        expected_counts(history=with_gap, first_date=MONDAY, target_dates=NEXT_WEEK),
        expected_counts(history=history, first_date=MONDAY, target_dates=NEXT_WEEK),
    )


def test_a_weekday_that_never_occurred_takes_the_mean():
    expected = expected_counts(history=np.full((1, 1, 3), 6.0), first_date=MONDAY, target_dates=NEXT_WEEK)
    np.testing.assert_allclose(expected, 6.0)


def test_a_history_without_a_known_day_is_refused():
    with pytest.raises(NoHistoryError):
        expected_counts(history=np.full((1, 1, 7), np.nan), first_date=MONDAY, target_dates=NEXT_WEEK)


def test_a_history_of_another_shape_is_refused():
    with pytest.raises(ValueError, match="beats × shifts × days"):
        expected_counts(history=np.ones((3, 7)), first_date=MONDAY, target_dates=NEXT_WEEK)


@given(seed=st.integers(0, 1000), factor=st.floats(0.1, 10))
def test_expectations_are_never_negative_and_scale_with_the_counts(seed, factor):
    history = np.random.default_rng(seed).poisson(2.0, (3, 2, 56)).astype(float)
    once = expected_counts(history=history, first_date=MONDAY, target_dates=NEXT_WEEK)
    scaled = expected_counts(history=history * factor, first_date=MONDAY, target_dates=NEXT_WEEK)
    assert (once >= 0).all()
    np.testing.assert_allclose(scaled, once * factor)
