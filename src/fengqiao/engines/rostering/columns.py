"""Column generation: whole lines of days for each person, priced by what the others leave open, put together by a
linear programme, then settled person by person. The second place that knows OR-Tools.

After Burke and Curtois (2014), "New approaches to nurse rostering benchmark instances", with a dive for the branching.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any, Final

from ortools.linear_solver import pywraplp

from fengqiao.engines.rostering.contracts import OFF, Roster, Spent
from fengqiao.engines.rostering.dense_line import DenseLine
from fengqiao.engines.rostering.rules import Ground

LEAST_GAIN: Final = 1e-4
ENOUGH, ENOUGH_FIXED = 0.001, 0.002
"""Of the price: what all lines together could still lower it by; less is not worth another round."""
SURE: Final = 0.9
ROUNDS_BETWEEN: Final = 10
GENERATED_BY, SETTLED_BY = 0.4, 0.7
"""Of the caller's time: when generating ends for all, and when people are settled as they are."""
Line = tuple[str, ...]


@dataclass
class Master:
    """The linear programme over the lines known so far. `lines`: by person, line → its variable."""

    ground: Ground
    solver: Any = field(default_factory=lambda: pywraplp.Solver.CreateSolver("GLOP"))
    lines: dict[str, dict[Line, Any]] = field(default_factory=lambda: defaultdict(dict))
    one_each: dict[str, Any] = field(default_factory=dict)
    cover: dict[tuple[int, str], Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.costs: dict[str, list[dict[str, int]]] = {}
        for person in self.ground.problem.people:
            self.one_each[person.code] = self.solver.Constraint(1, 1)
            self.costs[person.code] = self._wish_costs(person.code)
        for cover in self.ground.problem.covers:
            row = self.solver.Constraint(cover.need, cover.need)
            self.cover[cover.day, cover.shift] = row
            for sign, weight in ((1, cover.under_weight), (-1, cover.over_weight)):
                slack = self.solver.NumVar(0, self.solver.infinity(), "")
                row.SetCoefficient(slack, sign)
                self.solver.Objective().SetCoefficient(slack, weight)

    def _wish_costs(self, code: str) -> list[dict[str, int]]:
        choices = (*self.ground.shifts, OFF)
        costs = [dict.fromkeys(choices, 0) for _ in range(self.ground.problem.days)]
        for wish in self.ground.problem.wishes:
            if wish.person == code:
                for shift in choices:
                    has_it = shift != OFF if wish.shift == OFF else shift == wish.shift
                    costs[wish.day][shift] += wish.weight * (has_it != wish.is_on)
        return costs

    def cost(self, code: str, line: Line) -> int:
        """This function will return what a line costs by itself."""
        return sum(self.costs[code][day][shift] for day, shift in enumerate(line))

    def add(self, code: str, line: Line) -> bool:
        """This function will take a line in; tells whether it is new."""
        if line in self.lines[code]:
            return False
        variable = self.solver.NumVar(0, self.solver.infinity(), "")
        self.one_each[code].SetCoefficient(variable, 1)
        self.solver.Objective().SetCoefficient(variable, self.cost(code, line))
        for day, shift in enumerate(line):
            if (day, shift) in self.cover:
                self.cover[day, shift].SetCoefficient(variable, 1)
        self.lines[code][line] = variable
        return True

    def fix(self, code: str, line: Line) -> None:
        """This function will settle a person's line."""
        for other, variable in self.lines[code].items():
            if other != line:
                variable.SetUb(0)


class ColumnSearch:
    """Generates lines and puts a roster together; each `yield` is a moment at which the caller may stop it."""

    def __init__(self, ground: Ground, start: Roster, most_rounds: int) -> None:
        self.ground, self.most_rounds = ground, most_rounds
        self.master = Master(ground)
        self.pricers = {person.code: DenseLine(ground, person) for person in ground.problem.people}
        self.fixed: dict[str, Line] = {}
        self.bound: float | None = None
        self.rounds = 0
        for code, row in start.items():
            self.master.add(code, row)

    def course(self, *, spent: Spent) -> Iterator[None]:
        """This function will generate lines and then settle people; at the end `fixed` is a whole roster."""
        yield from self._generate(self.most_rounds, lambda: spent() > GENERATED_BY)
        while len(self.fixed) < len(self.pricers):
            self.master.solver.Solve()
            self._settle()
            if self.rounds < self.most_rounds:
                yield from self._generate(ROUNDS_BETWEEN, lambda: spent() > SETTLED_BY)

    def _generate(self, most_rounds: int, must_end: Callable[[], bool]) -> Iterator[None]:
        """Until no line helps by more than a little, or for so many rounds."""
        for _ in range(most_rounds):
            if must_end():
                return
            self.master.solver.Solve()
            value = self.master.solver.Objective().Value()
            gain = self._round()
            yield
            if gain > -max(LEAST_GAIN, (ENOUGH_FIXED if self.fixed else ENOUGH) * abs(value)):
                if not self.fixed and all(pricer.was_exact for pricer in self.pricers.values()):
                    self.bound = value + gain
                return

    def _round(self) -> float:
        """One line more for each person who is not settled; returns by how much they could lower the price at most."""
        self.rounds += 1
        duals = {key: row.dual_value() for key, row in self.master.cover.items()}
        least = {code: row.dual_value() for code, row in self.master.one_each.items()}
        total = 0.0
        for code, pricer in self.pricers.items():
            if code in self.fixed:
                continue
            prices = [
                {shift: cost - duals.get((day, shift), 0.0) for shift, cost in row.items()}
                for day, row in enumerate(self.master.costs[code])
            ]
            found = pricer.best(prices)
            if found is not None and found[1] - least[code] < -LEAST_GAIN:
                total += found[1] - least[code]
                self.master.add(code, found[0])
        return total

    def _settle(self) -> None:
        """The people whose line is nearly sure, or else the surest one."""
        shares = {
            code: max(((variable.solution_value(), line) for line, variable in lines.items()), key=lambda one: one[0])
            for code, lines in self.master.lines.items()
            if code not in self.fixed
        }
        sure = [code for code, (share, _) in shares.items() if share > SURE]
        for code in sure or [max(shares, key=lambda code: shares[code][0])]:
            self.fixed[code] = shares[code][1]
            self.master.fix(code, self.fixed[code])
