import numpy as np
import pytest
from scipy import stats

from fengqiao.engines.forecasting.intervals import USUAL_DISPERSION, count_range, dispersion_of


def test_with_a_dispersion_of_one_the_range_is_that_of_poisson():
    means = np.array([0.0, 0.3, 2.0, 40.0])
    low, high = count_range(expected=means, dispersion=np.ones(4), share=0.8)
    np.testing.assert_array_equal(low, np.maximum(stats.poisson.ppf(0.1, means), 0))
    np.testing.assert_array_equal(high, np.maximum(stats.poisson.ppf(0.9, means), 0))


def test_a_wider_spread_gives_the_range_of_the_negative_binomial():
    means, wide = np.array([0.5, 3.0, 25.0]), np.full(3, 1.8)
    low, high = count_range(expected=means, dispersion=wide, share=0.8)
    sizes, chance = means / 0.8, 1 / 1.8
    np.testing.assert_array_equal(low, stats.nbinom.ppf(0.1, sizes, chance))
    np.testing.assert_array_equal(high, stats.nbinom.ppf(0.9, sizes, chance))


def test_the_spread_of_bunched_calls_is_found_again():
    random = np.random.default_rng(4)
    expected = random.uniform(1, 6, 20_000)
    actual = random.negative_binomial(expected / 0.6, 1 / 1.6).astype(float)
    assert dispersion_of(actual=actual, expected=expected) == pytest.approx(1.6, abs=0.05)


def test_the_range_is_never_narrower_than_poisson():
    expected = np.full(100, 4.0)
    assert dispersion_of(actual=expected, expected=expected) == 1.0


def test_unknown_days_are_left_out_and_too_few_calls_get_the_usual_spread():
    assert dispersion_of(actual=np.full(9, np.nan), expected=np.full(9, 100.0)) == USUAL_DISPERSION
    assert dispersion_of(actual=np.array([9.0]), expected=np.array([1.0])) == USUAL_DISPERSION


def test_a_share_that_is_none_is_refused():
    with pytest.raises(ValueError, match="share"):
        count_range(expected=np.ones(1), dispersion=np.ones(1), share=1.0)
