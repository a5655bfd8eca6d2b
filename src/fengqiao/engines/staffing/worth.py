"""What a distribution is worth, and what one officer more adds: the one definition that every method answers to."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from fractions import Fraction

from fengqiao.engines.staffing.contracts import (
    Allocation,
    InvalidStaffingError,
    StaffingProblem,
    StaffingStation,
    StaffingUnit,
)


class Ground:
    """A problem with what follows from it: who looks after whom, what a county needs, what the minimum weighs."""

    def __init__(self, problem: StaffingProblem) -> None:
        self.problem = problem
        self.parameters = problem.parameters
        self.units = {unit.code: unit for unit in problem.units}
        self.stations = {station.code: station for station in problem.stations}
        _refuse_nonsense(problem, self.units, self.stations)
        self.watchers = _watchers(problem)
        self.county_need = _county_need(problem)
        self.slack_minutes = self._slack()
        self.minimum_minutes = self._outweighs_all()

    def _slack(self) -> int:
        """Room to breathe counts only when more officers come than open work asks for."""
        per_officer = self.parameters.minutes_per_officer
        asked_for = sum(-(-unit.unmet_minutes // per_officer) for unit in self.problem.units)
        return self.parameters.slack_minutes if self.problem.officers > asked_for else 0

    def _outweighs_all(self) -> int:
        """More than any officer can lose elsewhere, so that no station stays below its minimum for want of will."""
        given = self.parameters
        most_seen = max((len(unit.near) for unit in self.problem.units), default=0) + 1
        return (
            given.minutes_per_officer
            + given.own_cover_minutes
            + given.near_cover_minutes * most_seen
            + given.fair_minutes
            + max((given.slack_minutes * unit.load_minutes for unit in self.problem.units), default=0)
            // given.minutes_per_officer
            + 1
        )

    def relief(self, unit: StaffingUnit, officers: int) -> int:
        """This function will return what further officers are worth for the work of a unit, each less than the last:
        the unmet work that they take on, and a little for the room that they make."""
        return sum(self.step(unit, number) for number in range(1, officers + 1))

    def step(self, unit: StaffingUnit, number: int) -> int:
        """This function will return what the officer of that number is worth for the work of a unit."""
        per_officer = self.parameters.minutes_per_officer
        taken_on = min(per_officer, max(0, unit.unmet_minutes - (number - 1) * per_officer))
        hours_then = unit.available_minutes + number * per_officer
        return taken_on + self.slack_minutes * unit.load_minutes // hours_then

    def room(self, station: StaffingStation) -> int:
        """This function will return how many further officers a station can take at most."""
        places = sum(unit.room for unit in self.problem.units if unit.station == station.code)
        return places if station.room is None else min(places, station.room)

    def places(self) -> int:
        """This function will return how many officers there is room for in all."""
        by_station: Counter[str] = Counter()
        for unit in self.problem.units:
            by_station[unit.station] += unit.room
        return sum(
            places if (room := self.stations[code].room) is None else min(places, room)
            for code, places in by_station.items()
        )


class Distribution:
    """Officers placed so far. `gain` is what one more would add at a unit; it never grows as others are placed."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.at_unit: Counter[str] = Counter()
        self.at_station: Counter[str] = Counter()
        self.in_county: Counter[str] = Counter()
        self._seen: Counter[str] = Counter()

    def has_room(self, code: str) -> bool:
        """This function will tell whether a unit, and its station, take one more."""
        unit = self.ground.units[code]
        limit = self.ground.stations[unit.station].room
        return self.at_unit[code] < unit.room and (limit is None or self.at_station[unit.station] < limit)

    def gain(self, code: str) -> int:
        """This function will return what one more officer at a unit adds, in minutes a week."""
        ground, unit = self.ground, self.ground.units[code]
        given = ground.parameters
        here = self.at_unit[code]
        gain = ground.step(unit, here + 1)
        if not unit.has_officer and here == 0:
            gain += given.own_cover_minutes
        gain += given.near_cover_minutes * sum(
            1 for other in (code, *unit.near) if not ground.units[other].has_officer and not self._seen[other]
        )
        if self.at_station[unit.station] < ground.stations[unit.station].missing:
            gain += ground.minimum_minutes
        if self.in_county[unit.county] < ground.county_need[unit.county]:
            gain += given.fair_minutes
        return gain

    def move(self, code: str, by: int = 1) -> None:
        """This function will place an officer (or, with -1, take one away)."""
        unit = self.ground.units[code]
        self.at_unit[code] += by
        self.at_station[unit.station] += by
        self.in_county[unit.county] += by
        for other in (code, *unit.near):
            self._seen[other] += by


