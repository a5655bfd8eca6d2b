"""Excel tables that a station fills in: a header in two languages, example rows, and an error for each wrong cell."""

from fengqiao.foundation.tables.reading import Cells, NotATableError, ReadTable, RowError, read_table
from fengqiao.foundation.tables.writing import Sheet, write_table

__all__ = ["Cells", "NotATableError", "ReadTable", "RowError", "Sheet", "read_table", "write_table"]
