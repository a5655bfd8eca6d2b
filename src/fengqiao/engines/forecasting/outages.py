"""Which shifts of which days were really recorded. A gap is unknown, never a quiet shift.

An export or a recording that is down shows as silence of the whole area that no luck explains, or as a
shift with less than half of its calls. Judged over all calls of the area, whatever their origin.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

Counts = NDArray[np.float64]
HOURS_A_DAY: Final = 24
# A silence that was expected to hold so many calls has a chance of e^-12: one in 160,000.
_SILENT_CALLS: Final = 12.0
# Less than half of a shift is no luck from so many expected calls on (three and a half deviations of Poisson).
_HALF_CALLS: Final = 60.0
_LEAST_SHARE: Final = 0.5


def known_shifts(*, hourly: Counts, shift_starts: Sequence[int]) -> NDArray[np.bool_]:
    """Return (shifts, days): True where the shift was recorded.

    `hourly` has the shape (24, days): calls of the whole area. A shift runs from its hour to the next one's;
    the last one ends at midnight. Raises ValueError for another shape or hours out of order.
    """
    hours, days = hourly.shape
    if hours != HOURS_A_DAY or list(shift_starts) != sorted({*shift_starts}) or not shift_starts or shift_starts[0]:
        raise ValueError("24 hours a day, and shifts in order from midnight on")
    usual = _usual_hours(hourly)
    is_out = _silent_hours(hourly=hourly, usual=usual)
    ends = [*shift_starts[1:], HOURS_A_DAY]
    known = np.zeros((len(shift_starts), days), dtype=np.bool_)
    for shift, (start, end) in enumerate(zip(shift_starts, ends, strict=True)):
        meant = usual[start:end].sum()
        too_few = (hourly[start:end].sum(axis=0) < _LEAST_SHARE * meant) & (meant >= _HALF_CALLS)
        known[shift] = ~is_out[start:end].any(axis=0) & ~too_few
    return known


def _usual_hours(hourly: Counts) -> Counts:
    """Return the mean of each hour over the days that have any call at all."""
    living = hourly[:, hourly.sum(axis=0) > 0]
    means: Counts = living.mean(axis=1) if living.shape[1] else np.zeros(HOURS_A_DAY)
    return means


def _silent_hours(*, hourly: Counts, usual: Counts) -> NDArray[np.bool_]:
    """Return (24, days): hours inside a silence that was expected to hold too many calls for luck."""
    counts = hourly.T.ravel()
    meant = np.tile(usual, hourly.shape[1])
    silent = counts == 0
    edges = np.flatnonzero(np.diff(np.concatenate(([False], silent, [False])).astype(np.int8)))
    out = np.zeros(counts.size, dtype=np.bool_)
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        out[start:end] = meant[start:end].sum() >= _SILENT_CALLS
    return out.reshape(-1, HOURS_A_DAY).T
