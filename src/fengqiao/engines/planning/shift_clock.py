"""Arithmetic of a shift with breaks: when one arrives, starts, and must leave at the latest.

Forwards and backwards are mirror images: `arrival(leave=t, travel=d) <= by` holds exactly when
`t <= latest_departure(by=by, travel=d)`.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np

from fengqiao.engines.planning.contracts import Break

Minutes: TypeAlias = np.ndarray[Any, np.dtype[np.float64]]


@dataclass(frozen=True, slots=True)
class ShiftClock:
    """The breaks of a shift in order of time, as pairs of minutes."""

    breaks: tuple[tuple[float, float], ...]

    @staticmethod
    def of(breaks: Sequence[Break]) -> "ShiftClock":
        """Return the clock of a shift with these breaks."""
        return ShiftClock(tuple(sorted((one.opens_minute, one.closes_minute) for one in breaks)))

    def arrival(self, *, leave: float, travel: float) -> float:
        """Return when one arrives who pauses on the way in every break."""
        at, left = leave, travel
        for opens, closes in self.breaks:
            if at >= closes:
                continue
            if at + left <= opens:
                break
            left -= max(0.0, opens - at)
            at = closes
        return at + left

    def earliest_start(self, *, at: float, minutes: float) -> float:
        """Return the first moment from `at` on at which the work fits without a break in it."""
        for opens, closes in self.breaks:
            if at < closes and at + minutes > opens:
                at = closes
        return at

    def latest_departure(self, *, by: float, travel: float) -> float:
        """Return when one must leave at the latest to arrive by a moment."""
        at, left = by, travel
        for opens, closes in reversed(self.breaks):
            if at <= opens:
                continue
            if at - left >= closes:
                break
            left -= max(0.0, at - closes)
            at = opens
        return at - left

    def latest_start(self, *, finish_by: float, minutes: float) -> float:
        """Return when the work must start at the latest to be finished by a moment, without a break in it."""
        for opens, closes in reversed(self.breaks):
            if finish_by > opens and finish_by - minutes < closes:
                finish_by = opens
        return finish_by - minutes

    def arrivals(self, *, leave: Minutes, travel: Minutes) -> Minutes:
        """Return `arrival` for whole arrays."""
        if not self.breaks:
            return leave + travel
        at, left = leave, travel
        for opens, closes in self.breaks:
            pauses = (at < closes) & (at + left > opens)
            left = np.where(pauses, left - np.maximum(0.0, opens - at), left)
            at = np.where(pauses, closes, at)
        return at + left

    def earliest_starts(self, *, at: Minutes, minutes: Minutes) -> Minutes:
        """Return `earliest_start` for whole arrays."""
        for opens, closes in self.breaks:
            at = np.where((at < closes) & (at + minutes > opens), closes, at)
        return at
