from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from fengqiao.engines.forecasting.expected_counts import (
    ForecastSettings,
    NoHistoryError,
    expected_counts,
    forecast_counts,
)

MONDAY = date(2026, 1, 5)
NEXT_WEEK = [date(2026, 6, 1) + timedelta(days=n) for n in range(7)]


def weekly_pattern(*, weeks, times=1.0):
    return np.tile(times * np.array([1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0]), weeks).reshape(1, 1, -1)


def test_a_steady_beat_expects_what_it_always_had():
    history = np.full((2, 3, 70), 4.0)
    expected = expected_counts(history=history, first_date=MONDAY, target_dates=NEXT_WEEK)
    assert expected.shape == (2, 3, 7)
    np.testing.assert_allclose(expected, 4.0)


def test_a_weekday_with_many_calls_is_followed_and_one_with_few_is_doubted():
    busy = expected_counts(history=weekly_pattern(weeks=10, times=100), first_date=MONDAY, target_dates=NEXT_WEEK)[0, 0]
    np.testing.assert_allclose(busy / busy.mean(), np.arange(1, 8) / 4, atol=0.1)
    calm = expected_counts(history=weekly_pattern(weeks=10, times=0.1), first_date=MONDAY, target_dates=NEXT_WEEK)[0, 0]
    assert calm.max() / calm.min() < 1.1


def test_a_recent_rise_of_the_whole_area_is_followed():
    history = np.full((20, 1, 280), 20.0)
    history[:, :, -28:] = 40.0
    expected = expected_counts(history=history, first_date=MONDAY, target_dates=NEXT_WEEK)
    assert 32 < expected.min() <= expected.max() < 40


def test_a_recent_rise_of_one_beat_is_followed_part_of_the_way_and_its_neighbours_stay():
    history = np.full((20, 1, 280), 10.0)
    history[0, :, -28:] = 20.0
    expected = expected_counts(history=history, first_date=MONDAY, target_dates=NEXT_WEEK)
    assert 12.0 < expected[0, 0, 0] < 18.0
    assert 9.5 < expected[1, 0, 0] < 10.5


def test_the_rise_of_a_beat_with_few_calls_is_hardly_believed():
    history = np.full((20, 1, 280), 0.1)
    history[0, :, -28:] = 0.2
    expected = expected_counts(history=history, first_date=MONDAY, target_dates=NEXT_WEEK)
    assert expected[0, 0, 0] < 0.125


def test_an_outage_is_left_out_and_not_taken_for_zero():
    history = weekly_pattern(weeks=10)
    with_gap = history.copy()
    with_gap[:, :, 21:42] = np.nan
    expected = expected_counts(history=with_gap, first_date=MONDAY, target_dates=NEXT_WEEK)
    whole = expected_counts(history=history, first_date=MONDAY, target_dates=NEXT_WEEK)
    np.testing.assert_allclose(expected, whole, rtol=0.05)


def test_a_shift_that_was_not_recorded_leaves_the_other_shifts_of_the_day_known():
    history = np.full((2, 2, 70), 4.0)
    history[:, 1, 10:20] = np.nan
    forecast = forecast_counts(history=history, first_date=MONDAY, target_dates=NEXT_WEEK)
    assert forecast.known_days.tolist() == [70, 60]
    np.testing.assert_allclose(forecast.expected, 4.0)


def test_a_weekday_that_never_occurred_takes_the_mean():
    expected = expected_counts(history=np.full((1, 1, 3), 6.0), first_date=MONDAY, target_dates=NEXT_WEEK)
    np.testing.assert_allclose(expected, 6.0)


def test_a_beat_without_a_single_call_expects_none_and_breaks_nothing():
    history = np.full((2, 1, 70), 4.0)
    history[0] = 0.0
    expected = expected_counts(history=history, first_date=MONDAY, target_dates=NEXT_WEEK)
    np.testing.assert_allclose(expected[0], 0.0, atol=1e-9)
    np.testing.assert_allclose(expected[1], 4.0)


def test_the_parts_that_the_reader_is_shown_multiply_to_what_is_expected():
    history = np.random.default_rng(1).poisson(3.0, (4, 3, 120)).astype(float)
    forecast = forecast_counts(history=history, first_date=MONDAY, target_dates=NEXT_WEEK)
    shown = forecast.usual[:, :, None] * forecast.weekday * forecast.own[:, :, None] * forecast.area[None, :, None]
    np.testing.assert_allclose(forecast.expected, shown)
    assert (forecast.low <= forecast.expected).all()
    assert (forecast.expected <= forecast.high).all()


def test_a_history_without_a_known_day_is_refused():
    with pytest.raises(NoHistoryError):
        expected_counts(history=np.full((1, 1, 7), np.nan), first_date=MONDAY, target_dates=NEXT_WEEK)


def test_a_history_of_another_shape_is_refused():
    with pytest.raises(ValueError, match="beats × shifts × days"):
        expected_counts(history=np.ones((3, 7)), first_date=MONDAY, target_dates=NEXT_WEEK)


@pytest.mark.parametrize("wrong", [{"own_half_life": 0.0}, {"weekday_prior_calls": -1.0}])
def test_settings_out_of_range_are_refused(wrong):
    with pytest.raises(ValueError, match="Settings"):
        ForecastSettings(**wrong)


@given(seed=st.integers(0, 1000), rate=st.floats(0.01, 30))
def test_expectations_are_finite_never_negative_and_near_the_mean(seed, rate):
    history = np.random.default_rng(seed).poisson(rate, (3, 2, 56)).astype(float)
    expected = expected_counts(history=history, first_date=MONDAY, target_dates=NEXT_WEEK)
    assert np.isfinite(expected).all()
    assert (expected >= 0).all()
    means = history.mean(axis=(0, 2))
    np.testing.assert_allclose(expected.mean(axis=(0, 2)), means, rtol=0.35, atol=0.05)
