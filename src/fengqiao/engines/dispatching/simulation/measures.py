"""Figures of a replay and how far they may lie off: days drawn anew in blocks."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from fengqiao.engines.dispatching.simulation.contracts import (
    MINUTES_A_DAY,
    DayFigures,
    FloatArray,
    InvalidReplayError,
    RecordedCalls,
)

# A week holds what days have in common: weekends, paydays, the weather of the season.
BLOCK_DAYS: Final = 7
_LOW, _HIGH = 2.5, 97.5
FIGURES: Final = ("late_share", "mean_minutes", "busy_share", "km_a_day")


@dataclass(frozen=True, slots=True)
class Figures:
    """`km_a_day` is all: to calls, back, and for moves; `move_km_a_day` and `return_km_a_day` are parts of it."""

    calls: float
    late_share: float
    mean_minutes: float
    busy_share: float
    km_a_day: float
    response_km_a_day: float
    return_km_a_day: float
    move_km_a_day: float


@dataclass(frozen=True, slots=True)
class Spread:
    """Within `low` and `high` lie 95 of 100 redrawn stretches of days."""

    low: float
    high: float


def join_days(parts: Sequence[DayFigures]) -> DayFigures:
    """Return the days of several stretches, one behind the other."""
    if not parts:
        raise InvalidReplayError("there is no day to join")

    def joined(column: Callable[[DayFigures], FloatArray]) -> FloatArray:
        return np.concatenate([column(part) for part in parts])

    return DayFigures(
        first_day=parts[0].first_day,
        calls=joined(lambda part: part.calls),
        late=joined(lambda part: part.late),
        response_minutes=joined(lambda part: part.response_minutes),
        busy_minutes=joined(lambda part: part.busy_minutes),
        response_km=joined(lambda part: part.response_km),
        return_km=joined(lambda part: part.return_km),
        move_km=joined(lambda part: part.move_km),
    )


def figures_of(*, days: DayFigures, units: int) -> Figures:
    """Return the figures over all days."""
    return _figures(_table(days).sum(axis=1), len(days.calls), units)


def spread_of(*, days: DayFigures, units: int, draws: int, seed: int) -> dict[str, Spread]:
    """Return for each of FIGURES where it lies when blocks of days are drawn anew."""
    drawn = _drawn_figures(days, units, _drawn_days(len(days.calls), draws, seed))
    return {name: _spread([getattr(one, name) for one in drawn]) for name in FIGURES}


def spread_of_difference(
    *, days: DayFigures, units: int, base_days: DayFigures, base_units: int, draws: int, seed: int
) -> dict[str, Spread]:
    """Return for each of FIGURES where its difference to the base lies; both see the same days each time."""
    if len(days.calls) != len(base_days.calls):
        raise InvalidReplayError("only replays of the same days can be compared")
    chosen = _drawn_days(len(days.calls), draws, seed)
    ours, base = _drawn_figures(days, units, chosen), _drawn_figures(base_days, base_units, chosen)
    return {
        name: _spread([getattr(one, name) - getattr(other, name) for one, other in zip(ours, base, strict=True)])
        for name in FIGURES
    }


def split_at_outages(*, calls: RecordedCalls, outage_minutes: float, least_minutes: float) -> list[RecordedCalls]:
    """Return the unbroken stretches: no call for so long is a gap of the recording; what is too short is left out.

    A stretch begins with every unit at home. Nothing is made up for a gap and no figure is spread over one.
    """
    cuts = np.flatnonzero(np.diff(calls.minutes) > outage_minutes) + 1
    bounds = [0, *cuts.tolist(), len(calls)]
    return [
        calls.part(begin=begin, end=end)
        for begin, end in itertools.pairwise(bounds)
        if end > begin and calls.minutes[end - 1] - calls.minutes[begin] >= least_minutes
    ]


def draw_service_minutes(*, count: int, mean_minutes: float, sigma: float, seed: int) -> FloatArray:
    """Return minutes of work, lognormal with this mean; the same seed gives every policy the same."""
    dice = np.random.default_rng(seed)
    minutes: FloatArray = dice.lognormal(np.log(mean_minutes) - sigma**2 / 2, sigma, count)
    return minutes


def _table(days: DayFigures) -> FloatArray:
    return np.stack(
        [
            days.calls,
            days.late,
            days.response_minutes,
            days.busy_minutes,
            days.response_km,
            days.return_km,
            days.move_km,
        ]
    )


def _figures(sums: FloatArray, days: int, units: int) -> Figures:
    calls, late, minutes, busy, response, back, move = sums.tolist()
    asked = max(calls, 1.0)
    return Figures(
        calls=calls,
        late_share=late / asked,
        mean_minutes=minutes / asked,
        busy_share=busy / (units * days * MINUTES_A_DAY),
        km_a_day=(response + back + move) / days,
        response_km_a_day=response / days,
        return_km_a_day=back / days,
        move_km_a_day=move / days,
    )


def _drawn_days(count: int, draws: int, seed: int) -> np.ndarray:
    """Return draws × days: blocks of neighbouring days, begun anywhere and read round the end."""
    # At least four blocks fit, or a short stretch would always be drawn whole.
    block = max(1, min(BLOCK_DAYS, count // 4))
    blocks = -(-count // block)
    begins = np.random.default_rng(seed).integers(0, count, size=(draws, blocks))
    chosen = (begins[:, :, None] + np.arange(block)[None, None, :]) % count
    return chosen.reshape(draws, -1)[:, :count]


def _drawn_figures(days: DayFigures, units: int, chosen: np.ndarray) -> list[Figures]:
    table = _table(days)
    return [_figures(table[:, one].sum(axis=1), len(one), units) for one in chosen]


def _spread(values: Sequence[float]) -> Spread:
    low, high = np.percentile(values, [_LOW, _HIGH])
    return Spread(float(low), float(high))
