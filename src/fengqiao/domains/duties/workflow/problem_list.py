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
    """Problems as they are found; read them back by line."""

    def __init__(self) -> None:
        self._found: list[ListProblem] = []

    def __len__(self) -> int:
        return len(self._found)

    def in_order(self) -> tuple[ListProblem, ...]:
        """This function will return the problems by line."""
        return tuple(sorted(self._found, key=lambda problem: (problem.line, problem.place)))

    def add(self, at: yaml.Node | int, place: str, code: str, /, **parameters: Any) -> None:
        """This function will note a problem at a node (or a line)."""
        line = at if isinstance(at, int) else line_of(at)
        self._found.append(list_problem(line=line, place=place, code=code, parameters=parameters))

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
