"""Writing a template: the header, and example rows to be replaced."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

HEADER_FILL = "D9DEE5"
COLUMN_WIDTH = 22


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a template."""

    title: str
    columns: Sequence[str]
    examples: Sequence[Sequence[object]]


def write_table(*, path: Path, sheets: Sequence[Sheet]) -> None:
    """This function will write a template with these sheets."""
    from openpyxl import Workbook
    from openpyxl.styles import Font, PatternFill

    book = Workbook()
    book.remove(book.worksheets[0])
    for one in sheets:
        sheet = book.create_sheet(one.title)
        sheet.append(list(one.columns))
        for example in one.examples:
            sheet.append(list(example))
        for cell in sheet[1]:
            cell.font = Font(bold=True)
            cell.fill = PatternFill("solid", start_color=HEADER_FILL)
            sheet.column_dimensions[cell.column_letter].width = COLUMN_WIDTH
        sheet.freeze_panes = "A2"
    book.save(path)
