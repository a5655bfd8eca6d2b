"""What the forecast is compared with: the deviance, the floors of the test window, and two simple ways."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

import numpy as np
from numpy.typing import NDArray

from fengqiao.engines.forecasting.backtesting import weekly_origins

Counts = NDArray[np.float64]
_LEAST_EXPECTED: Final = 0.01
"""Whoever expects nothing and sees a call would be infinitely wrong; one call in a hundred days is the least."""
_DAYS_A_WEEK: Final = 7
_SAME_SHIFTS: Final = 4


def poisson_deviance(*, actual: Counts, expected: Counts) -> float:
    """This function will return the mean deviance over the counts that are known on both sides."""
    known = ~(np.isnan(actual) | np.isnan(expected))
    seen, meant = actual[known], np.maximum(expected[known], _LEAST_EXPECTED)
    logs = np.where(seen > 0, seen * np.log(np.maximum(seen, 1) / meant), 0.0)
    return float(np.mean(2 * (logs - (seen - meant))))


def weekday_means(*, window: Counts) -> Counts:
    """This function will return the floor: means of beat × shift × weekday, fitted on the window that they judge."""
    floor = np.full_like(window, np.nan)
    for weekday in range(_DAYS_A_WEEK):
        days = window[:, :, weekday::_DAYS_A_WEEK]
        known = ~np.isnan(days)
        means = np.nansum(days, axis=2, keepdims=True) / np.maximum(known.sum(axis=2, keepdims=True), 1)
        floor[:, :, weekday::_DAYS_A_WEEK] = np.where(known, means, np.nan)
    return floor


def weekday_means_of_the_others(*, window: Counts) -> Counts:
    """This function will return the same means without the day that each of them judges.

    In-sample means have seen the answer: over w weeks their deviance is too good by about 1/w. These have not.
    """
    means = np.full_like(window, np.nan)
    for weekday in range(_DAYS_A_WEEK):
        days = window[:, :, weekday::_DAYS_A_WEEK]
        others = (~np.isnan(days)).sum(axis=2, keepdims=True) - 1
        sums = np.nansum(days, axis=2, keepdims=True) - np.nan_to_num(days)
        means[:, :, weekday::_DAYS_A_WEEK] = np.where(
            np.isnan(days) | (others < 1), np.nan, sums / np.maximum(others, 1)
        )
    return means


def mean_of_same_shifts(*, counts: Counts, from_day: int, shifts: int = _SAME_SHIFTS) -> Counts:
    """This function will expect the mean of the last known same shifts; with one, the seasonal naive forecast."""
    return by_week(counts=counts, from_day=from_day, expect=lambda origin, day: _same(counts, origin, day, shifts))


def by_week(*, counts: Counts, from_day: int, expect: Callable[[int, int], Counts]) -> Counts:
    """This function will ask for each day of the window what was expected of it at the origin of its week."""
    to_day = counts.shape[2]
    columns = [expect(origin, day) for origin, days in weekly_origins(from_day=from_day, to_day=to_day) for day in days]
    return np.stack(columns, axis=2)


def _same(counts: Counts, origin: int, day: int, shifts: int) -> Counts:
    """Return (beats, shifts of a day); NaN where no same shift is known."""
    expected = np.full(counts.shape[:2], np.nan)
    same = [earlier for earlier in range(day % _DAYS_A_WEEK, origin, _DAYS_A_WEEK)]
    for shift in range(counts.shape[1]):
        known = [earlier for earlier in same if not np.isnan(counts[:, shift, earlier]).any()][-shifts:]
        if known:
            expected[:, shift] = counts[:, shift, known].mean(axis=1)
    return expected
