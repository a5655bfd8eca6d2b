"""The Excel templates of organisation and staff: their columns, and reading them row by row."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar
from zipfile import BadZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Font, PatternFill
from openpyxl.utils.exceptions import InvalidFileException

from fengqiao.domains.accounts.contracts import Role
from fengqiao.domains.organisation.contracts import NewStaff, NewUnit, RowError, UnitKind

HEADER_FILL = "D9DEE5"
COLUMN_WIDTH = 22

UNIT_COLUMNS = (
    "代码 code",
    "名称 name",
    "类别 kind",
    "上级代码 parent_code",
    "交所合一 traffic_merged",
    "经度 longitude",
    "纬度 latitude",
)
UNIT_EXAMPLES = (
    ("619999000000", "枫桥示范县公安局", "county_bureau", "", "否", 108.94, 33.61),
    ("619999010000", "城关派出所", "police_station", "619999000000", "否", 108.94, 33.61),
    ("61999901B001", "东街警务区", "beat", "619999010000", "否", 108.95, 33.61),
)
STAFF_COLUMNS = (
    "警号 number",
    "姓名 name",
    "岗位 role",
    "单位代码 unit_code",
    "任职日期 appointed_date",
    "用户名 username",
    "初始密码 password",
    "电话 phone",
)
STAFF_EXAMPLES = (
    (
        "100001",
        "林小满",
        "community_officer",
        "61999901B001",
        "2026-01-05",
        "linxm",
        "请改成十位以上的密码",
        "199-0000-0001",
    ),
)
YES, NO = frozenset({"是", "yes", "1", "true", "y"}), frozenset({"否", "no", "0", "false", "n", ""})


class NotATableError(Exception):
    """The file is no Excel table of this template; the message says what was found."""

    code = "not_a_table"


Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class ReadTable(Generic[Value]):
    """What could be read, each value with its line, and what is wrong with the other lines."""

    values: tuple[tuple[int, Value], ...]
    errors: tuple[RowError, ...]


class _CellError(Exception):
    def __init__(self, column: str, code: str, value: str) -> None:
        super().__init__(code)
        self.column, self.code, self.value = column, code, value


Cells = dict[str, str]


def write_templates(*, folder: Path) -> tuple[Path, Path]:
    """This function will write the two empty templates, each with example rows to be replaced."""
    units, staff = folder / "organisation.xlsx", folder / "staff.xlsx"
    _write(units, "organisation", UNIT_COLUMNS, UNIT_EXAMPLES)
    _write(staff, "staff", STAFF_COLUMNS, STAFF_EXAMPLES)
    return units, staff


def read_units(*, path: Path) -> ReadTable[NewUnit]:
    """This function will read the organisation table. Raises NotATableError."""
    return _read(path, UNIT_COLUMNS, _unit)


def read_staff(*, path: Path) -> ReadTable[NewStaff]:
    """This function will read the staff table. Raises NotATableError."""
    return _read(path, STAFF_COLUMNS, _staff)


def _write(path: Path, title: str, columns: Sequence[str], examples: Sequence[Sequence[object]]) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    sheet.append(list(columns))
    for example in examples:
        sheet.append(list(example))
    for cell in sheet[1]:
        cell.font = Font(bold=True)
        cell.fill = PatternFill("solid", start_color=HEADER_FILL)
        sheet.column_dimensions[cell.column_letter].width = COLUMN_WIDTH
    sheet.freeze_panes = "A2"
    book.save(path)


def _read(path: Path, columns: Sequence[str], parse: Callable[[Cells], Value]) -> ReadTable[Value]:
    values: list[tuple[int, Value]] = []
    errors: list[RowError] = []
    for line, cells in _rows(path, columns):
        try:
            values.append((line, parse(cells)))
        except _CellError as error:
            errors.append(RowError(line, error.column, error.code, error.value))
    return ReadTable(tuple(values), tuple(errors))


def _rows(path: Path, columns: Sequence[str]) -> Iterator[tuple[int, Cells]]:
    try:
        book = load_workbook(path, read_only=True, data_only=True)
    except FileNotFoundError as error:
        raise NotATableError(f"{path} does not exist.") from error
    except (InvalidFileException, BadZipFile, KeyError, OSError) as error:
        raise NotATableError(
            f"{path} is not an Excel file (.xlsx). Make one with: ./fq init --templates FOLDER"
        ) from error
    sheet = book.worksheets[0]
    rows = sheet.iter_rows(values_only=True)
    header = [str(cell or "").strip() for cell in next(rows, ())]
    missing = [column for column in columns if column not in header]
    if missing:
        raise NotATableError(
            f"{path}, line 1: the columns {', '.join(missing)} are missing. Use the template's header."
        )
    names = [column.split()[-1] if column in columns else "" for column in header]
    for line, row in enumerate(rows, start=2):
        cells = {name: _text(cell) for name, cell in zip(names, row, strict=False) if name}
        if any(cells.values()):
            yield line, cells


def _text(cell: object) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime.datetime | datetime.date):
        return cell.isoformat()[:10]
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()


def _unit(cells: Cells) -> NewUnit:
    return NewUnit(
        code=_needed(cells, "code"),
        name=_needed(cells, "name"),
        kind=UnitKind(_one_of(cells, "kind", [kind.value for kind in UnitKind])),
        parent_code=cells.get("parent_code") or None,
        is_traffic_merged=_yes_or_no(cells, "traffic_merged"),
        longitude=_number(cells, "longitude", 180),
        latitude=_number(cells, "latitude", 90),
    )


def _staff(cells: Cells) -> NewStaff:
    role = Role(_one_of(cells, "role", [role.value for role in Role]))
    return NewStaff(
        number=_needed(cells, "number"),
        name=_needed(cells, "name"),
        role=role,
        unit_code=_needed(cells, "unit_code"),
        appointed_date=_date(cells, "appointed_date"),
        is_auxiliary=role is Role.AUXILIARY,
        username=cells.get("username", ""),
        password=cells.get("password", ""),
        phone=cells.get("phone", ""),
    )


def _needed(cells: Cells, name: str) -> str:
    if not cells.get(name):
        raise _CellError(name, "missing", "")
    return cells[name]


def _one_of(cells: Cells, name: str, allowed: Sequence[str]) -> str:
    value = _needed(cells, name)
    if value not in allowed:
        raise _CellError(name, "not_one_of: " + ", ".join(allowed), value)
    return value


def _yes_or_no(cells: Cells, name: str) -> bool:
    value = cells.get(name, "").lower()
    if value not in YES | NO:
        raise _CellError(name, "yes_or_no", value)
    return value in YES


def _number(cells: Cells, name: str, limit: float) -> float | None:
    text = cells.get(name, "")
    if not text:
        return None
    try:
        value = float(text)
    except ValueError as error:
        raise _CellError(name, "not_a_number", text) from error
    if abs(value) > limit:
        raise _CellError(name, "out_of_range", text)
    return value


def _date(cells: Cells, name: str) -> datetime.date:
    text = _needed(cells, name)
    try:
        return datetime.date.fromisoformat(text)
    except ValueError as error:
        raise _CellError(name, "not_a_date (2026-01-05)", text) from error
