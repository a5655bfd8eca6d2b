import numpy as np
import pytest

from fengqiao.engines.planning import algorithms
from fengqiao.engines.planning.algorithms import COMPILED, REGRET, best_algorithm, improve_by, iteration_budget
from fengqiao.engines.planning.contracts import AlgorithmMissingError
from fengqiao.engines.planning.day_plan import plan_day
from fengqiao.engines.planning.tests.samples import a_station, a_task, an_officer


def test_without_the_extra_packages_the_plan_is_made_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(algorithms, "find_spec", lambda name: None)
    plans = plan_day(officers=[an_officer()], tasks=[a_task("a")], travel_minutes=np.zeros((2, 2)))

    assert plans.algorithm == best_algorithm() == REGRET
    assert plans.figures.tasks_done == 1


def test_a_plan_of_the_compiled_search_is_not_replayed_by_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(algorithms, "find_spec", lambda name: None)
    with pytest.raises(AlgorithmMissingError, match=r"requirements/plan\.txt"):
        improve_by(algorithm=COMPILED)
    with pytest.raises(AlgorithmMissingError):
        improve_by(algorithm="unknown")


def test_the_plan_says_which_search_made_it(algorithm: str) -> None:
    officers, tasks, travel = a_station(officers=2, tasks=20, seed=1)
    plans = plan_day(officers=officers, tasks=tasks, travel_minutes=travel)

    assert plans.algorithm == algorithm
    assert plans.iterations == plans.iterations_run == iteration_budget(tasks=20, algorithm=algorithm)


def test_a_search_by_name_replays_the_plan_whatever_is_best_now(algorithm: str) -> None:
    officers, tasks, travel = a_station(officers=3, tasks=30, seed=2)
    made = plan_day(officers=officers, tasks=tasks, travel_minutes=travel, seed=4)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("fengqiao.engines.planning.day_plan.best_algorithm", lambda: "another")
        again = plan_day(
            officers=officers,
            tasks=tasks,
            travel_minutes=travel,
            seed=made.seed,
            iterations=made.iterations,
            algorithm=made.algorithm,
        )
    assert again == made
