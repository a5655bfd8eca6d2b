"""The boosted-tree reference (LightGBM, an optional extra): the same past, the same week ahead."""

from __future__ import annotations

import importlib.util
from typing import Any, Final

import numpy as np
from numpy.typing import NDArray

from fengqiao.bench.forecasting.references import by_week
from fengqiao.engines.forecasting.backtesting import AHEAD_DAYS, weekly_origins

Counts = NDArray[np.float64]
PACKAGE: Final = "lightgbm"
MISSING: Final = "lightgbm is not installed (requirements/forecast.txt; FENGQIAO_EXTRAS=forecast)"
_ROUNDS: Final = 300
_SETTINGS: Final = {
    "objective": "poisson",
    "learning_rate": 0.03,
    "num_leaves": 15,
    "min_data_in_leaf": 100,
    "feature_fraction": 0.8,
    "verbosity": -1,
    "num_threads": 2,
    "deterministic": True,
}
_FIRST_ORIGIN: Final = 4 * AHEAD_DAYS
_DAYS_A_WEEK: Final = 7
_CATEGORIES: Final = [0, 1, 2]
_RECENT: Final = (4, 12)
"""Known same shifts of late, in weeks, beside the 28 and 84 days of all weekdays."""


def is_installed() -> bool:
    """This function will tell whether the extra is there."""
    return importlib.util.find_spec(PACKAGE) is not None


def boosted_forecast(*, counts: Counts, from_day: int, first_weekday: int, seed: int) -> Counts:
    """This function will fit on the weeks before `from_day` and expect the days after, week by week."""
    import lightgbm

    rows, answers = [], []
    for origin, days in weekly_origins(from_day=_FIRST_ORIGIN, to_day=from_day):
        for day in days:
            rows.append(_features(counts, origin, day, first_weekday))
            answers.append(counts[:, :, day].ravel())
    table, answer = np.concatenate(rows), np.concatenate(answers)
    known = ~np.isnan(answer)
    data = lightgbm.Dataset(table[known], answer[known], categorical_feature=_CATEGORIES)
    model: Any = lightgbm.train({**_SETTINGS, "seed": seed}, data, num_boost_round=_ROUNDS)
    shape = counts.shape[:2]
    return by_week(
        counts=counts,
        from_day=from_day,
        expect=lambda origin, day: model.predict(_features(counts, origin, day, first_weekday)).reshape(shape),
    )


def _features(counts: Counts, origin: int, day: int, first_weekday: int) -> Counts:
    """Return one row a cell: beat, shift, weekday, days ahead, means of the cell and of the area."""
    beats, shifts = counts.shape[:2]
    past = counts[:, :, :origin]
    means = [_mean_of_last(past, length) for length in (28, 84, origin)]
    same = [_mean_of_last(past[:, :, day % _DAYS_A_WEEK :: _DAYS_A_WEEK], weeks) for weeks in _RECENT]
    area = [np.broadcast_to(one.sum(axis=0), (beats, shifts)) for one in (*means[:1], means[2], same[0])]
    constants = (
        np.broadcast_to(np.arange(beats)[:, np.newaxis], (beats, shifts)),
        np.broadcast_to(np.arange(shifts), (beats, shifts)),
        np.full((beats, shifts), (day + first_weekday) % _DAYS_A_WEEK),
        np.full((beats, shifts), day - origin),
    )
    return np.stack([one.ravel() for one in (*constants, *means, *same, *area)], axis=1).astype(np.float64)


def _mean_of_last(past: Counts, length: int) -> Counts:
    """Return the mean of the last known days of each shift, (beats, shifts); NaN without one."""
    means = np.full(past.shape[:2], np.nan)
    for shift in range(past.shape[1]):
        known = np.flatnonzero(~np.isnan(past[:, shift]).any(axis=0))[-length:]
        if known.size:
            means[:, shift] = past[:, shift, known].mean(axis=1)
    return means
