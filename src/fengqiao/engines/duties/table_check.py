"""Rows of a decision table that can never decide, or that disagree, each shown with an example."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from fengqiao.engines.duties.cases import (
    DOES_NOT_HOLD,
    Budget,
    Case,
    Space,
    TooEntangledError,
    Wanted,
    find_case,
    space_of,
)
from fengqiao.engines.duties.conditions import AllOf, FactValue, Requirement, leaves
from fengqiao.engines.duties.decision_table import DecisionRow, DecisionTable, FactDefinition, FactKind
from fengqiao.engines.duties.facts import FactForm, FactType

_FORMS: Final = {FactKind.CHOICE: FactForm.CHOICE, FactKind.FLAG: FactForm.FLAG, FactKind.NUMBER: FactForm.NUMBER}


class FindingCode(StrEnum):
    """What the checker found; the first three are faults, the others are shown for a person to judge."""

    CONTRADICTORY_ROW = "contradictory_row"  # its own conditions exclude each other
    UNREACHABLE_ROW = "unreachable_row"  # earlier rows take every case of it
    TOO_ENTANGLED = "too_entangled"  # its conditions have more cases than can be checked
    OVERLAPPING_ROWS = "overlapping_rows"  # both match the example and disagree; the order decides
    UNCOVERED_CASE = "uncovered_case"  # no row matches the example: a person will review


@dataclass(frozen=True, slots=True)
class TableFinding:
    """One finding; `earlier_rows` are the rows that take the case first, `example` the facts that show it."""

    code: FindingCode
    row_number: int | None
    earlier_rows: tuple[int, ...]
    example: Mapping[str, FactValue]

    @property
    def is_fault(self) -> bool:
        """True when the row can never decide, so that the table must not be published."""
        return self.code in {FindingCode.CONTRADICTORY_ROW, FindingCode.UNREACHABLE_ROW, FindingCode.TOO_ENTANGLED}


def check_table(*, table: DecisionTable) -> list[TableFinding]:
    """Return what is wrong or worth a look, in the order of the rows, the uncovered case last.

    Numbers are cut at the values that conditions name, so every fact has few distinct values and the
    answer is exact: a row is called unreachable only when it is.
    """
    space, budget = _space(table), Budget()
    findings: list[TableFinding] = []
    for index, row in enumerate(table.rows):
        try:
            findings.extend(_findings_of_row(table.rows[:index], row, space, budget))
        except TooEntangledError:
            findings.append(TableFinding(FindingCode.TOO_ENTANGLED, row.number, (), {}))
    gap = _gap(table, space, budget)
    if gap is not None:
        findings.append(TableFinding(FindingCode.UNCOVERED_CASE, None, (), gap))
    return findings


def _gap(table: DecisionTable, space: Space, budget: Budget) -> Case | None:
    """Return a case that no row covers; none where that is too entangled to say: a person decides such cases anyway."""
    try:
        return find_case(wanted=[_not(row) for row in table.rows], space=space, budget=budget)
    except TooEntangledError:
        return None


def _findings_of_row(
    earlier: Sequence[DecisionRow], row: DecisionRow, space: Space, budget: Budget
) -> Iterator[TableFinding]:
    case = find_case(wanted=_all(row), space=space, budget=budget)
    if case is None:
        yield TableFinding(FindingCode.CONTRADICTORY_ROW, row.number, (), {})
        return
    meets = [
        (other, common)
        for other in earlier
        if (common := find_case(wanted=[*_all(row), *_all(other)], space=space, budget=budget)) is not None
    ]
    if find_case(wanted=[*_all(row), *map(_not, earlier)], space=space, budget=budget) is None:
        numbers = tuple(other.number for other, _ in meets)
        yield TableFinding(FindingCode.UNREACHABLE_ROW, row.number, numbers, _named((row,), space, case))
        return
    for other, common in meets:
        if (other.outcome, other.handler) != (row.outcome, row.handler):
            example = _named((row, other), space, common)
            yield TableFinding(FindingCode.OVERLAPPING_ROWS, row.number, (other.number,), example)


def _all(row: DecisionRow) -> list[Wanted]:
    return [Wanted(one) for one in row.conditions]


def _not(row: DecisionRow) -> Wanted:
    return Wanted(AllOf(row.conditions), DOES_NOT_HOLD)


def _space(table: DecisionTable) -> dict[str, tuple[FactValue, ...]]:
    """Return for each fact the values that the table can tell apart: a table decides over known facts only."""
    types = {definition.name: fact_type_of(definition) for definition in table.vocabulary}
    named: list[Requirement] = [one for row in table.rows for one in row.conditions]
    cut = space_of(named, types)
    return {name: _known(cut.get(name), types[name]) for name in types}


def _known(values: tuple[FactValue, ...] | None, fact_type: FactType) -> tuple[FactValue, ...]:
    if values is not None:
        return tuple(value for value in values if value is not None)
    if fact_type.form is FactForm.NUMBER:
        return (fact_type.lowest,)
    return (True, False) if fact_type.form is FactForm.FLAG else fact_type.choices


def fact_type_of(definition: FactDefinition) -> FactType:
    """Return what conditions over a fact of a table are checked against."""
    return FactType(_FORMS[definition.kind], definition.choices, definition.lowest, definition.highest)


def _named(rows: Sequence[DecisionRow], space: Space, case: Case) -> dict[str, FactValue]:
    """Return the case without facts that the rows do not look at: shorter to read."""
    named = {condition.fact for row in rows for condition in leaves(row.conditions)}
    return {fact: case[fact] for fact in space if fact in named}
