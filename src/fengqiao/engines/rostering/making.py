"""The one door: a roster made step by step, so that whoever makes it can stop, look, or let others work in between."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib.util import find_spec
from math import ceil
from random import Random
from typing import Final

from fengqiao.engines.rostering.checking import find_faults
from fengqiao.engines.rostering.contracts import (
    MadeRoster,
    MethodMissingError,
    Roster,
    RosterProblem,
    SearchBudget,
    Spent,
    no_guard,
)
from fengqiao.engines.rostering.explaining import explain_shortfalls
from fengqiao.engines.rostering.greedy import PersonByPerson
from fengqiao.engines.rostering.pricing import price_of
from fengqiao.engines.rostering.rules import Ground
from fengqiao.primitives.stopping import ShouldStop, never_stop

# Names are stored with every roster.
CP_SAT: Final = "cp-sat-1"
GREEDY: Final = "person-by-person-1"
NEARLY: Final = 1e-6


def best_method() -> str:
    """This function will return the best method whose packages are installed."""
    return CP_SAT if find_spec("ortools") else GREEDY


def make_roster(
    *,
    problem: RosterProblem,
    budget: SearchBudget = SearchBudget(),  # noqa: B008 - a frozen value
    method: str | None = None,
    should_stop: ShouldStop = never_stop,
    spent: Spent = no_guard,
) -> MadeRoster:
    """This function will return the best roster found, always usable. Raises InvalidRosterError, MethodMissingError."""
    search = RosterSearch(problem=problem, budget=budget, method=method or best_method(), spent=spent)
    while not search.is_finished and not should_stop():
        search.step()
    return search.result()


@dataclass
class RosterSearch:
    """A search under way. A step is a second or two; the roster is usable as soon as everybody has chosen once."""

    problem: RosterProblem
    budget: SearchBudget
    method: str
    spent: Spent = no_guard
    is_finished: bool = False
    stage: str = "choosing"
    bound: int | None = None
    _relaxed: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        if self.method not in (CP_SAT, GREEDY) or (self.method == CP_SAT and best_method() != CP_SAT):
            raise MethodMissingError(self.method)
        self.ground = Ground(self.problem)
        self._seats = PersonByPerson(self.ground)
        self.roster: Roster = dict(self._seats.roster)
        self.price = self.first_price = price_of(ground=self.ground, roster=self.roster).total
        self._is_whole = False
        self._course = self._stages()

    def step(self) -> None:
        """This function will work on for a second or two."""
        if next(self._course, StopIteration) is StopIteration:
            self.is_finished = True

    def result(self) -> MadeRoster:
        """This function will return the best roster so far; those who had no turn yet take theirs first."""
        while not self._is_whole:
            self.step()
        is_proven = self.bound is not None and self.bound >= self.price
        return MadeRoster(
            roster=self.roster,
            price=price_of(ground=self.ground, roster=self.roster),
            first_price=self.first_price,
            bound=min(self.bound, self.price) if self.bound is not None else None,
            is_proven=is_proven,
            was_stopped=not self.is_finished,
            faults=find_faults(problem=self.problem, roster=self.roster),
            shortfalls=explain_shortfalls(ground=self.ground, roster=self.roster),
            method=self.method,
        )

    def _stages(self) -> Iterator[None]:
        order = self._seats.order()
        for person in order:
            self._seats.seat(person)
            yield
        self._is_whole = True
        self._relaxed = self._seats.relaxed
        self.roster = dict(self._seats.roster)
        self.price = self.first_price = price_of(ground=self.ground, roster=self.roster).total
        if self.method == GREEDY:
            yield from self._choose_anew()
        else:
            yield from self._solve()

    def _choose_anew(self) -> Iterator[None]:
        for _ in range(self.budget.rounds):
            before = self.price
            for person in self._seats.order():
                self._seats.seat(person)
                yield
            self._take(self._seats.roster)
            if self.price >= before or self.spent() >= 1:
                return

    def _take(self, roster: Roster) -> None:
        price = price_of(ground=self.ground, roster=roster).total
        if price <= self.price:
            self.roster, self.price = dict(roster), price

    @property
    def _is_best(self) -> bool:
        return self.bound is not None and self.price <= self.bound

    def _solve(self) -> Iterator[None]:
        from fengqiao.engines.rostering.dense_line import can_hold

        if can_hold(ground=self.ground) and not self._relaxed:
            self.stage = "lines"
            yield from self._generate()
        self.stage = "parts"
        yield from self._look_again()

    def _generate(self) -> Iterator[None]:
        from fengqiao.engines.rostering.columns import ColumnSearch

        search = ColumnSearch(self.ground, self.roster, self.budget.column_rounds)
        yield from search.course(spent=self.spent)
        if search.bound is not None:
            self.bound = ceil(search.bound - NEARLY)
        self._take(search.fixed)

    def _look_again(self) -> Iterator[None]:
        from fengqiao.engines.rostering.cp_sat import SolverSettings, solve_part
        from fengqiao.engines.rostering.neighbours import Neighbourhoods

        dice = Random(self.budget.seed)
        neighbours = Neighbourhoods(self.ground, dice, self._seats.unbending)
        for _ in range(self.budget.looks):
            if self._is_best or self.spent() >= 1:
                return
            kind, free = neighbours.draw()
            settings = SolverSettings(dice.randrange(1 << 30), self.budget.look_seconds, self.budget.workers)
            part = solve_part(
                ground=self.ground, start=self.roster, free=free, relaxed=self._relaxed, settings=settings
            )
            neighbours.learn(kind, was_finished=part.is_best)
            self._take(part.roster)
            if part.is_best and len(free) == len(self.problem.people) * self.problem.days:
                self.bound = self.price
            yield
