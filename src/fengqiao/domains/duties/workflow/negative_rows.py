"""Vocabulary, handlers and rows of a negative list."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import yaml

from fengqiao.domains.duties.contracts import FactRecord, NegativeRowRecord, Text
from fengqiao.domains.duties.wording.conditions import condition_words
from fengqiao.domains.duties.wording.languages import in_active, in_both
from fengqiao.domains.duties.wording.names import VALUES, name_of
from fengqiao.domains.duties.workflow.conditions import COMPARISONS, SEVERAL, Judge
from fengqiao.domains.duties.workflow.expressions import EXPRESSION, expression_text, read_requirements
from fengqiao.domains.duties.workflow.problem_list import ProblemList
from fengqiao.domains.duties.workflow.sections import Section, text_of
from fengqiao.engines.duties.conditions import Condition, Requirement
from fengqiao.engines.duties.decision_table import (
    LARGEST_NUMBER,
    DecisionRow,
    FactDefinition,
    FactKind,
    Outcome,
)
from fengqiao.engines.duties.table_check import fact_type_of

ROW_FIELDS: Final = ("number", "title", EXPRESSION, "when", "outcome", "handler", "transfer_due_hours", "basis")
OUTCOMES: Final = (Outcome.KEEP.value, Outcome.HAND_OVER.value)
LONGEST_TRANSFER_HOURS: Final = 24
"""What is not ours is transferred within 24 hours [law]: a list may be stricter, never laxer."""
FITTING: Final[Mapping[FactKind, tuple[str, ...]]] = {
    FactKind.CHOICE: ("is", "is_not", "in", "not_in"),
    FactKind.FLAG: ("is", "is_not"),
    FactKind.NUMBER: ("is", "is_not", "at_least", "at_most"),
}


def read_vocabulary(section: Section) -> tuple[FactRecord, ...]:
    """This function will read the closed vocabulary: facts with kind, words and choices or bounds."""
    facts: list[FactRecord] = []
    for name, node, place in section.entries("vocabulary"):
        known = len(section.problems)
        fields = ("title", "kind", "choices", "lowest", "highest")
        fact = Section(node=node, place=place, problems=section.problems, known=fields)
        fact.require("title", "kind")
        kind = fact.word("kind", [kind.value for kind in FactKind])
        title = fact.both("title")
        choices = tuple(
            (code, text_of(choice, choice_place, section.problems))
            for code, choice, choice_place in fact.entries("choices")
        )
        if kind and (kind == FactKind.CHOICE) != bool(choices):
            fact.note("choices", "choices_missing")
        lowest = fact.whole("lowest", lowest=0, highest=LARGEST_NUMBER, default=0) or 0
        highest = fact.whole("highest", lowest=lowest, highest=LARGEST_NUMBER, default=LARGEST_NUMBER)
        if len(section.problems) == known and highest is not None:
            facts.append(FactRecord(name, title, FactKind(kind), choices, lowest, highest))
    return tuple(facts)


def definition_of(fact: FactRecord) -> FactDefinition:
    """This function will turn a fact into what the engine knows of it."""
    return FactDefinition(fact.name, fact.kind, tuple(code for code, _ in fact.choices), fact.lowest, fact.highest)


def read_negative_row(
    *,
    node: yaml.Node,
    place: str,
    problems: ProblemList,
    facts: Mapping[str, FactRecord],
    handlers: Mapping[str, Text],
) -> tuple[DecisionRow, NegativeRowRecord] | None:
    """This function will read one row; with any problem in it there is no row."""
    known = len(problems)
    section = Section(node=node, place=place, problems=problems, known=ROW_FIELDS)
    section.require("number", "title", "outcome", "handler")
    if EXPRESSION not in section:
        section.require("when")
    section.require("basis", code="gate")
    number = section.whole("number", lowest=1, highest=999)
    title, basis = section.both("title"), section.text("basis")
    types = {name: fact_type_of(definition_of(fact)) for name, fact in facts.items()}
    conditions = read_requirements(section, "when", types=types, judge=_judge_by(facts), is_closed=True)
    outcome, handler = section.word("outcome", OUTCOMES), section.word("handler", handlers)
    hours = section.whole("transfer_due_hours", lowest=1, highest=LONGEST_TRANSFER_HOURS)
    if outcome == Outcome.HAND_OVER and "transfer_due_hours" not in section:
        section.note("transfer_due_hours", "transfer_due_missing")
    if outcome == Outcome.KEEP and "transfer_due_hours" in section:
        section.note("transfer_due_hours", "transfer_due_without")
    if len(problems) > known or number is None:
        return None
    row = DecisionRow(number, conditions, Outcome(outcome), handler, hours, basis)
    words = in_both(lambda: _words(conditions, facts))
    return row, NegativeRowRecord(
        number=number,
        title=title,
        conditions=words,
        outcome=row.outcome,
        handler=handler,
        handler_name=handlers[handler],
        transfer_due_hours=hours,
        basis=basis,
        expression=expression_text(section, conditions),
    )


def _words(conditions: tuple[Requirement, ...], facts: Mapping[str, FactRecord]) -> str:
    return condition_words(
        conditions,
        name_fact=lambda fact: title_of_fact(facts, fact),
        name_value=lambda fact, value: title_of_value(facts, fact, value),
    )


def title_of_fact(facts: Mapping[str, FactRecord], fact: str) -> str:
    """This function will name a fact in the active language."""
    return in_active(facts[fact].title) if fact in facts else fact


def title_of_value(facts: Mapping[str, FactRecord], fact: str, value: object) -> str:
    """This function will name a value of a fact in the active language."""
    if isinstance(value, bool):
        return name_of("true" if value else "false", VALUES)
    choices = dict(facts[fact].choices) if fact in facts else {}
    return in_active(choices[str(value)]) if str(value) in choices else str(value)


def _judge_by(facts: Mapping[str, FactRecord]) -> Judge:
    def judge(section: Section, comparison: str, condition: Condition) -> bool:
        definition = definition_of(facts[condition.fact])
        fitting = FITTING[definition.kind]
        if comparison not in fitting:
            section.note(
                comparison,
                "operator_does_not_fit",
                operator=comparison,
                fact=condition.fact,
                kind=definition.kind.value,
                known=", ".join(fitting),
            )
            return False
        return _values_fit(section, comparison, condition, definition)

    return judge


def _values_fit(section: Section, comparison: str, condition: Condition, definition: FactDefinition) -> bool:
    values = condition.value if COMPARISONS[comparison] in SEVERAL else (condition.value,)
    wrong = [value for value in values if not definition.admits(value)] if isinstance(values, tuple) else []
    for value in wrong:
        section.note(comparison, "value_does_not_fit", value=value, fact=condition.fact, known=_admitted(definition))
    return not wrong


def _admitted(definition: FactDefinition) -> str:
    if definition.kind is FactKind.CHOICE:
        return ", ".join(definition.choices)
    return "true, false" if definition.kind is FactKind.FLAG else f"{definition.lowest} … {definition.highest}"
