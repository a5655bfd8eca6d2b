from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fengqiao.engines.forecasting.changes import (
    Change,
    ChangeSettings,
    ChangeVerdict,
    compare_periods,
    flag_changes,
)
from fengqiao.engines.forecasting.daily_counts import DailyCounts

THIS_MONDAY, BASE_MONDAY = date(2026, 3, 2), date(2025, 3, 3)
FOUR_WEEKS = 28


def change(this, base, **options):
    return compare_periods(
        this=DailyCounts(THIS_MONDAY, tuple(this)),
        base=DailyCounts(BASE_MONDAY, tuple(base)),
        settings=ChangeSettings(**options),
    )


def with_p_value(p_value):
    return Change(
        this_count=150,
        base_count=100,
        days_compared=FOUR_WEEKS,
        days_left_out=0,
        verdict=ChangeVerdict.CLEAR_RISE,
        ratio=1.5,
        low=1.1,
        high=2.0,
        p_value=p_value,
    )


def clear_rises(changes):
    return [n for n, item in enumerate(changes) if item.verdict is ChangeVerdict.CLEAR_RISE]


def test_a_count_that_doubles_is_a_clear_rise_with_its_interval():
    doubled = change([10] * FOUR_WEEKS, [5] * FOUR_WEEKS)
    assert doubled.verdict is ChangeVerdict.CLEAR_RISE
    assert doubled.ratio == 2.0
    assert 1.5 < doubled.low < 2.0 < doubled.high < 2.7


def test_a_count_that_halves_is_a_clear_fall():
    assert change([5] * FOUR_WEEKS, [10] * FOUR_WEEKS).verdict is ChangeVerdict.CLEAR_FALL


def test_a_fall_to_nothing_from_a_large_base_is_clear():
    gone = change([0] * FOUR_WEEKS, [2] * FOUR_WEEKS)
    assert gone.verdict is ChangeVerdict.CLEAR_FALL
    assert gone.ratio == gone.low == 0.0


def test_a_few_more_are_no_clear_change():
    assert change([5] * 27 + [15], [5] * FOUR_WEEKS).verdict is ChangeVerdict.NO_CLEAR_CHANGE


def test_one_wild_day_widens_the_interval_and_is_no_clear_rise():
    calm = change([2] * FOUR_WEEKS, [1] * FOUR_WEEKS)
    wild = change([1] * 27 + [29], [1] * FOUR_WEEKS)
    assert calm.this_count == wild.this_count
    assert calm.verdict is ChangeVerdict.CLEAR_RISE
    assert wild.verdict is ChangeVerdict.NO_CLEAR_CHANGE
    assert wild.high / wild.low > calm.high / calm.low


def test_a_base_of_zero_has_no_ratio():
    nothing = change([3] * FOUR_WEEKS, [0] * FOUR_WEEKS)
    assert nothing.verdict is ChangeVerdict.BASE_ZERO
    assert (nothing.ratio, nothing.low, nothing.high, nothing.p_value) == (None, None, None, None)


@pytest.mark.parametrize(("this_count", "base_count"), [(40, 4), (4, 5), (0, 9)])
def test_a_small_cell_is_too_small_to_say(this_count, base_count):
    rest = [0] * (FOUR_WEEKS - 1)
    assert change([this_count, *rest], [base_count, *rest]).verdict is ChangeVerdict.TOO_SMALL


def test_less_than_two_weeks_are_too_few_to_say():
    assert change([100] * 13, [50] * 13).verdict is ChangeVerdict.TOO_SMALL
    assert change([100] * 14, [50] * 14).verdict is ChangeVerdict.CLEAR_RISE


def test_an_outage_is_no_fall():
    outage = change([None] * 10 + [20] * 18, [20] * FOUR_WEEKS)
    assert outage.verdict is ChangeVerdict.NO_CLEAR_CHANGE
    assert outage.ratio == 1.0
    assert (outage.days_compared, outage.days_left_out) == (18, 10)


