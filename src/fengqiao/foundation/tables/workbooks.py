"""Opening an Excel file that somebody sent: a damaged one is told, one made to fill the memory is refused unread."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final
from xml.etree.ElementTree import ParseError
from zipfile import BadZipFile, ZipFile

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

LARGEST_CONTENT: Final = 1024**3
"""Unpacked. A quarter of a million calls with all their columns take some 200 MiB."""
LARGEST_TEXTS: Final = 256 * 1024**2
"""Unpacked. The table of texts is the one part that is held in memory whole."""
LARGEST_RATIO: Final = 250
"""Rows of a real table shrink to a twentieth, very uniform ones to a hundredth; a bomb to a thousandth."""
SMALL_ENOUGH: Final = 16 * 1024**2
"""A part of this size does no harm, however well it is packed."""
TEXTS = "xl/sharedStrings.xml"


class WorkbookUnreadableError(Exception):
    """The file is no Excel file that can be read; the message says why, to follow after the file's name."""

    code = "workbook_unreadable"


def open_workbook(*, path: Path) -> Workbook:
    """This function will open an Excel file for reading row by row.

    Raises FileNotFoundError, WorkbookUnreadableError.
    """
    # Loaded when there is a table to read: it takes most of a second.
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with ZipFile(path) as parts:
            _refuse_bomb(parts)
        return load_workbook(path, read_only=True, data_only=True)
    except FileNotFoundError:
        raise
    except (InvalidFileException, BadZipFile, ParseError, KeyError, ValueError, TypeError, OSError) as error:
        raise WorkbookUnreadableError("is not an Excel file (.xlsx)") from error


def rows_of(sheet: Worksheet) -> Iterator[Sequence[object]]:
    """This function will read a sheet row by row. Raises WorkbookUnreadableError where it is damaged."""
    number = 0
    try:
        for row in sheet.iter_rows(values_only=True):
            number += 1
            yield row
    except (BadZipFile, ParseError, KeyError, ValueError, TypeError, EOFError) as error:
        raise WorkbookUnreadableError(f"is damaged after line {number} of sheet {sheet.title}") from error


def _refuse_bomb(parts: ZipFile) -> None:
    total = 0
    for part in parts.infolist():
        total += part.file_size
        ratio = part.file_size / max(part.compress_size, 1)
        is_bomb = part.file_size > SMALL_ENOUGH and ratio > LARGEST_RATIO
        if is_bomb or total > LARGEST_CONTENT or (part.filename == TEXTS and part.file_size > LARGEST_TEXTS):
            raise WorkbookUnreadableError("unpacks to more than any table needs; split it, or give CSV")
