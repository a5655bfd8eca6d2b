"""From a finished search to the plans that officers read, and their figures."""

from fengqiao.engines.planning.contracts import OfficerPlan, PlanFigures, Stop, Work
from fengqiao.engines.planning.plan_state import PlanState
from fengqiao.engines.planning.route import Route


def officer_plan(*, route: Route) -> OfficerPlan:
    """Return the stops of one officer; tasks at one place that follow each other are one stop."""
    problem = route.problem
    stops: list[Stop] = []
    for index, task in enumerate(route.tasks):
        starts = route.starts[index]
        ends = starts + float(problem.minutes[task])
        work = Work(problem.tasks[task].id, starts, ends)
        idle = _idle_minutes(route, route.arrivals[index], starts)
        location = route.places[index + 1]
        if stops and stops[-1].location == location:
            last = stops[-1]
            stops[-1] = Stop(
                location=location,
                arrives_minute=last.arrives_minute,
                starts_minute=last.starts_minute,
                leaves_minute=ends,
                travel_minutes=last.travel_minutes,
                waiting_minutes=last.waiting_minutes + idle,
                works=(*last.works, work),
            )
        else:
            travel = float(problem.travel[route.places[index], location])
            stops.append(Stop(location, route.arrivals[index], starts, ends, travel, idle, (work,)))
    return OfficerPlan(
        officer_id=problem.officers[route.officer].id,
        stops=tuple(stops),
        travel_minutes=route.travel_minutes,
        work_minutes=route.load_minutes - route.travel_minutes,
        waiting_minutes=sum(stop.waiting_minutes for stop in stops),
        ends_minute=route.arrivals[-1] if route.tasks else problem.shifts[route.officer].leaves_from,
    )


def _idle_minutes(route: Route, arrives: float, starts: float) -> float:
    """Return the minutes between arriving and starting that are no break."""
    breaks = route.problem.shifts[route.officer].clock.breaks
    paused = sum(max(0.0, min(starts, closes) - max(arrives, opens)) for opens, closes in breaks)
    return max(0.0, starts - arrives - paused)


def plan_figures(*, state: PlanState) -> PlanFigures:
    """Return what the plan amounts to."""
    plans = [officer_plan(route=route) for route in state.routes]
    done = [task for route in state.routes for task in route.tasks]
    return PlanFigures(
        prize=state.prize,
        tasks_done=len({state.problem.tasks[task].id for task in done}),
        mandatory_done=round(float(state.problem.credits[done].sum())),
        mandatory_asked=round(float(state.problem.credits.sum())),
        travel_minutes=sum(plan.travel_minutes for plan in plans),
        waiting_minutes=sum(plan.waiting_minutes for plan in plans),
        work_minutes=sum(plan.work_minutes for plan in plans),
        workload_gini=gini([route.load_minutes for route in state.routes]),
    )


def gini(values: list[float]) -> float:
    """Return the Gini coefficient of values from 0 on; 0 when there is nothing to share out."""
    total = sum(values)
    if total <= 0:
        return 0.0
    ranked = sum(rank * value for rank, value in enumerate(sorted(values), start=1))
    return 2 * ranked / (len(values) * total) - (len(values) + 1) / len(values)
