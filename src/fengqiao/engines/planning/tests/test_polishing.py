"""What PyVRP gives back is checked by the checker, whatever it does not know."""

from dataclasses import replace

import pytest

from fengqiao.engines.planning.contracts import Break, PlanParameters
from fengqiao.engines.planning.feasibility import find_violations
from fengqiao.engines.planning.figures import officer_plan
from fengqiao.engines.planning.plan_state import PlanState
from fengqiao.engines.planning.problem import build_problem
from fengqiao.engines.planning.tests.samples import MEAL, a_station, a_task, an_officer, on_a_line
from fengqiao.primitives.stopping import never_stop

pytest.importorskip("pyvrp", reason="polishing needs the packages of requirements/plan.txt")

from fengqiao.engines.planning.polishing import Polisher


def polished(officers: list, tasks: list, travel: object, *, iterations: int = 300) -> PlanState:
    problem = build_problem(officers=officers, tasks=tasks, travel_minutes=travel, now=0)
    empty = PlanState.empty(problem=problem, parameters=PlanParameters())
    polisher = Polisher(problem=problem, travel_cost=0.05)
    found = polisher.polish(state=empty, seed=1, iterations=iterations, should_stop=never_stop)
    plans = [officer_plan(route=route) for route in found.routes]
    assert find_violations(officers=officers, tasks=tasks, travel_minutes=travel, plans=plans) == []
    return found


@pytest.mark.parametrize("seed", range(4))
def test_a_stations_day_with_breaks_skills_and_open_ends_can_be_kept_to(seed: int) -> None:
    found = polished(*a_station(officers=4, tasks=60, seed=seed))

    assert sum(len(route.tasks) for route in found.routes) > 30


def test_work_that_would_stand_across_the_meal_is_put_after_it() -> None:
    tasks = [a_task("long", minutes=60, opens_minute=11.5 * 60, closes_minute=15 * 60)]
    found = polished([an_officer(breaks=(MEAL,))], tasks, on_a_line(2))

    assert found.routes[0].starts == [13 * 60]


def test_a_task_that_only_breaks_forbid_gives_way_to_others() -> None:
    tasks = [
        a_task("across", minutes=60, prize=90, opens_minute=11.5 * 60, closes_minute=13.75 * 60),
        a_task("after", minutes=30, opens_minute=13 * 60, closes_minute=14 * 60),
    ]
    found = polished([an_officer(breaks=(MEAL,))], tasks, on_a_line(2))

    assert [found.problem.tasks[task].id for task in found.routes[0].tasks] == ["after"]


def test_a_task_stays_with_those_it_is_for() -> None:
    tasks = [a_task(str(n), officer_ids=frozenset({f"officer {n % 2}"})) for n in range(6)]
    found = polished([an_officer("officer 0"), an_officer("officer 1")], tasks, on_a_line(2))

    assert [sorted(route.tasks) for route in found.routes] == [[0, 2, 4], [1, 3, 5]]


def test_officers_with_different_breaks_are_left_to_the_other_search() -> None:
    officers, tasks, travel = a_station(officers=3, tasks=20, seed=1)
    officers[0] = replace(officers[0], breaks=(Break("late meal", 13 * 60, 14 * 60),))
    problem = build_problem(officers=officers, tasks=tasks, travel_minutes=travel, now=0)
    state = PlanState.empty(problem=problem, parameters=PlanParameters())
    polisher = Polisher(problem=problem, travel_cost=0.05)

    assert polisher.is_able is False
    assert polisher.polish(state=state, seed=0, iterations=10, should_stop=never_stop) is state


def test_a_plan_is_never_given_back_worse() -> None:
    officers, tasks, travel = a_station(officers=4, tasks=60, seed=1)
    good = polished(officers, tasks, travel)
    polisher = Polisher(problem=good.problem, travel_cost=0.05)

    assert polisher.polish(state=good, seed=2, iterations=1, should_stop=never_stop).value >= good.value
    assert polisher.polish(state=good, seed=2, iterations=50, should_stop=lambda: True).value >= good.value
