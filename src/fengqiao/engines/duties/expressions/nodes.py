"""The tree of a checked expression, and what can be wrong in one, each with its place."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

Literal: TypeAlias = str | int | float | bool | bytes | None


@dataclass(frozen=True, slots=True)
class Constant:
    """A value that stands in the text. `at`: how many characters stand before it."""

    value: Literal
    at: int


@dataclass(frozen=True, slots=True)
class Name:
    """A fact."""

    name: str
    at: int


@dataclass(frozen=True, slots=True)
class Several:
    """Values in square brackets."""

    elements: tuple[Node, ...]
    at: int


@dataclass(frozen=True, slots=True)
class Call:
    """An operator or a function, e.g. `_&&_`; a call of a method has its target as the first part."""

    function: str
    parts: tuple[Node, ...]
    at: int


@dataclass(frozen=True, slots=True)
class Other:
    """Whatever else the language has: a field, a message, a macro."""

    what: str
    at: int


Node: TypeAlias = Constant | Name | Several | Call | Other


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, as a code with parameters; `at`: how many characters of the text stand before the place."""

    code: str
    at: int
    parameters: Mapping[str, str] = field(default_factory=dict)


class ExpressionError(ValueError):
    """The text is no condition; every fault is named."""

    code = "expression"

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__("; ".join(f"{fault.code} at {fault.at}" for fault in faults))
        self.faults = tuple(faults)
