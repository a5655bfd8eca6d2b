"""Expected counts per beat and shift for days ahead: how many calls citizens will report, where and when.

Each cell's expectation is a product of four readable parts: what the cell usually has, its weekday, how it
has gone of late, and how the whole area has gone of late. Each part is drawn towards "no difference" by a
number of imagined calls, so that a small cell follows its area and a large one itself. The parameters were
fitted on calls of 2022 and 2023 alone; `./fq bench forecast` measures on what came after.
Only calls that citizens report: what officers find follows where they were sent (Ensign 2018). Never a person.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

import numpy as np
from numpy.typing import NDArray

from fengqiao.engines.forecasting.intervals import DEFAULT_SHARE, count_range

_DAYS_A_WEEK: Final = 7
Counts = NDArray[np.float64]


class NoHistoryError(ValueError):
    """No day of the history is known."""

    code = "no_history"


@dataclass(frozen=True, slots=True)
class ForecastSettings:
    """How fast the past fades, in days, and how many imagined calls speak for "no difference".

    Fitted by weekly forecasts over January to February and May to June 2023 (35 beats, 3 shifts): deviance
    1.486, against 1.518 for half a long mean and half the last 28 days. Around these values it is flat.
    """

    usual_half_life: float = 240.0
    own_half_life: float = 45.0
    area_half_life: float = 14.0
    own_prior_calls: float = 100.0
    area_prior_calls: float = 100.0
    weekday_prior_calls: float = 300.0

    def __post_init__(self) -> None:
        if min(self.usual_half_life, self.own_half_life, self.area_half_life) <= 0:
            raise ValueError(f"a half-life is longer than nothing: {self}")
        if min(self.own_prior_calls, self.area_prior_calls, self.weekday_prior_calls) < 0:
            raise ValueError(f"imagined calls are never negative: {self}")


DEFAULT_SETTINGS: Final = ForecastSettings()


@dataclass(frozen=True, slots=True)
class CountForecast:
    """`expected`, `low` and `high` have the shape (beats, shifts, days); the parts multiply to `expected`.

    `usual` and `own`: (beats, shifts); `area`: (shifts,); `weekday`: as `expected`. `known_days`: of each shift.
    """

    expected: Counts
    low: Counts
    high: Counts
    usual: Counts
    weekday: Counts
    own: Counts
    area: Counts
    known_days: NDArray[np.int64]


def forecast_counts(
    *,
    history: Counts,
    first_date: date,
    target_dates: Sequence[date],
    dispersion: Sequence[float] | None = None,
    share: float = DEFAULT_SHARE,
    settings: ForecastSettings = DEFAULT_SETTINGS,
) -> CountForecast:
    """Return what to expect on the target dates, with the range that holds `share` of the days.

    `history` has the shape (beats, shifts, days) from `first_date` on; where a shift of a day holds a NaN for any
    beat the recording was down and that shift is left out for all: an outage is never averaged over.
    `dispersion`: of each shift, from `intervals.dispersion_of`; None stands for plain Poisson.
    Raises NoHistoryError when a shift has no known day.
    """
    if history.ndim != 3:
        raise ValueError(f"history must be beats × shifts × days, not of shape {history.shape}")
    parts = [
        _Parts.of(history=history[:, shift], first_date=first_date, targets=target_dates, settings=settings)
        for shift in range(history.shape[1])
    ]
    usual, own = (np.stack([getattr(part, name) for part in parts], axis=1) for name in ("usual", "own"))
    weekday = np.stack([part.weekday for part in parts], axis=1)
    area = np.array([part.area for part in parts])
    expected: Counts = usual[:, :, np.newaxis] * weekday * own[:, :, np.newaxis] * area[np.newaxis, :, np.newaxis]
    wide = np.ones(len(parts)) if dispersion is None else np.asarray(dispersion, dtype=np.float64)
    low, high = count_range(expected=expected, dispersion=wide[np.newaxis, :, np.newaxis], share=share)
    known_days = np.array([part.known_days for part in parts], dtype=np.int64)
    return CountForecast(expected, low, high, usual, weekday, own, area, known_days)


def expected_counts(*, history: Counts, first_date: date, target_dates: Sequence[date]) -> Counts:
    """Return the expected counts alone, shape (beats, shifts, target days)."""
    return forecast_counts(history=history, first_date=first_date, target_dates=target_dates).expected


@dataclass(frozen=True, slots=True)
class _Parts:
    """The parts of one shift: (beats,), (beats, target days), (beats,), one number."""

    usual: Counts
    weekday: Counts
    own: Counts
    area: float
    known_days: int

    @classmethod
    def of(cls, *, history: Counts, first_date: date, targets: Sequence[date], settings: ForecastSettings) -> "_Parts":
        days = np.flatnonzero(~np.isnan(history).any(axis=0))
        if days.size == 0:
            raise NoHistoryError("no day of the history is known")
        known: Counts = history[:, days]
        ages = history.shape[1] - days
        weekdays = (days + first_date.weekday()) % _DAYS_A_WEEK
        old = 0.5 ** (ages / settings.usual_half_life)
        of_weekday = _weekday_factors(known=known, weekdays=weekdays, weights=old, prior=settings.weekday_prior_calls)
        usual = (known * old).sum(axis=1) / _positive((of_weekday[:, weekdays] * old).sum(axis=1))
        usually: Counts = usual[:, np.newaxis] * of_weekday[:, weekdays]
        return cls(
            usual=usual,
            weekday=of_weekday[:, [day.weekday() for day in targets]],
            own=_own_factors(known=known, usually=usually, ages=ages, settings=settings),
            area=_area_factor(known=known, usually=usually, ages=ages, settings=settings),
            known_days=int(days.size),
        )


def _weekday_factors(*, known: Counts, weekdays: NDArray[np.int64], weights: Counts, prior: float) -> Counts:
    """Return the factor per cell and weekday, drawn to the area's; a weekday that never occurred has 1."""
    mean = (known * weights).sum(axis=1) / weights.sum()
    factors: Counts = np.ones((known.shape[0], _DAYS_A_WEEK))
    for weekday in range(_DAYS_A_WEEK):
        days = weekdays == weekday
        seen = (known[:, days] * weights[days]).sum(axis=1)
        meant = mean * weights[days].sum()
        of_area = (seen.sum() + prior) / (meant.sum() + prior) if prior or meant.sum() else 1.0
        factors[:, weekday] = of_area * (seen + prior) / _positive(meant * of_area + prior)
    return factors


