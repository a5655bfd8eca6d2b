"""The one place that knows OR-Tools: the worth as a model of whole numbers for CP-SAT, started from a known answer."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ortools.sat.python import cp_model

from fengqiao.engines.staffing.contracts import Allocation, SearchBudget, Solved, StaffingUnit
from fengqiao.engines.staffing.worth import Ground
from fengqiao.primitives.stopping import ShouldStop


@dataclass(slots=True)
class _Model:
    """The model being built. `officers`: by unit the number placed; `worth`: what each term adds."""

    ground: Ground
    model: Any = field(default_factory=cp_model.CpModel)
    officers: dict[str, Any] = field(default_factory=dict)
    worth: list[Any] = field(default_factory=list)


class _Watch(cp_model.CpSolverSolutionCallback):
    """Asks at each better answer whether to stop."""

    def __init__(self, should_stop: ShouldStop) -> None:
        super().__init__()
        self._should_stop = should_stop

    def on_solution_callback(self) -> None:
        if self._should_stop():
            self.stop_search()


def solve_exactly(*, ground: Ground, start: Allocation, budget: SearchBudget, should_stop: ShouldStop) -> Solved:
    """This function will return the best distribution found within the budget, never worse than the start.

    One worker, a seed and a budget in the solver's own measure: the same problem gives the same answer, unless the
    guard in seconds cut it.
    """
    built = _build(ground)
    for code, variable in built.officers.items():
        built.model.add_hint(variable, start.get(code, 0))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = 1
    # Every term is concave, so the linear relaxation is nearly exact: with all of it in, there is little to search.
    solver.parameters.linearization_level = 2
    solver.parameters.random_seed = budget.seed
    solver.parameters.max_deterministic_time = budget.work
    solver.parameters.max_time_in_seconds = budget.seconds
    status = solver.solve(built.model, _Watch(should_stop))
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return Solved(dict(start), is_proven=False, bound=None, was_stopped=True)
    found = {code: count for code, variable in built.officers.items() if (count := solver.value(variable))}
    bound = int(solver.best_objective_bound + 1e-6)
    return Solved(found, status == cp_model.OPTIMAL, bound, was_stopped=status != cp_model.OPTIMAL)


def _build(ground: Ground) -> _Model:
    built = _Model(ground)
    for unit in ground.problem.units:
        built.officers[unit.code] = _add_unit(built, unit)
    _add_covers(built)
    _add_stations(built)
    _add_counties(built)
    total = min(ground.problem.officers, ground.places())
    built.model.add(sum(built.officers.values()) == total)
    built.model.maximize(sum(built.worth))
    return built


def _add_unit(built: _Model, unit: StaffingUnit) -> Any:
    """Steps of one worth together. None is worth more than the one before, so they are taken in order."""
    officers = built.model.new_int_var(0, unit.room, "")
    counted = []
    worths = Counter(built.ground.step(unit, number) for number in range(1, unit.room + 1))
    for worth, count in worths.items():
        if worth:
            steps = built.model.new_int_var(0, count, "")
            counted.append(steps)
            built.worth.append(steps * worth)
    built.model.add(sum(counted) <= officers)
    return officers


def _add_covers(built: _Model) -> None:
    given = built.ground.parameters
    for unit in built.ground.problem.units:
        if unit.has_officer:
            continue
        own, seen = built.model.new_bool_var(""), built.model.new_bool_var("")
        built.model.add(own <= built.officers[unit.code])
        built.model.add(seen <= sum(built.officers[code] for code in built.ground.watchers[unit.code]))
        built.worth += [own * given.own_cover_minutes, seen * given.near_cover_minutes]


def _add_stations(built: _Model) -> None:
    at_station = _grouped(built, {unit.code: unit.station for unit in built.ground.problem.units})
    for station in built.ground.problem.stations:
        there = at_station[station.code]
        if there and station.room is not None:
            built.model.add(sum(there) <= station.room)
        if there and station.missing:
            filled = built.model.new_int_var(0, station.missing, "")
            built.model.add(filled <= sum(there))
            built.worth.append(filled * built.ground.minimum_minutes)


def _add_counties(built: _Model) -> None:
    in_county = _grouped(built, {unit.code: unit.county for unit in built.ground.problem.units})
    for county, need in built.ground.county_need.items():
        if need:
            counted = built.model.new_int_var(0, need, "")
            built.model.add(counted <= sum(in_county[county]))
            built.worth.append(counted * built.ground.parameters.fair_minutes)


def _grouped(built: _Model, homes: Mapping[str, str]) -> Mapping[str, list[Any]]:
    grouped: dict[str, list[Any]] = defaultdict(list)
    for code, home in homes.items():
        grouped[home].append(built.officers[code])
    return grouped
