"""The best days for one person at prices that are no whole numbers: the rules of `person_line`, laid out as arrays.

Written for column generation, which asks some thousand times. What it cannot hold (rests that reach over a free day,
feasts of more than two days, burdens) is refused by `can_hold`. Large limits are left out of the arrays and looked at
afterwards, since the most minutes nearly always bind before them.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import gcd
from typing import Any, Final

import numpy as np

from fengqiao.engines.rostering.contracts import OFF, Person
from fengqiao.engines.rostering.rules import Ground

SMALL_LIMIT: Final = 10
NEVER: Final = np.inf
CLOSE: Final = 1e-7
DEARER: Final = (2.0, 8.0, 30.0, 100.0, 300.0)


def can_hold(*, ground: Ground) -> bool:
    """This function will tell whether the rules of a problem fit into arrays."""
    problem = ground.problem
    return (
        max(ground.clashes) == 1
        and all(len(weekend) <= 2 for weekend in problem.weekends)
        and not problem.fairness
        and not problem.companions
    )


class DenseLine:
    """One person's rules as arrays: by shift [block at the edge, days of block, weekends, minutes, limited shift…]."""

    def __init__(self, ground: Ground, person: Person) -> None:
        self.ground, self.person = ground, person
        problem = ground.problem
        self.was_exact = True
        self.codes = list(ground.shifts)
        self._unit = gcd(*(shift.minutes for shift in problem.shifts))
        most = person.max_minutes
        if most is None:
            most = problem.days * max(shift.minutes for shift in problem.shifts)
        self._units = most // self._unit + 1
        # Days worked just before the first belong to the block.
        self._blocks = person.max_consecutive or problem.days + len(person.before)
        self._weekends = 1 if person.max_weekends is None else person.max_weekends + 1
        self._limited = [code for code in self.codes if 0 < person.limits.get(code, 0) <= SMALL_LIMIT]
        self._tail = (self._weekends, self._units, *(person.limits[code] + 1 for code in self._limited))
        self._choices = [set(ground.choices(person, day)) for day in range(problem.days)]
        self._before = {
            code: [at for at, first in enumerate(self.codes) if (first, code) not in ground.clashes[1]]
            for code in self.codes
        }

    def best(self, prices: Sequence[dict[str, float]]) -> tuple[tuple[str, ...], float] | None:
        """This function will return days and what they cost, None where none keep the rules.

        They are the cheapest unless a large limit binds: then the shift is made dearer until it is kept.
        """
        self.was_exact = True
        dearer: dict[str, float] = {}
        for extra in DEARER:
            asked = [{code: price + dearer.get(code, 0.0) for code, price in row.items()} for row in prices]
            found = self._cheapest(asked)
            if found is None:
                return None
            days = found[0]
            over = [code for code, most in self.person.limits.items() if 0 < most < days.count(code)]
            if not over:
                return days, sum(prices[day][code] for day, code in enumerate(days))
            self.was_exact = False
            dearer.update({code: dearer.get(code, 0.0) + extra for code in over})
        return None

    def _cheapest(self, prices: Sequence[dict[str, float]]) -> tuple[tuple[str, ...], float] | None:
        work, off = self._start()
        layers = [(work, off)]
        for day in range(self.ground.problem.days):
            work, off = self._step(work, off, day, prices[day])
            layers.append((work, off))
        least = -(-self.person.min_minutes // self._unit)
        ends = [
            (float(array[..., :, least:, *self._all()].min(initial=NEVER)), name)
            for name, array in (("w", work), ("o", off))
        ]
        cost = min(ends)[0]
        if cost == NEVER:
            return None
        days = self._traced(layers, prices, cost, least)
        return days, cost

    def _all(self) -> tuple[slice, ...]:
        return (slice(None),) * len(self._limited)

    def _start(self) -> tuple[Any, Any]:
        work = np.full((len(self.codes), 2, self._blocks, *self._tail), NEVER)
        off = np.full((self.person.min_days_off, *self._tail), NEVER)
        before, nothing = self.person.before, (0,) * len(self._tail)
        if not before:
            off[(-1, *nothing)] = 0.0
            return work, off
        run, is_work = 1, before[-1] != OFF
        while run < len(before) and (before[-1 - run] != OFF) == is_work:
            run += 1
        if not is_work:
            off[(-1 if run == len(before) else min(run, len(off)) - 1, *nothing)] = 0.0
        elif before[-1] in self.codes:
            at = (self.codes.index(before[-1]), int(run == len(before)), min(run, self._blocks) - 1)
            work[(*at, *nothing)] = 0.0
        return work, off

    def _step(self, work: Any, off: Any, day: int, prices: dict[str, float]) -> tuple[Any, Any]:
        new_work = np.full_like(work, NEVER)
        new_off = np.full_like(off, NEVER)
        is_edge = int(day == 0 and not self.person.before)
        first, second = self._weekend_days(day)
        for at, code in enumerate(self.codes):
            if code not in self._choices[day]:
                continue
            if self._before[code]:
                longer = np.minimum.reduce(work[self._before[code]])[:, :-1]
                new_work[at][:, 1:] = self._counted(longer, code, first, 2) + prices[code]
            begun = self._counted(off[-1], code, first or second, 0) + prices[code]
            new_work[at][is_edge, 0] = np.minimum(new_work[at][is_edge, 0], begun)
        if OFF in self._choices[day]:
            new_off[1:] = off[:-1]
            new_off[-1] = np.minimum(new_off[-1], off[-1])
            over = np.minimum(
                work[:, 1].min(axis=(0, 1), initial=NEVER),
                work[:, 0, self.person.min_consecutive - 1 :].min(axis=(0, 1), initial=NEVER),
            )
            new_off[0] = np.minimum(new_off[0], over)
            if is_edge:
                new_off[-1] = np.minimum(new_off[-1], off[-1])
            new_off += prices[OFF]
        return new_work, new_off

    def _weekend_days(self, day: int) -> tuple[bool, bool]:
        """Whether a day begins a weekend, or is its second day."""
        weekend = self.ground.weekend_of.get(day)
        if weekend is None or self.person.max_weekends is None:
            return False, False
        is_second = self.ground.weekend_of.get(day - 1) == weekend
        return not is_second, is_second

    def _counted(self, array: Any, code: str, is_weekend: bool, lead: int) -> Any:
        """The array with the counters moved by a shift; what leaves them is not allowed."""
        moves = [int(is_weekend), self.ground.shifts[code].minutes // self._unit]
        moves += [int(code == limited) for limited in self._limited]
        moved = np.full_like(array, NEVER)
        to = (slice(None),) * lead + tuple(slice(by, None) for by in moves)
        of = (slice(None),) * lead + tuple(slice(None, -by or None) for by in moves)
        moved[to] = array[of]
        return moved

    def _traced(
        self, layers: list[tuple[Any, Any]], prices: Sequence[dict[str, float]], cost: float, least: int
    ) -> tuple[str, ...]:
        """Back from the end: the state before is one from which the cost comes out."""
        work, off = layers[-1]
        state = self._last(work, off, cost, least)
        days: list[str] = []
        for day in reversed(range(self.ground.problem.days)):
            code = self.codes[state[1]] if state[0] == "w" else OFF
            days.append(code)
            state = self._came_from(layers[day], layers[day + 1], state, day, prices[day][code])
        return tuple(reversed(days))

    def _last(self, work: Any, off: Any, cost: float, least: int) -> tuple[Any, ...]:
        for name, array in (("w", work), ("o", off)):
            found = np.argwhere(array <= cost + CLOSE)
            place = len(array.shape) - len(self._tail) + 1
            for index in found:
                if index[place] >= least:
                    return (name, *map(int, index))
        raise AssertionError("the end of the cheapest days is there")

    def _came_from(
        self, old: tuple[Any, Any], new: tuple[Any, Any], state: tuple[Any, ...], day: int, price: float
    ) -> tuple[Any, ...]:
        work, off = old
        if state[0] == "o":
            return self._before_free_day(work, off, new[1][state[1:]] - price, state[1], state[2:])
        _, at, edge, block, *tail = state
        code = self.codes[at]
        first, second = self._weekend_days(day)
        goal = new[0][(at, edge, block, *tail)] - price
        counts = [self.ground.shifts[code].minutes // self._unit, *(int(code == one) for one in self._limited)]
        if block == 0:
            earlier = tuple(one - by for one, by in zip(tail, [int(first or second), *counts], strict=True))
            return ("o", len(off) - 1, *earlier)
        earlier = tuple(one - by for one, by in zip(tail, [int(first), *counts], strict=True))
        for other in self._before[code]:
            if abs(work[(other, edge, block - 1, *earlier)] - goal) < CLOSE:
                return ("w", other, edge, block - 1, *earlier)
        raise AssertionError("a day has a day before it")

    def _before_free_day(self, work: Any, off: Any, goal: float, run: int, tail: tuple[int, ...]) -> tuple[Any, ...]:
        last = len(off) - 1
        for earlier in ([last] if run == last else []) + ([run - 1] if run else []):
            if abs(off[(earlier, *tail)] - goal) < CLOSE:
                return ("o", earlier, *tail)
        for at in range(len(self.codes)):
            for edge in (0, 1):
                for block in range(0 if edge else self.person.min_consecutive - 1, self._blocks):
                    if abs(work[(at, edge, block, *tail)] - goal) < CLOSE:
                        return ("w", at, edge, block, *tail)
        raise AssertionError("a free day has a day before it")
