"""Why a task is not in the plan."""

from fengqiao.engines.planning.contracts import LeftOut, PlanTask
from fengqiao.engines.planning.plan_state import PlanState
from fengqiao.engines.planning.route import Route
from fengqiao.primitives.reason import Reason


def left_out(*, state: PlanState, mandatory_proven: bool) -> tuple[LeftOut, ...]:
    """Return every task that nobody does with the strongest reason that holds.

    From impossible for anybody to merely crowded out: `needs_team`, `officer_absent`, `no_skill`,
    `outside_window` (even an empty day would not fit it), `mandatory_conflict`, `no_time`.
    """
    empty = [Route(problem=state.problem, officer=n, tasks=()) for n in range(len(state.problem.officers))]
    fits_alone = [
        any(route.costs.minutes[index] < float("inf") for route in empty) for index in range(len(state.problem.tasks))
    ]
    return tuple(
        LeftOut(task.id, task.mandatory, _reason(state, task, fits_alone[index], mandatory_proven))
        for index, task in enumerate(state.problem.tasks)
        if state.unserved[index]
    )


def _reason(state: PlanState, task: PlanTask, fits_alone: bool, mandatory_proven: bool) -> Reason:
    impossible = _impossible(state, task)
    if impossible is not None:
        return impossible
    window = {"opens_minute": task.opens_minute, "closes_minute": task.closes_minute, "minutes": task.minutes}
    if not fits_alone:
        return Reason("outside_window", window)
    if task.mandatory:
        return Reason("mandatory_conflict", {"is_proven": mandatory_proven, **window})
    return Reason("no_time", {"minutes": task.minutes, "prize": task.prize})


def _impossible(state: PlanState, task: PlanTask) -> Reason | None:
    """Return why no officer of this plan may do the task at all; None when one may."""
    officers = state.problem.officers
    if task.officers_needed > 1:
        return Reason("needs_team", {"officers_needed": task.officers_needed})
    theirs = [officer for officer in officers if not task.officer_ids or officer.id in task.officer_ids]
    if not theirs:
        return Reason("officer_absent", {"officers": tuple(sorted(task.officer_ids))})
    if not any(task.skills <= officer.skills for officer in theirs):
        return Reason("no_skill", {"skills": tuple(sorted(task.skills))})
    return None
