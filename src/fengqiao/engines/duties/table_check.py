"""Rows of a decision table that can never decide, or that disagree, each shown with an example."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from fengqiao.engines.duties.conditions import Condition, FactValue, holds
from fengqiao.engines.duties.decision_table import DecisionRow, DecisionTable, FactDefinition, FactKind

# A row as the set of values it admits for each fact; facts it does not mention admit every value.
Box: TypeAlias = dict[str, tuple[FactValue, ...]]


class FindingCode(StrEnum):
    """What the checker found; the first two are faults, the others are shown for a person to judge."""

    CONTRADICTORY_ROW = "contradictory_row"  # its own conditions exclude each other
    UNREACHABLE_ROW = "unreachable_row"  # earlier rows take every case of it
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
        return self.code in {FindingCode.CONTRADICTORY_ROW, FindingCode.UNREACHABLE_ROW}


def check_table(*, table: DecisionTable) -> list[TableFinding]:
    """Return what is wrong or worth a look, in the order of the rows, the uncovered case last.

    Numbers are cut at the values that conditions name, so every fact has few distinct values and the
    answer is exact: a row is called unreachable only when it is.
    """
    space = _space(table)
    boxes = [_box(row, space) for row in table.rows]
    findings: list[TableFinding] = []
    for index, row in enumerate(table.rows):
        findings.extend(_findings_of_row(table.rows, boxes, index, row, space))
    gap = _point_outside(space, boxes)
    if gap is not None:
        findings.append(TableFinding(FindingCode.UNCOVERED_CASE, None, (), gap))
    return findings


def _findings_of_row(
    rows: Sequence[DecisionRow], boxes: Sequence[Box], index: int, row: DecisionRow, space: Box
) -> Iterator[TableFinding]:
    box = boxes[index]
    if not all(box.values()):
        yield TableFinding(FindingCode.CONTRADICTORY_ROW, row.number, (), {})
        return
    meets = [(rows[other], _common(box, boxes[other])) for other in range(index)]
    earlier = [(other, common) for other, common in meets if common is not None]
    if _point_outside(box, boxes[:index]) is None:
        numbers = tuple(other.number for other, _ in earlier)
        yield TableFinding(FindingCode.UNREACHABLE_ROW, row.number, numbers, _named(row, space, _first(box)))
        return
    for other, common in earlier:
        if (other.outcome, other.handler) != (row.outcome, row.handler):
            example = _named(row, space, _first(common)) | _named(other, space, _first(common))
            yield TableFinding(FindingCode.OVERLAPPING_ROWS, row.number, (other.number,), example)


def _space(table: DecisionTable) -> Box:
    """Return for each fact the values that the table can tell apart."""
    conditions = [condition for row in table.rows for condition in row.conditions]
    return {definition.name: _distinct_values(definition, conditions) for definition in table.vocabulary}


def _distinct_values(definition: FactDefinition, conditions: Sequence[Condition]) -> tuple[FactValue, ...]:
    if definition.kind is FactKind.CHOICE:
        return definition.choices
    if definition.kind is FactKind.FLAG:
        return (True, False)
    named = [one.value for one in conditions if one.fact == definition.name and isinstance(one.value, int)]
    near = {definition.lowest, *(value + step for value in named for step in (-1, 0, 1))}
    return tuple(sorted(value for value in near if definition.lowest <= value <= definition.highest))


def _box(row: DecisionRow, space: Box) -> Box:
    return {
        fact: tuple(
            value for value in values if all(holds(one, {fact: value}) for one in row.conditions if one.fact == fact)
        )
        for fact, values in space.items()
    }


def _common(a: Box, b: Box) -> Box | None:
    common = {fact: tuple(value for value in values if value in b[fact]) for fact, values in a.items()}
    return common if all(common.values()) else None


def _first(box: Box) -> dict[str, FactValue]:
    return {fact: values[0] for fact, values in box.items()}


def _named(row: DecisionRow, space: Box, example: Mapping[str, FactValue]) -> dict[str, FactValue]:
    """Return the example without facts that the row does not look at: shorter to read."""
    named = {condition.fact for condition in row.conditions}
    return {fact: example[fact] for fact in space if fact in named}


def _point_outside(box: Box, others: Sequence[Box]) -> dict[str, FactValue] | None:
    """Return a point of the box in none of the others; None when they cover it.

    The first other box that meets this one splits it along one fact after the other: each part lies
    outside that box and is searched against the boxes that follow.
    """
    for index, other in enumerate(others):
        if _common(box, other) is None:
            continue
        rest = dict(box)
        for fact, values in box.items():
            outside = tuple(value for value in values if value not in other[fact])
            if outside:
                found = _point_outside(rest | {fact: outside}, others[index + 1 :])
                if found is not None:
                    return found
            rest[fact] = tuple(value for value in values if value in other[fact])
        return None
    return _first(box)
