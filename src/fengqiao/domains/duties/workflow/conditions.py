"""Conditions as they stand in a document: {fact: tier, is: monthly}."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Final

import yaml

from fengqiao.domains.duties.workflow.problem_list import found_in
from fengqiao.domains.duties.workflow.sections import FLAGS, NUMBER_PATTERN, Section, scalar_of
from fengqiao.engines.duties.conditions import Condition, FactValue, Operator

COMPARISONS: Final = {
    "is": Operator.EQUALS,
    "is_not": Operator.NOT_EQUALS,
    "in": Operator.ONE_OF,
    "not_in": Operator.NONE_OF,
    "at_least": Operator.AT_LEAST,
    "at_most": Operator.AT_MOST,
    "contains": Operator.CONTAINS,
}
SEVERAL: Final = frozenset({Operator.ONE_OF, Operator.NONE_OF})
ORDERED: Final = frozenset({Operator.AT_LEAST, Operator.AT_MOST})
Judge = Callable[[Section, str, Condition], bool]
"""Looks at a sound condition (with its section and comparison field) and notes what does not fit."""


def read_conditions(
    section: Section, field: str, *, facts: Collection[str], judge: Judge | None = None
) -> tuple[Condition, ...]:
    """This function will read a list of conditions over known facts."""
    conditions: list[Condition] = []
    for place, node in section.items(field):
        condition = _read_one(node, place, section, facts, judge)
        if condition is not None:
            conditions.append(condition)
    return tuple(conditions)


def _read_one(
    node: yaml.Node, place: str, parent: Section, facts: Collection[str], judge: Judge | None
) -> Condition | None:
    section = Section(node=node, place=place, problems=parent.problems, known=("fact", *COMPARISONS))
    section.require("fact")
    fact = section.word("fact", facts)
    comparisons = [name for name in section.fields if name in COMPARISONS]
    if len(comparisons) != 1:
        if isinstance(node, yaml.MappingNode):
            found = ", ".join(comparisons) or "–"
            section.problems.add(node, place, "one_comparison", found=found, known=", ".join(COMPARISONS))
        return None
    [comparison] = comparisons
    value = _read_value(section, comparison)
    if not fact or value is None:
        return None
    condition = Condition(fact, COMPARISONS[comparison], value)
    return condition if judge is None or judge(section, comparison, condition) else None


def _read_value(section: Section, comparison: str) -> FactValue:
    operator = COMPARISONS[comparison]
    if operator in SEVERAL:
        return section.texts(comparison) or None
    node = section.at(comparison)
    value = scalar_of(node)
    if value is None or not value.strip():
        section.note(comparison, "not_text", found=found_in(node))
        return None
    is_quoted = isinstance(node, yaml.ScalarNode) and node.style is not None
    if not is_quoted and NUMBER_PATTERN.fullmatch(value):
        return int(value)
    if operator in ORDERED:
        section.note(comparison, "not_a_number", value=value)
        return None
    return FLAGS[value] if value in FLAGS and not is_quoted else value.strip()
