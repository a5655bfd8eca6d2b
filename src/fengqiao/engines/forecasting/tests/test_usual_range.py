import pytest
from hypothesis import given
from hypothesis import strategies as st

from fengqiao.engines.forecasting.usual_range import Standing, usual_range


def test_the_range_holds_the_middle_eight_of_ten():
    usual = usual_range(past_counts=[*range(1, 12)])
    assert (usual.low, usual.middle, usual.high) == (2, 6.0, 10)


@pytest.mark.parametrize(
    ("count", "standing"),
    [(1, Standing.BELOW_USUAL), (2, Standing.USUAL), (10, Standing.USUAL), (11, Standing.ABOVE_USUAL)],
)
def test_a_count_stands_against_the_range(count, standing):
    assert usual_range(past_counts=[*range(1, 12)]).standing_of(count) is standing


def test_seven_counts_are_too_little_history():
    usual = usual_range(past_counts=[5] * 7)
    assert usual.low is None
    assert usual.standing_of(5) is Standing.TOO_LITTLE_HISTORY
    assert usual_range(past_counts=[5] * 8).standing_of(5) is Standing.USUAL


def test_shares_out_of_order_are_refused():
    with pytest.raises(ValueError, match="out of order"):
        usual_range(past_counts=[5] * 8, low_share=0.9, high_share=0.1)


@given(past=st.lists(st.integers(0, 500), min_size=8, max_size=60))
def test_at_least_eight_of_ten_past_counts_are_usual(past):
    usual = usual_range(past_counts=past)
    assert {usual.low, usual.high} <= set(past)
    inside = sum(usual.standing_of(count) is Standing.USUAL for count in past)
    assert inside >= 0.8 * len(past)
