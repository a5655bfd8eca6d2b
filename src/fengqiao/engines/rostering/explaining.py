"""Why a shift stays short, and which rule a change would break: by trying it and asking the checker."""

from __future__ import annotations

from collections import defaultdict

from fengqiao.engines.rostering.checking import find_faults, find_faults_of
from fengqiao.engines.rostering.contracts import OFF, Cover, Fault, Person, Roster, RosterProblem, Shortfall
from fengqiao.engines.rostering.pricing import present
from fengqiao.engines.rostering.rules import Ground

IN_ANOTHER_SHIFT = "in_another_shift"
OTHERWISE_WEIGHED = "otherwise_weighed"


def new_faults(*, problem: RosterProblem, roster: Roster, changes: Roster) -> tuple[Fault, ...]:
    """This function will name the rules that a roster breaks with some people's days changed, and did not before."""
    before = set(map(_known, find_faults(problem=problem, roster=roster)))
    after = find_faults(problem=problem, roster={**roster, **changes})
    return tuple(fault for fault in after if _known(fault) not in before)


def hindrance(*, problem: RosterProblem, person: Person, roster: Roster, day: int, shift: str) -> str:
    """This function will say by its code what keeps somebody from taking a shift as well; "" for nothing."""
    row = roster[person.code]
    if row[day] != OFF:
        return IN_ANOTHER_SHIFT
    standing = set(map(_known, find_faults_of(problem=problem, person=person, row=row)))
    changed = (*row[:day], shift, *row[day + 1 :])
    for fault in find_faults_of(problem=problem, person=person, row=changed):
        if _known(fault) not in standing:
            return fault.reason.code
    return ""


def explain_shortfalls(*, ground: Ground, roster: Roster) -> tuple[Shortfall, ...]:
    """This function will list every shift that stays short with what keeps each person from it."""
    there = present(ground=ground, roster=roster)
    short = [(cover, cover.need - there[cover.day, cover.shift, cover.group]) for cover in ground.problem.covers]
    return tuple(
        Shortfall(cover, missing, _hindrances(ground, roster, cover))
        for cover, missing in short
        if missing > 0 and cover.under_weight > 0
    )


def _hindrances(ground: Ground, roster: Roster, cover: Cover) -> dict[str, tuple[str, ...]]:
    """Who works this very shift already is no answer; who could come is there, but costs more elsewhere."""
    kept: dict[str, list[str]] = defaultdict(list)
    for person in ground.problem.people:
        if (cover.group and cover.group not in person.groups) or roster[person.code][cover.day] == cover.shift:
            continue
        code = hindrance(problem=ground.problem, person=person, roster=roster, day=cover.day, shift=cover.shift)
        kept[code or OTHERWISE_WEIGHED].append(person.code)
    return {code: tuple(people) for code, people in kept.items()}


def _known(fault: Fault) -> tuple[str, int | None, str]:
    """Two faults are the same when person, day and rule are; the figures may differ."""
    return fault.person, fault.day, fault.reason.code
