"""Conditions over typed facts, with an honest third answer: unknown."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeAlias

FactValue: TypeAlias = str | int | float | bool | date | tuple[str, ...] | None
Facts: TypeAlias = Mapping[str, FactValue]


class Operator(StrEnum):
    """How a fact is compared with the value of a condition."""

    EQUALS = "equals"
    NOT_EQUALS = "not_equals"
    ONE_OF = "one_of"
    NONE_OF = "none_of"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    CONTAINS = "contains"


@dataclass(frozen=True, slots=True)
class Condition:
    """One comparison, e.g. `number_of_suspects at_most 1`; value is a tuple for one_of and none_of."""

    fact: str
    operator: Operator
    value: FactValue


class InvalidConditionError(ValueError):
    """A condition compares with a value that its operator cannot use."""

    code = "invalid_condition"


def holds(condition: Condition, facts: Facts) -> bool | None:
    """Tell whether the condition holds; None when the fact is absent or of another type."""
    actual = facts.get(condition.fact)
    if actual is None:
        return None
    return _COMPARE[condition.operator](actual, condition.value)


def all_hold(conditions: Iterable[Condition], facts: Facts) -> bool | None:
    """Tell whether all conditions hold: False when one fails, None when only unknown ones are in the way."""
    answer: bool | None = True
    for condition in conditions:
        held = holds(condition, facts)
        if held is False:
            return False
        if held is None:
            answer = None
    return answer


def facts_used(conditions: Iterable[Condition], facts: Facts) -> dict[str, FactValue]:
    """Return the facts that the conditions looked at, as they were."""
    return {condition.fact: facts.get(condition.fact) for condition in conditions}


def _same_type(actual: FactValue, value: FactValue) -> bool:
    # True == 1 in Python: a flag never equals a number here.
    if isinstance(actual, bool) or isinstance(value, bool):
        return isinstance(actual, bool) and isinstance(value, bool)
    if isinstance(actual, int | float):
        return isinstance(value, int | float)
    return type(actual) is type(value)


def _equals(actual: FactValue, value: FactValue) -> bool | None:
    return actual == value if _same_type(actual, value) else None


def _not_equals(actual: FactValue, value: FactValue) -> bool | None:
    return actual != value if _same_type(actual, value) else None


def _one_of(actual: FactValue, value: FactValue) -> bool | None:
    if not isinstance(value, tuple):
        raise InvalidConditionError(f"one_of needs several values, not {value!r}")
    return actual in value if isinstance(actual, str) else None


def _none_of(actual: FactValue, value: FactValue) -> bool | None:
    held = _one_of(actual, value)
    return None if held is None else not held


def _at_least(actual: FactValue, value: FactValue) -> bool | None:
    return actual >= value if _ordered(actual, value) else None  # type: ignore[operator]


def _at_most(actual: FactValue, value: FactValue) -> bool | None:
    return actual <= value if _ordered(actual, value) else None  # type: ignore[operator]


def _ordered(actual: FactValue, value: FactValue) -> bool:
    return _same_type(actual, value) and not isinstance(actual, bool | str | tuple)


def _contains(actual: FactValue, value: FactValue) -> bool | None:
    return value in actual if isinstance(actual, tuple) and isinstance(value, str) else None


_COMPARE = {
    Operator.EQUALS: _equals,
    Operator.NOT_EQUALS: _not_equals,
    Operator.ONE_OF: _one_of,
    Operator.NONE_OF: _none_of,
    Operator.AT_LEAST: _at_least,
    Operator.AT_MOST: _at_most,
    Operator.CONTAINS: _contains,
}
