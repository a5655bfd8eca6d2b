"""An invented province: counties, stations and beats with work, officers and neighbours, drawn from a seed."""

from __future__ import annotations

from random import Random

from fengqiao.engines.staffing.contracts import StaffingProblem, StaffingStation, StaffingUnit

COUNTIES = 107
SHARED, BARE = 0.12, 0.07
"""Of beats: with half an officer, with none; the others have one, and the busiest two."""
WEEK_MINUTES = 1_800
BUSY = 2_400


def draw_province(*, stations: int, beats: int, officers: int, seed: int) -> StaffingProblem:
    """This function will draw so many beats over so many stations, and ask for so many officers."""
    dice = Random(f"staffing/{seed}")
    homes = sorted([*range(stations), *(dice.randrange(stations) for _ in range(beats - stations))])
    by_station: dict[int, list[int]] = {}
    for beat, home in enumerate(homes):
        by_station.setdefault(home, []).append(beat)
    county_weight = [dice.uniform(0.8, 1.3) for _ in range(COUNTIES)]
    units = [_beat(dice, beat, home, by_station[home], county_weight) for beat, home in enumerate(homes)]
    places = tuple(
        StaffingStation(f"s{station}", missing=dice.choices((0, 1, 2), (94, 5, 1))[0]) for station in range(stations)
    )
    return StaffingProblem(tuple(units), places, officers)


def _beat(dice: Random, beat: int, home: int, neighbours: list[int], county_weight: list[float]) -> StaffingUnit:
    county = home % COUNTIES
    load = round(dice.lognormvariate(7.4, 0.45) * county_weight[county])
    drawn = dice.random()
    hands = 0.0 if drawn < BARE else 0.5 if drawn < BARE + SHARED else 2.0 if load > BUSY else 1.0
    near = [other for other in neighbours if other != beat and abs(other - beat) <= 2 and dice.random() < 0.6]
    return StaffingUnit(
        code=f"b{beat}",
        station=f"s{home}",
        county=f"c{county}",
        load_minutes=load,
        available_minutes=round(hands * WEEK_MINUTES),
        has_officer=hands > 0,
        room=3,
        near=tuple(f"b{other}" for other in near),
    )