def _own_factors(*, known: Counts, usually: Counts, ages: NDArray[np.int64], settings: ForecastSettings) -> Counts:
    """Return how each cell has gone of late against its area, drawn to 1."""
    weights = 0.5 ** (ages / settings.own_half_life)
    seen, meant = (known * weights).sum(axis=1), (usually * weights).sum(axis=1)
    of_area = _ratio(seen.sum(), meant.sum())
    prior = settings.own_prior_calls
    factors: Counts = (seen + prior * of_area) / _positive((meant + prior) * of_area)
    return factors


def _area_factor(*, known: Counts, usually: Counts, ages: NDArray[np.int64], settings: ForecastSettings) -> float:
    """Return how the whole area has gone of late against what is usual."""
    weights = 0.5 ** (ages / settings.area_half_life)
    seen, meant = float((known * weights).sum()), float((usually * weights).sum())
    return _ratio(seen + settings.area_prior_calls, meant + settings.area_prior_calls)


def _ratio(seen: float, meant: float) -> float:
    return float(seen) / float(meant) if seen > 0 and meant > 0 else 1.0


def _positive(values: Counts) -> Counts:
    """Keep a division finite where nothing was ever seen: nothing divided by the least number stays nothing."""
    return np.maximum(values, np.finfo(np.float64).tiny)
