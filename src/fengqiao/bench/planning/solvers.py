"""Ours and the others, each asked for the day of a team within so many processor seconds."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Final, TypeAlias

from fengqiao.bench.planning.guard import ProcessorGuard
from fengqiao.engines.planning.contracts import OfficerPlan, PlanOfficer, PlanParameters, PlanTask, TravelMatrix
from fengqiao.engines.planning.day_plan import plan_day
from fengqiao.engines.planning.feasibility import find_violations
from fengqiao.engines.planning.figures import officer_plan
from fengqiao.engines.planning.insertion import by_prize_first, fill
from fengqiao.engines.planning.plan_state import PlanState
from fengqiao.engines.planning.problem import build_problem

WITHOUT_END: Final = 1_000_000_000
TIDYING_SECONDS: Final = 0.08
"""What reading the best plan back takes after the search has stopped, and a turn of PyVRP that begins just before."""


@dataclass(frozen=True, slots=True)
class Day:
    officers: Sequence[PlanOfficer]
    tasks: Sequence[PlanTask]
    travel: TravelMatrix
    parameters: PlanParameters


@dataclass(frozen=True, slots=True)
class Solved:
    """Judged by the independent checker and by adding up what the plans hold, whoever made them."""

    prize: float
    mandatory_done: int
    violations: int
    processor_seconds: float
    plans: Sequence[OfficerPlan]


Solver: TypeAlias = Callable[[Day, float, int], Sequence[OfficerPlan]]


def solve(*, solver: Solver, day: Day, seconds: float, seed: int) -> Solved:
    """This function will run a solver and check its plans."""
    guard = ProcessorGuard(seconds=seconds)
    plans = solver(day, seconds, seed)
    spent = guard.spent
    done = {work.task_id for plan in plans for stop in plan.stops for work in stop.works}
    violations = find_violations(officers=day.officers, tasks=day.tasks, travel_minutes=day.travel, plans=plans)
    return Solved(
        prize=sum(task.prize for task in day.tasks if task.id in done),
        mandatory_done=sum(task.mandatory for task in day.tasks if task.id in done),
        violations=len(violations),
        processor_seconds=spent,
        plans=plans,
    )


def ours(day: Day, seconds: float, seed: int) -> Sequence[OfficerPlan]:
    """This function will plan with the best search that is installed."""
    return plan_day(
        officers=day.officers,
        tasks=day.tasks,
        travel_minutes=day.travel,
        parameters=day.parameters,
        seed=seed,
        iterations=WITHOUT_END,
        should_stop=ProcessorGuard(seconds=seconds - TIDYING_SECONDS),
    ).plans


def greedy(day: Day, seconds: float, seed: int) -> Sequence[OfficerPlan]:
    """This function will plan as a person would: the highest prize first, wherever it is cheapest."""
    problem = build_problem(officers=day.officers, tasks=day.tasks, travel_minutes=day.travel, now=0.0)
    empty = PlanState.empty(problem=problem, parameters=day.parameters)
    return [officer_plan(route=route) for route in fill(empty, wanted=by_prize_first(problem)).routes]


def warm_up(day: Day) -> None:
    """This function will import and compile what the measured seconds leave out."""
    plan_day(
        officers=day.officers, tasks=day.tasks, travel_minutes=day.travel, parameters=day.parameters, iterations=200
    )


def pyvrp_alone(day: Day, seconds: float, seed: int) -> Sequence[OfficerPlan]:
    """This function will let PyVRP plan from nothing, through the same adapter."""
    from fengqiao.engines.planning.polishing import Polisher

    problem = build_problem(officers=day.officers, tasks=day.tasks, travel_minutes=day.travel, now=0.0)
    polisher = Polisher(problem=problem, travel_cost=day.parameters.prize_per_travel_minute)
    found = polisher.solve_alone(
        state=PlanState.empty(problem=problem, parameters=day.parameters),
        seed=seed,
        should_stop=ProcessorGuard(seconds=seconds),
    )
    return [officer_plan(route=route) for route in found.routes]


def missing_package(*names: str) -> str | None:
    """This function will name the first package that is not installed."""
    return next((name for name in names if find_spec(name) is None), None)
