"""One person after the other, each with the best days for what is left, and round again until nothing gets better."""

from __future__ import annotations

from collections import Counter, defaultdict

from fengqiao.engines.rostering.contracts import OFF, Person, Wish
from fengqiao.engines.rostering.person_line import PersonLine, Prices
from fengqiao.engines.rostering.rules import Ground


class PersonByPerson:
    """Holds a roster and lets one person after the other choose anew."""

    def __init__(self, ground: Ground) -> None:
        self.ground = ground
        self.lines = {person.code: PersonLine(ground, person) for person in ground.problem.people}
        self.relaxed: set[str] = set()
        self.unbending: set[str] = set()
        free = (OFF,) * ground.problem.days
        self.roster: dict[str, tuple[str, ...]] = {person.code: free for person in ground.problem.people}
        self._there: Counter[tuple[int, str, str]] = Counter()
        self._wishes: dict[str, list[Wish]] = defaultdict(list)
        for wish in ground.problem.wishes:
            self._wishes[wish.person].append(wish)

    def seat(self, person: Person) -> None:
        """This function will give one person the best days, the others standing still."""
        self._count(person, -1)
        prices = self._prices(person)
        row = self.lines[person.code].best(prices)
        if row is None:
            self.relaxed.add(person.code)
            self.lines[person.code] = PersonLine(self.ground, person, is_relaxed=True)
            row = self.lines[person.code].best(prices)
        if row is None:
            self.unbending.add(person.code)
            row = self._as_fixed(person)
        self.roster[person.code] = row
        self._count(person, 1)

    def _as_fixed(self, person: Person) -> tuple[str, ...]:
        """Where what was fixed breaks the rules by itself, it stands, and the rest is free."""
        return tuple(person.fixed.get(day, OFF) for day in range(self.ground.problem.days))

    def _count(self, person: Person, by: int) -> None:
        for day, shift in enumerate(self.roster[person.code]):
            if shift != OFF:
                for group in ("", *person.groups):
                    self._there[day, shift, group] += by

    def _prices(self, person: Person) -> Prices:
        rows = [self._open(person, day) for day in range(self.ground.problem.days)]
        for wish in self._wishes[person.code]:
            prices = rows[wish.day]
            for code in prices:
                has_it = code != OFF if wish.shift == OFF else code == wish.shift
                prices[code] += wish.weight * (has_it != wish.is_on)
        return rows

    def _open(self, person: Person, day: int) -> dict[str, int]:
        prices = {code: self._cover_price(person, day, code) for code in self.ground.choices(person, day)}
        kept = next((code for code in prices if code != OFF and self._is_needed(person, day, code)), None)
        if kept is not None:
            return {kept: prices[kept]}
        alone = [code for code in prices if code != OFF and self._would_be_alone(person, day, code)]
        for code in alone:
            if day not in person.fixed:
                del prices[code]
        return prices

    def _cover_price(self, person: Person, day: int, code: str) -> int:
        price = 0
        for cover in self.ground.covers_at.get((day, code), ()):
            if not cover.group or cover.group in person.groups:
                is_short = self._there[day, code, cover.group] < cover.need
                price += -cover.under_weight if is_short else cover.over_weight
        return price

    def _is_needed(self, person: Person, day: int, code: str) -> bool:
        """Somebody in the shift would be left alone without this person, who has it now."""
        if self.roster[person.code][day] != code:
            return False
        return any(
            rule.needs in person.groups
            and self._there[day, code, rule.group] > 0
            and self._there[day, code, rule.needs] == 0
            for rule in self.ground.problem.companions
        )

    def _would_be_alone(self, person: Person, day: int, code: str) -> bool:
        return any(
            rule.group in person.groups and rule.needs not in person.groups and self._there[day, code, rule.needs] == 0
            for rule in self.ground.problem.companions
        )

    def order(self) -> list[Person]:
        """This function will return people as they choose: who guards others first, then those with fewer ways."""
        guards = {rule.needs for rule in self.ground.problem.companions}
        return sorted(
            self.ground.problem.people,
            key=lambda person: (not person.groups & guards, -len(person.fixed) - len(person.days_off), person.code),
        )
