"""What a replay writes down: each call's minutes, each day's sums."""

from __future__ import annotations

import numpy as np

from fengqiao.engines.dispatching.simulation.contracts import (
    MINUTES_A_DAY,
    DayFigures,
    RecordedCalls,
    ReplayResult,
)


class Ledger:
    """The book of one replay; a call that is taken over is written again."""

    def __init__(self, *, calls: RecordedCalls, late_after_minutes: float) -> None:
        self._calls = calls
        self._late_after = late_after_minutes
        self._first_day = int(calls.minutes[0] // MINUTES_A_DAY)
        self._days = int(calls.minutes[-1] // MINUTES_A_DAY) - self._first_day + 1
        self._response = np.full(len(calls), np.nan)
        self._travel = np.full(len(calls), np.nan)
        self._sent = np.full(len(calls), -1, dtype=np.int64)
        self._busy = np.zeros(self._days)
        self._km = np.zeros((3, self._days))
        self.moves = 0
        self.taken_over = 0

    def answer(self, *, call: int, unit: int, now: float, arrives_at: float) -> None:
        """Write down who goes and when somebody will be there."""
        self._sent[call] = unit
        self._response[call] = arrives_at - self._calls.minutes[call]
        self._travel[call] = arrives_at - now

    def drive(self, *, purpose: int, km: float, now: float) -> None:
        """Write down kilometres; negative ones were paid and not driven."""
        self._km[purpose, self._day(now)] += km

    def busy(self, *, minutes: float, now: float) -> None:
        """Write down minutes of work; negative ones were handed over."""
        self._busy[self._day(now)] += minutes

    def result(self) -> ReplayResult:
        """Return what was written."""
        day = (self._calls.minutes // MINUTES_A_DAY).astype(np.int64) - self._first_day
        # Whom nobody reached is late; the mean is of those that were reached.
        late = ~(self._response <= self._late_after)
        days = DayFigures(
            first_day=self._first_day,
            calls=np.bincount(day, minlength=self._days).astype(np.float64),
            late=np.bincount(day, late, minlength=self._days).astype(np.float64),
            response_minutes=np.bincount(day, np.nan_to_num(self._response), minlength=self._days).astype(np.float64),
            busy_minutes=self._busy,
            response_km=self._km[0],
            return_km=self._km[1],
            move_km=self._km[2],
        )
        return ReplayResult(self._response, self._travel, self._sent, days, self.moves, self.taken_over)

    def _day(self, now: float) -> int:
        return min(int(now // MINUTES_A_DAY) - self._first_day, self._days - 1)
