from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from fengqiao.domains.organisation.public import add_staff, load_units
from fengqiao.domains.organisation.schemas import NotATableError, read_staff, read_units, write_templates
from fengqiao.foundation.scoping.contracts import SYSTEM


@pytest.mark.django_db
def test_the_templates_load_as_they_are(tmp_path: Path) -> None:
    units_file, staff_file = write_templates(folder=tmp_path)
    units, staff = read_units(path=units_file), read_staff(path=staff_file)
    assert units.errors == staff.errors == ()
    load_units(actor=SYSTEM, units=[unit for _, unit in units.values])
    assert [add_staff(actor=SYSTEM, staff=person) for _, person in staff.values]


def test_a_wrong_cell_is_named_and_the_other_rows_are_kept(tmp_path: Path) -> None:
    units_file, _ = write_templates(folder=tmp_path)
    book = load_workbook(units_file)
    book.worksheets[0]["C3"] = "castle"
    book.save(units_file)
    table = read_units(path=units_file)
    assert [(error.line, error.column, error.value) for error in table.errors] == [(3, "kind", "castle")]
    assert [line for line, _ in table.values] == [2, 4]


def test_a_file_that_is_no_excel_table_is_refused(tmp_path: Path) -> None:
    wrong = tmp_path / "x.xlsx"
    wrong.write_text("no table")
    with pytest.raises(NotATableError, match=r"not an Excel file"):
        read_units(path=wrong)
    with pytest.raises(NotATableError, match="does not exist"):
        read_units(path=tmp_path / "absent.xlsx")
