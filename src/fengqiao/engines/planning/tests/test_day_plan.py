from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from fengqiao.engines.planning.algorithms import COMPILED, REGRET, iteration_budget
from fengqiao.engines.planning.contracts import Break, InvalidPlanInputError, PlanParameters
from fengqiao.engines.planning.day_plan import plan_day
from fengqiao.engines.planning.feasibility import find_violations
from fengqiao.engines.planning.figures import gini
from fengqiao.engines.planning.tests.samples import (
    MEAL,
    a_station,
    a_task,
    an_officer,
    done,
    on_a_line,
    why_left_out,
)

STEPS_BETWEEN_LOOKS = {REGRET: 1, COMPILED: 100}

pytestmark = pytest.mark.usefixtures("algorithm")


def test_a_day_is_ordered_by_the_way_and_says_when() -> None:
    tasks = [a_task("far", 3), a_task("near", 1), a_task("middle", 2)]
    plans = plan_day(officers=[an_officer(end_location=0)], tasks=tasks, travel_minutes=on_a_line(4))
    [plan] = plans.plans

    assert plans.left_out == ()
    assert plan.travel_minutes == 60
    assert plan.work_minutes == 90
    assert plan.ends_minute == 480 + 150
    first = plan.stops[0]
    assert (first.arrives_minute, first.starts_minute, first.leaves_minute) == (
        480 + first.travel_minutes,
        480 + first.travel_minutes,
        510 + first.travel_minutes,
    )


def test_tasks_at_one_address_are_one_visit() -> None:
    tasks = [a_task("a", 1), a_task("b", 2), a_task("c", 1), a_task("d", 1)]
    plans = plan_day(officers=[an_officer()], tasks=tasks, travel_minutes=on_a_line(3))
    [plan] = plans.plans

    assert [[work.task_id for work in stop.works] for stop in plan.stops if stop.location == 1] != []
    assert sorted(len(stop.works) for stop in plan.stops) == [1, 3]
    assert plan.travel_minutes == 20


def test_work_waits_for_its_window_and_passes_over_the_meal() -> None:
    tasks = [
        a_task("school", 1, opens_minute=8 * 60 + 30, closes_minute=9 * 60),
        a_task("noon", 1, minutes=60, opens_minute=11.5 * 60, closes_minute=15 * 60),
    ]
    plans = plan_day(officers=[an_officer(breaks=(MEAL,))], tasks=tasks, travel_minutes=on_a_line(2))
    works = {work.task_id: work for stop in plans.plans[0].stops for work in stop.works}

    assert (works["school"].starts_minute, works["school"].ends_minute) == (510, 540)
    assert works["noon"].starts_minute == 13 * 60
    assert plans.figures.waiting_minutes == pytest.approx(20 + (720 - 540))


def test_nobody_sets_out_before_now() -> None:
    plans = plan_day(officers=[an_officer()], tasks=[a_task("a")], travel_minutes=on_a_line(2), now=14 * 60)

    assert plans.plans[0].stops[0].arrives_minute == 14 * 60 + 10


def test_every_task_left_out_says_why() -> None:
    tasks = [
        a_task("team", officers_needed=2),
        a_task("skilled", skills=frozenset({"drone"})),
        a_task("theirs", officer_ids=frozenset({"on leave"})),
        a_task("night", opens_minute=20 * 60, closes_minute=22 * 60),
        a_task("long", minutes=11 * 60),
        a_task("all day", minutes=9 * 60, prize=90),
        a_task("crowded out", minutes=100, prize=1),
    ]
    plans = plan_day(officers=[an_officer()], tasks=tasks, travel_minutes=on_a_line(2))

    assert done(plans) == ["all day"]
    assert why_left_out(plans) == {
        "team": "needs_team",
        "skilled": "no_skill",
        "theirs": "officer_absent",
        "night": "outside_window",
        "long": "outside_window",
        "crowded out": "no_time",
    }


