"""The best days of one person against all days that the independent checker lets through."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fengqiao.engines.rostering.contracts import OFF, RosterProblem
from fengqiao.engines.rostering.person_line import PersonLine
from fengqiao.engines.rostering.rules import Ground
from fengqiao.engines.rostering.tests.samples import problems, sound_rows

SLOW = settings(deadline=None, max_examples=60, suppress_health_check=list(HealthCheck))


def drawn_prices(problem: RosterProblem, seed: int) -> list[dict[str, int]]:
    dice, person = Random(seed), problem.people[0]
    ground = Ground(problem)
    return [{code: dice.randint(-9, 9) for code in ground.choices(person, day)} for day in range(problem.days)]


@SLOW
@given(problems(most_people=1), st.integers(0, 99))
def test_nobody_is_given_dearer_days_than_the_rules_allow(problem: RosterProblem, seed: int) -> None:
    problem = RosterProblem(**{**_plain(problem), "fairness": ()})
    person, prices = problem.people[0], drawn_prices(problem, seed)
    found = PersonLine(Ground(problem), person).best(prices)
    rows = sound_rows(problem, person)
    if not rows:
        assert found is None
        return
    assert found in rows
    assert _cost(prices, found) == min(_cost(prices, row) for row in rows)


@SLOW
@given(problems(plain=True, most_people=1), st.integers(0, 99))
def test_arrays_keep_the_same_rules_as_labels(problem: RosterProblem, seed: int) -> None:
    pytest.importorskip("numpy")
    from fengqiao.engines.rostering.dense_line import DenseLine

    person, prices = problem.people[0], drawn_prices(problem, seed)
    found = DenseLine(Ground(problem), person).best([{code: float(one) for code, one in row.items()} for row in prices])
    rows = sound_rows(problem, person)
    if not rows:
        assert found is None
        return
    assert found is not None
    assert found[0] in rows
    assert found[1] == min(_cost(prices, row) for row in rows)


def test_a_block_that_began_before_the_roster_may_last_through_all_of_it() -> None:
    pytest.importorskip("numpy")
    from fengqiao.engines.rostering.contracts import Person, Shift
    from fengqiao.engines.rostering.dense_line import DenseLine

    problem = RosterProblem(4, (Shift("E", 480),), (Person("p0", before=("E", "E")),), ())
    found = DenseLine(Ground(problem), problem.people[0]).best([{"E": -5.0, OFF: 0.0}] * 4)
    assert found == (("E",) * 4, -20.0)


def test_a_limit_too_large_for_arrays_is_kept_all_the_same() -> None:
    pytest.importorskip("numpy")
    from fengqiao.engines.rostering.contracts import Person, Shift
    from fengqiao.engines.rostering.dense_line import DenseLine

    problem = RosterProblem(14, (Shift("E", 480), Shift("L", 480)), (Person("p0", limits={"E": 11}),), ())
    line = DenseLine(Ground(problem), problem.people[0])
    found = line.best([{"E": -5.0, "L": -1.0, OFF: 0.0}] * 14)
    assert found is not None
    assert found[0].count("E") <= 11
    assert not line.was_exact


def _cost(prices: list[dict[str, int]], row: tuple[str, ...] | None) -> int:
    assert row is not None
    return sum(prices[day].get(code, 1_000) for day, code in enumerate(row))


def _plain(problem: RosterProblem) -> dict[str, object]:
    return {name: getattr(problem, name) for name in RosterProblem.__dataclass_fields__}
