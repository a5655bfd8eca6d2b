"""Conditions written in CEL: what is read decides as CEL itself does, and what is wrong is named at its place."""

from __future__ import annotations

import json

import pytest
from cel_expr_python import cel
from hypothesis import given, settings
from hypothesis import strategies as st

from fengqiao.engines.duties.conditions import AllOf, AnyOf, Condition, Facts, Not, Operator, Requirement, all_hold
from fengqiao.engines.duties.expressions.nodes import ExpressionError
from fengqiao.engines.duties.expressions.reading import Misfit, negation_of, read_expression
from fengqiao.engines.duties.expressions.writing import expression_of
from fengqiao.engines.duties.facts import FactForm, FactType

TYPES = {
    "tier": FactType(FactForm.CHOICE, ("monthly", "quarterly")),
    "capacity": FactType(FactForm.NUMBER),
    "has_car_park": FactType(FactForm.FLAG),
    "kinds": FactType(FactForm.SET, ("elderly_alone", "left_behind_child")),
    "officer": FactType(FactForm.TEXT),
}
CEL_TYPES = {
    "tier": cel.Type.STRING,
    "capacity": cel.Type.INT,
    "has_car_park": cel.Type.BOOL,
    "kinds": cel.Type.List(cel.Type.STRING),
    "officer": cel.Type.STRING,
}
ENVIRONMENT = cel.NewEnv(variables=CEL_TYPES)


def read(text: str) -> tuple[Requirement, ...]:
    return read_expression(text=text, types=TYPES).requirements


def faults(text: str) -> list[tuple[str, int]]:
    with pytest.raises(ExpressionError) as refused:
        read(text)
    return [(fault.code, fault.at) for fault in refused.value.faults]


def said_by_cel(text: str, facts: Facts) -> bool | None:
    """What CEL evaluates; an error of the evaluation (a fact that is not there) is unknown."""
    data = {name: list(value) if isinstance(value, tuple) else value for name, value in facts.items()}
    value = ENVIRONMENT.compile(text).eval(data=data).value()
    return value if isinstance(value, bool) else None


words = st.sampled_from(["monthly", "quarterly", "人", 'a "b"', "c\\d", "e\nf", ""])
quoted = words.map(lambda word: json.dumps(word, ensure_ascii=False))
numbers = st.integers(-3, 5).map(str)
orders = st.sampled_from(["==", "!=", "<", "<=", ">", ">="])
equals = st.sampled_from(["==", "!="])
comparisons = st.one_of(
    st.builds("tier {} {}".format, equals, quoted),
    st.builds("{} {} officer".format, quoted, equals),
    st.builds("capacity {} {}".format, orders, numbers),
    st.builds("{} {} capacity".format, numbers, orders),
    st.builds("capacity in [{}, {}]".format, numbers, numbers),
    st.builds("officer in [{}, {}]".format, quoted, quoted),
    st.builds("{} in kinds".format, quoted),
    st.sampled_from(["has_car_park", "!has_car_park", "has_car_park == false", "has_car_park != false"]),
    st.sampled_from(["true != has_car_park", "has_car_park in [true]"]),
)
texts = st.recursive(
    comparisons,
    lambda part: st.one_of(
        st.builds("({}) && ({})".format, part, part),
        st.builds("({}) || ({})".format, part, part),
        st.builds("{} && {}".format, comparisons, part),
        st.builds("{} || {}".format, part, comparisons),
        st.builds("!({})".format, part),
    ),
    max_leaves=8,
)
some_facts = st.fixed_dictionaries(
    {},
    optional={
        "tier": words,
        "officer": words,
        "capacity": st.integers(-3, 5),
        "has_car_park": st.booleans(),
        "kinds": st.lists(words, max_size=3, unique=True).map(tuple),
    },
)


@settings(max_examples=400, deadline=None)
@given(text=texts, facts=some_facts)
def test_what_is_read_decides_as_cel_itself_does(text: str, facts: Facts) -> None:
    assert all_hold(read(text), facts) is said_by_cel(text, facts)


@settings(max_examples=200, deadline=None)
@given(text=texts, facts=some_facts)
def test_what_is_written_is_read_as_the_same_requirements(text: str, facts: Facts) -> None:
    requirements = read(text)
    written = expression_of(requirements)
    assert read(written) == requirements
    assert said_by_cel(written, facts) is all_hold(requirements, facts)


@settings(max_examples=100, deadline=None)
@given(text=texts, facts=some_facts)
def test_a_negation_holds_exactly_when_the_requirement_fails(text: str, facts: Facts) -> None:
    requirement = AllOf(read(text))
    held = all_hold((requirement,), facts)
    assert all_hold((negation_of(requirement),), facts) is (None if held is None else not held)


def test_a_text_becomes_the_conditions_that_the_engine_knows() -> None:
    assert read('tier == "monthly" && capacity > 49') == (
        Condition("tier", Operator.EQUALS, "monthly"),
        Condition("capacity", Operator.AT_LEAST, 50),
    )
    assert read('!has_car_park || !("elderly_alone" in kinds)') == (
        AnyOf(
            (
                Condition("has_car_park", Operator.EQUALS, False),
                Not(Condition("kinds", Operator.CONTAINS, "elderly_alone")),
            )
        ),
    )


@pytest.mark.parametrize(
    ("text", "code", "at"),
    [
        ('tierr == "monthly"', "expression_unknown_fact", 0),
        ('tier == "住" && capacitx > 3', "expression_unknown_fact", 15),
        ('capacity == "x"', "expression_types", 9),
        ("capacity >= 5.0", "expression_types", 9),
        ("tier == ", "expression_ends", 8),
        ("", "expression_ends", 0),
        ('tier = "monthly"', "expression_single_equals", 5),
        ('tier == "monthly', "expression_open_quote", 8),
        ('tier == "monthly"\n  && capacity >> 3', "expression_unreadable", 33),
        ("capacity > 9999999999999999999", "expression_number", 11),
        ("capacity + 1 > 3", "expression_arithmetic", 9),
        ("size(kinds) > 1", "expression_function", 4),
        ('tier.startsWith("m")', "expression_function", 15),
        ('kinds.exists(k, k == "x")', "expression_macro", 12),
        ('kinds[0] == "x"', "expression_macro", 5),
        ('kinds == ["x"]', "expression_set", 6),
        ("capacity > 3 ? has_car_park : true", "expression_either", 13),
        ("has_car_park && true", "expression_constant", 16),
        ("tier == officer", "expression_compares", 5),
        ('tier > "a"', "expression_order", 5),
        ("has_car_park < true", "expression_order", 13),
        ("capacity in []", "expression_no_values", 12),
        ("capacity", "not_a_condition", 0),
        ("(" * 60 + "has_car_park" + ")" * 60, "expression_too_deep", 0),
        ("has_car_park || " * 200 + "has_car_park", "expression_too_long", 2000),
        ("tier == \ud800", "expression_unreadable", 0),
    ],
)
def test_what_is_wrong_is_named_at_its_place(text: str, code: str, at: int) -> None:
    assert faults(text) == [(code, at)]


def test_a_value_that_the_fact_never_has_is_pointed_at() -> None:
    found = read_expression(text='tier in ["monthly", "weekly"] || !("cat" in kinds) || capacity > -2', types=TYPES)
    assert found.misfits == (Misfit("tier", "weekly", 20), Misfit("kinds", "cat", 35), Misfit("capacity", "-2", 65))
