from datetime import timedelta

import numpy as np
import pytest

from fengqiao.engines.forecasting.changes import (
    ChangeSettings,
    ChangeVerdict,
    compare_periods,
    flag_changes,
)
from fengqiao.engines.forecasting.daily_counts import DailyCounts
from fengqiao.engines.forecasting.expected_counts import expected_counts
from fengqiao.engines.forecasting.tests.real_calls import FIRST_DATE, read_counts

pytestmark = pytest.mark.data

FOUR_WEEKS = 28
TEST_DAYS = 32
QUICK = ChangeSettings(resamples=400)


@pytest.fixture(scope="module")
def counts():
    return read_counts()


@pytest.fixture(scope="module")
def daily(counts):
    return counts.sum(axis=1)


def window(daily, start):
    days = tuple(int(count) for count in daily[start : start + FOUR_WEEKS])
    return DailyCounts(FIRST_DATE + timedelta(days=start), days)


def neighbouring_changes(daily, *, later_factor=1.0):
    """Compare each whole four-week window with the one before: nothing is known to have happened.

    With a factor every day of the later window is changed by it.
    """
    known = ~np.isnan(daily[0])
    changed = np.round(daily * later_factor)
    for start in range(daily.shape[1] - 2 * FOUR_WEEKS + 1):
        if known[start : start + 2 * FOUR_WEEKS].all():
            yield [
                compare_periods(this=window(later, start + FOUR_WEEKS), base=window(beat, start), settings=QUICK)
                for beat, later in zip(daily, changed, strict=True)
            ]


def share_of_alarms(changes):
    quiet = ChangeVerdict.NO_CLEAR_CHANGE
    return sum(item.verdict is not quiet for item in changes) / len(changes)


def test_placebo_windows_raise_at_most_six_percent_alarms_even_one_by_one(daily):
    pages = list(neighbouring_changes(daily))
    assert len(pages) > 30
    assert share_of_alarms([item for page in pages for item in page]) <= 0.06
    judged_together = [item for page in pages for item in flag_changes(changes=page)]
    assert share_of_alarms(judged_together) <= 0.01


def test_most_rises_by_half_in_one_real_beat_are_found_alone_and_among_all(daily):
    alone, among_all = [], []
    quiet_pages, raised_pages = neighbouring_changes(daily), neighbouring_changes(daily, later_factor=1.5)
    for page, raised in zip(quiet_pages, raised_pages, strict=True):
        for beat in range(0, len(page), 5):
            mixed = [*page[:beat], raised[beat], *page[beat + 1 :]]
            alone.append(raised[beat].verdict is ChangeVerdict.CLEAR_RISE)
            among_all.append(flag_changes(changes=mixed)[beat].verdict is ChangeVerdict.CLEAR_RISE)
    assert np.mean(alone) >= 0.9
    assert np.mean(among_all) >= 0.6


def test_expectations_a_week_ahead_beat_the_mean_of_four_same_shifts(counts):
    first_day = counts.shape[2] - TEST_DAYS
    ours, four_same = [], []
    for today in range(first_day, counts.shape[2] - 7):
        ahead = np.arange(today, today + 7)
        expected = expected_counts(
            history=counts[:, :, :today],
            first_date=FIRST_DATE,
            target_dates=[FIRST_DATE + timedelta(days=int(day)) for day in ahead],
        )
        actual = counts[:, :, ahead]
        ours.append(deviance(actual, expected))
        four_same.append(deviance(actual, mean_of_four_same(counts[:, :, :today], ahead)))
    assert np.mean(ours) < 1.65
    assert np.mean(ours) < 0.9 * np.mean(four_same)


def mean_of_four_same(history, ahead):
    known = np.flatnonzero(~np.isnan(history).any(axis=(0, 1)))
    return np.stack([history[:, :, known[known % 7 == day % 7][-4:]].mean(axis=2) for day in ahead], axis=2)


def deviance(actual, expected):
    expected = np.maximum(expected, 1e-3)
    logs = np.where(actual > 0, actual * np.log(np.maximum(actual, 1) / expected), 0.0)
    return float(np.nanmean(2 * (logs - (actual - expected))))
