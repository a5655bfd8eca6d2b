"""A town on a line: a kilometre takes a minute and a straight line is the way."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from fengqiao.engines.dispatching.contracts import UnitKind
from fengqiao.engines.dispatching.simulation.contracts import (
    Fleet,
    Policy,
    RecordedCalls,
    ReplayParameters,
    ReplayResult,
)
from fengqiao.engines.dispatching.simulation.ground import Demand, demand_of
from fengqiao.engines.dispatching.simulation.replaying import replay

KM_A_MINUTE = ReplayParameters(speed_kmh=60.0, detour=1.0)


def calls_at(*rows: tuple[float, float], service: float = 30.0, priorities: Sequence[int] = ()) -> RecordedCalls:
    """Calls as (minute, kilometre on the line)."""
    minutes, east = (np.array(column, dtype=np.float64) for column in zip(*rows, strict=True))
    count = len(rows)
    return RecordedCalls(
        minutes,
        east,
        np.zeros(count),
        np.full(count, service),
        np.array(priorities or [3] * count),
        np.zeros(count, dtype=np.int64),
    )


def units_at(*east: float, kinds: Sequence[UnitKind] = ()) -> Fleet:
    count = len(east)
    return Fleet(
        np.array(east, dtype=np.float64),
        np.zeros(count),
        tuple(kinds) or (UnitKind.CAR,) * count,
        np.zeros(count, dtype=np.int64),
    )


def demand_at(*east: float) -> Demand:
    """The same call at each place in each hour of a day."""
    places = np.repeat(np.array(east, dtype=np.float64), 24)
    minutes = np.tile(np.arange(24) * 60.0, len(east))
    return demand_of(minutes=minutes, east_km=places, north_km=np.zeros(len(places)))


def replayed(
    calls: RecordedCalls,
    fleet: Fleet,
    policy: Policy,
    *,
    demand: Demand | None = None,
    parameters: ReplayParameters = KM_A_MINUTE,
) -> ReplayResult:
    demand = demand or demand_at(*calls.east_km.tolist())
    return replay(calls=calls, fleet=fleet, policy=policy, parameters=parameters, demand=demand)
