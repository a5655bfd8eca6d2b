"""Checks a roster on its own: it shares no arithmetic with the methods that make one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from fengqiao.engines.rostering.contracts import OFF, Fault, Person, Roster, RosterProblem, Shift
from fengqiao.primitives.reason import Reason, ReasonValue

DAY = 24 * 60


def find_faults(*, problem: RosterProblem, roster: Roster) -> tuple[Fault, ...]:
    """This function will name every rule that a roster breaks; none for a sound one."""
    known = {person.code for person in problem.people}
    faults = [Fault(code, None, Reason("unknown_person", {"person": code})) for code in roster if code not in known]
    for person in problem.people:
        faults += find_faults_of(problem=problem, person=person, row=roster.get(person.code, ()))
    return (*faults, *_companion_faults(problem, roster))


def find_faults_of(*, problem: RosterProblem, person: Person, row: Sequence[str]) -> tuple[Fault, ...]:
    """This function will name the rules of one person that a row of days breaks."""
    codes = {shift.code: shift for shift in problem.shifts}
    if len(row) != problem.days or any(code not in codes for code in row if code != OFF):
        return (Fault(person.code, None, Reason("row_unreadable", {"days": len(row)})),)
    return (
        *_cell_faults(person, row),
        *_rest_faults(problem, codes, person, row),
        *_total_faults(codes, person, row),
        *_block_faults(person, row),
        *_weekend_faults(problem, person, row),
    )


def _cell_faults(person: Person, row: Sequence[str]) -> Iterator[Fault]:
    for day, code in enumerate(row):
        if code != person.fixed.get(day, code):
            yield Fault(person.code, day, Reason("fixed_otherwise", {"shift": person.fixed[day]}))
        if code == OFF:
            continue
        if day in person.days_off:
            yield Fault(person.code, day, Reason("on_leave", {"shift": code}))
        if person.limits.get(code) == 0:
            yield Fault(person.code, day, Reason("barred_shift", {"shift": code}))


def _rest_faults(
    problem: RosterProblem, codes: dict[str, Shift], person: Person, row: Sequence[str]
) -> Iterator[Fault]:
    """Each shift against the last one before it; what has its rest from that one has it from all earlier ones."""
    began = -len(person.before)
    line = [(day, code) for day, code in enumerate((*person.before, *row), start=began) if code != OFF]
    for at, (day, code) in enumerate(line):
        for then, other in line[at + 1 : at + 2]:
            if then < 0:
                continue
            rest = then * DAY + codes[other].starts_minute - (day * DAY + codes[code].ends_minute)
            if then == day + 1 and other in codes[code].not_followed_by:
                yield Fault(person.code, then, Reason("may_not_follow", {"shift": other, "before": code}))
            elif rest < problem.rest_minutes:
                needed: dict[str, ReasonValue] = {
                    "shift": other,
                    "before": code,
                    "minutes": rest,
                    "needed": problem.rest_minutes,
                }
                yield Fault(person.code, then, Reason("too_little_rest", needed))


def _total_faults(codes: dict[str, Shift], person: Person, row: Sequence[str]) -> Iterator[Fault]:
    worked = [code for code in row if code != OFF]
    minutes = sum(codes[code].minutes for code in worked)
    if person.max_minutes is not None and minutes > person.max_minutes:
        yield Fault(person.code, None, Reason("too_many_minutes", {"minutes": minutes, "most": person.max_minutes}))
    if minutes < person.min_minutes:
        yield Fault(person.code, None, Reason("too_few_minutes", {"minutes": minutes, "least": person.min_minutes}))
    for code, most in person.limits.items():
        if 0 < most < worked.count(code):
            yield Fault(person.code, None, Reason("too_many_of_shift", {"shift": code, "most": most}))


def _block_faults(person: Person, row: Sequence[str]) -> Iterator[Fault]:
    """Runs of working and free days. One that touches an edge beyond which nothing is known may be longer than seen;
    one of the time before is ended by the first day."""
    line, day = (*person.before, *row), -len(person.before)
    for is_work, group in groupby(line, key=lambda code: code != OFF):
        length = len(list(group))
        begins, day = day, day + length
        if day < 0:
            continue
        is_whole = day < len(row) and begins > -len(person.before)
        if is_work and day > 0 and person.max_consecutive is not None and length > person.max_consecutive:
            last = max(0, begins + person.max_consecutive)
            yield Fault(person.code, last, Reason("too_many_days", {"days": length, "most": person.max_consecutive}))
        least = person.min_consecutive if is_work else person.min_days_off
        if is_whole and length < least:
            reason = "block_too_short" if is_work else "break_too_short"
            yield Fault(person.code, max(0, begins), Reason(reason, {"days": length, "least": least}))


def _weekend_faults(problem: RosterProblem, person: Person, row: Sequence[str]) -> Iterator[Fault]:
    worked = sum(any(row[day] != OFF for day in weekend) for weekend in problem.weekends)
    if person.max_weekends is not None and worked > person.max_weekends:
        yield Fault(person.code, None, Reason("too_many_weekends", {"weekends": worked, "most": person.max_weekends}))


def _companion_faults(problem: RosterProblem, roster: Roster) -> Iterator[Fault]:
    for rule in problem.companions:
        for day in range(problem.days):
            at_work = [(person, roster[person.code][day]) for person in problem.people if _has(roster, person, day)]
            guarded = {code for person, code in at_work if rule.needs in person.groups}
            for person, code in at_work:
                if rule.group in person.groups and code != OFF and code not in guarded:
                    yield Fault(person.code, day, Reason("alone_in_shift", {"shift": code, "needs": rule.needs}))


def _has(roster: Roster, person: Person, day: int) -> bool:
    return day < len(roster.get(person.code, ()))
