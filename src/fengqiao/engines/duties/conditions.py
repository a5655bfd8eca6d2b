"""Conditions over typed facts, alone or joined by and, or, not, with an honest third answer: unknown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
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


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every part must hold."""

    parts: tuple[Requirement, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """One part must hold."""

    parts: tuple[Requirement, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part must be known not to hold."""

    part: Requirement


Requirement: TypeAlias = Condition | AllOf | AnyOf | Not


class InvalidConditionError(ValueError):
    """A condition compares with a value that its operator cannot use."""

    code = "invalid_condition"


def holds(requirement: Requirement, facts: Facts) -> bool | None:
    """Tell whether a condition or a tree of them holds; None when facts that are absent or of another type decide."""
    match requirement:
        case AllOf():
            return all_hold(requirement.parts, facts)
        case AnyOf():
            return _any_holds(requirement.parts, facts)
        case Not():
            held = holds(requirement.part, facts)
            return None if held is None else not held
        case Condition():
            actual = facts.get(requirement.fact)
            return None if actual is None else _COMPARE[requirement.operator](actual, requirement.value)


def all_hold(requirements: Iterable[Requirement], facts: Facts) -> bool | None:
    """Tell whether all hold: False when one fails, None when only unknown ones are in the way."""
    answer: bool | None = True
    for requirement in requirements:
        held = holds(requirement, facts)
        if held is False:
            return False
        if held is None:
            answer = None
    return answer


def _any_holds(requirements: Iterable[Requirement], facts: Facts) -> bool | None:
    """Tell whether one holds: True when one does, None when only unknown ones could."""
    answer: bool | None = False
    for requirement in requirements:
        held = holds(requirement, facts)
        if held is True:
            return True
        if held is None:
            answer = None
    return answer


def leaves(requirements: Iterable[Requirement]) -> Iterator[Condition]:
    """Yield every single condition of the trees, from left to right."""
    for requirement in requirements:
        match requirement:
            case AllOf() | AnyOf():
                yield from leaves(requirement.parts)
            case Not():
                yield from leaves((requirement.part,))
            case Condition():
                yield requirement


def facts_used(requirements: Iterable[Requirement], facts: Facts) -> dict[str, FactValue]:
    """Return the facts that the requirements look at, as they were: a change of any other changes no answer."""
    return {condition.fact: facts.get(condition.fact) for condition in leaves(requirements)}


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
