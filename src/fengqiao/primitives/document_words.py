"""What is wrong with a document that a person wrote, in the person's words: where, and what to write instead."""

from __future__ import annotations

import difflib
import typing
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ValidationError

WANTED = {
    "string": "a text (put it in quotes)",
    "int": "a whole number",
    "float": "a number",
    "bool": "yes or no",
    "list": "a list",
    "tuple": "a list",
    "dict": "a group of names with values",
    "model": "a group of names with values",
    "mapping": "a group of names with values",
    "date": "a day such as 2026-01-05",
    "datetime": "a moment such as 2026-01-05 21:30",
    "time": "a time such as 21:30",
}
LIMITS = {
    "greater_than": ("gt", "more than"),
    "greater_than_equal": ("ge", "at least"),
    "less_than": ("lt", "less than"),
    "less_than_equal": ("le", "at most"),
}


@dataclass(frozen=True, slots=True)
class DocumentProblem:
    """One mistake: `place` is the path in the document, such as columns.received_at or zones no. 1: polygon."""

    place: str
    what: str


def document_problems(*, error: ValidationError, model: type[BaseModel]) -> Sequence[DocumentProblem]:
    """This function will name every mistake of a document that `model` refused."""
    found = error.errors(include_url=False)
    return [
        DocumentProblem(place_in_words(one["loc"]), _what(one, model)) for one in found if not _only_follows(one, found)
    ]


def _only_follows(error: Any, others: Sequence[Any]) -> bool:
    """A list is also called too short when what stands in it is wrong."""
    place = error["loc"]
    return error["type"] == "too_short" and any(
        len(one["loc"]) > len(place) and one["loc"][: len(place)] == place for one in others
    )


def place_in_words(parts: Sequence[int | str]) -> str:
    """This function will write a path in a document as a person counts: from one."""
    text = ""
    for number, part in enumerate(parts):
        if isinstance(part, int):
            text += f" no. {part + 1}"
        elif number:
            text += f"{': ' if isinstance(parts[number - 1], int) else '.'}{part}"
        else:
            text = part
    return text or "the document"


def _what(error: Any, model: type[BaseModel]) -> str:
    kind = error["type"]
    if kind == "extra_forbidden":
        return _unknown_name(str(error["loc"][-1]), _names_beside(error["loc"], model))
    if kind in LIMITS:
        name, words = LIMITS[kind]
        return f"{error['input']} cannot be used; write a number that is {words} {error['ctx'][name]:g}"
    if kind in TOLD:
        return TOLD[kind](error)
    wanted = WANTED.get(kind.split("_")[0])
    return f"must be {wanted}, not {_shown(error['input'])}" if wanted else str(error["msg"])


def _too_short(error: Any) -> str:
    least = error["ctx"]["min_length"]
    return "must not be empty" if least == 1 else f"is too short: at least {least}"


def _too_long(error: Any) -> str:
    return f"is too long: at most {error['ctx']['max_length']}"


def _not_a_code(error: Any) -> str:
    return f"{error['input']!r} cannot be used here: a code has letters, digits, - and _ only, and no spaces"


def _not_one_of(error: Any) -> str:
    return f"{error['input']!r} is not known; write one of {error['ctx']['expected']}"


TOLD: Mapping[str, Callable[[Any], str]] = {
    "missing": lambda error: "is missing",
    "string_too_short": _too_short,
    "too_short": _too_short,
    "string_too_long": _too_long,
    "too_long": _too_long,
    "string_pattern_mismatch": _not_a_code,
    "enum": _not_one_of,
    "literal_error": _not_one_of,
    "value_error": lambda error: str(error["msg"]).removeprefix("Value error, "),
}


def _shown(value: object) -> str:
    if isinstance(value, dict):
        return "a group of names with values"
    if isinstance(value, list | tuple):
        return "a list"
    return "empty" if value is None else repr(value)


def _unknown_name(name: str, known: Sequence[str]) -> str:
    near = difflib.get_close_matches(name, known, n=1)
    advice = f"did you mean {near[0]}? " if near else ""
    return f"is not a name that is known here; {advice}{'These are' if advice else 'these are'}: {', '.join(known)}"


def _names_beside(parts: Sequence[int | str], model: type[BaseModel]) -> Sequence[str]:
    here = model
    for part in parts[:-1]:
        field = next((one for name, one in here.model_fields.items() if part in {name, one.alias}), None)
        here = next(_models(field.annotation), here) if field is not None else here
    return [one.alias or name for name, one in here.model_fields.items()]


def _models(annotation: object) -> Iterator[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for inner in typing.get_args(annotation):
        yield from _models(inner)
