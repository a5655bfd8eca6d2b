"""A whole document: YAML text in, a list or every problem out."""

from __future__ import annotations

import datetime
from dataclasses import dataclass, field
from typing import Final

import yaml

from fengqiao.domains.duties.contracts import (
    Boundary,
    BoundaryLine,
    DutyList,
    FactRecord,
    ListKind,
    ListProblem,
    NegativeRowRecord,
    RowRecord,
    Text,
)
from fengqiao.domains.duties.workflow.duty_rows import read_duty_row
from fengqiao.domains.duties.workflow.negative_rows import definition_of, read_negative_row, read_vocabulary
from fengqiao.domains.duties.workflow.problem_list import ProblemList, line_of
from fengqiao.domains.duties.workflow.sections import Section, text_of
from fengqiao.domains.duties.workflow.table_findings import note_table_faults
from fengqiao.engines.duties.contracts import DutyRow
from fengqiao.engines.duties.decision_table import DecisionRow, DecisionTable
from fengqiao.foundation.plain_yaml import DEEPEST, LARGEST_TEXT, YamlRefusedError, compose_plain

HEAD_FIELDS: Final = ("code", "kind", "version", "title", "effective_from", "rows", "boundary")
CAMPAIGN_FIELDS: Final = ("units",)
NEGATIVE_FIELDS: Final = ("vocabulary", "handlers")
LARGEST_VERSION: Final = 100_000


@dataclass(frozen=True, slots=True)
class ParsedList:
    """A sound document: `duty_list` or, for a negative list, `table`; the rows as people read them beside it.

    `lines` says where things stand: "code", "version", "effective_from" and so on, by line; `row_lines` by number.
    `remarks`: what the admission gate refuses already while it is read. `units`: whom a campaign is for.
    """

    kind: ListKind
    code: str
    version: int
    title: Text
    effective_from: datetime.date
    boundary: tuple[BoundaryLine, ...]
    duty_list: DutyList | None = None
    rows: tuple[RowRecord, ...] = ()
    table: DecisionTable | None = None
    negative_rows: tuple[NegativeRowRecord, ...] = ()
    facts: tuple[FactRecord, ...] = ()
    handlers: dict[str, Text] = field(default_factory=dict)
    lines: dict[str, int] = field(default_factory=dict)
    row_lines: dict[int, int] = field(default_factory=dict)
    remarks: tuple[ListProblem, ...] = ()
    units: tuple[str, ...] = ()

    @property
    def last_date(self) -> datetime.date | None:
        """The day with which a campaign is over; None for lists, whose rows end one by one."""
        if self.kind is not ListKind.CAMPAIGN or self.duty_list is None or not self.duty_list.rows:
            return None
        return max(row.sunset_date for row in self.duty_list.rows)


@dataclass(frozen=True, slots=True)
class _Head:
    kind: ListKind
    code: str
    version: int
    title: Text
    effective_from: datetime.date


def read_document(document: str) -> tuple[ParsedList | None, tuple[ListProblem, ...]]:
    """This function will return the list, or None and every problem by line."""
    problems = ProblemList(document)
    root = _compose(document, problems)
    if root is None:
        return None, problems.in_order()
    section = Section(node=root, place="", problems=problems, known=(*HEAD_FIELDS, *NEGATIVE_FIELDS, *CAMPAIGN_FIELDS))
    kind = section.word("kind", [kind.value for kind in ListKind])
    head = _read_head(section, kind)
    boundary = _read_boundary(section)
    lines = {name: line_of(section.at(name)) for name in (*HEAD_FIELDS, *CAMPAIGN_FIELDS)}
    _note_fields_of_other_kinds(section, kind)
    if kind == ListKind.NEGATIVE_LIST:
        parsed = _read_negative_list(section, head, boundary, lines)
    else:
        parsed = _read_duty_list(section, head, boundary, lines)
    found = problems.in_order()
    return (None if found else parsed), found


def _note_fields_of_other_kinds(section: Section, kind: str) -> None:
    own = {ListKind.NEGATIVE_LIST: NEGATIVE_FIELDS, ListKind.CAMPAIGN: CAMPAIGN_FIELDS}
    known = own.get(ListKind(kind), ()) if kind else (*NEGATIVE_FIELDS, *CAMPAIGN_FIELDS)
    for name in (*NEGATIVE_FIELDS, *CAMPAIGN_FIELDS):
        if name in section and name not in known:
            section.problems.add_unknown(section.at(name), name, "field", name, (*HEAD_FIELDS, *known))


def _compose(document: str, problems: ProblemList) -> yaml.Node | None:
    try:
        root = compose_plain(text=document)
    except YamlRefusedError as error:
        problems.add(error.line, "", error.problem, **_parameters(error))
        return None
    if root is None:
        problems.add(1, "", "empty")
    return root


