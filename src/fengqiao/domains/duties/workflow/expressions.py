"""Conditions as they stand in a document as one text in CEL: `condition: 'tier == "monthly" && capacity >= 50'`."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from typing import Any, Final

import yaml

from fengqiao.domains.duties.wording.names import CEL_TYPES, FACT_FORMS, name_of
from fengqiao.domains.duties.workflow.conditions import Judge, read_conditions
from fengqiao.domains.duties.workflow.sections import Section
from fengqiao.engines.duties.conditions import Requirement
from fengqiao.engines.duties.expressions.nodes import ExpressionError, Fault
from fengqiao.engines.duties.expressions.reading import Misfit, read_expression
from fengqiao.engines.duties.expressions.writing import expression_of
from fengqiao.engines.duties.facts import FactForm, FactType, FactTypes

EXPRESSION: Final = "condition"
"""The field that holds the text."""


def read_requirements(
    section: Section, field: str, *, types: FactTypes, judge: Judge | None = None, is_closed: bool = False
) -> tuple[Requirement, ...]:
    """This function will read conditions over known facts, as one text or as a list under `field`.

    A value that a fact never has is a problem where the document itself says what the fact can be (`is_closed`); else
    the admission gate refuses it, and what was published before stays readable.
    """
    if EXPRESSION not in section:
        return read_conditions(section, field, facts=types, judge=judge)
    if field in section:
        section.note(EXPRESSION, "condition_twice", field=field)
        return ()
    node = section.at(EXPRESSION)
    if isinstance(node, yaml.ScalarNode) and node.tag.startswith("!"):
        section.note(EXPRESSION, "condition_unquoted")
        return ()
    text = section.text(EXPRESSION)
    if not text or not isinstance(node, yaml.ScalarNode):
        return ()
    return _read(section, node, types, is_closed=is_closed)


def expression_text(section: Section, requirements: tuple[Requirement, ...]) -> str:
    """This function will return conditions as CEL: as they are written, or as they would be."""
    return section.text(EXPRESSION) if EXPRESSION in section else expression_of(requirements)


def _read(section: Section, node: yaml.ScalarNode, types: FactTypes, *, is_closed: bool) -> tuple[Requirement, ...]:
    place = section.place_of(EXPRESSION)
    try:
        expression = read_expression(text=node.value, types=types)
    except ExpressionError as error:
        for fault in error.faults:
            code, parameters = _worded(fault, types)
            section.problems.add_in_text(node, fault.at, place, code, **parameters)
        return ()
    for misfit in expression.misfits:
        section.problems.add_in_text(
            node,
            misfit.at,
            place,
            "value_does_not_fit",
            is_remark=not is_closed,
            **_misfit_words(misfit, types[misfit.fact]),
        )
    return expression.requirements


def _worded(fault: Fault, types: FactTypes) -> tuple[str, Mapping[str, Any]]:
    parameters: dict[str, Any] = dict(fault.parameters)
    if fault.code == "expression_unknown_fact":
        near = difflib.get_close_matches(parameters["value"], types, n=1, cutoff=0.7)
        if near:
            return "misspelt_word", parameters | {"near": near[0]}
        return "expression_unknown_fact", parameters | {"known": ", ".join(sorted(types)) or "–"}
    if fault.code == "expression_types":
        left, _, right = parameters["types"].partition(", ")
        parameters |= {"operator": parameters["operator"].strip("_@"), "left": _type_name(left)}
        return ("expression_types" if right else "expression_type"), parameters | {"right": _type_name(right)}
    return fault.code, parameters


def _type_name(code: str) -> str:
    return name_of("list" if code.startswith("list") else code, CEL_TYPES)


def _misfit_words(misfit: Misfit, fact_type: FactType) -> dict[str, Any]:
    known = ", ".join(fact_type.choices)
    if fact_type.form is FactForm.NUMBER:
        known = f"{fact_type.lowest} … {'' if fact_type.highest is None else fact_type.highest}".strip()
    return {"fact": misfit.fact, "value": misfit.value, "known": known or name_of(fact_type.form, FACT_FORMS)}
