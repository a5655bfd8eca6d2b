"""Calls of exports as counts per beat, shift and day, with the gaps of the recording left out."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from fengqiao.bench.contracts import DataMissingError
from fengqiao.domains.incidents.contracts import CITIZEN_REPORTED, ImportedCall
from fengqiao.engines.forecasting.outages import HOURS_A_DAY, known_shifts
from fengqiao.integrations.call_exports.converting import RowConverter
from fengqiao.integrations.call_exports.deriving import derive_units
from fengqiao.integrations.call_exports.errors import RowRefusedError
from fengqiao.integrations.call_exports.mapping import read_mapping, shipped_mapping
from fengqiao.integrations.call_exports.reading import open_export

SHIPPED: Final = "oakland_calls"
SHIFT_STARTS: Final = (0, 8, 16)
LEAST_SHARE_OF_A_BEAT: Final = 0.001
"""A beat that holds fewer of all calls is a slip of the pen in an export (a beat "0", an empty one)."""
Counts = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class CallCounts:
    """`reported`: (beats, shifts, days), citizens' calls alone, NaN where the recording was down."""

    first_date: datetime.date
    beats: tuple[str, ...]
    reported: Counts

    def day_of(self, date: datetime.date) -> int:
        return (date - self.first_date).days

    @property
    def days(self) -> int:
        return int(self.reported.shape[2])


def read_counts(*, data_dir: Path) -> CallCounts:
    """This function will read every export under calls/. Raises DataMissingError where there is none."""
    files = sorted((data_dir / "calls").glob("*.csv.gz"))
    if not files:
        raise DataMissingError(f"no calls/*.csv.gz in {data_dir}")
    calls: dict[str, tuple[str, datetime.datetime, bool]] = {}
    for file in files:
        for beat, call in exported_calls(file=file):
            is_reported = call.origin in CITIZEN_REPORTED
            calls[f"{call.source} {call.external_id}"] = (beat, call.received_at, is_reported)
    return counts_of(calls=calls)


def counts_of(*, calls: Mapping[str, tuple[str, datetime.datetime, bool]]) -> CallCounts:
    """This function will count calls (beat, moment, whether a citizen reported it) that are each there once."""
    if not calls:
        raise DataMissingError("the exports hold no call that could be read")
    dates = [at.date() for _, at, _ in calls.values()]
    first, days = min(dates), (max(dates) - min(dates)).days + 1
    names = sorted({beat for beat, _, _ in calls.values()})
    places = {name: place for place, name in enumerate(names)}
    hours = np.zeros((len(names), HOURS_A_DAY, days))
    everything = np.zeros((HOURS_A_DAY, days))
    for beat, at, is_reported in calls.values():
        day = (at.date() - first).days
        everything[at.hour, day] += 1
        hours[places[beat], at.hour, day] += is_reported
    shifts = np.add.reduceat(hours, SHIFT_STARTS, axis=1)
    shifts[:, ~known_shifts(hourly=everything, shift_starts=SHIFT_STARTS)] = np.nan
    kept = np.flatnonzero(hours.sum(axis=(1, 2)) >= LEAST_SHARE_OF_A_BEAT * hours.sum())
    return CallCounts(first, tuple(names[place] for place in kept), shifts[kept])


def exported_calls(*, file: Path) -> Iterator[tuple[str, ImportedCall]]:
    """This function will yield the calls that have a beat, each with its beat's own name.

    Rows that an import refuses are no calls.
    """
    beside = file.with_name(file.name.removesuffix(".csv.gz") + ".mapping.yaml")
    path = beside if beside.exists() else shipped_mapping(source=SHIPPED)
    assert path is not None
    mapping = read_mapping(path=path)
    names = {code: name for name, code in derive_units(path=file, mapping=mapping).codes.items()}
    codes = {name: code for code, name in names.items()}
    with open_export(path=file, mapping=mapping) as export:
        converter = RowConverter(mapping=mapping, header=export.header, unit_codes=codes)
        for row in export.rows:
            try:
                call = converter.convert(row)
            except RowRefusedError:
                continue
            if names.get(call.unit_code):
                yield names[call.unit_code], call
