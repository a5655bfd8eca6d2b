"""Dated decision tables such as the negative list: first matching row decides, unknown goes to a person."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Final

from fengqiao.engines.duties.conditions import (
    Condition,
    Facts,
    FactValue,
    InvalidConditionError,
    Operator,
    Requirement,
    all_hold,
    facts_used,
    holds,
    leaves,
)
from fengqiao.primitives.reason import Reason

# Integers above this are all the same to a table; it bounds the search of the checker, too.
LARGEST_NUMBER: Final = 1_000_000


class InvalidDecisionTableError(ValueError):
    """The table cannot be worked with; the message names row and fact."""

    code = "invalid_decision_table"


class FactKind(StrEnum):
    """What values a fact can take."""

    CHOICE = "choice"
    FLAG = "flag"
    NUMBER = "number"


class Outcome(StrEnum):
    """What a table says: ours, another body's, or a person has to look."""

    KEEP = "keep"
    HAND_OVER = "hand_over"
    NEEDS_REVIEW = "needs_review"


@dataclass(frozen=True, slots=True)
class FactDefinition:
    """One fact of the closed vocabulary: choices for a choice, smallest and largest value for a number."""

    name: str
    kind: FactKind
    choices: tuple[str, ...] = ()
    lowest: int = 0
    highest: int = LARGEST_NUMBER

    def __post_init__(self) -> None:
        if (self.kind is FactKind.CHOICE) != bool(self.choices):
            raise InvalidDecisionTableError(f"fact {self.name}: choices go with a choice, and only with it")
        if self.lowest > self.highest:
            raise InvalidDecisionTableError(f"fact {self.name}: lowest is above highest")

    def admits(self, value: FactValue) -> bool:
        """Tell whether the value belongs to the vocabulary."""
        if self.kind is FactKind.CHOICE:
            return value in self.choices
        if self.kind is FactKind.FLAG:
            return isinstance(value, bool)
        if isinstance(value, bool) or not isinstance(value, int):
            return False
        return self.lowest <= value <= self.highest


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """Conditions (all must hold) and who handles it. `transfer_due_hours` only when it is handed over."""

    number: int
    conditions: tuple[Requirement, ...]
    outcome: Outcome
    handler: str
    transfer_due_hours: int | None = None
    basis: str = ""

    def __post_init__(self) -> None:
        if self.outcome is Outcome.HAND_OVER and (self.transfer_due_hours or 0) < 1:
            raise InvalidDecisionTableError(f"row {self.number}: a transfer needs transfer_due_hours")
        if self.outcome is not Outcome.HAND_OVER and self.transfer_due_hours is not None:
            raise InvalidDecisionTableError(f"row {self.number}: transfer_due_hours without a transfer")


_OPERATORS: Final[Mapping[FactKind, frozenset[Operator]]] = {
    FactKind.CHOICE: frozenset({Operator.EQUALS, Operator.NOT_EQUALS, Operator.ONE_OF, Operator.NONE_OF}),
    FactKind.FLAG: frozenset({Operator.EQUALS, Operator.NOT_EQUALS}),
    FactKind.NUMBER: frozenset({Operator.EQUALS, Operator.NOT_EQUALS, Operator.AT_LEAST, Operator.AT_MOST}),
}


@dataclass(frozen=True, slots=True)
class DecisionTable:
    """A version of a table; rows are tried in the order in which they stand."""

    code: str
    version: int
    effective_from: date
    vocabulary: tuple[FactDefinition, ...]
    rows: tuple[DecisionRow, ...]

    def __post_init__(self) -> None:
        numbers = [row.number for row in self.rows]
        if len(set(numbers)) != len(numbers):
            raise InvalidDecisionTableError(f"two rows of {self.code} share a number")
        definitions = self.definitions()
        if len(definitions) != len(self.vocabulary):
            raise InvalidDecisionTableError(f"two facts of {self.code} share a name")
        for row in self.rows:
            for condition in leaves(row.conditions):
                _require_sound(row, condition, definitions)

    def definitions(self) -> dict[str, FactDefinition]:
        """Return the vocabulary by name."""
        return {definition.name: definition for definition in self.vocabulary}


