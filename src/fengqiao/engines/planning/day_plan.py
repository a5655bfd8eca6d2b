"""The day plan of a team: who does what, when, in which order, and what is honestly left out."""

from collections.abc import Sequence

from fengqiao.engines.planning.algorithms import Improve, best_algorithm, improve_by, iteration_budget
from fengqiao.engines.planning.contracts import (
    DayPlans,
    PlanOfficer,
    PlanParameters,
    PlanTask,
    TravelMatrix,
)
from fengqiao.engines.planning.figures import officer_plan, plan_figures
from fengqiao.engines.planning.leaving_out import left_out
from fengqiao.engines.planning.plan_state import PlanState
from fengqiao.engines.planning.problem import build_problem
from fengqiao.engines.planning.search import SearchResult
from fengqiao.engines.planning.starting import quick_plans
from fengqiao.engines.planning.teams import improve_with_teams, whole
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
    was found; its reason says whether that is proven. A task for several officers is in the plans of all of them at
    one time. The same input, seed, iterations and algorithm give the same plan; `iterations` None takes a number
    that fits the size, `algorithm` None the best one that is installed (`algorithms`). No plan is worth less than
    the greedy one.

    Raises InvalidPlanInputError naming the officer, task or matrix, AlgorithmMissingError.
    """
    parameters = parameters or PlanParameters()
    problem = build_problem(officers=officers, tasks=tasks, travel_minutes=travel_minutes, now=now)
    algorithm = algorithm or best_algorithm()
    budget = iteration_budget(tasks=len(tasks), algorithm=algorithm) if iterations is None else iterations
    empty = PlanState.empty(problem=problem, parameters=parameters)
    start = quick_plans(empty=empty, should_stop=should_stop)
    result = _search(start.best, improve_by(algorithm=algorithm), seed, budget, should_stop)
    best = max([whole(result.best), start.greedy], key=lambda state: state.honest_value)
    return DayPlans(
        plans=tuple(officer_plan(route=route) for route in best.routes),
        left_out=left_out(state=best, mandatory_proven=start.is_proven),
        figures=plan_figures(state=best),
        greedy_figures=plan_figures(state=start.greedy),
        algorithm=algorithm,
        seed=seed,
        iterations=budget,
        iterations_run=result.iterations_run,
        was_stopped=result.was_stopped,
    )


def _search(start: PlanState, improve: Improve, seed: int, budget: int, should_stop: ShouldStop) -> SearchResult:
    if not start.problem.teams:
        return improve(start, seed, budget, should_stop)
    return improve_with_teams(start=start, improve=improve, seed=seed, iterations=budget, should_stop=should_stop)
