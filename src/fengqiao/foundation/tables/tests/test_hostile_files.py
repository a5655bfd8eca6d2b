"""Files that no spreadsheet program wrote: each is refused with a sentence, and none fills the memory."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile

import pytest

from fengqiao.foundation.tables import NotATableError, Sheet, harmless, read_table, write_table
from fengqiao.foundation.tables.workbooks import LARGEST_CONTENT, SMALL_ENOUGH, TEXTS

COLUMNS = ("名称 name", "数量 number")


@pytest.fixture
def book(tmp_path: Path) -> Path:
    path = tmp_path / "book.xlsx"
    write_table(path=path, sheets=[Sheet("list", COLUMNS, [("first", 1), ("second", 2)])])
    return path


def read(path: Path) -> Sequence[tuple[int, dict[str, str]]]:
    return read_table(
        path=path, template=Sheet("t", COLUMNS, ()), parse=lambda cells: cells, advice="Get the template."
    ).values


def replace_part(book: Path, name: str, content: bytes) -> None:
    with ZipFile(book) as parts:
        kept = {part: parts.read(part) for part in parts.namelist() if part != name}
    with ZipFile(book, "w", ZIP_DEFLATED) as parts:
        for part, old in kept.items():
            parts.writestr(part, old)
        parts.writestr(name, content)


def test_what_was_written_is_read_back(book: Path) -> None:
    assert read(book) == ((2, {"name": "first", "number": "1"}), (3, {"name": "second", "number": "2"}))


@pytest.mark.parametrize("part", ["xl/worksheets/sheet1.xml", TEXTS])
def test_a_zip_bomb_is_refused_unread(book: Path, part: str) -> None:
    replace_part(book, part, b" " * (SMALL_ENOUGH + 1))
    with pytest.raises(NotATableError, match="unpacks to more"):
        read(book)


def test_many_parts_that_are_small_alone_are_refused_together(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("fengqiao.foundation.tables.workbooks.LARGEST_CONTENT", 2000)
    assert LARGEST_CONTENT > SMALL_ENOUGH
    with pytest.raises(NotATableError, match="unpacks to more"):
        read(book)


@pytest.mark.parametrize("content", [b"", b"no zip at all", b"PK\x03\x04 half a zip"])
def test_what_is_no_excel_file_is_told(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "book.xlsx"
    path.write_bytes(content)
    with pytest.raises(NotATableError, match="is not an Excel file"):
        read(path)


@pytest.mark.parametrize("part", ["xl/workbook.xml", "[Content_Types].xml", "xl/_rels/workbook.xml.rels"])
def test_a_damaged_frame_is_told(book: Path, part: str) -> None:
    replace_part(book, part, b"<worksheet")
    with pytest.raises(NotATableError, match="is not an Excel file"):
        read(book)


def test_a_sheet_that_breaks_off_is_told_with_its_line(book: Path) -> None:
    with ZipFile(book) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml")
    replace_part(book, "xl/worksheets/sheet1.xml", sheet[: sheet.index(b'r="B3"')])
    with pytest.raises(NotATableError, match="damaged after line 2"):
        read(book)


def test_entities_that_multiply_are_refused(book: Path) -> None:
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    with ZipFile(book) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").replace(b"first", b"&e11;")
    prologue = f'<!DOCTYPE worksheet [<!ENTITY e0 "0123456789">{entities}]>'.encode()
    replace_part(book, "xl/worksheets/sheet1.xml", prologue + sheet)
    with pytest.raises(NotATableError, match="damaged"):
        read(book)


@pytest.mark.parametrize("text", ["=1+1", "+cmd|' /C calc'!A0", "-1", "@SUM(A1)", "\t=1", "＝1"])
def test_no_cell_is_run_by_a_spreadsheet(text: str) -> None:
    assert harmless(text) == f"'{text}"


def test_a_plain_text_stays_as_it_is() -> None:
    assert harmless("枫河街12号") == "枫河街12号"
