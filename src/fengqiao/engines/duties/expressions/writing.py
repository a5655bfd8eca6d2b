"""Conditions as a text in CEL, as people read them on the lists' pages."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date

from fengqiao.engines.duties.conditions import AllOf, AnyOf, Condition, FactValue, Not, Operator, Requirement

_SIGNS = {
    Operator.EQUALS: "==",
    Operator.NOT_EQUALS: "!=",
    Operator.AT_LEAST: ">=",
    Operator.AT_MOST: "<=",
}


def expression_of(requirements: Sequence[Requirement]) -> str:
    """Return the text that is read as these requirements again, "" for none."""
    if not requirements:
        return ""
    return _text(requirements[0] if len(requirements) == 1 else AllOf(tuple(requirements)))


def _text(requirement: Requirement) -> str:
    match requirement:
        case AllOf(parts):
            return " && ".join(_part(part) for part in parts)
        case AnyOf(parts):
            return " || ".join(_part(part) for part in parts)
        case Not(part):
            return f"!({_text(part)})"
        case Condition():
            return _condition_text(requirement)


def _condition_text(condition: Condition) -> str:
    match condition:
        case Condition(fact, Operator.EQUALS | Operator.NOT_EQUALS as operator, bool() as value):
            return fact if value is (operator is Operator.EQUALS) else f"!{fact}"
        case Condition(fact, Operator.ONE_OF, value):
            return f"{fact} in {_value(value)}"
        case Condition(fact, Operator.NONE_OF, value):
            return f"!({fact} in {_value(value)})"
        case Condition(fact, Operator.CONTAINS, value):
            return f"{_value(value)} in {fact}"
        case Condition(fact, operator, value):
            return f"{fact} {_SIGNS[operator]} {_value(value)}"


def _part(requirement: Requirement) -> str:
    """Joined parts stand in brackets: nobody has to know which sign binds more closely."""
    return f"({_text(requirement)})" if isinstance(requirement, AllOf | AnyOf) else _text(requirement)


def _value(value: FactValue) -> str:
    if isinstance(value, tuple):
        return f"[{', '.join(map(_value, value))}]"
    if isinstance(value, date):
        return json.dumps(value.isoformat())
    return json.dumps(value, ensure_ascii=False)
