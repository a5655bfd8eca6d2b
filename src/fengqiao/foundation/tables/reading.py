"""Reading a table row by row: what can be read, with its line, and what is wrong with the other lines."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from fengqiao.foundation.tables.workbooks import WorkbookUnreadableError, open_workbook, rows_of
from fengqiao.foundation.tables.writing import Sheet

Cells = dict[str, str]
"""One row: what stands in each column, by the column's short name."""
Value = TypeVar("Value")


class NotATableError(Exception):
    """The file is no Excel table of this template; the message says what was found."""

    code = "not_a_table"


@dataclass(frozen=True, slots=True)
class RowError:
    """What is wrong with one row of an imported table; `line` counts from 1 with the header."""

    line: int
    column: str
    code: str
    value: str


@dataclass(frozen=True, slots=True)
class ReadTable(Generic[Value]):
    """What could be read, each value with its line, and what is wrong with the other lines.

    `examples`: the lines that still hold the template's own examples; they are read by nobody.
    """

    values: tuple[tuple[int, Value], ...]
    errors: tuple[RowError, ...]
    examples: tuple[int, ...] = ()


class CellError(Exception):
    """A cell cannot be understood; `code` says what was wanted."""

    def __init__(self, column: str, code: str, value: str) -> None:
        super().__init__(code)
        self.column, self.code, self.value = column, code, value


def read_table(*, path: Path, template: Sheet, parse: Callable[[Cells], Value], advice: str) -> ReadTable[Value]:
    """This function will read the template's sheet, or else the first one. A column's short name is its last word.

    `advice` tells how to get the template. Raises NotATableError.
    """
    values: list[tuple[int, Value]] = []
    errors: list[RowError] = []
    examples: list[int] = []
    unfilled = [_example(template.columns, example) for example in template.examples]
    for line, cells in _rows(path, template.columns, advice, template.title):
        if _filled(cells) in unfilled:
            examples.append(line)
            continue
        try:
            values.append((line, parse(cells)))
        except CellError as error:
            errors.append(RowError(line, error.column, error.code, error.value))
    return ReadTable(tuple(values), tuple(errors), tuple(examples))


def _example(columns: Sequence[str], cells: Sequence[object]) -> Cells:
    return _filled({_short(column): _text(cell) for column, cell in zip(columns, cells, strict=True)})


def _filled(cells: Cells) -> Cells:
    return {name: text for name, text in cells.items() if text}


def _rows(path: Path, columns: Sequence[str], advice: str, wanted: str) -> Iterator[tuple[int, Cells]]:
    try:
        book = open_workbook(path=path)
        if not book.worksheets:
            raise WorkbookUnreadableError("has no sheet with cells")
        sheet = book[wanted] if wanted in book.sheetnames else book.worksheets[0]
        rows = rows_of(sheet)
        header = [str(cell or "").strip() for cell in next(rows, ())]
        names = _names(path, sheet.title, header, columns, advice)
        for line, row in enumerate(rows, start=2):
            cells = {name: _text(cell) for name, cell in zip(names, row, strict=False) if name}
            if any(cells.values()):
                yield line, cells
    except FileNotFoundError as error:
        raise NotATableError(f"{path} does not exist.") from error
    except WorkbookUnreadableError as error:
        raise NotATableError(f"{path} {error}. {advice}") from error


def _names(path: Path, sheet: str, header: Sequence[str], columns: Sequence[str], advice: str) -> list[str]:
    missing = [column for column in columns if column not in header]
    if missing:
        raise NotATableError(
            f"{path}, sheet {sheet}, line 1: the columns {', '.join(missing)} are missing. "
            f"Use the template's header. {advice}"
        )
    return [_short(column) if column in columns else "" for column in header]


def _short(column: str) -> str:
    return column.rsplit(maxsplit=1)[-1]


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime.datetime):
        return cell.strftime("%Y-%m-%d %H:%M") if cell.time() != datetime.time() else cell.strftime("%Y-%m-%d")
    if isinstance(cell, datetime.date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()
