"""Collecting every problem of a document with its place."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from typing import Any

import yaml

from fengqiao.domains.duties.contracts import ListProblem
from fengqiao.domains.duties.wording.problems import found_words, list_problem

_FOUND: dict[type[yaml.Node], str] = {yaml.MappingNode: "mapping", yaml.SequenceNode: "list"}


class ProblemList:
    """Problems as they are found; read them back by line. `document` is the text that they are found in."""

    def __init__(self, document: str = "") -> None:
        self.document = document
        self._found: list[ListProblem] = []
        self._remarks: list[ListProblem] = []

    def __len__(self) -> int:
        return len(self._found)

    def in_order(self) -> tuple[ListProblem, ...]:
        """This function will return the problems by line."""
        return tuple(sorted(self._found, key=lambda problem: (problem.line, problem.place)))

    def remarks(self) -> tuple[ListProblem, ...]:
        """This function will return what only the admission gate refuses, by line: the text is readable."""
        return tuple(sorted(self._remarks, key=lambda problem: (problem.line, problem.column)))

    def add(self, at: yaml.Node | int, place: str, code: str, /, **parameters: Any) -> None:
        """This function will note a problem at a node (or a line)."""
        line = at if isinstance(at, int) else line_of(at)
        self._found.append(list_problem(line=line, place=place, code=code, parameters=parameters))

    def add_in_text(
        self, node: yaml.ScalarNode, at: int, place: str, code: str, /, *, is_remark: bool = False, **parameters: Any
    ) -> None:
        """This function will note a problem at a character of a text's value, with line and column of the document."""
        line, column = place_of_character(document=self.document, node=node, at=at)
        problem = list_problem(line=line, place=place, code=code, parameters=parameters, column=column)
        (self._remarks if is_remark else self._found).append(problem)

    def add_unknown(self, at: yaml.Node, place: str, what: str, value: str, known: Iterable[str]) -> None:
        """This function will note an unknown `what` ("field" or "word"), with the nearest known one if any."""
        words = sorted(known)
        parameters = {"field" if what == "field" else "value": value}
        near = difflib.get_close_matches(value, words, n=1, cutoff=0.7)
        if near:
            self.add(at, place, f"misspelt_{what}", near=near[0], **parameters)
        else:
            self.add(at, place, f"unknown_{what}", known=", ".join(words), **parameters)


def line_of(node: yaml.Node) -> int:
    """This function will return the line of a node, counted from 1."""
    return int(node.start_mark.line) + 1


def found_in(node: yaml.Node) -> str:
    """This function will name in words what a node is."""
    if isinstance(node, yaml.ScalarNode) and node.tag == "tag:yaml.org,2002:null":
        return found_words("nothing")
    return found_words(_FOUND.get(type(node), "text"))


def place_of_character(*, document: str, node: yaml.ScalarNode, at: int) -> tuple[int, int]:
    """This function will return line and column, from 1, of a character of a value as it stands in the document.

    Quotes, escapes, line breaks and indentation stand in the document and not in the value, never the reverse.
    """
    source = document[node.start_mark.index : node.end_mark.index]
    cursor = source.find("\n") + 1 if node.style in {"|", ">"} else int(node.style in {"'", '"'})
    place = cursor
    for sign in node.value[: at + 1]:
        found = -1 if sign.isspace() else source.find(sign, cursor)
        place, cursor = (found, found + 1) if found >= 0 else (cursor, cursor)
    if at >= len(node.value):
        place = cursor
    before = source[:place].split("\n")
    column = place + node.start_mark.column if len(before) == 1 else len(before[-1])
    return node.start_mark.line + len(before), column + 1
