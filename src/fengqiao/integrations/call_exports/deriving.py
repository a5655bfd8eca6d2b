"""A station tree out of an export's own words: a station per district, a beat per beat, in the middle of its calls."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from pathlib import Path

from fengqiao.domains.organisation.contracts import NewUnit, UnitKind
from fengqiao.integrations.call_exports.mapping import Mapping
from fengqiao.integrations.call_exports.reading import ExportRow, open_export


@dataclass
class _Beat:
    station: str
    calls: int = 0
    longitude_sum: float = 0.0
    latitude_sum: float = 0.0
    stations: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class DerivedTree:
    """Units to load, parents first, and the unit code by the value of the export's column."""

    units: tuple[NewUnit, ...]
    codes: dict[str, str]


def root_code(mapping: Mapping) -> str:
    """This function will name the bureau above a derived tree."""
    return f"{mapping.source}"[:16]


def derive_units(*, path: Path, mapping: Mapping) -> DerivedTree:
    """This function will read the export once and return its tree. A beat belongs to the station most rows name."""
    beats = _count(path, mapping)
    root = root_code(mapping)
    stations = sorted({beat.station for beat in beats.values()})
    station_codes = {name: f"{root[:8]}-S{place:02d}" for place, name in enumerate(stations, start=1)}
    units = [NewUnit(root, mapping.source, UnitKind.COUNTY_BUREAU, None)]
    units += [
        NewUnit(code, mapping.units.station_name.format(value=name), UnitKind.POLICE_STATION, root)
        for name, code in station_codes.items()
    ]
    codes: dict[str, str] = {"": root}
    for place, (name, beat) in enumerate(sorted(beats.items()), start=1):
        codes[name] = f"{root[:8]}-B{place:03d}"
        located = beat.calls or 1
        units.append(
            NewUnit(
                codes[name],
                mapping.units.beat_name.format(value=name),
                UnitKind.BEAT,
                station_codes[beat.station],
                longitude=beat.longitude_sum / located if beat.calls else None,
                latitude=beat.latitude_sum / located if beat.calls else None,
            )
        )
    return DerivedTree(tuple(units), codes)


def _count(path: Path, mapping: Mapping) -> dict[str, _Beat]:
    beats: dict[str, _Beat] = {}
    columns = mapping.columns
    with open_export(path=path, mapping=mapping) as export:
        by = export.header[mapping.units.by]
        above = export.header[mapping.units.derive_station_from or mapping.units.by]
        places = [export.header[column] for column in (columns.longitude, columns.latitude) if column]
        for row in export.rows:
            name, station = _cell(row, by), _cell(row, above)
            if not (name and station):
                continue
            beat = beats.setdefault(name, _Beat(station=""))
            beat.stations[station] = beat.stations.get(station, 0) + 1
            _add_position(beat, [_cell(row, place) for place in places])
    for beat in beats.values():
        beat.station = max(sorted(beat.stations), key=lambda name: beat.stations[name])
    return beats


def _cell(row: ExportRow, place: int) -> str:
    """The import refuses rows that end early; here they only tell what they hold."""
    return row.cells[place].strip() if len(row.cells) > place else ""


def _add_position(beat: _Beat, texts: list[str]) -> None:
    try:
        longitude, latitude = (float(text) for text in texts)
    except ValueError:
        return
    if math.isfinite(longitude) and math.isfinite(latitude):
        beat.calls += 1
        beat.longitude_sum += longitude
        beat.latitude_sum += latitude
