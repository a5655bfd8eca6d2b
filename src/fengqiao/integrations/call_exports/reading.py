"""Reading the rows of an export one by one: CSV, gzipped CSV or Excel, with their line numbers."""

from __future__ import annotations

import csv
import gzip
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Any

from fengqiao.foundation.tables import WorkbookUnreadableError, open_workbook, rows_of
from fengqiao.integrations.call_exports.errors import ExportUnreadableError
from fengqiao.integrations.call_exports.mapping import Mapping

EXCEL_ENDINGS = frozenset({".xlsx", ".xlsm"})
_GZIP, _LOOKED_AT = b"\x1f\x8b", 4096


@dataclass(frozen=True, slots=True)
class ExportRow:
    """A row: its line (header = 1) and its cells in the order of the header."""

    line: int
    cells: Sequence[str]


@dataclass(frozen=True, slots=True)
class Export:
    """An opened export: the column index by name, its rows, and a way to tell how far reading is (0 to 1)."""

    header: dict[str, int]
    rows: Iterator[ExportRow]
    size_bytes: int
    raw: IO[bytes] | None

    def share_read(self) -> float:
        """This function will estimate the share of the file that has been read."""
        if self.raw is None or not self.size_bytes:
            return 0.0
        return min(1.0, self.raw.tell() / self.size_bytes)


@contextmanager
def open_export(*, path: Path, mapping: Mapping) -> Iterator[Export]:
    """This function will open an export and check its header. Raises ExportUnreadableError."""
    if not path.is_file():
        raise ExportUnreadableError(f"{path} does not exist or is no file.")
    if path.suffix.lower() in EXCEL_ENDINGS:
        yield _open_excel(path, mapping)
        return
    try:
        with path.open("rb") as raw:
            is_gzip = _begin(path, raw)
            yield _open_csv(path, mapping, raw, is_gzip=is_gzip)
    except OSError as error:
        raise ExportUnreadableError(f"{path} cannot be read: {error.strerror or error}.") from error


def _begin(path: Path, raw: IO[bytes]) -> bool:
    """Tell whether it is gzipped; what holds zero bytes (a film, an older Excel file, an archive) is no table."""
    start = raw.read(_LOOKED_AT)
    raw.seek(0)
    is_gzip = start[:2] == _GZIP
    if not is_gzip and b"\0" in start:
        raise ExportUnreadableError(f"{path} is no table. What can be read: CSV, gzipped CSV, Excel (.xlsx).")
    return is_gzip


def _open_csv(path: Path, mapping: Mapping, raw: IO[bytes], *, is_gzip: bool) -> Export:
    content: Any = gzip.GzipFile(fileobj=raw) if is_gzip else raw
    lines = _lines(content, mapping.encoding, path)
    reader = csv.reader(lines, delimiter=mapping.delimiter)
    header = _header(path, next(reader, []), mapping)
    rows = (ExportRow(reader.line_num, cells) for cells in _csv_rows(reader, path) if cells)
    return Export(header, rows, path.stat().st_size, raw)


def _lines(content: IO[bytes], encoding: str, path: Path) -> Iterator[str]:
    number = 0
    try:
        for number, line in enumerate(content, start=1):
            text = line.decode(encoding)
            yield text.lstrip("\ufeff") if number == 1 else text
    except UnicodeDecodeError as error:
        raise ExportUnreadableError(
            f"{path}, line {number}: not written in {encoding}. Set `encoding` in the mapping (gb18030?)."
        ) from error
    except (gzip.BadGzipFile, EOFError, zlib.error) as error:
        raise ExportUnreadableError(f"{path}: the gzip file is damaged after line {number}.") from error


def _csv_rows(reader: Any, path: Path) -> Iterator[list[str]]:
    try:
        yield from reader
    except csv.Error as error:
        raise ExportUnreadableError(f"{path}, line {reader.line_num}: {error}.") from error


def _open_excel(path: Path, mapping: Mapping) -> Export:
    try:
        book = open_workbook(path=path)
    except WorkbookUnreadableError as error:
        raise ExportUnreadableError(f"{path} {error}.") from error
    if mapping.sheet > len(book.worksheets):
        raise ExportUnreadableError(
            f"{path} has {len(book.worksheets)} sheets; the mapping asks for sheet {mapping.sheet}."
        )
    table = _excel_rows(path, book.worksheets[mapping.sheet - 1])
    header = _header(path, [_text(cell) for cell in next(table, ())], mapping)
    rows = (ExportRow(line, [_text(cell) for cell in cells]) for line, cells in enumerate(table, start=2) if any(cells))
    return Export(header, rows, path.stat().st_size, None)


def _excel_rows(path: Path, sheet: Any) -> Iterator[Sequence[object]]:
    try:
        yield from rows_of(sheet)
    except WorkbookUnreadableError as error:
        raise ExportUnreadableError(f"{path} {error}.") from error


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if hasattr(cell, "isoformat"):
        return str(cell.isoformat())
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell).strip()


def _header(path: Path, names: Sequence[str], mapping: Mapping) -> dict[str, int]:
    header = {name.strip(): place for place, name in enumerate(names)}
    missing = sorted(mapping.column_names() - header.keys())
    if missing:
        raise ExportUnreadableError(
            f"{path}, line 1: the mapping names columns that are not there: {', '.join(missing)}. "
            f"Columns found: {', '.join(header) or 'none'}."
        )
    return header
