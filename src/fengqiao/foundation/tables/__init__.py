"""Tables from and for people: Excel with an error for each wrong cell, and cells that no spreadsheet runs."""

from fengqiao.foundation.tables.delimited import harmless
from fengqiao.foundation.tables.reading import Cells, NotATableError, ReadTable, RowError, read_table
from fengqiao.foundation.tables.workbooks import WorkbookUnreadableError, open_workbook, rows_of
from fengqiao.foundation.tables.writing import Sheet, write_table

__all__ = [
    "Cells",
    "NotATableError",
    "ReadTable",
    "RowError",
    "Sheet",
    "WorkbookUnreadableError",
    "harmless",
    "open_workbook",
    "read_table",
    "rows_of",
    "write_table",
]
