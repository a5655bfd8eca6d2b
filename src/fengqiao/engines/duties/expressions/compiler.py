"""The one place that knows the CEL package: a text and its types in, a checked tree or faults out."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any, Final

from cel_expr_python import cel

from fengqiao.engines.duties.expressions.nodes import ExpressionError, Fault, Node
from fengqiao.engines.duties.expressions.wire import read_checked
from fengqiao.engines.duties.facts import FactForm, FactTypes

_TYPES: Final[dict[FactForm, Any]] = {
    FactForm.CHOICE: cel.Type.STRING,
    FactForm.TEXT: cel.Type.STRING,
    FactForm.FLAG: cel.Type.BOOL,
    FactForm.NUMBER: cel.Type.INT,
    FactForm.SET: cel.Type.List(cel.Type.STRING),
}
_ERROR: Final = re.compile(r"ERROR: <input>:(-?\d+):(-?\d+): (.*?)(?= \[[A-Z_]+\]$|$)", re.MULTILINE)
_UNKNOWN_NAME: Final = re.compile(r"undeclared reference to '([^']*)'")
_WRONG_TYPES: Final = re.compile(r"found no matching overload for '([^']*)' applied to '\(?([^']*?)\)?'")
_UNREADABLE: Final = re.compile(
    r"Syntax error: (?:token recognition error at: |extraneous input |mismatched input )'(.*?)'"
)


def compile_text(*, text: str, types: FactTypes) -> Node:
    """Return the tree of a text that is sound over these facts. Raises ExpressionError with every fault."""
    try:
        expression = _environment(tuple(sorted((name, one.form) for name, one in types.items()))).compile(text)
    except (RuntimeError, TypeError, ValueError) as error:
        raise ExpressionError(_faults(str(error), text)) from error
    if expression.return_type() != cel.Type.BOOL:
        raise ExpressionError([Fault("not_a_condition", 0)])
    return read_checked(data=expression.serialize(), text=text)


@lru_cache(maxsize=256)
def _environment(forms: tuple[tuple[str, FactForm], ...]) -> Any:
    return cel.NewEnv(variables={name: _TYPES[form] for name, form in forms})


def _faults(message: str, text: str) -> list[Fault]:
    """Cut places and words from the package's messages; one fault per place."""
    if "recursion" in message:
        return [Fault("expression_too_deep", 0)]
    faults: dict[int, Fault] = {}
    for line, column, words in _ERROR.findall(message):
        at = _offset(text, int(line), int(column))
        faults.setdefault(at, _fault(words, at))
    if "Syntax error" in message:
        faults = dict(list(faults.items())[:1])  # what follows is mostly the parser's confusion
    return list(faults.values()) or [Fault("expression_unreadable", 0, {"found": text[:20]})]


def _offset(text: str, line: int, column: int) -> int:
    """Return the place of a line and a column that count from 1."""
    before = text.split("\n")[: max(line - 1, 0)]
    return min(sum(len(one) + 1 for one in before) + max(column - 1, 0), len(text))


def _fault(words: str, at: int) -> Fault:
    for pattern, make in _READERS:
        found = pattern.search(words)
        if found:
            return make(found, at)
    return Fault("expression_unreadable", at, {"found": words})


def _unreadable(found: re.Match[str], at: int) -> Fault:
    sign = found[1].strip()
    if sign == "<EOF>":
        return Fault("expression_ends", at)
    if sign == "=":
        return Fault("expression_single_equals", at)
    if sign[:1] in "\"'":
        return Fault("expression_open_quote", at)
    return Fault("expression_unreadable", at, {"found": sign})


_READERS: Final[tuple[tuple[re.Pattern[str], Callable[[re.Match[str], int], Fault]], ...]] = (
    (_UNKNOWN_NAME, lambda found, at: Fault("expression_unknown_fact", at, {"value": found[1]})),
    (_WRONG_TYPES, lambda found, at: Fault("expression_types", at, {"operator": found[1], "types": found[2]})),
    (re.compile(r"invalid .* literal"), lambda found, at: Fault("expression_number", at)),
    (_UNREADABLE, _unreadable),
)
