"""What a fact can be: the types that conditions are checked against."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias


class FactForm(StrEnum):
    """What a fact can be."""

    CHOICE = "choice"
    FLAG = "flag"
    NUMBER = "number"
    TEXT = "text"
    SET = "set"


@dataclass(frozen=True, slots=True)
class FactType:
    """A fact's form, with the values that it can take (choice) or hold (set), or its bounds (number)."""

    form: FactForm
    choices: tuple[str, ...] = ()
    lowest: int = 0
    highest: int | None = None


FactTypes: TypeAlias = Mapping[str, FactType]
