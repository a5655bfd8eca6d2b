"""The problem that the staffing engine is asked: beats with their work, stations with their minimum and their room."""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from itertools import combinations
from typing import Any, Final

from fengqiao.domains.accounts.contracts import Role
from fengqiao.domains.organisation.contracts import (
    BeatLoad,
    Movement,
    NothingToAdviseError,
    PlacePicture,
    StaffingStandard,
    UnitKind,
)
from fengqiao.domains.organisation.models import OrgUnit
from fengqiao.domains.organisation.queries.beat_loads import beat_loads
from fengqiao.domains.organisation.queries.strength import posts_on
from fengqiao.engines.staffing.contracts import (
    StaffingParameters,
    StaffingProblem,
    StaffingStation,
    StaffingUnit,
)
from fengqiao.foundation.scoping.fields import PATH_STEP
from fengqiao.primitives.position import Position, distance_metres

ROOM_PER_BEAT: Final = 3
"""More at once than that would not be a beat's officers any more."""
ROOM_PER_STATION: Final = 30
"""A station without beats is a whole team."""
COVERS: Final = {"own": 1.0, "near": 2 / 3, "fair": 1 / 6}
"""In weeks of an officer: together an uncovered beat outweighs any amount of work that one officer can take on."""


def staffing_problem(
    *, place: PlacePicture, on: datetime.date, standard: StaffingStandard, movement: Movement, officers: int
) -> StaffingProblem:
    """This function will write the problem for a place. Raises NothingToAdviseError."""
    loads = beat_loads(under=place.unit.path, on=on, standard=standard)
    if not loads:
        raise NothingToAdviseError(unit=place.unit.code)
    near = _near(loads, standard.near_metres)
    counties = _counties(loads)
    units = tuple(_unit(load, counties[load.unit.code], near[load.unit.code]) for load in loads)
    week = standard.officer_hours_per_week * 60
    parameters = StaffingParameters(
        minutes_per_officer=week,
        own_cover_minutes=round(week * COVERS["own"]),
        near_cover_minutes=round(week * COVERS["near"]),
        fair_minutes=round(week * COVERS["fair"]),
    )
    return StaffingProblem(units, _stations(place, loads, on, standard, movement), officers, parameters)


def _unit(load: BeatLoad, county: str, near: Sequence[str]) -> StaffingUnit:
    return StaffingUnit(
        code=load.unit.code,
        station=(load.station or load.unit).code,
        county=county,
        load_minutes=round(load.load_minutes),
        available_minutes=round(load.available_minutes),
        has_officer=load.officers > 0,
        room=ROOM_PER_BEAT if load.unit.kind is UnitKind.BEAT else ROOM_PER_STATION,
        near=tuple(near),
    )


def _near(loads: Sequence[BeatLoad], metres: int) -> Mapping[str, list[str]]:
    """Beats of one station whose middles lie so near, in a straight line, that one officer can look after both."""
    near: dict[str, list[str]] = defaultdict(list)
    by_station: dict[str, list[tuple[str, Position]]] = defaultdict(list)
    for load in loads:
        unit = load.unit
        if unit.kind is UnitKind.BEAT and unit.longitude is not None and unit.latitude is not None:
            by_station[unit.path[:-PATH_STEP]].append((unit.code, Position(unit.longitude, unit.latitude)))
    for beats in by_station.values():
        for (first, here), (second, there) in combinations(beats, 2):
            if distance_metres(here, there) <= metres:
                near[first].append(second)
                near[second].append(first)
    return near


def _counties(loads: Sequence[BeatLoad]) -> Mapping[str, str]:
    """By place: the code of the county or branch bureau above its station, or the station's own where none is."""
    stations = {load.unit.code: load.station or load.unit for load in loads}
    above = {station.path[:-PATH_STEP] for station in stations.values()}
    codes = dict(OrgUnit.objects.filter(path__in=above).values_list("path", "code"))
    return {code: codes.get(station.path[:-PATH_STEP], station.code) for code, station in stations.items()}


def _stations(
    place: PlacePicture, loads: Sequence[BeatLoad], on: datetime.date, standard: StaffingStandard, movement: Movement
) -> tuple[StaffingStation, ...]:
    stations = {station.path: station for load in loads if (station := load.station or load.unit)}
    lengths = {len(path) for path in stations}
    police: dict[str, set[int]] = defaultdict(set)
    community: dict[str, set[int]] = defaultdict(set)
    under = min(stations) if len(stations) == 1 else place.unit.path
    for path, role, staff_id, _ in posts_on(under=under, on=on):
        for home in (path[:length] for length in lengths if path[:length] in stations):
            police[home].add(staff_id)
            if role == Role.COMMUNITY_OFFICER:
                community[home].add(staff_id)
    return tuple(
        _station(station.code, len(police[path]), len(community[path]), standard, movement)
        for path, station in sorted(stations.items())
    )


def _station(code: str, police: int, community: int, standard: StaffingStandard, movement: Movement) -> StaffingStation:
    """New strength fills a station to its minimum first; from a station go only those above what must stay in it."""
    if movement is Movement.TO_STATIONS:
        return StaffingStation(code, missing=max(0, standard.station_minimum - police))
    return StaffingStation(code, room=max(0, police - community - standard.station_minimum))


def problem_as_plain(problem: StaffingProblem) -> dict[str, Any]:
    """This function will write the problem so that it can be stored and read back without loss."""
    return asdict(problem)


def problem_from_plain(plain: Mapping[str, Any]) -> StaffingProblem:
    """This function will read back what `problem_as_plain` wrote (and JSON made of it)."""
    return StaffingProblem(
        units=tuple(StaffingUnit(**{**unit, "near": tuple(unit["near"])}) for unit in plain["units"]),
        stations=tuple(StaffingStation(**station) for station in plain["stations"]),
        officers=plain["officers"],
        parameters=StaffingParameters(**plain["parameters"]),
    )


def coming_by_station(problem: StaffingProblem, allocation: Mapping[str, int]) -> Mapping[str, int]:
    """This function will add up an allocation by station."""
    home = {unit.code: unit.station for unit in problem.units}
    counted: Counter[str] = Counter()
    for code, officers in allocation.items():
        counted[home[code]] += officers
    return counted
