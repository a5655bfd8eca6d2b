"""The Excel templates of organisation and staff: their columns, and reading them row by row."""

from __future__ import annotations

from pathlib import Path

from fengqiao.domains.accounts.contracts import Role
from fengqiao.domains.organisation.contracts import NewStaff, NewUnit, UnitKind
from fengqiao.foundation.tables import Cells, NotATableError, ReadTable, Sheet, read_table, write_table
from fengqiao.foundation.tables.cells import date, needed, number, one_of, yes_or_no
from fengqiao.foundation.tables.reading import CellError

__all__ = ["NotATableError", "read_staff", "read_units", "write_templates"]

PLACEHOLDER_PASSWORD = "请改成十位以上的密码"  # noqa: S105 - shown to be replaced; refused
UNITS = Sheet(
    "organisation",
    (
        *("代码 code", "名称 name", "类别 kind", "上级代码 parent_code"),
        *("交所合一 traffic_merged", "经度 longitude", "纬度 latitude"),
    ),
    (
        ("619999000000", "示例县公安局", "county_bureau", "", "否", 108.94, 33.61),
        ("619999010000", "示例派出所", "police_station", "619999000000", "否", 108.94, 33.61),
        ("61999901B001", "示例警务区", "beat", "619999010000", "否", 108.95, 33.61),
    ),
)
STAFF = Sheet(
    "staff",
    (
        *("警号 number", "姓名 name", "岗位 role", "单位代码 unit_code"),
        *("任职日期 appointed_date", "用户名 username", "初始密码 password", "电话 phone"),
    ),
    (
        (
            *("100001", "示例民警", "community_officer", "61999901B001"),
            *("2026-01-05", "shili", PLACEHOLDER_PASSWORD, "199-0000-0001"),
        ),
    ),
)
ADVICE = "Make one with: ./fq init --templates FOLDER"


def write_templates(*, folder: Path) -> tuple[Path, Path]:
    """This function will write the two empty templates, each with example rows to be replaced."""
    units, staff = folder / "organisation.xlsx", folder / "staff.xlsx"
    write_table(path=units, sheets=[UNITS])
    write_table(path=staff, sheets=[STAFF])
    return units, staff


def read_units(*, path: Path) -> ReadTable[NewUnit]:
    """This function will read the organisation table. Raises NotATableError."""
    return read_table(path=path, template=UNITS, parse=_unit, advice=ADVICE)


def read_staff(*, path: Path) -> ReadTable[NewStaff]:
    """This function will read the staff table. Raises NotATableError."""
    return read_table(path=path, template=STAFF, parse=_staff, advice=ADVICE)


def _unit(cells: Cells) -> NewUnit:
    return NewUnit(
        code=needed(cells, "code"),
        name=needed(cells, "name"),
        kind=UnitKind(one_of(cells, "kind", [kind.value for kind in UnitKind])),
        parent_code=cells.get("parent_code") or None,
        is_traffic_merged=yes_or_no(cells, "traffic_merged"),
        longitude=number(cells, "longitude", 180),
        latitude=number(cells, "latitude", 90),
    )


def _staff(cells: Cells) -> NewStaff:
    role = Role(one_of(cells, "role", [role.value for role in Role]))
    if cells.get("password") == PLACEHOLDER_PASSWORD:
        raise CellError("password", "still the template's own; write another one", "")
    return NewStaff(
        number=needed(cells, "number"),
        name=needed(cells, "name"),
        role=role,
        unit_code=needed(cells, "unit_code"),
        appointed_date=date(cells, "appointed_date"),
        is_auxiliary=role is Role.AUXILIARY,
        username=cells.get("username", ""),
        password=cells.get("password", ""),
        phone=cells.get("phone", ""),
    )
