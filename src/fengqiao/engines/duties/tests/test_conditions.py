from datetime import date

import pytest

from fengqiao.engines.duties.conditions import (
    Condition,
    FactValue,
    InvalidConditionError,
    Operator,
    all_hold,
    holds,
)


@pytest.mark.parametrize(
    ("operator", "value", "actual", "answer"),
    [
        (Operator.EQUALS, "theft", "theft", True),
        (Operator.EQUALS, 1, 1.0, True),
        (Operator.EQUALS, 1, True, None),
        (Operator.EQUALS, 1, "1", None),
        (Operator.NOT_EQUALS, "home", "shop", True),
        (Operator.NOT_EQUALS, "home", None, None),
        (Operator.ONE_OF, ("a", "b"), "b", True),
        (Operator.NONE_OF, ("a", "b"), "b", False),
        (Operator.NONE_OF, ("a", "b"), 3, None),
        (Operator.AT_LEAST, 2, 2, True),
        (Operator.AT_MOST, 2, 3, False),
        (Operator.AT_MOST, date(2026, 1, 1), date(2025, 1, 1), True),
        (Operator.AT_LEAST, 2, "3", None),
        (Operator.CONTAINS, "dog", ("cat", "dog"), True),
        (Operator.CONTAINS, "dog", "dog", None),
    ],
)
def test_a_condition_answers_true_false_or_unknown(
    operator: Operator, value: FactValue, actual: FactValue, answer: bool | None
) -> None:
    assert holds(Condition("fact", operator, value), {"fact": actual}) is answer


def test_one_failing_condition_outweighs_an_unknown_one() -> None:
    unknown, failing = Condition("a", Operator.EQUALS, 1), Condition("b", Operator.EQUALS, 1)

    assert all_hold((unknown, failing), {"b": 2}) is False
    assert all_hold((unknown, failing), {"b": 1}) is None
    assert all_hold((), {}) is True


def test_one_of_a_single_text_is_a_mistake_and_not_a_search_in_it() -> None:
    with pytest.raises(InvalidConditionError):
        holds(Condition("fact", Operator.ONE_OF, "theft"), {"fact": "the"})
