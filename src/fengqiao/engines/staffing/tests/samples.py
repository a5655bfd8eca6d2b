"""Small provinces drawn by hypothesis, and every way to distribute officers in one."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from hypothesis import strategies as st

from fengqiao.engines.staffing.contracts import StaffingParameters, StaffingProblem, StaffingStation, StaffingUnit

PARAMETERS = StaffingParameters(
    minutes_per_officer=100, own_cover_minutes=100, near_cover_minutes=60, fair_minutes=20, slack_minutes=9
)


@st.composite
def problems(draw: st.DrawFn, *, near: bool, most_units: int = 6) -> StaffingProblem:
    """Up to three stations in two counties; `near`: units of one station may look after one another."""
    count = draw(st.integers(1, most_units))
    homes = [draw(st.integers(0, 2)) for _ in range(count)]
    units = tuple(_unit(draw, index, homes, near) for index in range(count))
    stations = tuple(
        StaffingStation(f"s{index}", draw(st.integers(0, 2)), draw(st.none() | st.integers(0, 3))) for index in range(3)
    )
    return StaffingProblem(units, stations, draw(st.integers(0, 5)), PARAMETERS)


def _unit(draw: st.DrawFn, index: int, homes: list[int], near: bool) -> StaffingUnit:
    station = homes[index]
    others = [f"u{other}" for other, home in enumerate(homes) if home == station and other != index]
    return StaffingUnit(
        code=f"u{index}",
        station=f"s{station}",
        county="c1" if station == 2 else "c0",
        load_minutes=draw(st.integers(0, 500)),
        available_minutes=draw(st.integers(0, 300)),
        has_officer=draw(st.booleans()),
        room=draw(st.integers(0, 3)),
        near=tuple(other for other in others if draw(st.booleans())) if near else (),
    )


def every_allocation(problem: StaffingProblem) -> Iterator[dict[str, int]]:
    """Every way to place as many as there is room for."""
    codes = [unit.code for unit in problem.units]
    ways = [
        dict(zip(codes, counts, strict=True))
        for counts in product(*(range(min(unit.room, problem.officers) + 1) for unit in problem.units))
        if sum(counts) <= problem.officers
    ]
    sound = [way for way in ways if _fits(problem, way)]
    most = max(sum(way.values()) for way in sound)
    return (way for way in sound if sum(way.values()) == most)


def _fits(problem: StaffingProblem, way: dict[str, int]) -> bool:
    return all(
        station.room is None
        or sum(way[unit.code] for unit in problem.units if unit.station == station.code) <= station.room
        for station in problem.stations
    )
