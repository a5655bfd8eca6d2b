"""How many calls the next days will bring, per beat and shift: only what citizens report, never a person."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from fengqiao.domains.incidents.public import hour_counts
from fengqiao.domains.indicators.contracts import ForecastCell, ForecastRow, ForecastSheet
from fengqiao.domains.indicators.queries.place import stations_under, widest_path
from fengqiao.domains.organisation.contracts import UnitKind, UnitRecord
from fengqiao.domains.organisation.public import list_units
from fengqiao.engines.forecasting.backtesting import AHEAD_DAYS, recent_dispersion
from fengqiao.engines.forecasting.expected_counts import CountForecast, Counts, forecast_counts
from fengqiao.engines.forecasting.outages import HOURS_A_DAY, known_shifts
from fengqiao.foundation.clock.clock import today
from fengqiao.foundation.scoping.contracts import Actor, NotVisibleError
from fengqiao.foundation.scoping.fields import PATH_STEP

SHIFT_STARTS: Final = (0, 8, 16)
SHIFTS: Final = ("00–08", "08–16", "16–24")
HISTORY_DAYS: Final = 540
"""A day of a year and a half ago still weighs a fifth of yesterday; before that little is left."""
LEAST_KNOWN_DAYS: Final = 14
"""Two of each weekday: with less the sheet would only repeat chance."""


@dataclass(frozen=True, slots=True)
class _History:
    first_date: datetime.date
    counts: Counts
    known_days: int


def forecast_sheet(*, actor: Actor, station_code: str = "") -> ForecastSheet:
    """This function will expect the calls of the next seven days for the beats of a station.

    Without a code it is the first station below the actor. Raises NotVisibleError for a station outside.
    """
    stations = stations_under(widest_path(actor, "indicators.view"))
    station = _choose(stations, station_code)
    dates = tuple(today() + datetime.timedelta(days=offset) for offset in range(AHEAD_DAYS))
    beats = list_units(kind=UnitKind.BEAT, under=station.path) if station else []
    area = station.path[:-PATH_STEP] if station else ""
    around = list_units(kind=UnitKind.BEAT, under=area) if station else []
    history = _history(area, around)
    rows: tuple[ForecastRow, ...] = ()
    if beats and history.known_days >= LEAST_KNOWN_DAYS:
        forecast = forecast_counts(
            history=history.counts,
            first_date=history.first_date,
            target_dates=dates,
            dispersion=recent_dispersion(history=history.counts, first_date=history.first_date),
        )
        places = {unit.path: place for place, unit in enumerate(around)}
        rows = _rows(beats, [places[unit.path] for unit in beats], forecast, dates)
    return ForecastSheet(
        station_code=station.code if station else "",
        station_name=station.name if station else "",
        stations=tuple((unit.code, unit.name) for unit in stations),
        dates=dates,
        shifts=SHIFTS,
        rows=rows,
        totals=tuple(
            sum(cells) for cells in zip(*([cell.expected for cell in row.cells] for row in rows), strict=True)
        ),
        known_days=history.known_days,
        history_days=history.counts.shape[2],
    )


def _choose(stations: Sequence[UnitRecord], code: str) -> UnitRecord | None:
    if not code:
        return stations[0] if stations else None
    found = next((unit for unit in stations if unit.code == code), None)
    if found is None:
        raise NotVisibleError
    return found


def _history(area: str, beats: Sequence[UnitRecord]) -> _History:
    """Return the counts of all beats of the area: its level is known better than that of one station."""
    to_date = today()
    hours = hour_counts(from_date=to_date - datetime.timedelta(days=HISTORY_DAYS), to_date=to_date, under=area)
    first = min((one.date for one in hours), default=to_date)
    days = (to_date - first).days
    counts = np.zeros((len(beats), HOURS_A_DAY, days))
    everything = np.zeros((HOURS_A_DAY, days))
    places = {unit.path: place for place, unit in enumerate(beats)}
    for one in hours:
        day = (one.date - first).days
        everything[one.hour, day] += one.all_origins
        if one.path in places:
            counts[places[one.path], one.hour, day] += one.reported
    known = known_shifts(hourly=everything, shift_starts=SHIFT_STARTS)
    shifts = np.add.reduceat(counts, SHIFT_STARTS, axis=1)
    shifts[:, ~known] = np.nan
    return _History(first, shifts, int(known.all(axis=0).sum()))


def _rows(
    beats: Sequence[UnitRecord], places: Sequence[int], forecast: CountForecast, dates: Sequence[datetime.date]
) -> tuple[ForecastRow, ...]:
    highest = float(forecast.expected[places].max()) or 1.0
    rows = []
    for unit, place in zip(beats, places, strict=True):
        cells = tuple(
            _cell(forecast, (place, shift, day), date, highest)
            for day, date in enumerate(dates)
            for shift in range(len(SHIFTS))
        )
        rows.append(ForecastRow(unit.code, unit.name, cells, sum(cell.expected for cell in cells)))
    return tuple(rows)


def _cell(forecast: CountForecast, where: tuple[int, int, int], date: datetime.date, highest: float) -> ForecastCell:
    place, shift, _ = where
    return ForecastCell(
        date=date,
        shift=SHIFTS[shift],
        expected=float(forecast.expected[where]),
        low=int(forecast.low[where]),
        high=int(forecast.high[where]),
        usual=float(forecast.usual[place, shift]),
        weekday=float(forecast.weekday[where]),
        own=float(forecast.own[place, shift]),
        area=float(forecast.area[shift]),
        heat=float(forecast.expected[where]) / highest,
    )
