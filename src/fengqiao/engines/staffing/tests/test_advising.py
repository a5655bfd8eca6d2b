from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from fengqiao.engines.staffing import advising
from fengqiao.engines.staffing.advising import CP_SAT, GREEDY, advise_staffing, best_method
from fengqiao.engines.staffing.checking import find_faults
from fengqiao.engines.staffing.contracts import (
    InvalidStaffingError,
    MethodMissingError,
    StaffingProblem,
    StaffingStation,
    StaffingUnit,
)
from fengqiao.engines.staffing.tests.samples import PARAMETERS, every_allocation, problems
from fengqiao.engines.staffing.worth import Distribution, Ground, worth_of

EXACT = pytest.mark.skipif(best_method() != CP_SAT, reason="OR-Tools is not installed (requirements/staffing.txt)")
ON_ANY_MACHINE = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
"""A busy machine says nothing about the answers."""
METHODS = [GREEDY, pytest.param(CP_SAT, marks=EXACT)]


def best_worth(problem: StaffingProblem) -> int:
    ground = Ground(problem)
    return max(worth_of(ground=ground, allocation=way) for way in every_allocation(problem))


@pytest.mark.parametrize("method", METHODS)
@settings(ON_ANY_MACHINE)
@given(problem=problems(near=True))
def test_the_advice_places_everybody_and_breaks_no_rule(method: str, problem: StaffingProblem) -> None:
    advice = advise_staffing(problem=problem, method=method)
    assert not find_faults(problem=problem, allocation=advice.allocation)
    assert advice.placed + advice.left_over == problem.officers


@settings(ON_ANY_MACHINE)
@given(problem=problems(near=False))
def test_single_best_steps_are_the_best_of_all_where_units_stand_alone(problem: StaffingProblem) -> None:
    advice = advise_staffing(problem=problem, method=GREEDY)
    assert advice.worth_minutes == best_worth(problem)
    assert advice.is_proven
    assert not advice.stands_in


@EXACT
@settings(ON_ANY_MACHINE)
@given(problem=problems(near=False))
def test_both_methods_agree_where_units_stand_alone(problem: StaffingProblem) -> None:
    exact, single = (advise_staffing(problem=problem, method=method) for method in (CP_SAT, GREEDY))
    assert exact.allocation == single.allocation
    assert exact.is_proven
    assert exact.bound_minutes == single.worth_minutes


@EXACT
@settings(ON_ANY_MACHINE)
@given(problem=problems(near=True))
def test_no_distribution_is_worth_more_than_the_exact_one(problem: StaffingProblem) -> None:
    advice = advise_staffing(problem=problem, method=CP_SAT)
    assert advice.is_proven
    assert advice.worth_minutes == advice.bound_minutes == best_worth(problem)
    assert advice.worth_minutes >= advice.greedy_worth_minutes


@settings(ON_ANY_MACHINE)
@given(problem=problems(near=True))
def test_a_gain_never_grows_and_gains_add_up_to_the_worth(problem: StaffingProblem) -> None:
    ground = Ground(problem)
    distribution, total = Distribution(ground), 0
    for code in advise_staffing(problem=problem, method=GREEDY).allocation:
        before = {unit.code: distribution.gain(unit.code) for unit in problem.units}
        total += before[code]
        distribution.move(code)
        assert all(distribution.gain(other) <= before[other] for other in before)
    assert total == worth_of(ground=ground, allocation=distribution.at_unit)


@settings(ON_ANY_MACHINE)
@given(problem=problems(near=False))
def test_the_next_best_choice_is_the_best_other_place_of_the_last_officer(problem: StaffingProblem) -> None:
    ground = Ground(problem)
    advice = advise_staffing(problem=problem, method=GREEDY)
    for row in advice.units:
        without = {**advice.allocation, row.code: row.officers - 1}
        others = [{**without, unit.code: without.get(unit.code, 0) + 1} for unit in problem.units]
        sound = [
            worth_of(ground=ground, allocation=other)
            for unit, other in zip(problem.units, others, strict=True)
            if unit.code != row.code and not find_faults_of_room(problem, other)
        ]
        if not row.next_best_code:
            continue
        assert max(sound) == advice.worth_minutes - row.next_best_loss_minutes


def find_faults_of_room(problem: StaffingProblem, allocation: dict[str, int]) -> list[str]:
    return [fault for fault in find_faults(problem=problem, allocation=allocation) if " gets " in fault]


def test_a_unit_without_anybody_comes_before_one_with_much_work() -> None:
    advice = advise_staffing(problem=two_units(officers=1), method=GREEDY)
    assert advice.allocation == {"bare": 1}
    (row,) = advice.units
    assert [reason.code for reason in row.reasons] == ["staffing.uncovered", "staffing.unmet"]
    assert row.next_best_code == "busy"


def test_a_station_below_its_minimum_comes_before_everything() -> None:
    problem = two_units(officers=1)
    problem = replace(problem, stations=(StaffingStation("s0", missing=1), problem.stations[1]))
    advice = advise_staffing(problem=problem, method=GREEDY)
    assert advice.allocation == {"busy": 1}
    assert advice.units[0].reasons[0].code == "staffing.minimum"


def test_officers_without_a_place_are_left_over() -> None:
    advice = advise_staffing(problem=two_units(officers=9), method=GREEDY)
    assert (advice.placed, advice.left_over) == (4, 5)


def test_a_stop_still_gives_an_advice() -> None:
    advice = advise_staffing(problem=two_units(officers=2), should_stop=lambda: True)
    assert advice.placed == 2


def test_without_the_solver_the_single_steps_say_that_they_stand_in(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(advising, "find_spec", lambda name: None)
    problem = two_units(officers=1)
    near = replace(problem, units=(replace(problem.units[0], near=("bare",)), problem.units[1]))
    advice = advise_staffing(problem=near)
    assert advice.method == GREEDY
    assert advice.stands_in
    assert not advice.is_proven
    with pytest.raises(MethodMissingError):
        advise_staffing(problem=near, method=CP_SAT)


def test_nonsense_is_refused_by_name() -> None:
    problem = two_units(officers=1)
    with pytest.raises(InvalidStaffingError, match="bare"):
        advise_staffing(problem=replace(problem, stations=problem.stations[:1]))


def two_units(*, officers: int) -> StaffingProblem:
    return StaffingProblem(
        units=(
            StaffingUnit("busy", "s0", "c0", 900, 100, True, 2),
            StaffingUnit("bare", "s1", "c0", 50, 0, False, 2),
        ),
        stations=(StaffingStation("s0"), StaffingStation("s1")),
        officers=officers,
        parameters=PARAMETERS,
    )
