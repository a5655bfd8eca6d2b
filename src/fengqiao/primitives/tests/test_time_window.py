from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fengqiao.primitives.time_window import InvalidTimeWindowError, TimeWindow

NINE = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)
moments = st.datetimes(
    min_value=datetime(2020, 1, 1),  # noqa: DTZ001 - hypothesis adds the zone itself
    max_value=datetime(2030, 1, 1),  # noqa: DTZ001
    timezones=st.just(UTC),
)
windows = st.tuples(moments, moments).map(lambda pair: TimeWindow(min(pair), max(pair)))


def test_a_window_holds_its_opening_and_not_its_closing_moment():
    window = TimeWindow(opens_at=NINE, closes_at=NINE + HOUR)
    assert window.contains(NINE)
    assert window.contains(NINE + HOUR - timedelta(microseconds=1))
    assert not window.contains(NINE + HOUR)
    assert window.minutes == 60


def test_windows_that_only_touch_do_not_overlap():
    first = TimeWindow(opens_at=NINE, closes_at=NINE + HOUR)
    second = TimeWindow(opens_at=NINE + HOUR, closes_at=NINE + 2 * HOUR)
    assert not first.overlaps(second)
    assert first.overlaps(TimeWindow(opens_at=NINE + HOUR / 2, closes_at=NINE + 2 * HOUR))


def test_a_window_without_time_zone_is_refused():
    with pytest.raises(InvalidTimeWindowError):
        TimeWindow(opens_at=NINE.replace(tzinfo=None), closes_at=NINE)


def test_a_window_that_closes_before_it_opens_is_refused():
    with pytest.raises(InvalidTimeWindowError):
        TimeWindow(opens_at=NINE, closes_at=NINE - HOUR)


@given(a=windows, b=windows, moment=moments)
def test_a_moment_in_both_windows_means_that_they_overlap(a, b, moment):
    assert a.overlaps(b) == b.overlaps(a)
    if a.contains(moment) and b.contains(moment):
        assert a.overlaps(b)
