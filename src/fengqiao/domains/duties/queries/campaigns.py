"""Whom a campaign is for: the units that its head names, all below the unit that publishes it where it names none."""

from __future__ import annotations

from collections.abc import Sequence

from fengqiao.domains.duties.contracts import ListProblem
from fengqiao.domains.duties.workflow.documents import ParsedList
from fengqiao.domains.duties.workflow.problem_list import ProblemList
from fengqiao.domains.organisation.contracts import UnitKind, UnitRecord, UnknownUnitError
from fengqiao.domains.organisation.public import get_unit


def units_of(codes: Sequence[str]) -> Sequence[UnitRecord]:
    """This function will return the units that a campaign names and that there are."""
    return [unit for unit in map(_unit, codes) if unit is not None]


def area_of(codes: Sequence[str]) -> Sequence[str] | None:
    """This function will return the paths that a campaign is for, None for every place below its publisher."""
    return [unit.path for unit in units_of(codes)] if codes else None


def lies_in(path: str, area: Sequence[str] | None) -> bool:
    """This function will tell whether a place is among those that a list is for."""
    return area is None or path.startswith(tuple(area))


def unit_problems(*, parsed: ParsedList, path: str) -> tuple[ListProblem, ...]:
    """This function will note units that do not stand below the place which publishes a campaign, and beats."""
    problems = ProblemList()
    for code in parsed.units:
        unit = _unit(code)
        if unit is None or not unit.path.startswith(path):
            problems.add(parsed.lines["units"], "units", "unit_unknown", code=code)
        elif unit.kind is UnitKind.BEAT:
            problems.add(parsed.lines["units"], "units", "unit_too_small", name=unit.name)
    return problems.in_order()


def _unit(code: str) -> UnitRecord | None:
    try:
        return get_unit(code=code)
    except UnknownUnitError:
        return None
