"""Times of an order that a person chose, and everything that no longer fits in it: nothing is moved, nothing hidden."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from fengqiao.engines.planning.contracts import OfficerPlan, PlanOfficer, PlanTask, TravelMatrix
from fengqiao.engines.planning.feasibility import Violation, find_violations
from fengqiao.engines.planning.figures import officer_plan
from fengqiao.engines.planning.problem import build_problem
from fengqiao.engines.planning.route import Route


@dataclass(frozen=True, slots=True)
class Retimed:
    """The day in the given order. `violations`: what it breaks, as the independent checker finds it."""

    plan: OfficerPlan
    violations: tuple[Violation, ...]


def retime(
    *, officer: PlanOfficer, tasks: Sequence[PlanTask], travel_minutes: TravelMatrix, now: float = 0.0
) -> Retimed:
    """Return when each task of a fixed order is reached, started and done, at the earliest, and what that breaks.

    Every work starts as early as the way, the breaks and its window's opening allow, whether or not it still ends
    before its window or the shift closes. Of a task for several officers only this one's part is looked at. Raises
    InvalidPlanInputError.
    """
    tasks = [replace(task, officers_needed=1) for task in tasks]
    problem = build_problem(officers=[officer], tasks=tasks, travel_minutes=travel_minutes, now=now)
    plan = officer_plan(route=Route(problem=problem, officer=0, tasks=range(len(tasks))))
    found = find_violations(officers=[officer], tasks=tasks, travel_minutes=travel_minutes, plans=[plan], now=now)
    return Retimed(plan=plan, violations=tuple(found))


def best_place(
    *,
    officer: PlanOfficer,
    tasks: Sequence[PlanTask],
    added: PlanTask,
    travel_minutes: TravelMatrix,
    now: float = 0.0,
    first: int = 0,
) -> int:
    """Return where in a fixed order one more task breaks least, and of those places the one that ends earliest.

    `first`: the earliest place that is open to it, e.g. 1 when the first task is begun.
    """
    tried = []
    for place in range(first, len(tasks) + 1):
        order = [*tasks[:place], added, *tasks[place:]]
        done = retime(officer=officer, tasks=order, travel_minutes=travel_minutes, now=now)
        tried.append((len(done.violations), done.plan.ends_minute, done.plan.travel_minutes, place))
    return min(tried)[3]
