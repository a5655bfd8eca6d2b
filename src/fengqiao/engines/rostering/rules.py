"""What follows from the rules of a problem, laid out once: which shifts clash, who may take what, fair shares."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import cached_property

from fengqiao.engines.rostering.contracts import OFF, Cover, Fairness, InvalidRosterError, Person, RosterProblem

MINUTES_PER_DAY = 24 * 60


class Ground:
    """A problem with its indexes. Raises InvalidRosterError."""

    def __init__(self, problem: RosterProblem) -> None:
        self.problem = problem
        self.shifts = {shift.code: shift for shift in problem.shifts}
        self.people = {person.code: person for person in problem.people}
        _refuse_nonsense(problem, self.shifts.keys(), self.people.keys())
        self.weekend_of = {day: number for number, days in enumerate(problem.weekends) for day in days}

    @cached_property
    def clashes(self) -> Mapping[int, frozenset[tuple[str, str]]]:
        """By distance in days: pairs of shifts of which the second may not come so long after the first."""
        rest, clashes = self.problem.rest_minutes, {}
        longest = max((shift.ends_minute for shift in self.problem.shifts), default=0)
        for gap in range(1, max(1, (longest + rest) // MINUTES_PER_DAY) + 1):
            clashes[gap] = frozenset(
                (first.code, then.code)
                for first in self.problem.shifts
                for then in self.problem.shifts
                if gap * MINUTES_PER_DAY + then.starts_minute - first.ends_minute < rest
                or (gap == 1 and then.code in first.not_followed_by)
            )
        return {gap: pairs for gap, pairs in clashes.items() if pairs or gap == 1}

    def choices(self, person: Person, day: int) -> tuple[str, ...]:
        """This function will list what a person may have on a day by his or her own lists (OFF last)."""
        if day in person.fixed:
            return (person.fixed[day],)
        if day in person.days_off:
            return (OFF,)
        return (*(code for code in self.shifts if person.limits.get(code, 1) > 0), OFF)

    @cached_property
    def covers_at(self) -> Mapping[tuple[int, str], list[Cover]]:
        """By day and shift: what is wanted."""
        found: dict[tuple[int, str], list[Cover]] = {}
        for cover in self.problem.covers:
            found.setdefault((cover.day, cover.shift), []).append(cover)
        return found

    def share(self, fairness: Fairness) -> Mapping[str, tuple[int, int]]:
        """This function will return by person the fair share of a burden, rounded down and up, what was carried
        included."""
        room = {person.code: self._open_days(fairness, person) for person in self.problem.people}
        able = {code: days for code, days in room.items() if days}
        wanted = sum(
            cover.need
            for cover in self.problem.covers
            if not cover.group and cover.shift in fairness.shifts and cover.day in fairness.days
        )
        total = Fraction(wanted + sum(fairness.carried.get(code, 0) for code in able))
        all_days = sum(able.values())
        exact = {code: total * days / all_days for code, days in able.items()}
        return {code: (share.__floor__(), share.__ceil__()) for code, share in exact.items()}

    def _open_days(self, fairness: Fairness, person: Person) -> int:
        """Leave takes from what somebody can carry; a day that is fixed does not."""
        if all(person.limits.get(code, 1) == 0 for code in fairness.shifts):
            return 0
        return len(fairness.days - person.days_off)


def _refuse_nonsense(problem: RosterProblem, shifts: object, people: object) -> None:
    known_shifts, known_people = set(shifts), set(people)  # type: ignore[call-overload]
    if len(known_shifts) != len(problem.shifts) or len(known_people) != len(problem.people):
        raise InvalidRosterError("a shift or a person is named twice")
    if OFF in known_shifts or any(shift.minutes <= 0 for shift in problem.shifts):
        raise InvalidRosterError("a shift has no name or no length")
    for cover in problem.covers:
        if not 0 <= cover.day < problem.days or cover.shift not in known_shifts:
            raise InvalidRosterError(f"cover of an unknown day or shift: {cover.day} {cover.shift}")
    for wish in problem.wishes:
        if wish.person not in known_people or wish.shift not in known_shifts | {OFF}:
            raise InvalidRosterError(f"a wish of an unknown person or shift: {wish.person} {wish.shift}")
    for person in problem.people:
        named = {*person.limits, *person.fixed.values(), *person.before} - {OFF}
        if not named <= known_shifts:
            raise InvalidRosterError(f"{person.code} has unknown shifts: {sorted(named - known_shifts)}")
