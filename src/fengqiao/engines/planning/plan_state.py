"""A whole plan as the search handles it: one route per officer, and what it is worth."""

from collections.abc import Sequence
from functools import cached_property
from typing import Final

import numpy as np

from fengqiao.engines.planning.contracts import PlanParameters
from fengqiao.engines.planning.problem import Problem
from fengqiao.engines.planning.route import Route

# One more mandatory task outweighs any prizes that a day can hold.
_MANDATORY_WORTH: Final = 1e7


class PlanState:
    """Routes by officer. States never change, so the best one is kept by keeping a reference."""

    def __init__(self, *, problem: Problem, parameters: PlanParameters, routes: Sequence[Route]) -> None:
        self.problem = problem
        self.parameters = parameters
        self.routes = tuple(routes)

    @staticmethod
    def empty(*, problem: Problem, parameters: PlanParameters) -> "PlanState":
        """Return the state in which nobody has anything to do."""
        routes = [Route(problem=problem, officer=index, tasks=()) for index in range(len(problem.officers))]
        return PlanState(problem=problem, parameters=parameters, routes=routes)

    def with_routes(self, changed: dict[int, Route]) -> "PlanState":
        """Return the state with some officers' routes replaced."""
        routes = [changed.get(officer, route) for officer, route in enumerate(self.routes)]
        return PlanState(problem=self.problem, parameters=self.parameters, routes=routes)

    @cached_property
    def unserved(self) -> np.ndarray:
        """For every task whether nobody has it."""
        unserved = np.ones(len(self.problem.tasks), dtype=bool)
        for route in self.routes:
            unserved[list(route.tasks)] = False
        return unserved

    @cached_property
    def prize(self) -> float:
        """All prizes together."""
        return sum(route.prize for route in self.routes)

    @cached_property
    def mandatory(self) -> int:
        """How many mandatory tasks are done."""
        return sum(route.mandatory for route in self.routes)

    @cached_property
    def value(self) -> float:
        """What the search maximises: mandatory tasks first, then prizes less travel and uneven load."""
        return sum(route.urgency for route in self.routes) * _MANDATORY_WORTH + self._worth

    @cached_property
    def honest_value(self) -> float:
        """The same with the mandatory tasks of the input only, for comparing plans with other appointments."""
        done = [task for route in self.routes for task in route.tasks]
        # Thirds of a task for three officers do not add up to exactly one.
        return round(float(self.problem.credits[done].sum()), 6) * _MANDATORY_WORTH + self._worth

    @cached_property
    def _worth(self) -> float:
        loads = [route.load_minutes for route in self.routes]
        mean = sum(loads) / len(loads) if loads else 0.0
        uneven = sum(abs(load - mean) for load in loads)
        travel = sum(route.travel_minutes for route in self.routes)
        return (
            self.prize
            - self.parameters.prize_per_travel_minute * travel
            - self.parameters.prize_per_uneven_minute * uneven
        )
