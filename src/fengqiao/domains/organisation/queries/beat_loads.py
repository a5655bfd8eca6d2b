"""The work of beats beside the officers that are there for it."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from fengqiao.domains.organisation.contracts import (
    BeatLoad,
    LoadAnswer,
    LoadMeasure,
    LoadQuery,
    StaffingStandard,
    UnitKind,
    UnitRecord,
)
from fengqiao.domains.organisation.queries.reading import list_ancestors, list_units
from fengqiao.domains.organisation.queries.sources import gather_load
from fengqiao.domains.organisation.queries.strength import beats_by_officer, posts_on
from fengqiao.foundation.scoping.fields import PATH_STEP

LOOK_BACK_WEEKS = 8


def look_back(*, on: datetime.date) -> tuple[datetime.date, datetime.date]:
    """This function will return the span of days that work is averaged over, the day itself left out."""
    return on - datetime.timedelta(weeks=LOOK_BACK_WEEKS), on


def beat_loads(*, under: str, on: datetime.date, standard: StaffingStandard) -> Sequence[BeatLoad]:
    """This function will return the work and the officers of every beat below a path; a station without beats is one.

    The work: minutes of the tasks of a week and the calls of a week at the written minutes each. An officer's hours
    are shared evenly among his beats.
    """
    from_date, to_date = look_back(on=on)
    units = list_units(under=under)
    places = _places(units)
    stations = {unit.path: unit for unit in (*list_ancestors(path=under), *units)}
    counted = _by_place(
        gather_load(LoadQuery(under=under, from_date=from_date, to_date=to_date)), {unit.path for unit in places}
    )
    own = beats_by_officer(posts_on(under=_station_path(stations, under), on=on))
    there: dict[str, list[int]] = defaultdict(list)
    for paths in own.values():
        for path in paths:
            there[path].append(len(paths))
    return [_load_of(unit, counted[unit.path], there.get(unit.path, []), standard, stations) for unit in places]


def _station_path(stations: Mapping[str, UnitRecord], under: str) -> str:
    """An officer's beats are counted over the whole station, also where only one of them is looked at."""
    return next(
        (path for path, unit in stations.items() if unit.kind is UnitKind.POLICE_STATION and under.startswith(path)),
        under,
    )


def _places(units: Sequence[UnitRecord]) -> Sequence[UnitRecord]:
    with_beats = {unit.parent_id for unit in units if unit.kind is UnitKind.BEAT}
    return [
        unit
        for unit in units
        if unit.kind is UnitKind.BEAT or (unit.kind is UnitKind.POLICE_STATION and unit.id not in with_beats)
    ]


def _by_place(answers: Sequence[LoadAnswer], places: set[str]) -> Mapping[str, Counter[tuple[str, str]]]:
    """What lies in no beat (a station's own) belongs to no beat's work and is left out."""
    counted: dict[str, Counter[tuple[str, str]]] = defaultdict(Counter)
    for answer in answers:
        if answer.scope_path in places:
            counted[answer.scope_path][answer.measure, answer.detail] += answer.value  # type: ignore[assignment]
    return counted


def _load_of(
    unit: UnitRecord,
    counted: Counter[tuple[str, str]],
    officers: Sequence[int],
    standard: StaffingStandard,
    stations: Mapping[str, UnitRecord],
) -> BeatLoad:
    calls = counted[LoadMeasure.CALLS, ""] / LOOK_BACK_WEEKS
    task_minutes = counted[LoadMeasure.TASK_MINUTES, ""] / LOOK_BACK_WEEKS
    station = unit if unit.kind is UnitKind.POLICE_STATION else stations.get(unit.path[:-PATH_STEP])
    return BeatLoad(
        unit=unit,
        station=station,
        households=int(counted[LoadMeasure.HOUSEHOLDS, ""]),
        premises={kind: int(value) for (measure, kind), value in counted.items() if measure == LoadMeasure.PREMISES},
        calls=calls,
        task_minutes=task_minutes,
        load_minutes=task_minutes + calls * standard.minutes_per_call,
        officers=len(officers),
        shared=bool(officers) and min(officers) > 1,
        available_minutes=sum(standard.officer_hours_per_week * 60 / beats for beats in officers),
    )
