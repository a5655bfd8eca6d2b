"""Conditions joined by and, or, not: three answers, and a search for cases that misses none."""

from __future__ import annotations

from itertools import product

from hypothesis import given, settings
from hypothesis import strategies as st

from fengqiao.engines.duties.cases import (
    DOES_NOT_FAIL,
    DOES_NOT_HOLD,
    FAILS,
    HOLDS,
    Answers,
    Wanted,
    find_case,
    space_of,
)
from fengqiao.engines.duties.conditions import (
    AllOf,
    AnyOf,
    Condition,
    Facts,
    FactValue,
    Not,
    Operator,
    Requirement,
    all_hold,
    facts_used,
    holds,
)
from fengqiao.engines.duties.facts import FactForm, FactType

A, B = Condition("a", Operator.EQUALS, 1), Condition("b", Operator.EQUALS, 1)
TYPES = {
    "tier": FactType(FactForm.CHOICE, ("monthly", "quarterly")),
    "capacity": FactType(FactForm.NUMBER),
    "parks": FactType(FactForm.FLAG),
    "kinds": FactType(FactForm.SET, ("alone", "child")),
}
VALUES: dict[str, tuple[FactValue, ...]] = {
    "tier": ("monthly", "quarterly", None),
    "capacity": (0, 1, 2, 3, 4, None),
    "parks": (True, False, None),
    "kinds": ((), ("alone",), ("child",), ("alone", "child"), None),
}
CASES = [dict(zip(VALUES, values, strict=True)) for values in product(*VALUES.values())]
conditions = st.one_of(
    st.builds(
        Condition,
        st.just("tier"),
        st.sampled_from([Operator.EQUALS, Operator.NOT_EQUALS]),
        st.sampled_from(["monthly", "quarterly"]),
    ),
    st.builds(
        Condition,
        st.just("capacity"),
        st.sampled_from([Operator.AT_LEAST, Operator.AT_MOST, Operator.EQUALS]),
        st.integers(1, 3),
    ),
    st.builds(Condition, st.just("parks"), st.just(Operator.EQUALS), st.booleans()),
    st.builds(Condition, st.just("kinds"), st.just(Operator.CONTAINS), st.sampled_from(["alone", "child"])),
)
trees: st.SearchStrategy[Requirement] = st.recursive(
    conditions,
    lambda part: st.one_of(
        st.builds(AllOf, st.lists(part, min_size=1, max_size=3).map(tuple)),
        st.builds(AnyOf, st.lists(part, min_size=1, max_size=3).map(tuple)),
        st.builds(Not, part),
    ),
    max_leaves=8,
)


def test_one_true_part_outweighs_an_unknown_one_in_any_of_and_one_false_in_all_of() -> None:
    assert holds(AnyOf((A, B)), {"b": 1}) is True
    assert holds(AnyOf((A, B)), {"b": 2}) is None
    assert holds(AllOf((A, B)), {"b": 2}) is False
    assert holds(AllOf((A, B)), {"b": 1}) is None
    assert holds(Not(A), {}) is None
    assert holds(Not(A), {"a": 2}) is True
    assert all_hold((AnyOf((A, B)), Not(A)), {"a": 2, "b": 1}) is True


def test_the_facts_used_are_all_that_a_tree_looks_at_and_no_other() -> None:
    tree = AnyOf((A, Not(AllOf((B, Condition("c", Operator.AT_LEAST, 2))))))
    assert facts_used((tree,), {"a": 1, "c": 3, "d": 4}) == {"a": 1, "b": None, "c": 3}


@given(tree=trees, facts=st.sampled_from(CASES), others=st.sampled_from(CASES))
def test_a_fact_that_is_not_used_changes_no_answer(tree: Requirement, facts: Facts, others: Facts) -> None:
    used = facts_used((tree,), facts)
    assert holds(tree, {**others, **used}) is holds(tree, facts)


@settings(max_examples=200)
@given(
    asked=st.lists(
        st.tuples(trees, st.sampled_from([HOLDS, FAILS, DOES_NOT_HOLD, DOES_NOT_FAIL])), min_size=1, max_size=3
    )
)
def test_a_case_is_found_exactly_when_there_is_one(asked: list[tuple[Requirement, Answers]]) -> None:
    wanted = [Wanted(tree, answers) for tree, answers in asked]
    found = find_case(wanted=wanted, space=space_of([tree for tree, _ in asked], TYPES))
    there_is_one = any(all(holds(tree, case) in answers for tree, answers in asked) for case in CASES)
    assert (found is not None) == there_is_one
    if found is not None:
        assert all(holds(tree, found) in answers for tree, answers in asked)
