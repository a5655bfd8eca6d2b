import numpy as np
import pytest

from fengqiao.engines.forecasting.outages import known_shifts

THREE = (0, 8, 16)


def busy_area(days=60):
    return np.random.default_rng(2).poisson(30.0, (24, days)).astype(float)


def test_a_living_record_has_no_gap():
    assert known_shifts(hourly=busy_area(), shift_starts=THREE).all()


def test_days_without_a_call_are_a_gap_and_the_shifts_beside_them_are_not():
    hourly = busy_area()
    hourly[:, 20:50] = 0
    known = known_shifts(hourly=hourly, shift_starts=THREE)
    assert not known[:, 20:50].any()
    assert known[:, :20].all()
    assert known[:, 50:].all()


def test_a_record_that_breaks_off_within_a_shift_loses_that_shift_and_keeps_the_morning():
    hourly = busy_area()
    hourly[19:, 30] = 0
    known = known_shifts(hourly=hourly, shift_starts=THREE)
    assert known[:, 30].tolist() == [True, True, False]


def test_a_trickle_is_no_record():
    hourly = busy_area()
    hourly[:, 30] = 1
    assert not known_shifts(hourly=hourly, shift_starts=THREE)[:, 30].any()


def test_a_quiet_night_in_a_small_place_is_just_quiet():
    hourly = np.random.default_rng(3).poisson(0.2, (24, 200)).astype(float)
    assert known_shifts(hourly=hourly, shift_starts=THREE).all()


def test_a_month_of_silence_in_a_small_place_is_a_gap_all_the_same():
    hourly = np.random.default_rng(3).poisson(0.2, (24, 200)).astype(float)
    hourly[:, 100:130] = 0
    known = known_shifts(hourly=hourly, shift_starts=THREE)
    assert not known[:, 100:130].any()
    assert known[:, :99].all()


def test_a_place_that_never_had_a_call_says_nothing():
    assert known_shifts(hourly=np.zeros((24, 5)), shift_starts=THREE).all()


@pytest.mark.parametrize("starts", [(), (8, 0), (1, 9), (0, 0, 8)])
def test_shifts_out_of_order_are_refused(starts):
    with pytest.raises(ValueError, match="in order"):
        known_shifts(hourly=np.zeros((24, 5)), shift_starts=starts)
