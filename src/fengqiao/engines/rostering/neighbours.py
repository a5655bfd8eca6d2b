"""Which part of a roster is opened for a second look: some people for all days, or all people for some days."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from random import Random
from typing import Final

from fengqiao.engines.rostering.cp_sat import Cell
from fengqiao.engines.rostering.rules import Ground

PEOPLE, DAYS, BOTH = "people", "days", "both"
SMALLEST: Final = 0.08
GROWTH, SHRINKAGE = 1.12, 0.85


@dataclass
class Neighbourhoods:
    """Draws parts, each kind with a size that grows while the solver finishes it in time and shrinks when not.

    `unbending`: people whose fixed days break the rules by themselves; they are never opened.
    """

    ground: Ground
    dice: Random
    unbending: Collection[str] = ()
    share: dict[str, float] = field(default_factory=lambda: {PEOPLE: 0.2, DAYS: 0.3, BOTH: 0.3})

    def draw(self) -> tuple[str, frozenset[Cell]]:
        """This function will return a kind and the cells that are opened."""
        kind = self.dice.choice((PEOPLE, DAYS, BOTH))
        cells_of = {PEOPLE: self._people, DAYS: self._days, BOTH: self._both}
        return kind, cells_of[kind](self.share[kind])

    def learn(self, kind: str, *, was_finished: bool) -> None:
        """This function will note whether a part of that kind was small enough."""
        factor = GROWTH if was_finished else SHRINKAGE
        self.share[kind] = min(1.0, max(SMALLEST, self.share[kind] * factor))

    def _people(self, share: float) -> frozenset[Cell]:
        chosen = self._some_people(share)
        return frozenset((code, day) for code in chosen for day in range(self.ground.problem.days))

    def _days(self, share: float) -> frozenset[Cell]:
        window = self._window(share)
        return frozenset((code, day) for code in self._codes() for day in window)

    def _both(self, share: float) -> frozenset[Cell]:
        """More people for fewer days: as many cells as the share of people would have."""
        part = share**0.5
        chosen, window = self._some_people(part), self._window(part)
        return frozenset((code, day) for code in chosen for day in window)

    def _codes(self) -> list[str]:
        return [person.code for person in self.ground.problem.people if person.code not in self.unbending]

    def _some_people(self, share: float) -> list[str]:
        codes = self._codes()
        return self.dice.sample(codes, min(len(codes), max(2, round(share * len(codes)))))

    def _window(self, share: float) -> range:
        days = self.ground.problem.days
        length = min(days, max(2, round(share * days)))
        first = self.dice.randint(1 - length // 2, days - length + length // 2 - 1)
        return range(max(0, first), min(days, first + length))
