"""The day plan of a team: who does what, when, in which order, and what is honestly left out."""

from collections.abc import Sequence

import numpy as np

from fengqiao.engines.planning.algorithms import best_algorithm, improve_by, iteration_budget
from fengqiao.engines.planning.contracts import (
    DayPlans,
    PlanOfficer,
    PlanParameters,
    PlanTask,
    TravelMatrix,
)
from fengqiao.engines.planning.figures import officer_plan, plan_figures
from fengqiao.engines.planning.insertion import by_prize_first, by_prize_per_minute, fill
from fengqiao.engines.planning.leaving_out import left_out
from fengqiao.engines.planning.mandatory import place_mandatory
from fengqiao.engines.planning.plan_state import PlanState
from fengqiao.engines.planning.problem import Problem, build_problem
from fengqiao.engines.planning.route import Route
from fengqiao.primitives.stopping import ShouldStop, never_stop


def plan_day(
    *,
    officers: Sequence[PlanOfficer],
    tasks: Sequence[PlanTask],
    travel_minutes: TravelMatrix,
    parameters: PlanParameters | None = None,
    now: float = 0.0,
    seed: int = 0,
    iterations: int | None = None,
    algorithm: str | None = None,
    should_stop: ShouldStop = never_stop,
) -> DayPlans:
    """Return a plan for every officer, the tasks left out with reasons, and the greedy plan's figures.

    `travel_minutes[i, j]` leads from location i to location j; inf: out of reach. `now` is the minute of
    the day before which nobody sets out. A mandatory task is left out only when no plan with all of them
    was found; its reason says whether that is proven. The same input, seed, iterations and algorithm give
    the same plan; `iterations` None takes a number that fits the size, `algorithm` None the best one that is
    installed (`algorithms`). No plan is worth less than the greedy one.

    Raises InvalidPlanInputError naming the officer, task or matrix, AlgorithmMissingError.
    """
    parameters = parameters or PlanParameters()
    problem = build_problem(officers=officers, tasks=tasks, travel_minutes=travel_minutes, now=now)
    algorithm = algorithm or best_algorithm()
    budget = iteration_budget(tasks=len(tasks), algorithm=algorithm) if iterations is None else iterations
    empty = PlanState.empty(problem=problem, parameters=parameters)
    greedy = fill(empty, wanted=by_prize_first(problem))
    start, mandatory_proven = _best_start(empty, greedy, should_stop)
    result = improve_by(algorithm=algorithm)(start, seed, budget, should_stop)
    return DayPlans(
        plans=tuple(officer_plan(route=route) for route in result.best.routes),
        left_out=left_out(state=result.best, mandatory_proven=mandatory_proven),
        figures=plan_figures(state=result.best),
        greedy_figures=plan_figures(state=greedy),
        algorithm=algorithm,
        seed=seed,
        iterations=budget,
        iterations_run=result.iterations_run,
        was_stopped=result.was_stopped,
    )


def _best_start(empty: PlanState, greedy: PlanState, should_stop: ShouldStop) -> tuple[PlanState, bool]:
    """Return the best of the quick plans, and whether mandatory tasks still missing are proven not to fit."""
    by_minute = by_prize_per_minute(empty.problem, power=2.0, noise=np.ones(len(empty.problem.tasks)))
    start = max([greedy, fill(empty, wanted=by_minute)], key=lambda state: state.value)
    possible = _possible_mandatory(empty)
    if start.mandatory == len(possible):
        return start, False
    exact = place_mandatory(problem=empty.problem, tasks=possible, should_stop=should_stop)
    if exact.routes is None:
        return start, exact.is_proven
    held = {n: _route(empty.problem, n, tasks) for n, tasks in enumerate(exact.routes)}
    return fill(empty.with_routes(held), wanted=by_minute), False


def _route(problem: Problem, officer: int, tasks: Sequence[int]) -> Route:
    return Route(problem=problem, officer=officer, tasks=tasks)


def _possible_mandatory(empty: PlanState) -> list[int]:
    """Return the mandatory tasks that fit at least into somebody's empty day."""
    if not empty.routes:
        return []
    fits = np.isfinite(np.stack([route.costs.minutes for route in empty.routes])).any(axis=0)
    return [int(task) for task in np.flatnonzero(fits & empty.problem.mandatory)]
