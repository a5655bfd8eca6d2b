import pytest
from hypothesis import given
from hypothesis import strategies as st

from fengqiao.engines.indicators.formulas import (
    InvalidFigureError,
    Share,
    callback_rate,
    change_in_points,
    incidence_per_ten_thousand,
    is_small_cell,
    performance_rate,
    relative_change,
    repeat_rate,
    satisfaction,
    settlement_rate,
)


@pytest.mark.parametrize(
    "share",
    [
        settlement_rate(settled=0, due=0),
        performance_rate(performed=0, agreements_due=0),
        repeat_rate(reopened_within_90_days=0, settled=0),
        callback_rate(called_back=0, due=0),
    ],
)
def test_nothing_due_gives_no_rate_and_never_a_hundred_percent(share):
    assert share.percent is None


def test_a_rate_keeps_its_counts():
    share = settlement_rate(settled=45, due=50)
    assert (share.percent, share.part, share.whole) == (90.0, 45, 50)


@pytest.mark.parametrize(("part", "whole"), [(6, 5), (-1, 5), (0, -1)])
def test_a_part_larger_than_its_whole_is_refused(part, whole):
    with pytest.raises(InvalidFigureError):
        Share(part=part, whole=whole)


def test_the_survey_rose_by_1_95_percentage_points():
    assert change_in_points(this_percent=98.11, base_percent=96.16) == pytest.approx(1.95)


def test_a_blank_rate_has_no_change():
    assert change_in_points(this_percent=98.11, base_percent=None) is None
    assert change_in_points(this_percent=None, base_percent=96.16) is None


def test_a_change_on_base_zero_is_blank():
    assert relative_change(this=7, base=0) is None
    assert relative_change(this=0, base=0) is None
    assert relative_change(this=45, base=60) == -0.25


def test_satisfaction_is_ranked_from_thirty_answers_on():
    assert not satisfaction(satisfied=29, valid_answers=29).is_ranked
    assert satisfaction(satisfied=29, valid_answers=30).is_ranked


def test_incidence_counts_per_ten_thousand():
    assert incidence_per_ten_thousand(incidents=12, actual_population=40_000) == 3.0
    assert incidence_per_ten_thousand(incidents=0, actual_population=0) is None
    with pytest.raises(InvalidFigureError):
        incidence_per_ten_thousand(incidents=-1, actual_population=10)


def test_cells_from_one_to_four_are_small():
    assert [count for count in range(10) if is_small_cell(count)] == [1, 2, 3, 4]


@given(part=st.integers(0, 10_000), rest=st.integers(0, 10_000))
def test_a_rate_lies_between_zero_and_a_hundred(part, rest):
    percent = Share(part=part, whole=part + rest).percent
    assert percent is None if part + rest == 0 else 0 <= percent <= 100


@given(this=st.integers(0, 10_000), base=st.integers(1, 10_000))
def test_a_relative_change_leads_back_to_the_count(this, base):
    assert base * (1 + relative_change(this=this, base=base)) == pytest.approx(this)
