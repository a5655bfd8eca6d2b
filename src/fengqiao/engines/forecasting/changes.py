"""Changes of counts against a base period, with honest intervals.

A plain Poisson test calls a change where nothing happened: on real calls (35 beats, pairs of four-week
windows that follow each other) it raised 32 % false alarms where 5 % are meant. Two things are missing in
it: days that hang together, which the block bootstrap brings in, and the slow wander of a level, which no
look inside the two windows can show and which is added as a variance of its own.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray

from fengqiao.engines.forecasting.daily_counts import DailyCounts, paired_days

# A percentage on a base below five says nothing and may point at single persons.
MINIMUM_CELL: Final = 5
# Whole weeks, so that every resampled period has every weekday as often as the real one.
BLOCK_DAYS: Final = 7
# Two blocks: with fewer, resampling cannot vary.
MINIMUM_DAYS: Final = 2 * BLOCK_DAYS
# Degrees of freedom per block. Two periods of separate blocks would give two, overlapping ones three; the
# Poisson floor and the wander are known parts that add to them. Measured on four weeks: with 3, 5 and 10 a
# block 3.0, 4.1 and 4.6 % of single placebo figures are alarms; ten passes 6 % on simulated wild days.
_FREEDOM_PER_BLOCK: Final = 5
# Half a call more on both sides keeps the logarithm of a zero finite (Haldane-Anscombe).
_HALF_CALL: Final = 0.5


class ChangeVerdict(StrEnum):
    """What may be said about a change."""

    CLEAR_RISE = "clear_rise"
    CLEAR_FALL = "clear_fall"
    NO_CLEAR_CHANGE = "no_clear_change"
    TOO_SMALL = "too_small"
    BASE_ZERO = "base_zero"


@dataclass(frozen=True, slots=True)
class ChangeSettings:
    """How changes are judged; stored with a result, they replay it.

    `level_wander` is the standard deviation of the logarithm of the ratio between neighbouring windows
    that comes from no event at all: 0.05 measured on 1,190 pairs of four-week windows of real calls.
    """

    confidence: float = 0.95
    resamples: int = 1000
    level_wander: float = 0.05
    seed: int = 0

    def __post_init__(self) -> None:
        if not 0.5 <= self.confidence < 1 or self.resamples < 100 or self.level_wander < 0:
            raise ValueError(f"out of range: {self}")


DEFAULT_SETTINGS: Final = ChangeSettings()


@dataclass(frozen=True, slots=True)
class Change:
    """A count against its base over the days that both periods know.

    `ratio` is this ÷ base, `low` and `high` its interval; all None where nothing can be said. `p_value`
    is two-sided for "no change"; `days_left_out` were unknown in one period or both.
    """

    this_count: int
    base_count: int
    days_compared: int
    days_left_out: int
    verdict: ChangeVerdict
    ratio: float | None = None
    low: float | None = None
    high: float | None = None
    p_value: float | None = None


def compare_periods(*, this: DailyCounts, base: DailyCounts, settings: ChangeSettings = DEFAULT_SETTINGS) -> Change:
    """Return the change of this period against a base of equal length that begins on the same weekday."""
    pairs = paired_days(this=this, base=base)
    this_count, base_count = sum(mine for mine, _ in pairs), sum(theirs for _, theirs in pairs)
    bare = Change(
        this_count=this_count,
        base_count=base_count,
        days_compared=len(pairs),
        days_left_out=len(this.counts) - len(pairs),
        verdict=_verdict_without_test(this_count=this_count, base_count=base_count, days=len(pairs)),
    )
    if bare.verdict is not ChangeVerdict.NO_CLEAR_CHANGE:
        return bare
    return _tested(bare=bare, pairs=np.array(pairs, dtype=np.float64), settings=settings)


def flag_changes(*, changes: Sequence[Change], false_discovery_rate: float = 0.05) -> tuple[Change, ...]:
    """Return the changes of one page judged together: of those still clear, few are false.

    Benjamini and Hochberg (1995) over all tested figures; a change that does not pass loses its verdict
    and keeps its interval, which speaks for it alone.
    """
    tested = sorted(change.p_value for change in changes if change.p_value is not None)
    limits = [false_discovery_rate * rank / len(tested) for rank in range(1, len(tested) + 1)]
    passed = [p for p, limit in zip(tested, limits, strict=True) if p <= limit]
    threshold = max(passed, default=-1.0)
    return tuple(
        replace(change, verdict=ChangeVerdict.NO_CLEAR_CHANGE)
        if change.p_value is not None and change.p_value > threshold
        else change
        for change in changes
    )


def _verdict_without_test(*, this_count: int, base_count: int, days: int) -> ChangeVerdict:
    if days < MINIMUM_DAYS:
        return ChangeVerdict.TOO_SMALL
    if base_count == 0:
        return ChangeVerdict.BASE_ZERO
    if base_count < MINIMUM_CELL or this_count + base_count < 2 * MINIMUM_CELL:
        return ChangeVerdict.TOO_SMALL
    return ChangeVerdict.NO_CLEAR_CHANGE


def _tested(*, bare: Change, pairs: NDArray[np.float64], settings: ChangeSettings) -> Change:
    from scipy.special import stdtr, stdtrit

    log_ratio = math.log((bare.this_count + _HALF_CALL) / (bare.base_count + _HALF_CALL))
    error = math.sqrt(_log_ratio_variance(pairs=pairs, settings=settings))
    freedom = _FREEDOM_PER_BLOCK * len(pairs) / BLOCK_DAYS
    reach = float(stdtrit(freedom, (1 + settings.confidence) / 2)) * error
    p_value = 2 * float(stdtr(freedom, -abs(log_ratio) / error))
    ratio = bare.this_count / bare.base_count
    return replace(
        bare,
        ratio=ratio,
        low=min(ratio, math.exp(log_ratio - reach)),
        high=max(ratio, math.exp(log_ratio + reach)),
        p_value=p_value,
        verdict=_verdict_of(log_ratio=log_ratio, reach=reach),
    )


def _verdict_of(*, log_ratio: float, reach: float) -> ChangeVerdict:
    if abs(log_ratio) <= reach:
        return ChangeVerdict.NO_CLEAR_CHANGE
    return ChangeVerdict.CLEAR_RISE if log_ratio > 0 else ChangeVerdict.CLEAR_FALL


def _log_ratio_variance(*, pairs: NDArray[np.float64], settings: ChangeSettings) -> float:
    """Return the variance of log(this ÷ base) for paired days of shape (days, 2).

    Resampled sums have a variance that is too small by the share of one block, and never below Poisson.
    """
    days = len(pairs)
    sums = _resampled_sums(pairs=pairs, settings=settings) + _HALF_CALL
    resampled = float(np.var(np.log(sums[:, 0] / sums[:, 1]))) * days / (days - BLOCK_DAYS)
    totals = pairs.sum(axis=0) + _HALF_CALL
    poisson = float((1 / totals).sum())
    return max(resampled, poisson) + settings.level_wander**2


def _resampled_sums(*, pairs: NDArray[np.float64], settings: ChangeSettings) -> NDArray[np.float64]:
    """Return sums of both periods over circular moving blocks, shape (resamples, 2)."""
    days = len(pairs)
    blocks = -(-days // BLOCK_DAYS)
    starts = np.random.default_rng(settings.seed).integers(0, days, (settings.resamples, blocks))
    indexes = (starts[:, :, np.newaxis] + np.arange(BLOCK_DAYS)) % days
    sums: NDArray[np.float64] = pairs[indexes.reshape(settings.resamples, -1)[:, :days]].sum(axis=1)
    return sums
