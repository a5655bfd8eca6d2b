"""Why a task is not in the plan."""

from fengqiao.engines.planning.appointments import best_appointment
from fengqiao.engines.planning.contracts import LeftOut, PlanTask
from fengqiao.engines.planning.plan_state import PlanState
from fengqiao.engines.planning.problem import may_come_along, may_lead
from fengqiao.primitives.reason import Reason


def left_out(*, state: PlanState, mandatory_proven: bool) -> tuple[LeftOut, ...]:
    """Return every task that nobody does with the strongest reason that holds.

    From impossible for anybody to merely crowded out: `needs_team`, `officer_absent`, `no_skill`,
    `outside_window` (even an empty day would not fit it), `mandatory_conflict`, `no_time`.
    """
    problem = state.problem
    empty = PlanState.empty(problem=problem, parameters=state.parameters)
    later_parts = {part for parts in problem.teams for part in parts[1:]}
    teams = {parts[0]: team for team, parts in enumerate(problem.teams)}
    return tuple(
        LeftOut(
            task.id,
            task.mandatory,
            _reason(state, task, _fits_alone(empty, index, teams.get(index)), mandatory_proven),
        )
        for index, task in enumerate(problem.tasks)
        if state.unserved[index] and index not in later_parts
    )


def _fits_alone(empty: PlanState, task: int, team: int | None) -> bool:
    """Tell whether the task would fit into empty days."""
    if team is not None:
        return best_appointment(state=empty, team=team, may_drop=False) is not None
    return any(route.costs.minutes[task] < float("inf") for route in empty.routes)


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
    able = [officer for officer in officers if may_lead(officer=officer, task=task)]
    if task.officers_needed > 1 and able:
        others = [one for one in officers if one in able or may_come_along(officer=one, task=task)]
        missing = len(others) < task.officers_needed
        return Reason("needs_team", {"officers_needed": task.officers_needed}) if missing else None
    theirs = [officer for officer in officers if not task.officer_ids or officer.id in task.officer_ids]
    if not theirs:
        return Reason("officer_absent", {"officers": tuple(sorted(task.officer_ids))})
    if not any(task.skills <= officer.skills for officer in theirs):
        return Reason("no_skill", {"skills": tuple(sorted(task.skills))})
    return None