def test_a_mandatory_task_goes_before_any_prize() -> None:
    tasks = [a_task("must", minutes=300, prize=0, mandatory=True)]
    tasks += [a_task(f"rich {n}", minutes=300, prize=1_000) for n in range(3)]
    plans = plan_day(officers=[an_officer()], tasks=tasks, travel_minutes=np.zeros((2, 2)))

    assert "must" in done(plans)
    assert plans.figures.mandatory_done == plans.figures.mandatory_asked == 1


def test_mandatory_tasks_that_exclude_each_other_are_proven_to() -> None:
    window = {"opens_minute": 600, "closes_minute": 640, "mandatory": True}
    tasks = [a_task("a", 1, **window), a_task("b", 2, **window), a_task("c", 0)]
    plans = plan_day(officers=[an_officer()], tasks=tasks, travel_minutes=on_a_line(3))

    [left] = plans.left_out
    assert (left.mandatory, left.reason.code) == (True, "mandatory_conflict")
    assert left.reason.parameters["is_proven"] is True
    assert "c" in done(plans)


def test_a_task_of_the_beat_goes_to_its_officer() -> None:
    tasks = [a_task(str(n), officer_ids=frozenset({f"officer {n % 2}"})) for n in range(6)]
    officers = [an_officer("officer 0"), an_officer("officer 1")]
    plans = plan_day(officers=officers, tasks=tasks, travel_minutes=on_a_line(2))

    by_officer = {
        plan.officer_id: sorted(work.task_id for stop in plan.stops for work in stop.works) for plan in plans.plans
    }
    assert by_officer == {"officer 0": ["0", "2", "4"], "officer 1": ["1", "3", "5"]}


def test_work_is_shared_out_evenly_where_it_costs_nothing() -> None:
    tasks = [a_task(str(n), minutes=20) for n in range(12)]
    officers = [an_officer(str(n)) for n in range(3)]
    plans = plan_day(officers=officers, tasks=tasks, travel_minutes=np.zeros((2, 2)))

    assert plans.left_out == ()
    assert plans.figures.workload_gini < 0.05


def test_the_same_seed_gives_the_same_plan() -> None:
    officers, tasks, travel = a_station(officers=4, tasks=60, seed=3)
    first, again, other = (
        plan_day(officers=officers, tasks=tasks, travel_minutes=travel, seed=seed) for seed in (5, 5, 6)
    )

    assert first == again
    assert first.plans != other.plans
    assert first.iterations_run == first.iterations == iteration_budget(tasks=60, algorithm=first.algorithm)


def test_the_guard_stops_the_search_and_a_plan_is_there(algorithm: str) -> None:
    officers, tasks, travel = a_station(officers=4, tasks=60, seed=3)
    calls = iter(range(1_000))
    plans = plan_day(officers=officers, tasks=tasks, travel_minutes=travel, should_stop=lambda: next(calls) >= 10)

    assert plans.was_stopped
    assert plans.iterations_run <= 10 * STEPS_BETWEEN_LOOKS[algorithm]
    assert find_violations(officers=officers, tasks=tasks, travel_minutes=travel, plans=plans.plans) == []
    at_once = plan_day(officers=officers, tasks=tasks, travel_minutes=travel, should_stop=lambda: True)
    assert at_once.figures.tasks_done > 0


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 10_000), officers=st.integers(1, 4), tasks=st.integers(0, 40))
def test_every_plan_is_feasible_and_no_worse_than_the_greedy_one(seed: int, officers: int, tasks: int) -> None:
    staff, work, travel = a_station(officers=officers, tasks=tasks, seed=seed)
    free = PlanParameters(prize_per_travel_minute=0, prize_per_uneven_minute=0)
    plans = plan_day(officers=staff, tasks=work, travel_minutes=travel, parameters=free, seed=seed, iterations=20)

    assert find_violations(officers=staff, tasks=work, travel_minutes=travel, plans=plans.plans) == []
    assert sorted(done(plans) + [one.task_id for one in plans.left_out]) == sorted(task.id for task in work)
    ours, greedy = plans.figures, plans.greedy_figures
    assert (ours.mandatory_done, ours.prize) >= (greedy.mandatory_done, greedy.prize)