def _parameters(error: YamlRefusedError) -> dict[str, str | int]:
    limits: dict[str, dict[str, str | int]] = {
        "too_large": {"limit": LARGEST_TEXT},
        "too_deep": {"limit": DEEPEST},
        "alias": {"name": error.detail},
    }
    return limits.get(error.problem, {"detail": error.detail})


def _read_head(section: Section, kind: str) -> _Head | None:
    section.require("code", "kind", "version", "title", "effective_from", "rows")
    code, title = section.code("code"), section.both("title")
    version = section.whole("version", lowest=1, highest=LARGEST_VERSION)
    effective_from = section.day("effective_from")
    if not kind or not code or version is None or effective_from is None:
        return None
    return _Head(ListKind(kind), code, version, title, effective_from)


def _read_boundary(section: Section) -> tuple[BoundaryLine, ...]:
    lines: list[BoundaryLine] = []
    for place, node in section.items("boundary"):
        known = len(section.problems)
        line = Section(node=node, place=place, problems=section.problems, known=("side", "what", "handler", "basis"))
        line.require("side", "what")
        side, what = line.word("side", [side.value for side in Boundary]), line.both("what")
        if side == Boundary.HANDED_OVER:
            line.require("handler")
        handler, basis = line.both("handler"), line.text("basis")
        if len(section.problems) == known:
            lines.append(BoundaryLine(Boundary(side), what, handler, basis))
    return tuple(lines)


def _read_duty_list(
    section: Section, head: _Head | None, boundary: tuple[BoundaryLine, ...], lines: dict[str, int]
) -> ParsedList | None:
    effective_from = head.effective_from if head else None
    numbers: dict[int, int] = {}
    read: list[tuple[DutyRow, RowRecord]] = []
    is_campaign = section.text("kind") == ListKind.CAMPAIGN
    units = section.texts("units")
    for place, node in section.items("rows"):
        _note_number(section, node, place, numbers)
        row = read_duty_row(
            node=node,
            place=place,
            problems=section.problems,
            effective_from=effective_from,
            is_campaign=is_campaign,
        )
        if row is not None:
            read.append(row)
    if len(section.problems) or head is None:
        return None
    return ParsedList(
        kind=head.kind,
        code=head.code,
        version=head.version,
        title=head.title,
        effective_from=head.effective_from,
        boundary=boundary,
        duty_list=DutyList(head.code, head.version, head.effective_from, tuple(row for row, _ in read)),
        rows=tuple(record for _, record in read),
        lines=lines,
        row_lines=numbers,
        remarks=section.problems.remarks(),
        units=units,
    )


def _read_negative_list(
    section: Section, head: _Head | None, boundary: tuple[BoundaryLine, ...], lines: dict[str, int]
) -> ParsedList | None:
    section.require("vocabulary", "handlers")
    facts = read_vocabulary(section)
    handlers = {code: text_of(node, place, section.problems) for code, node, place in section.entries("handlers")}
    by_name = {fact.name: fact for fact in facts}
    numbers: dict[int, int] = {}
    read: list[tuple[DecisionRow, NegativeRowRecord]] = []
    for place, node in section.items("rows"):
        _note_number(section, node, place, numbers)
        row = read_negative_row(node=node, place=place, problems=section.problems, facts=by_name, handlers=handlers)
        if row is not None:
            read.append(row)
    if len(section.problems) or head is None:
        return None
    vocabulary = tuple(definition_of(fact) for fact in facts)
    table = DecisionTable(head.code, head.version, head.effective_from, vocabulary, tuple(row for row, _ in read))
    note_table_faults(table=table, facts=by_name, lines=numbers, problems=section.problems)
    return ParsedList(
        kind=head.kind,
        code=head.code,
        version=head.version,
        title=head.title,
        effective_from=head.effective_from,
        boundary=boundary,
        table=table,
        negative_rows=tuple(record for _, record in read),
        facts=facts,
        handlers=handlers,
        lines=lines,
        row_lines=numbers,
        remarks=section.problems.remarks(),
    )


def _note_number(section: Section, node: yaml.Node, place: str, numbers: dict[int, int]) -> None:
    """Remember the line of each row's number, and note a number that was used before."""
    if not isinstance(node, yaml.MappingNode):
        return
    for key, value in node.value:
        if key.value == "number" and isinstance(value, yaml.ScalarNode) and value.value.isdecimal():
            number = int(value.value)
            if number in numbers:
                section.problems.add(value, f"{place}.number", "duplicate_number", number=number, first=numbers[number])
            else:
                numbers[number] = line_of(value)
