"""Changes looked for where nothing is known to have happened: each alarm is a false one."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from fengqiao.bench.forecasting.reading import CallCounts
from fengqiao.engines.forecasting.changes import Change, ChangeVerdict, compare_periods, flag_changes
from fengqiao.engines.forecasting.daily_counts import DailyCounts

WINDOW_DAYS: Final = 28
ALARMS: Final = frozenset({ChangeVerdict.CLEAR_RISE, ChangeVerdict.CLEAR_FALL})
UNTESTED: Final = frozenset({ChangeVerdict.TOO_SMALL, ChangeVerdict.BASE_ZERO})


def placebo_pages(*, counts: CallCounts, every_days: int = 1) -> Iterator[Sequence[Change]]:
    """This function will compare, beat by beat, each four weeks with the four before, where all days are known."""
    daily = counts.reported.sum(axis=1)
    known = ~np.isnan(daily).any(axis=0)
    for start in range(0, counts.days - 2 * WINDOW_DAYS + 1, every_days):
        if known[start : start + 2 * WINDOW_DAYS].all():
            yield [
                compare_periods(this=_window(counts, beat, start + WINDOW_DAYS), base=_window(counts, beat, start))
                for beat in daily
            ]


def share_of_alarms(*, changes: Sequence[Change]) -> float | None:
    """This function will return the share of alarms among the changes that could be tested; None without any."""
    tested = [one for one in changes if one.verdict not in UNTESTED]
    return sum(one.verdict in ALARMS for one in tested) / len(tested) if tested else None


def placebo_shares(*, counts: CallCounts, every_days: int = 1) -> tuple[float | None, float | None]:
    """This function will return the shares of false alarms: figure by figure, and of pages judged together."""
    pages = list(placebo_pages(counts=counts, every_days=every_days))
    alone = [one for page in pages for one in page]
    together = [one for page in pages for one in flag_changes(changes=page)]
    return share_of_alarms(changes=alone), share_of_alarms(changes=together)


def _window(counts: CallCounts, beat: np.ndarray, start: int) -> DailyCounts:
    first = counts.first_date + datetime.timedelta(days=start)
    return DailyCounts(first, tuple(int(count) for count in beat[start : start + WINDOW_DAYS]))