@dataclass(frozen=True, slots=True)
class Decision:
    """What the table said, which row of which version said it, and why: the single conditions that hold."""

    outcome: Outcome
    table_code: str
    table_version: int
    row_number: int | None
    handler: str
    transfer_due_hours: int | None
    matched_conditions: tuple[Condition, ...]
    reason: Reason
    facts_used: Mapping[str, FactValue] = field(default_factory=dict)

    @property
    def kept(self) -> bool:
        """True only when a row says that the station keeps it."""
        return self.outcome is Outcome.KEEP

    @property
    def needs_review(self) -> bool:
        """True when a person has to decide."""
        return self.outcome is Outcome.NEEDS_REVIEW


def decide(*, table: DecisionTable, facts: Facts) -> Decision:
    """Return the decision of the first row whose conditions all hold.

    Nothing is guessed. A person reviews when a fact or value stands outside the vocabulary, when a row
    that comes before the first match might match too if a missing fact were known, and when no row fits.
    """
    outside = _outside_vocabulary(table, facts)
    if outside is not None:
        return _for_review(table, outside, facts)
    for row in table.rows:
        held = all_hold(row.conditions, facts)
        if held:
            return _decided(table, row, facts)
        if held is None:
            reason = Reason("facts_missing", {"row": row.number, "facts": _missing(row, facts)})
            return _for_review(table, reason, facts)
    return _for_review(table, Reason("no_row_matches"), facts)


def _decided(table: DecisionTable, row: DecisionRow, facts: Facts) -> Decision:
    return Decision(
        outcome=row.outcome,
        table_code=table.code,
        table_version=table.version,
        row_number=row.number,
        handler=row.handler,
        transfer_due_hours=row.transfer_due_hours,
        matched_conditions=tuple(one for one in leaves(row.conditions) if holds(one, facts)),
        reason=Reason("row_matches", {"row": row.number, "version": table.version}),
        facts_used=facts_used(row.conditions, facts),
    )


def _missing(row: DecisionRow, facts: Facts) -> tuple[str, ...]:
    """Return the facts that the row waits for."""
    return tuple(sorted({one.fact for one in leaves(row.conditions) if holds(one, facts) is None}))


def _for_review(table: DecisionTable, reason: Reason, facts: Facts) -> Decision:
    return Decision(
        outcome=Outcome.NEEDS_REVIEW,
        table_code=table.code,
        table_version=table.version,
        row_number=None,
        handler="",
        transfer_due_hours=None,
        matched_conditions=(),
        reason=reason,
        facts_used=dict(facts),
    )


def _outside_vocabulary(table: DecisionTable, facts: Facts) -> Reason | None:
    definitions = table.definitions()
    for name, value in sorted(facts.items()):
        if name not in definitions:
            return Reason("fact_outside_vocabulary", {"fact": name})
        if value is not None and not definitions[name].admits(value):
            return Reason("value_outside_vocabulary", {"fact": name, "value": value})
    return None


def _require_sound(row: DecisionRow, condition: Condition, definitions: Mapping[str, FactDefinition]) -> None:
    place = f"row {row.number}, fact {condition.fact}"
    definition = definitions.get(condition.fact)
    if definition is None:
        raise InvalidDecisionTableError(f"{place}: not in the vocabulary")
    if condition.operator not in _OPERATORS[definition.kind]:
        raise InvalidDecisionTableError(f"{place}: {condition.operator} does not fit a {definition.kind}")
    several = condition.operator in {Operator.ONE_OF, Operator.NONE_OF}
    if several and not isinstance(condition.value, tuple):
        raise InvalidConditionError(f"{place}: {condition.operator} needs several values")
    values = condition.value if several and isinstance(condition.value, tuple) else (condition.value,)
    is_bound = condition.operator in {Operator.AT_LEAST, Operator.AT_MOST}
    for value in values:
        if is_bound and isinstance(value, int) and not isinstance(value, bool):
            continue  # "more than the highest" may be said: the check of the table calls it a contradiction
        if not definition.admits(value):
            raise InvalidDecisionTableError(f"{place}: {value!r} is not in the vocabulary")
