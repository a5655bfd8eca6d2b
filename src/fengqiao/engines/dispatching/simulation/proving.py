"""Replays of invented calls for which theory knows the answer: tests and the benchmark look whether they agree."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np

from fengqiao.engines.dispatching.simulation.closed_forms import (
    expected_distance_km,
    mean_wait_minutes,
    waiting_share,
)
from fengqiao.engines.dispatching.simulation.contracts import (
    FIRST_COME,
    RETURN_HOME,
    FloatArray,
    RecordedCalls,
    ReplayParameters,
    ReplayResult,
    cars_at,
)
from fengqiao.engines.dispatching.simulation.ground import demand_of
from fengqiao.engines.dispatching.simulation.replaying import replay

_SIDE_KM: Final = 20.0
# Calls near the edge have units on one side only, which the law does not know.
_MARGIN_KM: Final = 3.0
_WORK_MINUTES: Final = 30.0
_RARE_CALLS_MINUTES: Final = 60.0
# One fleet that was strewn by chance lies off the mean by some per cent; the law is the mean of many.
_FLEETS: Final = 10


@dataclass(frozen=True, slots=True)
class Waits:
    """Measured beside Erlang C: the share of calls that wait, and the mean wait of all."""

    measured_share: float
    law_share: float
    measured_minutes: float
    law_minutes: float


def distances_beside_law(*, units: int, calls: int, seed: int) -> tuple[float, float]:
    """Return the mean straight way of replayed calls and ½·√(area ÷ free units).

    Units stand by chance in a square, anew for every fleet; calls come by chance and so seldom that all are free.
    """
    dice = np.random.default_rng(seed)
    each = calls // _FLEETS
    minutes = []
    for _ in range(_FLEETS):
        homes = dice.uniform(0, _SIDE_KM, (units, 2))
        places = dice.uniform(_MARGIN_KM, _SIDE_KM - _MARGIN_KM, (each, 2))
        rare: FloatArray = np.arange(each, dtype=np.float64) * _RARE_CALLS_MINUTES
        found = _replay(rare, places, np.ones(each), homes, is_first_come=False)
        minutes.append(found.travel_minutes.mean())
    measured = float(np.mean(minutes)) / ReplayParameters().minutes_per_km
    return measured, expected_distance_km(area_km2=_SIDE_KM**2, free_units=units)


def waits_beside_erlang(*, units: int, load: float, calls: int, seed: int) -> Waits:
    """Return waits in a place without ways: calls by chance, work of exponential length, first come first served."""
    dice = np.random.default_rng(seed)
    minutes: FloatArray = np.cumsum(dice.exponential(_WORK_MINUTES / load, calls))
    service = dice.exponential(_WORK_MINUTES, calls)
    found = _replay(minutes, np.zeros((calls, 2)), service, np.zeros((units, 2)), is_first_come=True)
    waits = found.response_minutes
    return Waits(
        measured_share=float((waits > 0).mean()),
        law_share=waiting_share(load=load, units=units),
        measured_minutes=float(waits.mean()),
        law_minutes=mean_wait_minutes(load=load, units=units, work_minutes=_WORK_MINUTES),
    )


def _replay(
    minutes: FloatArray, places: FloatArray, service: FloatArray, homes: FloatArray, *, is_first_come: bool
) -> ReplayResult:
    count = len(minutes)
    calls = RecordedCalls(
        minutes, places[:, 0], places[:, 1], service, np.full(count, 3), np.zeros(count, dtype=np.int64)
    )
    return replay(
        calls=calls,
        fleet=cars_at(homes),
        policy=FIRST_COME if is_first_come else RETURN_HOME,
        parameters=ReplayParameters(),
        demand=demand_of(minutes=minutes, east_km=calls.east_km, north_km=calls.north_km),
    )
