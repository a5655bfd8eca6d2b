"""The benchmark `forecast`: fitted on the calls before a date, judged week by week on those after it."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Final

import numpy as np

from fengqiao.bench.contracts import Bench, BenchRequest, DataMissingError
from fengqiao.bench.figures import BenchFigure, Goal, Reference
from fengqiao.bench.forecasting import boosted
from fengqiao.bench.forecasting.placebo import placebo_shares
from fengqiao.bench.forecasting.reading import CallCounts, read_counts
from fengqiao.bench.forecasting.references import (
    Counts,
    mean_of_same_shifts,
    poisson_deviance,
    weekday_means,
    weekday_means_of_the_others,
)
from fengqiao.engines.forecasting.backtesting import AHEAD_DAYS, forecasts_of_the_past, recent_dispersion
from fengqiao.engines.forecasting.intervals import DEFAULT_SHARE, count_range

TEST_FROM: Final = datetime.date(2024, 1, 1)
LEAST_TEST_DAYS: Final = 2 * AHEAD_DAYS
"""With one day of each weekday the floor has seen every answer."""
FLOOR_GOAL, PLACEBO_GOAL = 1.04, 0.06
QUICK_PLACEBO_DAYS: Final = 7
DEVIANCE: Final = "deviance a call count"


def run(request: BenchRequest) -> Sequence[BenchFigure]:
    """This function will forecast the test window week by week and judge the forecast beside its references."""
    request.say("reading the calls")
    counts = read_counts(data_dir=request.data_dir)
    return measure(counts=counts, request=request)


def measure(*, counts: CallCounts, request: BenchRequest) -> list[BenchFigure]:
    """This function will measure the counts. Raises DataMissingError when the test window is too short."""
    from_day = counts.day_of(request.test_from or TEST_FROM)
    if from_day < LEAST_TEST_DAYS or counts.days - from_day < LEAST_TEST_DAYS:
        raise DataMissingError(f"the calls leave fewer than {LEAST_TEST_DAYS} days before or after the test date")
    request.say(f"{len(counts.beats)} beats, {counts.days - from_day} days from the test date on")
    expected = forecasts_of_the_past(
        history=counts.reported, first_date=counts.first_date, from_day=from_day, to_day=counts.days
    )
    window = counts.reported[:, :, from_day:]
    figures = _deviances(counts, window, expected, from_day, request)
    figures.append(_range_share(counts, window, expected, from_day))
    request.say("placebo windows")
    alone, together = placebo_shares(counts=counts, every_days=QUICK_PLACEBO_DAYS if request.is_quick else 1)
    return [*figures, _placebo(FIGURES[5], alone), _placebo(FIGURES[6], together)]


FIGURES = (
    "forecast_to_floor",
    "forecast_to_floor_of_other_weeks",
    "forecast_to_mean_of_four",
    "forecast_to_boosted_trees",
    "counts_in_range",
    "placebo_alarms",
    "placebo_alarms_judged_together",
    "known_test_shifts",
)
BENCH = Bench(
    name="forecast", what="calls a week ahead per shift and beat, false alarms of change", figures=FIGURES, run=run
)


def _deviances(
    counts: CallCounts, window: Counts, expected: Counts, from_day: int, request: BenchRequest
) -> list[BenchFigure]:
    ours = poisson_deviance(actual=window, expected=expected)
    reported = counts.reported

    def reference(name: str, meant: Counts) -> Reference:
        return Reference(name, poisson_deviance(actual=window, expected=meant))

    floor = reference("weekday means of the test window itself", weekday_means(window=window))
    others = reference("the same without the day itself", weekday_means_of_the_others(window=window))
    four = reference("mean of four same shifts", mean_of_same_shifts(counts=reported, from_day=from_day))
    naive = reference("last same shift", mean_of_same_shifts(counts=reported, from_day=from_day, shifts=1))
    known = int((~np.isnan(window[0])).sum())
    return [
        BenchFigure(FIGURES[0], ours, DEVIANCE, (floor,), Goal("<=", FLOOR_GOAL, of="ratio")),
        BenchFigure(FIGURES[1], ours, DEVIANCE, (others,), Goal("<=", FLOOR_GOAL, of="ratio")),
        BenchFigure(FIGURES[2], ours, DEVIANCE, (four, naive)),
        _beside_boosted(counts, window, ours, from_day, request),
        BenchFigure(FIGURES[7], known, "shifts"),
    ]


def _beside_boosted(
    counts: CallCounts, window: Counts, ours: float, from_day: int, request: BenchRequest
) -> BenchFigure:
    if not boosted.is_installed():
        return BenchFigure(FIGURES[3], None, DEVIANCE, skipped=boosted.MISSING)
    request.say("boosted trees")
    meant = boosted.boosted_forecast(
        counts=counts.reported, from_day=from_day, first_weekday=counts.first_date.weekday(), seed=request.seed
    )
    trees = Reference("LightGBM", poisson_deviance(actual=window, expected=meant))
    return BenchFigure(FIGURES[3], ours, DEVIANCE, (trees,))


def _range_share(counts: CallCounts, window: Counts, expected: Counts, from_day: int) -> BenchFigure:
    """How many counts lay in their range, the spread taken from the weeks before the test window alone."""
    wide = recent_dispersion(history=counts.reported[:, :, :from_day], first_date=counts.first_date)
    low, high = count_range(
        expected=np.nan_to_num(expected), dispersion=np.array(wide)[np.newaxis, :, np.newaxis], share=DEFAULT_SHARE
    )
    known = ~(np.isnan(window) | np.isnan(expected))
    inside = (window >= low) & (window <= high)
    return BenchFigure(FIGURES[4], float(inside[known].mean()), "share", goal=Goal(">=", DEFAULT_SHARE))


def _placebo(name: str, share: float | None) -> BenchFigure:
    if share is None:
        return BenchFigure(name, None, "share", skipped="no eight known weeks in a row")
    return BenchFigure(name, share, "share", goal=Goal("<=", PLACEBO_GOAL))
