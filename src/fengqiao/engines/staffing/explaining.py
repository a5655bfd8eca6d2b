"""Why a unit gets officers, and where the last of them would go next."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from fengqiao.engines.staffing.contracts import AdvisedUnit, Allocation, StaffingUnit
from fengqiao.engines.staffing.worth import Distribution, Ground, place
from fengqiao.primitives.reason import Reason

_NAMED_NEAR = 3
"""Neighbours that a reason names."""


def explain(*, ground: Ground, allocation: Allocation) -> tuple[AdvisedUnit, ...]:
    """This function will give every unit that gets officers reasons and a next-best choice, most worth first."""
    distribution = place(ground=ground, allocation=allocation)
    choices = _NextBest(ground, distribution)
    rows = []
    for unit in ground.problem.units:
        if not distribution.at_unit[unit.code]:
            continue
        code, worth, loss = choices.instead_of(unit)
        reasons = tuple(_reasons(ground, distribution, unit))
        officers = distribution.at_unit[unit.code]
        rows.append(AdvisedUnit(unit.code, unit.station, unit.county, officers, worth, reasons, code, loss))
    return tuple(sorted(rows, key=lambda row: (-row.worth_minutes, row.code)))


def _reasons(ground: Ground, placed: Distribution, unit: StaffingUnit) -> Sequence[Reason]:
    officers, per_officer = placed.at_unit[unit.code], ground.parameters.minutes_per_officer
    missing = ground.stations[unit.station].missing
    reasons = []
    if missing:
        reasons.append(Reason("staffing.minimum", {"missing": missing, "coming": placed.at_station[unit.station]}))
    if not unit.has_officer:
        reasons.append(Reason("staffing.uncovered"))
    near = tuple(other for other in unit.near if not ground.units[other].has_officer and not placed.at_unit[other])
    if near:
        reasons.append(Reason("staffing.near", {"count": len(near), "units": near[:_NAMED_NEAR]}))
    if unit.unmet_minutes:
        after = max(0, unit.unmet_minutes - officers * per_officer)
        reasons.append(
            Reason(
                "staffing.unmet",
                {"load": unit.load_minutes, "available": unit.available_minutes, "after": after},
            )
        )
    if need := ground.county_need[unit.county]:
        reasons.append(Reason("staffing.county", {"need": need, "coming": placed.in_county[unit.county]}))
    return reasons or [Reason("staffing.room_only", {"percent": _percent_taken(unit, officers, per_officer)})]


def _percent_taken(unit: StaffingUnit, officers: int, per_officer: int) -> int:
    """The share of the hours there that the work takes before the last of these officers comes."""
    hours = unit.available_minutes + (officers - 1) * per_officer
    return 100 * unit.load_minutes // hours if hours else 100


class _NextBest:
    """The best other unit for an officer, without going through all of them each time.

    Another county is not touched by taking an officer away here, unless its units are near; so the best of each county
    is looked up once, and only the county of the unit itself is looked through anew.
    """

    def __init__(self, ground: Ground, placed: Distribution) -> None:
        self._placed = placed
        self._in_county: dict[str, list[str]] = defaultdict(list)
        for unit in ground.problem.units:
            self._in_county[unit.county].append(unit.code)
        best = {county: self._best(codes, "") for county, codes in self._in_county.items()}
        self._best_first = sorted(best.items(), key=lambda row: (-row[1][0], row[0]))

    def _best(self, codes: Sequence[str], but: str) -> tuple[int, str]:
        open_to = [code for code in codes if code != but and self._placed.has_room(code)]
        gains = [(self._placed.gain(code), code) for code in open_to]
        return max(gains, key=lambda row: row[0], default=(-1, ""))

    def instead_of(self, unit: StaffingUnit) -> tuple[str, int, int]:
        """This function will return the next-best unit, what the officers here add, and what moving one would lose."""
        placed = self._placed
        officers = placed.at_unit[unit.code]
        placed.move(unit.code, -1)
        last_gain = placed.gain(unit.code)
        here = self._best(self._in_county[unit.county], unit.code)
        placed.move(unit.code)
        elsewhere = next((best for county, best in self._best_first if county != unit.county), (-1, ""))
        gain, code = max(here, elsewhere, key=lambda row: row[0])
        return code, self._worth_here(unit, officers), last_gain - gain if code else last_gain

    def _worth_here(self, unit: StaffingUnit, officers: int) -> int:
        """What would be missing if nobody came to the unit."""
        placed, worth = self._placed, 0
        for _ in range(officers):
            placed.move(unit.code, -1)
            worth += placed.gain(unit.code)
        for _ in range(officers):
            placed.move(unit.code)
        return worth
