from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import load_workbook

from fengqiao.domains.organisation.public import add_staff, load_units
from fengqiao.domains.organisation.schemas import NotATableError, read_staff, read_units, write_templates
from fengqiao.foundation.scoping.contracts import SYSTEM


def change(file: Path, **cells: str) -> None:
    book = load_workbook(file)
    for place, value in cells.items():
        book.worksheets[0][place] = value
    book.save(file)


def test_the_examples_of_a_template_are_nobodys_data(tmp_path: Path) -> None:
    units_file, staff_file = write_templates(folder=tmp_path)
    units, staff = read_units(path=units_file), read_staff(path=staff_file)
    assert (units.values, units.errors, units.examples) == ((), (), (2, 3, 4))
    assert (staff.values, staff.errors, staff.examples) == ((), (), (2,))
    change(units_file, B3="城关派出所")
    (own,) = read_units(path=units_file).values
    assert (own[0], own[1].name) == (3, "城关派出所")


def test_the_password_that_the_template_asks_to_replace_is_refused_for_anybody(tmp_path: Path) -> None:
    _, staff_file = write_templates(folder=tmp_path)
    change(staff_file, B2="林小满", F2="linxm")
    table = read_staff(path=staff_file)
    assert table.values == ()
    assert [(error.line, error.column) for error in table.errors] == [(2, "password")]
    assert "still the template's own" in table.errors[0].code


@pytest.mark.django_db
def test_the_templates_load_once_their_rows_are_somebodys_own(tmp_path: Path) -> None:
    units_file, staff_file = write_templates(folder=tmp_path)
    change(units_file, B2="枫桥示范县公安局", B3="城关派出所", B4="东街警务区")
    change(staff_file, B2="林小满", G2="seven-paper-boats")
    units, staff = read_units(path=units_file), read_staff(path=staff_file)
    assert units.errors == staff.errors == ()
    load_units(actor=SYSTEM, units=[unit for _, unit in units.values])
    assert [add_staff(actor=SYSTEM, staff=person) for _, person in staff.values]


def test_a_wrong_cell_is_named_and_the_other_rows_are_kept(tmp_path: Path) -> None:
    units_file, _ = write_templates(folder=tmp_path)
    change(units_file, B2="甲", C3="castle", B4="乙")
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
