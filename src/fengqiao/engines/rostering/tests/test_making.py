from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from fengqiao.engines.rostering.checking import find_faults
from fengqiao.engines.rostering.contracts import (
    OFF,
    Companion,
    Cover,
    Fairness,
    InvalidRosterError,
    MethodMissingError,
    Person,
    RosterProblem,
    SearchBudget,
    Wish,
)
from fengqiao.engines.rostering.explaining import new_faults
from fengqiao.engines.rostering.making import CP_SAT, GREEDY, RosterSearch, best_method, make_roster
from fengqiao.engines.rostering.pricing import price_of
from fengqiao.engines.rostering.rules import Ground
from fengqiao.engines.rostering.tests.samples import EARLY, LONG, NIGHT, problems, sound_rosters, sound_rows

FEW = settings(
    deadline=None, max_examples=25, phases=(Phase.explicit, Phase.generate), suppress_health_check=list(HealthCheck)
)
SHORT = SearchBudget(looks=12, look_seconds=1.0, workers=1)
needs_solver = pytest.mark.skipif(best_method() != CP_SAT, reason="ortools is not installed")


@pytest.mark.parametrize("method", [GREEDY, pytest.param(CP_SAT, marks=needs_solver)])
@FEW
@given(problem=problems())
def test_no_roster_breaks_a_rule_that_could_be_kept(method: str, problem: RosterProblem) -> None:
    made = make_roster(problem=problem, budget=SHORT, method=method)
    assert made.faults == find_faults(problem=problem, roster=made.roster)
    broken = {fault.person for fault in made.faults}
    for person in problem.people:
        stands_alone = not (problem.companions and "aux" in person.groups)
        if person.code in broken and stands_alone:
            assert not sound_rows(problem, person)


@needs_solver
@FEW
@given(problem=problems(plain=True))
def test_small_rosters_are_the_best_there_are(problem: RosterProblem) -> None:
    made = make_roster(problem=problem, budget=SHORT, method=CP_SAT)
    ground = Ground(problem)
    sound = [price_of(ground=ground, roster=roster).total for roster in sound_rosters(problem)]
    if sound:
        assert made.price.total == min(sound)
        assert made.bound is None or made.bound <= made.price.total


def test_a_roster_stopped_at_once_is_usable() -> None:
    problem = RosterProblem(7, (EARLY, NIGHT), (Person("a", min_minutes=960), Person("b")), (Cover(0, "E", 1, 10),))
    made = make_roster(problem=problem, method=GREEDY, should_stop=lambda: True)
    assert (made.was_stopped, made.faults, len(made.roster)) == (True, (), 2)


def test_who_cannot_reach_the_minimum_for_leave_is_named_and_works_what_is_possible() -> None:
    away = Person("a", min_minutes=2_000, days_off=frozenset({0, 1, 2, 3}))
    problem = RosterProblem(5, (EARLY,), (away,), tuple(Cover(day, "E", 1, 10) for day in range(5)))
    made = make_roster(problem=problem, method=GREEDY)
    assert [fault.reason.code for fault in made.faults] == ["too_few_minutes"]
    assert made.roster["a"] == (OFF, OFF, OFF, OFF, "E")
    assert [(short.cover.day, dict(short.hindrances)) for short in made.shortfalls] == [
        (day, {"on_leave": ("a",)}) for day in range(4)
    ]


def test_an_auxiliary_is_never_left_alone() -> None:
    aux, officer = Person("x", frozenset({"aux"})), Person("o", frozenset({"police"}), days_off=frozenset({1}))
    problem = RosterProblem(
        3,
        (EARLY,),
        (aux, officer),
        tuple(Cover(day, "E", 2, 10) for day in range(3)),
        companions=(Companion("aux", "police"),),
    )
    made = make_roster(problem=problem, method=GREEDY)
    assert made.roster == {"o": ("E", OFF, "E"), "x": ("E", OFF, "E")}
    alone = new_faults(problem=problem, roster=made.roster, changes={"x": ("E", "E", "E")})
    assert [(fault.person, fault.day, fault.reason.code) for fault in alone] == [("x", 1, "alone_in_shift")]


def test_nights_go_to_those_who_had_fewer() -> None:
    people = tuple(Person(code, max_consecutive=1) for code in "ab")
    fair = Fairness("nights", frozenset({"N"}), frozenset(range(6)), 3, {"a": 3})
    problem = RosterProblem(6, (NIGHT,), people, tuple(Cover(day, "N", 1, 10) for day in (0, 2, 4)), fairness=(fair,))
    for method in {GREEDY, best_method()}:
        made = make_roster(problem=problem, budget=SHORT, method=method)
        assert (made.roster["a"].count("N"), made.roster["b"].count("N")) == (0, 3)


def test_a_day_and_night_keeps_its_rest_over_the_edge_of_the_roster() -> None:
    person = Person("a", before=(OFF, "L"))
    covers = tuple(Cover(day, "L", 1, 10) for day in range(4))
    problem = RosterProblem(4, (LONG,), (person,), covers, rest_minutes=2_000)
    assert make_roster(problem=problem, method=GREEDY).roster["a"].index("L") == 2


def test_a_wish_is_kept_where_nothing_speaks_against_it() -> None:
    problem = RosterProblem(
        2,
        (EARLY,),
        (Person("a"), Person("b")),
        (Cover(0, "E", 1, 10, 10),),
        wishes=(Wish("a", 0, OFF, 3, is_on=False),),
    )
    made = make_roster(problem=problem, method=best_method(), budget=SHORT)
    assert (made.roster["a"][0], made.roster["b"][0]) == (OFF, "E")


def test_what_a_person_has_set_stands_even_against_a_rule_and_is_named() -> None:
    person = Person("a", limits={"N": 0}, fixed={1: "N"})
    problem = RosterProblem(3, (EARLY, NIGHT), (person,), (Cover(2, "E", 1, 10),))
    made = make_roster(problem=problem, budget=SHORT, method=best_method())
    assert made.roster["a"][1] == "N"
    assert "barred_shift" in {fault.reason.code for fault in made.faults}


def test_steps_lead_to_the_same_roster_as_one_go() -> None:
    problem = RosterProblem(
        7,
        (EARLY, NIGHT),
        tuple(Person(code, max_minutes=2_400) for code in "abc"),
        tuple(Cover(day, "E", 2, 9) for day in range(7)),
    )
    search = RosterSearch(problem=problem, budget=SHORT, method=GREEDY)
    while not search.is_finished:
        search.step()
    assert search.result() == make_roster(problem=problem, budget=SHORT, method=GREEDY)


def test_nonsense_is_refused() -> None:
    good = RosterProblem(3, (EARLY,), (Person("a"),), ())
    for bad in (
        replace(good, people=(Person("a"), Person("a"))),
        replace(good, covers=(Cover(3, "E", 1, 1),)),
        replace(good, people=(Person("a", limits={"X": 1}),)),
        replace(good, wishes=(Wish("b", 0, "E", 1, is_on=True),)),
    ):
        with pytest.raises(InvalidRosterError):
            make_roster(problem=bad)
    with pytest.raises(MethodMissingError):
        make_roster(problem=good, method="tea leaves")
