"""The forecast made again for weeks that are over, as it would have been made then."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final

import numpy as np
from numpy.typing import NDArray

from fengqiao.engines.forecasting.expected_counts import (
    DEFAULT_SETTINGS,
    ForecastSettings,
    NoHistoryError,
    forecast_counts,
)
from fengqiao.engines.forecasting.intervals import USUAL_DISPERSION, dispersion_of

Counts = NDArray[np.float64]
AHEAD_DAYS: Final = 7
# Two months of weekly forecasts: enough to know the spread, recent enough to be today's.
BACKTEST_WEEKS: Final = 8


def weekly_origins(*, from_day: int, to_day: int) -> Iterator[tuple[int, range]]:
    """Yield each origin with the days that it forecasts: whole weeks one after the other, the last cut off."""
    for origin in range(from_day, to_day, AHEAD_DAYS):
        yield origin, range(origin, min(origin + AHEAD_DAYS, to_day))


def forecasts_of_the_past(
    *,
    history: Counts,
    first_date: date,
    from_day: int,
    to_day: int,
    settings: ForecastSettings = DEFAULT_SETTINGS,
) -> Counts:
    """Return what was expected of the days of a span a week ahead, shape (beats, shifts, days of the span).

    Each week knows only the days before it. NaN where there was no history yet.
    """
    expected = np.full((*history.shape[:2], to_day - from_day), np.nan)
    for origin, days in weekly_origins(from_day=from_day, to_day=to_day):
        try:
            made = forecast_counts(
                history=history[:, :, :origin],
                first_date=first_date,
                target_dates=_dates(first_date, days),
                settings=settings,
            )
        except NoHistoryError:
            continue
        expected[:, :, days.start - from_day : days.stop - from_day] = made.expected
    return expected


def recent_dispersion(*, history: Counts, first_date: date, weeks: int = BACKTEST_WEEKS) -> list[float]:
    """Return of each shift how much wider than Poisson the last weeks lay around their forecasts."""
    days = history.shape[2]
    from_day = max(0, days - weeks * AHEAD_DAYS)
    if from_day == days:
        return [USUAL_DISPERSION] * history.shape[1]
    expected = forecasts_of_the_past(history=history, first_date=first_date, from_day=from_day, to_day=days)
    actual = history[:, :, from_day:]
    return [dispersion_of(actual=actual[:, shift], expected=expected[:, shift]) for shift in range(history.shape[1])]


def _dates(first_date: date, days: Sequence[int]) -> list[date]:
    return [first_date + timedelta(days=day) for day in days]
