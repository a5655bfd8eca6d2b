"""Checks a distribution on its own: it shares no arithmetic with the methods that make one."""

from __future__ import annotations

from fengqiao.engines.staffing.contracts import Allocation, StaffingProblem


def find_faults(*, problem: StaffingProblem, allocation: Allocation) -> list[str]:
    """This function will name every rule that a distribution breaks; none for a sound one."""
    room = {unit.code: unit.room for unit in problem.units}
    home = {unit.code: unit.station for unit in problem.units}
    faults = [f"unknown unit {code}" for code in allocation if code not in room]
    known = {code: count for code, count in allocation.items() if code in room}
    faults += [f"{code} gets {count} of {room[code]}" for code, count in known.items() if not 0 <= count <= room[code]]
    capacity = 0
    short = spare = 0
    for station in problem.stations:
        coming = sum(count for code, count in known.items() if home[code] == station.code)
        places = sum(room[code] for code in room if home[code] == station.code)
        most = places if station.room is None else min(places, station.room)
        capacity += most
        if coming > most:
            faults.append(f"station {station.code} gets {coming} of {most}")
        short += max(0, min(station.missing, most) - coming)
        spare += max(0, coming - station.missing)
    if short and spare:
        faults.append(f"{short} officers are missing to a minimum while {spare} went elsewhere")
    if sum(known.values()) != min(problem.officers, capacity):
        faults.append(f"{sum(known.values())} placed of {problem.officers} with room for {capacity}")
    return faults
