"""From a text in CEL to the engine's conditions: the part of the language that is decided exactly, nothing beyond it.

A condition compares one fact with values; conditions are joined by `&&`, `||` and `!`. What the language has beyond
that (arithmetic, functions, facts compared with facts) is refused with its place: the admission gate could not check
it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from fengqiao.engines.duties.conditions import AllOf, AnyOf, Condition, FactValue, Not, Operator, Requirement
from fengqiao.engines.duties.expressions.compiler import compile_text
from fengqiao.engines.duties.expressions.nodes import Call, Constant, ExpressionError, Fault, Name, Node, Other, Several
from fengqiao.engines.duties.facts import FactForm, FactType, FactTypes

LONGEST_TEXT: Final = 2_000
"""Five times the longest condition that a list needs; it bounds what the checks have to search."""
_REFUSED_CALLS: Final = {
    **dict.fromkeys(("_+_", "_-_", "_*_", "_/_", "_%_", "-_"), "expression_arithmetic"),
    "_?_:_": "expression_either",
    "_[_]": "expression_macro",
}
_MIRRORED: Final = {"_<_": "_>_", "_<=_": "_>=_", "_>_": "_<_", "_>=_": "_<=_", "_==_": "_==_", "_!=_": "_!=_"}
_OPPOSITES: Final = {
    Operator.EQUALS: Operator.NOT_EQUALS,
    Operator.NOT_EQUALS: Operator.EQUALS,
    Operator.ONE_OF: Operator.NONE_OF,
    Operator.NONE_OF: Operator.ONE_OF,
}


@dataclass(frozen=True, slots=True)
class Misfit:
    """A value that the fact never has. The condition can be decided, but was not meant so."""

    fact: str
    value: str
    at: int


@dataclass(frozen=True, slots=True)
class Expression:
    """What a text says: requirements, all of which must hold, and the values that no fact has."""

    requirements: tuple[Requirement, ...]
    misfits: tuple[Misfit, ...] = ()


def read_expression(*, text: str, types: FactTypes) -> Expression:
    """Return what a text asks of facts of these types. Raises ExpressionError with every fault and its place."""
    if len(text) > LONGEST_TEXT:
        raise ExpressionError([Fault("expression_too_long", LONGEST_TEXT, {"limit": str(LONGEST_TEXT)})])
    tree = compile_text(text=text, types=types)
    requirement = _Walker(types).requirement(tree)
    parts = requirement.parts if isinstance(requirement, AllOf) else (requirement,)
    return Expression(parts, tuple(_misfits(tree, types)))


def negation_of(requirement: Requirement) -> Requirement:
    """Return what holds exactly when the requirement fails; unknown stays unknown."""
    match requirement:
        case AllOf(parts):
            return AnyOf(tuple(negation_of(part) for part in parts))
        case AnyOf(parts):
            return AllOf(tuple(negation_of(part) for part in parts))
        case Not(part):
            return part
        case Condition():
            return _opposite(requirement)


def _opposite(condition: Condition) -> Requirement:
    match condition:
        case Condition(fact, Operator.EQUALS, bool() as value):
            return Condition(fact, Operator.EQUALS, not value)
        case Condition(fact, Operator.AT_LEAST, int() as value):
            return Condition(fact, Operator.AT_MOST, value - 1)
        case Condition(fact, Operator.AT_MOST, int() as value):
            return Condition(fact, Operator.AT_LEAST, value + 1)
        case Condition(fact, operator, value) if operator in _OPPOSITES:
            return Condition(fact, _OPPOSITES[operator], value)
        case _:
            return Not(condition)


class _Walker:
    """Walks a checked tree; what the engine cannot decide exactly ends the walk with its place."""

    def __init__(self, types: FactTypes) -> None:
        self._types = types

    def requirement(self, node: Node) -> Requirement:
        match node:
            case Call("_&&_", parts):
                return AllOf(tuple(self._joined(parts, AllOf)))
            case Call("_||_", parts):
                return AnyOf(tuple(self._joined(parts, AnyOf)))
            case Call("!_", (part,)):
                return negation_of(self.requirement(part))
            case Call("_==_" | "_!=_" | "_<_" | "_<=_" | "_>_" | "_>=_"):
                return self._comparison(node)
            case Call("@in", (left, right)):
                return self._membership(node, left, right)
            case Name(name):
                return Condition(name, Operator.EQUALS, True)
            case _:
                raise _refused(node)

    def _joined(self, parts: tuple[Node, ...], kind: type[AllOf | AnyOf]) -> Iterator[Requirement]:
        """Yield the parts; a part of the same kind gives its own parts, since brackets change nothing there."""
        for part in parts:
            one = self.requirement(part)
            if isinstance(one, kind):
                yield from one.parts
            else:
                yield one

    def _comparison(self, call: Call) -> Requirement:
        left, right = call.parts
        function = call.function
        if isinstance(left, Name) and self._form(left) is FactForm.SET:
            raise ExpressionError([Fault("expression_set", call.at, {"fact": left.name})])
        if isinstance(left, Constant) and isinstance(right, Name):
            left, right, function = right, left, _MIRRORED[function]
        if not isinstance(left, Name) or not isinstance(right, Constant):
            raise _refused(left if not isinstance(left, Name | Constant) else right, call)
        form, value = self._form(left), right.value
        if isinstance(value, bool) and function in {"_==_", "_!=_"}:
            return Condition(left.name, Operator.EQUALS, value is (function == "_==_"))
        if function in {"_==_", "_!=_"}:
            operator = Operator.EQUALS if function == "_==_" else Operator.NOT_EQUALS
            return Condition(left.name, operator, _plain(right))
        if form is not FactForm.NUMBER or isinstance(value, bool) or not isinstance(value, int):
            raise ExpressionError([Fault("expression_order", call.at, {"fact": left.name})])
        return _bound(left.name, function, value)

    def _membership(self, call: Call, left: Node, right: Node) -> Requirement:
        if isinstance(left, Constant) and isinstance(right, Name):
            return Condition(right.name, Operator.CONTAINS, _plain(left))
        if not isinstance(left, Name) or not isinstance(right, Several):
            raise _refused(left if not isinstance(left, Name | Constant) else right, call)
        if not right.elements:
            raise ExpressionError([Fault("expression_no_values", right.at, {"fact": left.name})])
        values = [_plain(one) for one in right.elements]
        if all(isinstance(value, str) for value in values):
            return Condition(left.name, Operator.ONE_OF, tuple(dict.fromkeys(str(value) for value in values)))
        either = tuple(Condition(left.name, Operator.EQUALS, value) for value in dict.fromkeys(values))
        return either[0] if len(either) == 1 else AnyOf(either)

    def _form(self, name: Name) -> FactForm:
        return self._types[name.name].form


def _bound(fact: str, function: str, value: int) -> Condition:
    """Whole numbers: more than 5 is at least 6."""
    match function:
        case "_>=_":
            return Condition(fact, Operator.AT_LEAST, value)
        case "_>_":
            return Condition(fact, Operator.AT_LEAST, value + 1)
        case "_<=_":
            return Condition(fact, Operator.AT_MOST, value)
        case _:
            return Condition(fact, Operator.AT_MOST, value - 1)


def _plain(node: Node) -> FactValue:
    if isinstance(node, Constant) and isinstance(node.value, str | int):
        return node.value
    raise _refused(node)


def _refused(node: Node, around: Call | None = None) -> ExpressionError:
    """Say what of the language is not used here."""
    if isinstance(node, Call) and (node.function in _REFUSED_CALLS or node.function[:1].isalpha()):
        code = _REFUSED_CALLS.get(node.function, "expression_function")
        return ExpressionError([Fault(code, node.at, {"function": node.function})])
    if isinstance(node, Other):
        return ExpressionError([Fault("expression_macro", node.at)])
    if isinstance(node, Constant) and around is None:
        return ExpressionError([Fault("expression_constant", node.at)])
    return ExpressionError([Fault("expression_compares", (around or node).at)])


def _misfits(node: Node, types: FactTypes) -> Iterator[Misfit]:
    """Yield each value that is compared with a fact which never has it."""
    if not isinstance(node, Call):
        return
    names = [part for part in node.parts if isinstance(part, Name)]
    for part in node.parts:
        yield from _misfits(part, types)
        for name in names:
            elements = part.elements if isinstance(part, Several) else (part,)
            for one in elements:
                if isinstance(one, Constant) and not _can_be(types[name.name], one.value):
                    yield Misfit(name.name, str(one.value), one.at)


def _can_be(fact_type: FactType, value: object) -> bool:
    if fact_type.choices:
        return value in fact_type.choices
    if isinstance(value, bool) or not isinstance(value, int):
        return True
    return fact_type.lowest <= value and (fact_type.highest is None or value <= fact_type.highest)
