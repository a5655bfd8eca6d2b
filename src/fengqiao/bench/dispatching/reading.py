"""Recorded calls for the replay: all sources, with a beat and a place, split where the recording was down."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np

from fengqiao.bench.contracts import DataMissingError
from fengqiao.bench.forecasting.reading import exported_calls
from fengqiao.engines.dispatching.simulation.contracts import MINUTES_A_DAY, FloatArray, RecordedCalls
from fengqiao.engines.dispatching.simulation.ground import Demand, demand_of, plane_of
from fengqiao.engines.dispatching.simulation.measures import draw_service_minutes, split_at_outages
from fengqiao.primitives.position import Position

MEAN_SERVICE_MINUTES: Final = 30.0
SIGMA: Final = 0.8
"""Lognormal with this spread: one call in ten takes an hour. Between 0.5 and 1.0 the ratios hardly differ."""
OUTAGE_MINUTES: Final = 120.0
"""Calls come every minute or two, at night every three: two hours without one are a gap of the recording."""
LEAST_MINUTES: Final = MINUTES_A_DAY
PRIORITY: Final = 3
"""The exports name none; every call counts alike."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """`earlier` is where calls came from before the test date; `stretches` are the unbroken test calls."""

    earlier: Demand
    earlier_calls: int
    stretches: Sequence[RecordedCalls]
    left_out: int

    @property
    def calls(self) -> int:
        return sum(len(one) for one in self.stretches)


def read_recorded(*, data_dir: Path, test_from: datetime.date, seed: int, is_quick: bool) -> Recorded:
    """This function will read the exports under calls/. Raises DataMissingError where one side of the date is empty."""
    rows = _rows(data_dir)
    plane = plane_of([Position(longitude, latitude) for _, longitude, latitude in rows[:: max(1, len(rows) // 1000)]])
    table = np.array([(at.timestamp() / 60, longitude, latitude) for at, longitude, latitude in rows])
    minutes = table[:, 0]
    east, north = plane.to_km(longitudes=table[:, 1], latitudes=table[:, 2])
    begins = datetime.datetime.combine(test_from, datetime.time(), tzinfo=datetime.UTC).timestamp() / 60
    later = minutes >= begins
    if later.all() or not later.any():
        raise DataMissingError(f"there are calls on one side of {test_from} only")
    calls = _calls(minutes[later], east[later], north[later], seed=seed)
    stretches = split_at_outages(calls=calls, outage_minutes=OUTAGE_MINUTES, least_minutes=LEAST_MINUTES)
    if not stretches:
        raise DataMissingError(f"no unbroken day of calls after {test_from}")
    if is_quick:
        stretches = [_first_days(stretches[0])]
    earlier = demand_of(minutes=minutes[~later], east_km=east[~later], north_km=north[~later])
    return Recorded(earlier, int((~later).sum()), stretches, len(calls) - sum(len(one) for one in stretches))


QUICK_DAYS: Final = 3


def _first_days(calls: RecordedCalls) -> RecordedCalls:
    end = int(np.searchsorted(calls.minutes, calls.minutes[0] + QUICK_DAYS * MINUTES_A_DAY))
    return calls.part(begin=0, end=end)


def _rows(data_dir: Path) -> list[tuple[datetime.datetime, float, float]]:
    """Each call once, in order of time; its local time is kept as if it were UTC, for the hour of the day."""
    files = sorted((data_dir / "calls").glob("*.csv.gz"))
    found: dict[str, tuple[datetime.datetime, float, float]] = {}
    for file in files:
        for _, call in exported_calls(file=file):
            if call.longitude is not None and call.latitude is not None:
                at = call.received_at.replace(tzinfo=datetime.UTC)
                found[f"{call.source} {call.external_id}"] = (at, call.longitude, call.latitude)
    if not found:
        raise DataMissingError(f"no calls with a place under calls/ in {data_dir}")
    return sorted(found.values())


def _calls(minutes: FloatArray, east: FloatArray, north: FloatArray, *, seed: int) -> RecordedCalls:
    count = len(minutes)
    service = draw_service_minutes(count=count, mean_minutes=MEAN_SERVICE_MINUTES, sigma=SIGMA, seed=seed)
    return RecordedCalls(minutes, east, north, service, np.full(count, PRIORITY), np.zeros(count, dtype=np.int64))
