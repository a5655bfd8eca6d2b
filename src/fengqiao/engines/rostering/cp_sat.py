"""One of two places that know OR-Tools (the other: `columns`): a roster, or a part of one while the rest stands."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from ortools.sat.python import cp_model

from fengqiao.engines.rostering.contracts import OFF, Cover, Person, Roster
from fengqiao.engines.rostering.pricing import present
from fengqiao.engines.rostering.rules import Ground

Cell: TypeAlias = tuple[str, int]


@dataclass(frozen=True, slots=True)
class SolverSettings:
    seed: int
    seconds: float
    workers: int


@dataclass(frozen=True, slots=True)
class Part:
    """What is found for the free cells. `is_best`: nothing better is there for them."""

    roster: Roster
    is_best: bool


@dataclass(slots=True)
class _Model:
    """`has`: by person, day and shift a literal (or 0/1 where it stands); only people with a free cell are in it."""

    ground: Ground
    start: Roster
    free: Collection[Cell]
    relaxed: Collection[str]
    model: Any = field(default_factory=cp_model.CpModel)
    has: dict[tuple[str, int, str], Any] = field(default_factory=dict)
    works: dict[tuple[str, int], Any] = field(default_factory=dict)
    price: list[Any] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)


def solve_part(
    *,
    ground: Ground,
    start: Roster,
    free: Collection[Cell],
    relaxed: Collection[str],
    settings: SolverSettings,
) -> Part:
    """This function will fill the free cells as well as it can, all others standing; never worse than the start."""
    built = _Model(ground, start, frozenset(free), relaxed)
    _build(built)
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = settings.workers
    solver.parameters.random_seed = settings.seed
    solver.parameters.max_time_in_seconds = max(0.05, settings.seconds)
    status = solver.solve(built.model)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return Part(start, is_best=False)
    return Part(_read(built, solver.boolean_value), status == cp_model.OPTIMAL)


def _read(built: _Model, value: Callable[[Any], bool]) -> Roster:
    roster = dict(built.start)
    for person in built.people:
        roster[person.code] = tuple(
            next((code for code in built.ground.shifts if _is(built.has.get((person.code, day, code), 0), value)), OFF)
            for day in range(built.ground.problem.days)
        )
    return roster


def _is(literal: Any, value: Callable[[Any], bool]) -> bool:
    return bool(literal) if isinstance(literal, int) else value(literal)


def _build(built: _Model) -> None:
    touched = {code for code, _ in built.free}
    built.people = [person for person in built.ground.problem.people if person.code in touched]
    for person in built.people:
        _add_cells(built, person)
        _add_rest(built, person)
        _add_totals(built, person)
        _add_blocks(built, person)
        _add_weekends(built, person)
    _add_covers(built)
    _add_companions(built)
    _add_wishes(built)
    _add_fairness(built)
    built.model.minimize(sum(built.price))


def _add_cells(built: _Model, person: Person) -> None:
    for day in range(built.ground.problem.days):
        now = built.start[person.code][day]
        if (person.code, day) not in built.free:
            if now != OFF:
                built.has[person.code, day, now] = 1
            built.works[person.code, day] = int(now != OFF)
            continue
        choices = built.ground.choices(person, day)
        literals = []
        for code in choices:
            if code != OFF:
                literal = built.model.new_bool_var("")
                built.has[person.code, day, code] = literal
                built.model.add_hint(literal, now == code)
                literals.append(literal)
        if not literals:
            built.works[person.code, day] = 0
        elif OFF not in choices:
            built.model.add_exactly_one(literals)
            built.works[person.code, day] = 1
        else:
            works = built.model.new_bool_var("")
            built.model.add_hint(works, now != OFF)
            built.model.add_exactly_one([*literals, ~works])
            built.works[person.code, day] = works


def _clause(built: _Model, literals: Iterable[Any]) -> None:
    """At least one holds; numbers stand for what is known."""
    unknown = []
    for literal in literals:
        if isinstance(literal, int):
            if literal:
                return
        else:
            unknown.append(literal)
    built.model.add_bool_or(unknown)


def _not(literal: Any) -> Any:
    return 1 - literal if isinstance(literal, int) else ~literal


def _add_rest(built: _Model, person: Person) -> None:
    """Shifts that clash over one day or more, also with those of the days before the first."""
    days, before = built.ground.problem.days, person.before
    for gap, pairs in built.ground.clashes.items():
        for then in range(days):
            day = then - gap
            for first, code in pairs:
                after = built.has.get((person.code, then, code), 0)
                if day >= 0:
                    earlier = built.has.get((person.code, day, first), 0)
                elif -day <= len(before):
                    earlier = int(before[day] == first)
                else:
                    continue
                if not (isinstance(after, int) and isinstance(earlier, int)):
                    _clause(built, (_not(earlier), _not(after)))


def _add_totals(built: _Model, person: Person) -> None:
    days = range(built.ground.problem.days)
    shifts = built.ground.shifts
    minutes = sum(
        built.has.get((person.code, day, code), 0) * shift.minutes for day in days for code, shift in shifts.items()
    )
    if isinstance(minutes, int):
        return
    if person.max_minutes is not None:
        built.model.add(minutes <= person.max_minutes)
    if person.min_minutes and person.code not in built.relaxed:
        built.model.add(minutes >= person.min_minutes)
    for code, most in person.limits.items():
        count = sum(built.has.get((person.code, day, code), 0) for day in days)
        if 0 < most < len(days) and not isinstance(count, int):
            built.model.add(count <= most)


def _add_blocks(built: _Model, person: Person) -> None:
    line = [int(code != OFF) for code in person.before]
    line += [built.works[person.code, day] for day in range(built.ground.problem.days)]
    first = len(person.before)
    if person.max_consecutive is not None:
        length = person.max_consecutive + 1
        for at in range(len(line) - length + 1):
            if at + length > first:
                _clause(built, [_not(one) for one in line[at : at + length]])
    if person.code in built.relaxed:
        return
    for least, block in ((person.min_consecutive, line), (person.min_days_off, [_not(one) for one in line])):
        for length in range(1, least):
            for at in range(len(block) - length - 1):
                if at + length + 1 >= first:
                    inner = [_not(one) for one in block[at + 1 : at + 1 + length]]
                    _clause(built, [block[at], *inner, block[at + 1 + length]])


def _add_weekends(built: _Model, person: Person) -> None:
    if person.max_weekends is None:
        return
    worked = []
    for weekend in built.ground.problem.weekends:
        any_day = built.model.new_bool_var("")
        for day in weekend:
            _clause(built, (any_day, _not(built.works[person.code, day])))
        built.model.add_hint(any_day, any(built.start[person.code][day] != OFF for day in weekend))
        worked.append(any_day)
    built.model.add(sum(worked) <= person.max_weekends)


def _standing(built: _Model) -> Any:
    """Who is there of those who are not in the model."""
    inside = {person.code for person in built.people}
    return present(ground=built.ground, roster={code: row for code, row in built.start.items() if code not in inside})


def _add_covers(built: _Model) -> None:
    there, free_days = _standing(built), {day for _, day in built.free}
    hinted = present(ground=built.ground, roster=built.start)
    for cover in built.ground.problem.covers:
        count = there[cover.day, cover.shift, cover.group] + sum(_coming(built, cover))
        if cover.day not in free_days or isinstance(count, int):
            known = hinted[cover.day, cover.shift, cover.group]
            price = cover.under_weight * max(0, cover.need - known) + cover.over_weight * max(0, known - cover.need)
            built.price.append(price)
            continue
        known = hinted[cover.day, cover.shift, cover.group]
        most = len(built.ground.problem.people)
        if cover.under_weight:
            under = built.model.new_int_var(0, cover.need, "")
            built.model.add(under >= cover.need - count)
            built.model.add_hint(under, max(0, cover.need - known))
            built.price.append(under * cover.under_weight)
        if cover.over_weight:
            over = built.model.new_int_var(0, most, "")
            built.model.add(over >= count - cover.need)
            built.model.add_hint(over, max(0, known - cover.need))
            built.price.append(over * cover.over_weight)


def _coming(built: _Model, cover: Cover) -> list[Any]:
    return [
        built.has.get((person.code, cover.day, cover.shift), 0)
        for person in built.people
        if not cover.group or cover.group in person.groups
    ]


def _add_companions(built: _Model) -> None:
    there = _standing(built)
    for rule in built.ground.problem.companions:
        for day in range(built.ground.problem.days):
            for code in built.ground.shifts:
                guards = [
                    built.has.get((person.code, day, code), 0) for person in built.people if rule.needs in person.groups
                ]
                guarded = [
                    built.has.get((person.code, day, code), 0)
                    for person in built.people
                    if rule.group in person.groups and rule.needs not in person.groups
                ]
                if there[day, code, rule.needs]:
                    continue
                if there[day, code, rule.group] and not all(isinstance(one, int) for one in guards):
                    _clause(built, guards)
                for one in guarded:
                    if not isinstance(one, int):
                        _clause(built, (_not(one), *guards))


def _add_wishes(built: _Model) -> None:
    inside = {person.code for person in built.people}
    for wish in built.ground.problem.wishes:
        if wish.person not in inside:
            given = built.start[wish.person][wish.day]
            has_it: Any = int(given != OFF if wish.shift == OFF else given == wish.shift)
        elif wish.shift == OFF:
            has_it = built.works[wish.person, wish.day]
        else:
            has_it = built.has.get((wish.person, wish.day, wish.shift), 0)
        built.price.append(wish.weight * (1 - has_it if wish.is_on else has_it))


def _add_fairness(built: _Model) -> None:
    for fairness in built.ground.problem.fairness:
        for code, (least, most) in built.ground.share(fairness).items():
            count = fairness.carried.get(code, 0) + _burden(built, code, fairness.shifts, fairness.days)
            if isinstance(count, int):
                built.price.append(fairness.weight * (max(0, count - most) + max(0, least - count)))
                continue
            beyond = built.model.new_int_var(0, built.ground.problem.days + most, "")
            built.model.add(beyond >= count - most)
            built.model.add(beyond >= least - count)
            built.price.append(beyond * fairness.weight)


def _burden(built: _Model, code: str, shifts: Iterable[str], days: Iterable[int]) -> Any:
    inside: Mapping[str, Person] = {person.code: person for person in built.people}
    if code not in inside:
        return sum(built.start[code][day] in set(shifts) for day in days)
    return sum(built.has.get((code, day, shift), 0) for day in days for shift in shifts)