def test_a_stations_day_is_feasible_and_beats_the_greedy_plan() -> None:
    officers, tasks, travel = a_station(officers=12, tasks=200, seed=1)
    plans = plan_day(officers=officers, tasks=tasks, travel_minutes=travel)

    assert find_violations(officers=officers, tasks=tasks, travel_minutes=travel, plans=plans.plans) == []
    assert plans.figures.prize > 1.02 * plans.greedy_figures.prize


def test_a_team_without_officers_does_nothing_and_says_so() -> None:
    plans = plan_day(officers=[], tasks=[a_task("a", mandatory=True)], travel_minutes=on_a_line(2))

    assert (plans.plans, why_left_out(plans)) == ((), {"a": "officer_absent"})


def test_a_place_out_of_reach_is_not_planned() -> None:
    travel = on_a_line(3)
    travel[:, 2] = travel[2, :] = np.inf
    plans = plan_day(officers=[an_officer(end_location=0)], tasks=[a_task("a"), a_task("b", 2)], travel_minutes=travel)

    assert (done(plans), why_left_out(plans)) == (["a"], {"b": "outside_window"})


@pytest.mark.parametrize(
    "wrong",
    [
        {"travel_minutes": np.zeros((2, 3))},
        {"travel_minutes": np.full((2, 2), -1.0)},
        {"travel_minutes": np.full((2, 2), np.nan)},
        {"tasks": [a_task("a"), a_task("a")]},
        {"tasks": [a_task("a", 2)]},
        {"tasks": [a_task("a", minutes=-1)]},
        {"officers": [an_officer(), an_officer()]},
        {"officers": [an_officer(closes_minute=0)]},
        {"officers": [an_officer(start_location=9)]},
        {"officers": [an_officer(breaks=(MEAL, Break("late", 770, 800)))]},
    ],
)
def test_input_that_contradicts_itself_is_refused(wrong: dict) -> None:
    given_input = {"officers": [an_officer()], "tasks": [a_task("a")], "travel_minutes": on_a_line(2)} | wrong
    with pytest.raises(InvalidPlanInputError):
        plan_day(**given_input)


def test_gini_of_known_loads() -> None:
    assert gini([]) == gini([0, 0]) == gini([5, 5, 5]) == 0
    assert gini([0, 0, 0, 8]) == pytest.approx(0.75)
    assert gini([1, 3]) == pytest.approx(0.25)


def test_the_checker_finds_what_is_broken() -> None:
    officers, tasks, travel = [an_officer(end_location=0)], [a_task("a", 1), a_task("b", 2)], on_a_line(3)
    good = plan_day(officers=officers, tasks=tasks, travel_minutes=travel).plans[0]

    def codes(**changes: object) -> set[str]:
        given_input = {
            "officers": officers,
            "tasks": tasks,
            "travel_minutes": travel,
            "plans": [good],
        } | changes
        return {one.reason.code for one in find_violations(**given_input)}  # type: ignore[arg-type]

    assert codes() == set()
    assert codes(plans=[good, good]) == {"done_twice", "not_one_plan_per_officer"}
    assert codes(travel_minutes=travel * 2) == {"no_travel_time"}
    assert codes(tasks=[tasks[0], replace(tasks[1], closes_minute=481)]) == {"outside_window"}
    assert codes(tasks=[tasks[0], replace(tasks[1], minutes=31)]) == {"too_short"}
    assert codes(tasks=[tasks[0], replace(tasks[1], skills=frozenset({"drone"}))]) == {"no_skill"}
    assert codes(tasks=[tasks[0], replace(tasks[1], officer_ids=frozenset({"x"}))]) == {"not_theirs"}
    assert codes(tasks=[tasks[0], replace(tasks[1], location=1)]) == {"wrong_place"}
    assert codes(tasks=[tasks[0], replace(tasks[1], officers_needed=2)]) == {"needs_team"}
    assert codes(tasks=tasks[:1]) == {"unknown_task"}
    assert codes(officers=[an_officer(closes_minute=500, end_location=0)]) == {"after_shift"}
    meal = (Break("meal", 480, 1000),)
    assert {"in_break", "no_travel_time"} == codes(officers=[an_officer(breaks=meal, end_location=0)])
