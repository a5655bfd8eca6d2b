from datetime import date

import numpy as np

from fengqiao.engines.forecasting.backtesting import forecasts_of_the_past, recent_dispersion, weekly_origins

MONDAY = date(2026, 1, 5)


def test_each_day_is_forecast_once_and_the_last_week_is_cut_off():
    weeks = list(weekly_origins(from_day=100, to_day=117))
    assert [(origin, len(days)) for origin, days in weeks] == [(100, 7), (107, 7), (114, 3)]
    assert [day for _, days in weeks for day in days] == list(range(100, 117))


def test_a_week_does_not_know_its_own_days():
    history = np.full((1, 1, 84), 5.0)
    changed = history.copy()
    changed[:, :, 70:] = 50.0
    before = forecasts_of_the_past(history=history, first_date=MONDAY, from_day=70, to_day=77)
    after = forecasts_of_the_past(history=changed, first_date=MONDAY, from_day=70, to_day=77)
    np.testing.assert_array_equal(before, after)


def test_before_any_history_nothing_was_expected():
    history = np.full((1, 1, 14), 5.0)
    made = forecasts_of_the_past(history=history, first_date=MONDAY, from_day=0, to_day=14)
    assert np.isnan(made[0, 0, :7]).all()
    np.testing.assert_allclose(made[0, 0, 7:], 5.0)


def test_the_spread_is_taken_shift_by_shift_from_the_last_weeks():
    random = np.random.default_rng(5)
    calm, wild = random.poisson(6.0, (12, 200)), random.negative_binomial(6.0, 0.5, (12, 200))
    history = np.stack([calm, wild], axis=1).astype(float)
    low, high = recent_dispersion(history=history, first_date=MONDAY)
    assert 1.0 <= low < 1.25
    assert 1.7 < high < 2.5
