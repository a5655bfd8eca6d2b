"""Turns the county's rosters into spans in which nobody is in two places."""

from __future__ import annotations

import datetime
from collections import defaultdict
from dataclasses import dataclass

from fengqiao.demo.county.contracts import County, DutyShift
from fengqiao.demo.county.contracts import ShiftKind as Rota
from fengqiao.domains.organisation.contracts import NewShift, ShiftKind

TITLES = {
    Rota.DUTY: "值班",
    Rota.STANDBY: "备勤",
    Rota.COMMAND_DAY: "综合指挥室白班",
    Rota.COMMAND_NIGHT: "综合指挥室夜班",
}
WEIGHT = (Rota.DUTY, Rota.COMMAND_DAY, Rota.COMMAND_NIGHT)
"""Duty binds most, then what the command room's rota adds; standby fills the rest."""


@dataclass(frozen=True, slots=True)
class _Span:
    starts_at: datetime.datetime
    ends_at: datetime.datetime


def plan_shifts(*, county: County) -> list[NewShift]:
    """This function will write the rosters as spans per person; ordinary days have none, they are understood."""
    taken: dict[str, list[_Span]] = defaultdict(list)
    shifts: list[NewShift] = []

    def add(number: str, unit_code: str, kind: ShiftKind, span: _Span, title: str) -> None:
        for rest in _without(span, taken[number]):
            taken[number].append(rest)
            shifts.append(NewShift(number, unit_code, kind, rest.starts_at, rest.ends_at, title))

    for rota in sorted(county.shifts, key=_binding):
        if rota.kind in WEIGHT:
            for number in rota.member_numbers:
                add(number, rota.organ_code, ShiftKind.ON_DUTY, _Span(rota.start_at, rota.end_at), TITLES[rota.kind])
    for rota in county.shifts:
        if rota.kind is Rota.STANDBY:
            for number in rota.member_numbers:
                add(number, rota.organ_code, ShiftKind.STANDBY, _Span(rota.start_at, rota.end_at), TITLES[rota.kind])
    return shifts


def _binding(rota: DutyShift) -> tuple[int, datetime.datetime]:
    return (WEIGHT.index(rota.kind) if rota.kind in WEIGHT else len(WEIGHT), rota.start_at)


def _without(span: _Span, taken: list[_Span]) -> list[_Span]:
    """What is left of a span outside those that are taken."""
    rest = [span]
    for other in taken:
        rest = [
            piece
            for part in rest
            for piece in (
                _Span(part.starts_at, min(part.ends_at, other.starts_at)),
                _Span(max(part.starts_at, other.ends_at), part.ends_at),
            )
            if piece.starts_at < piece.ends_at
        ]
    return rest
