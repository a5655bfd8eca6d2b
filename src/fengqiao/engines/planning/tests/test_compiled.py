"""The compiled arithmetic is that of `ShiftClock` and `Route`; the compiled search is better than its start."""

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fengqiao.engines.planning.contracts import PlanParameters
from fengqiao.engines.planning.insertion import by_prize_first, fill
from fengqiao.engines.planning.plan_state import PlanState
from fengqiao.engines.planning.problem import build_problem
from fengqiao.engines.planning.shift_clock import ShiftClock
from fengqiao.engines.planning.tests.samples import a_station
from fengqiao.primitives.stopping import never_stop

pytest.importorskip("numba", reason="the compiled search needs the packages of requirements/plan.txt")
pytest.importorskip("pyvrp", reason="the compiled search needs the packages of requirements/plan.txt")

from fengqiao.engines.planning.compiled import annealing, clock, improving, pricing, routes
from fengqiao.engines.planning.compiled.arrays import clear_desk, day_arrays, no_routes

MINUTES = st.integers(0, 1_000).map(float)


@settings(max_examples=200, deadline=None)
@given(edges=st.lists(st.integers(0, 900), unique=True, max_size=6), at=MINUTES, length=MINUTES)
def test_the_compiled_clock_is_the_clock(edges: list[int], at: float, length: float) -> None:
    breaks = [(float(a), float(b)) for a, b in list(pairwise(sorted(edges)))[::2]]
    own = ShiftClock(tuple(breaks))
    # A colleague with more breaks: the rows of the others are padded.
    rows = clock.padded_breaks([tuple(breaks), tuple((float(n), n + 0.5) for n in range(5))])[0]

    assert clock.arrival(at, length, rows) == own.arrival(leave=at, travel=length)
    assert clock.earliest_start(at, length, rows) == own.earliest_start(at=at, minutes=length)
    assert clock.latest_departure(at, length, rows) == own.latest_departure(by=at, travel=length)
    assert clock.latest_start(at, length, rows) == own.latest_start(finish_by=at, minutes=length)


def greedy_state(seed: int, **weights: float) -> PlanState:
    officers, tasks, travel = a_station(officers=4, tasks=60, seed=seed)
    problem = build_problem(officers=officers, tasks=tasks, travel_minutes=travel, now=0)
    return fill(PlanState.empty(problem=problem, parameters=PlanParameters(**weights)), wanted=by_prize_first(problem))


@pytest.mark.parametrize("seed", range(5))
def test_compiled_routes_have_the_times_costs_and_worth_of_routes(seed: int) -> None:
    state = greedy_state(seed)
    day = day_arrays(problem=state.problem, parameters=state.parameters)
    arrays = improving.as_arrays(state, no_routes(day))
    annealing.prepare(day, arrays)

    assert routes.worth(day, arrays) == pytest.approx(state.value)
    free = np.flatnonzero(state.unserved)
    for officer, route in enumerate(state.routes):
        count = len(route.tasks)
        assert arrays.arrives[officer, : count + 1] == pytest.approx(route.arrivals)
        assert arrays.latest[officer, : count + 1] == pytest.approx(route.latest)
        desk = clear_desk(day)
        desk.listed[: free.size] = free
        pricing.price_many(day, arrays, desk, officer, free.size, 0.0)
        assert desk.costs[free] == pytest.approx(route.costs.minutes[free])
        for task in free[np.isfinite(desk.costs[free])]:
            noted = desk.costs[task]
            desk.costs[task] = np.inf
            pricing.price_one(day, arrays, desk, officer, int(task), 0.0)
            assert desk.costs[task] == pytest.approx(noted)


@pytest.mark.parametrize("seed", range(3))
def test_nothing_that_still_fits_is_left_out(seed: int) -> None:
    """A step looks only at the routes that it has cut; so before and after it nothing may fit anywhere."""
    state = greedy_state(seed)
    empty = PlanState.empty(problem=state.problem, parameters=state.parameters)
    for start in (state, empty):
        search = improving.CompiledSearch(start=start, seed=seed)
        search.run(steps=500, should_stop=never_stop)
        free = search.best.unserved
        assert not any(np.isfinite(route.costs.minutes[free]).any() for route in search.best.routes)


@pytest.mark.parametrize("seed", range(3))
def test_the_search_never_ends_below_its_start_and_knows_its_own_worth(seed: int) -> None:
    state = greedy_state(seed)
    search = improving.CompiledSearch(start=state, seed=seed)
    assert search.run(steps=1_000, should_stop=never_stop) is False

    assert search.best.value > state.value
    assert routes.worth(search.day, search.best_arrays) == pytest.approx(search.best.value)


def test_uneven_work_that_costs_more_is_shared_out_more_evenly() -> None:
    def spread(state: PlanState) -> float:
        search = improving.CompiledSearch(start=state, seed=1)
        search.run(steps=2_000, should_stop=never_stop)
        return float(np.std([route.load_minutes for route in search.best.routes]))

    assert spread(greedy_state(1, prize_per_uneven_minute=1.0)) < spread(greedy_state(1, prize_per_uneven_minute=0.0))


def test_the_guard_stops_the_search_and_the_plan_is_kept() -> None:
    state = greedy_state(1)
    looks = iter([False, False, True])
    result = improving.improve_compiled(state, 0, 50_000, lambda: next(looks))

    assert (result.iterations_run, result.was_stopped) == (2 * improving.STEPS_AT_ONCE, True)
    assert result.best.value >= state.value


@pytest.mark.parametrize(("iterations", "cycle"), [(1_000, 1_000), (8_000, 8_000), (9_000, 4_500), (10**9, 8_000)])
def test_a_budget_ends_with_a_whole_cycle(iterations: int, cycle: int) -> None:
    assert improving._fitting(iterations).cycle == cycle