def test_the_same_seed_gives_the_same_interval_to_the_last_digit():
    generator = np.random.default_rng(1)
    this, base = generator.negative_binomial(2, 0.2, (2, FOUR_WEEKS)).tolist()
    assert change(this, base, seed=7) == change(this, base, seed=7)
    assert change(this, base, seed=7) != change(this, base, seed=8)


@pytest.mark.parametrize("options", [{"confidence": 1.0}, {"resamples": 10}, {"level_wander": -0.1}])
def test_settings_out_of_range_are_refused(options):
    with pytest.raises(ValueError, match="out of range"):
        ChangeSettings(**options)


def test_of_many_figures_only_those_that_pass_together_stay_clear():
    flagged = flag_changes(changes=[with_p_value(p) for p in (0.001, 0.04, 0.045, 0.8, 0.9)])
    assert clear_rises(flagged) == [0]
    assert flagged[1].low == 1.1


def test_figures_that_fail_alone_may_pass_in_company():
    # Benjamini and Hochberg step up: 0.03 passes 0.05 × 3/4 because the others are smaller.
    flagged = flag_changes(changes=[with_p_value(p) for p in (0.03, 0.02, 0.01, 0.9)])
    assert clear_rises(flagged) == [0, 1, 2]


def test_figures_without_a_test_neither_change_nor_count():
    small = change([1] * 7 + [0] * 21, [1] * 4 + [0] * 24)
    assert small.verdict is ChangeVerdict.TOO_SMALL
    assert flag_changes(changes=[small, with_p_value(0.04)]) == (small, with_p_value(0.04))
    assert flag_changes(changes=[]) == ()


def test_quiet_windows_raise_few_false_alarms():
    generator = np.random.default_rng(20260302)
    # Gamma-Poisson days: variance 1.7 times the mean, as in real calls.
    rates = generator.gamma(shape=10 / 0.7, scale=0.7, size=(400, 2, FOUR_WEEKS))
    windows = generator.poisson(rates).tolist()
    changes = [change(this, base, resamples=200) for this, base in windows]
    alarms = sum(item.verdict is not ChangeVerdict.NO_CLEAR_CHANGE for item in changes)
    assert alarms / len(changes) <= 0.06


def test_most_rises_by_half_of_ten_a_day_are_found_among_twenty_figures():
    generator = np.random.default_rng(20260302)
    found = 0
    for _ in range(40):
        quiet = generator.poisson(10, (20, 2, FOUR_WEEKS))
        quiet[0, 0] = generator.poisson(15, FOUR_WEEKS)
        page = [change(this, base, resamples=200) for this, base in quiet.tolist()]
        found += 0 in clear_rises(flag_changes(changes=page))
    assert found >= 24


periods = st.lists(st.tuples(st.none() | st.integers(0, 30), st.none() | st.integers(0, 30)), min_size=14, max_size=42)


@settings(max_examples=60, deadline=None)
@given(days=periods)
def test_the_interval_holds_the_ratio_and_the_verdict_follows_it(days):
    result = change([mine for mine, _ in days], [theirs for _, theirs in days], resamples=100)
    if result.ratio is None:
        assert result.verdict in {ChangeVerdict.TOO_SMALL, ChangeVerdict.BASE_ZERO}
        return
    assert result.low <= result.ratio <= result.high
    assert (result.verdict is ChangeVerdict.NO_CLEAR_CHANGE) == (result.p_value >= 0.05)


@settings(max_examples=60, deadline=None)
@given(p_values=st.lists(st.floats(0, 1), max_size=30))
def test_judging_together_never_makes_more_figures_clear_than_apart(p_values):
    flagged = flag_changes(changes=[with_p_value(p) for p in p_values])
    clear = [item.p_value for item in flagged if item.verdict is ChangeVerdict.CLEAR_RISE]
    assert all(p <= 0.05 for p in clear)
    assert sorted(clear) == sorted(p_values)[: len(clear)]