def place(*, ground: Ground, allocation: Allocation) -> Distribution:
    """This function will return the distribution of an allocation."""
    distribution = Distribution(ground)
    for code, officers in allocation.items():
        for _ in range(officers):
            distribution.move(code)
    return distribution


def worth_of(*, ground: Ground, allocation: Allocation) -> int:
    """This function will return what an allocation is worth, added up from its parts (not from single gains)."""
    given, placed = ground.parameters, {code: count for code, count in allocation.items() if count}
    by_station: Counter[str] = Counter()
    by_county: Counter[str] = Counter()
    for code, count in placed.items():
        by_station[ground.units[code].station] += count
        by_county[ground.units[code].county] += count
    bare = [unit for unit in ground.problem.units if not unit.has_officer]
    return (
        sum(ground.relief(ground.units[code], count) for code, count in placed.items())
        + given.own_cover_minutes * sum(unit.code in placed for unit in bare)
        + given.near_cover_minutes * sum(any(one in placed for one in ground.watchers[unit.code]) for unit in bare)
        + ground.minimum_minutes * sum(min(by_station[code], one.missing) for code, one in ground.stations.items())
        + given.fair_minutes * sum(min(by_county[code], need) for code, need in ground.county_need.items())
    )


def _watchers(problem: StaffingProblem) -> dict[str, tuple[str, ...]]:
    """By unit: from where it can be looked after, itself included."""
    watchers: dict[str, list[str]] = defaultdict(list)
    for unit in problem.units:
        for other in (unit.code, *unit.near):
            watchers[other].append(unit.code)
    return {code: tuple(codes) for code, codes in watchers.items()}


def _county_need(problem: StaffingProblem) -> dict[str, int]:
    """By county: the officers that would bring its share of unmet work down to that of the whole."""
    load: Counter[str] = Counter()
    unmet: Counter[str] = Counter()
    for unit in problem.units:
        load[unit.county] += unit.load_minutes
        unmet[unit.county] += unit.unmet_minutes
    share = Fraction(sum(unmet.values()), sum(load.values())) if sum(load.values()) else Fraction(0)
    per_officer = problem.parameters.minutes_per_officer
    return {county: max(0, -((share * load[county] - unmet[county]) // per_officer)) for county in load}


def _refuse_nonsense(
    problem: StaffingProblem, units: Mapping[str, StaffingUnit], stations: Mapping[str, StaffingStation]
) -> None:
    if len(units) != len(problem.units) or len(stations) != len(problem.stations):
        raise InvalidStaffingError("a unit or station is named twice")
    if problem.officers < 0 or problem.parameters.minutes_per_officer <= 0:
        raise InvalidStaffingError("there is nobody to place")
    for unit in problem.units:
        if unit.station not in stations:
            raise InvalidStaffingError(f"{unit.code} belongs to the unknown station {unit.station}")
        if unit.room < 0 or unit.load_minutes < 0 or unit.available_minutes < 0:
            raise InvalidStaffingError(f"{unit.code} has less than nothing")
        if unit.code in unit.near or not all(other in units for other in unit.near):
            raise InvalidStaffingError(f"{unit.code} is near to itself or to an unknown unit")
