"""The arithmetic of a shift with breaks as in `shift_clock`, one number at a time, compiled."""

from __future__ import annotations

import numpy as np

from fengqiao.engines.planning.compiled.compiling import compiled, compiled_inline
from fengqiao.engines.planning.shift_clock import Minutes


@compiled_inline
def arrival(leave: float, travel: float, breaks: Minutes) -> float:
    """Return when one arrives who pauses on the way in every break. `breaks`: rows of opens, closes."""
    at, left = leave, travel
    for row in range(breaks.shape[0]):
        opens, closes = breaks[row, 0], breaks[row, 1]
        if at >= closes:
            continue
        if at + left <= opens:
            break
        left -= max(0.0, opens - at)
        at = closes
    return at + left


@compiled_inline
def earliest_start(at: float, minutes: float, breaks: Minutes) -> float:
    """Return the first moment from `at` on at which the work fits without a break in it."""
    for row in range(breaks.shape[0]):
        if at < breaks[row, 1] and at + minutes > breaks[row, 0]:
            at = breaks[row, 1]
    return at


@compiled
def latest_departure(by: float, travel: float, breaks: Minutes) -> float:
    """Return when one must leave at the latest to arrive by a moment."""
    at, left = by, travel
    for row in range(breaks.shape[0] - 1, -1, -1):
        opens, closes = breaks[row, 0], breaks[row, 1]
        if at <= opens:
            continue
        if at - left >= closes:
            break
        left -= max(0.0, at - closes)
        at = opens
    return at - left


@compiled
def latest_start(finish_by: float, minutes: float, breaks: Minutes) -> float:
    """Return when the work must start at the latest to be finished by a moment, without a break in it."""
    for row in range(breaks.shape[0] - 1, -1, -1):
        if finish_by > breaks[row, 0] and finish_by - minutes < breaks[row, 1]:
            finish_by = breaks[row, 0]
    return finish_by - minutes


def padded_breaks(rows: list[tuple[tuple[float, float], ...]]) -> Minutes:
    """Return officers × breaks × (opens, closes); officers with fewer get breaks long past, which change nothing."""
    most = max((len(row) for row in rows), default=0)
    breaks = np.full((len(rows), most, 2), -np.inf)
    for officer, row in enumerate(rows):
        # The filling stands first, so that the breaks stay in order of time.
        for place, one in enumerate(row):
            breaks[officer, most - len(row) + place] = one
    return breaks
