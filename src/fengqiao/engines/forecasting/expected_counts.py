"""Expected counts per beat and shift for days ahead.

Half the long mean of the same weekday brought to today's level, half the mean of the last 28 known days.
On real calls (35 beats, 3 shifts, up to 7 days ahead) its Poisson deviance was 1.62, against 1.94 for the
mean of four same shifts and 4.00 for the last same shift; a boosted-tree model was no better.
Expects only calls that citizens report: what officers find follows where they were sent.
"""

from collections.abc import Sequence
from datetime import date
from typing import Final

import numpy as np
from numpy.typing import NDArray

# Four whole weeks: every weekday weighs the same in the recent mean.
RECENT_DAYS: Final = 28
# Between 0.3 and 0.7 the deviance moves by less than 1 %.
_LONG_MEAN_WEIGHT: Final = 0.5
_DAYS_A_WEEK: Final = 7

Counts = NDArray[np.float64]


class NoHistoryError(ValueError):
    """No day of the history is known."""

    code = "no_history"


def expected_counts(*, history: Counts, first_date: date, target_dates: Sequence[date]) -> Counts:
    """Return expected counts of shape (beats, shifts, target days).

    `history` has the shape (beats, shifts, days) from `first_date` on; a day with a NaN anywhere is an
    outage and is left out for all. A weekday that never occurred takes the mean of all days.
    """
    if history.ndim != 3:
        raise ValueError(f"history must be beats × shifts × days, not of shape {history.shape}")
    known_days = np.flatnonzero(~np.isnan(history).any(axis=(0, 1)))
    if known_days.size == 0:
        raise NoHistoryError("no day of the history is known")
    weekdays = (known_days + first_date.weekday()) % _DAYS_A_WEEK
    known: Counts = history[:, :, known_days]
    long_mean = _weekday_means(known=known, weekdays=weekdays)
    recent = known[:, :, -RECENT_DAYS:]
    level = _level(recent=recent, usual=long_mean[:, :, weekdays[-RECENT_DAYS:]])
    blend: Counts = (
        _LONG_MEAN_WEIGHT * level * long_mean + (1 - _LONG_MEAN_WEIGHT) * recent.mean(axis=2)[:, :, np.newaxis]
    )
    expected: Counts = blend[:, :, [day.weekday() for day in target_dates]]
    return expected


def _weekday_means(*, known: Counts, weekdays: NDArray[np.int64]) -> Counts:
    """Return the mean per weekday, shape (beats, shifts, 7)."""
    means: Counts = np.repeat(known.mean(axis=2)[:, :, np.newaxis], _DAYS_A_WEEK, axis=2)
    for weekday in range(_DAYS_A_WEEK):
        of_weekday = weekdays == weekday
        if of_weekday.any():
            means[:, :, weekday] = known[:, :, of_weekday].mean(axis=2)
    return means


def _level(*, recent: Counts, usual: Counts) -> float:
    """Return how much busier the whole area has been of late than its long mean says."""
    usual_total = float(usual.sum())
    return float(recent.sum()) / usual_total if usual_total > 0 else 1.0
