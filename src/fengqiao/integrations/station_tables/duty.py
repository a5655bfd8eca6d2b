"""Shifts of people, and the units of a shift that can be sent."""

from __future__ import annotations

from pathlib import Path

from fengqiao.domains.incidents.contracts import NewUnit, UnitKind
from fengqiao.domains.incidents.public import load_units
from fengqiao.domains.organisation.contracts import NewShift, ShiftKind
from fengqiao.domains.organisation.public import list_shifts, load_shifts
from fengqiao.foundation.scoping.contracts import Actor
from fengqiao.foundation.tables import Cells, Sheet, read_table
from fengqiao.foundation.tables.cells import moment, needed, number, one_of, words, yes_or_no
from fengqiao.foundation.tables.reading import CellError
from fengqiao.integrations.station_tables.loading import ADVICE, Loaded, load_rows
from fengqiao.primitives.position import Position

SHIFTS = Sheet(
    "shifts",
    ("警号 staff_number", "单位代码 unit_code", "类别 kind", "开始 starts_at", "结束 ends_at", "班次名 title"),
    (
        ("100001", "61999901B001", "on_duty", "2026-01-05 08:00", "2026-01-06 08:00", "甲班"),
        ("100001", "61999901B001", "day", "2026-01-07 08:00", "2026-01-07 18:00", ""),
    ),
)
UNITS = Sheet(
    "units",
    (
        "代码 code",
        "呼号 call_sign",
        "方式 kind",
        "单位代码 unit_code",
        "成员警号 members",
        "开始 starts_at",
        "结束 ends_at",
        "经度 longitude",
        "纬度 latitude",
        "装备 equipment",
        "社区警力 community",
    ),
    (
        (
            *("CG-1", "城关一号", "car", "619999010000", "100001", "2026-01-05 08:00", "2026-01-06 08:00"),
            *(108.94, 33.61, "执法记录仪、急救包", "否"),
        ),
    ),
)


def import_shifts(*, actor: Actor, path: Path) -> Loaded:
    """This function will plan the shifts of the sheet; those that stand already are counted as known.

    Raises NotATableError.
    """
    table = read_table(path=path, template=SHIFTS, parse=_shift, advice=ADVICE)
    return load_rows(table=table, load=lambda rows: _load_new_shifts(actor, rows))


def import_units(*, actor: Actor, path: Path) -> Loaded:
    """This function will plan the units of the sheet; a known code takes the new shift and members.

    Raises NotATableError.
    """
    table = read_table(path=path, template=UNITS, parse=_unit, advice=ADVICE)
    return load_rows(table=table, load=lambda rows: load_units(actor=actor, units=rows))


def _load_new_shifts(actor: Actor, rows: list[NewShift]) -> int:
    standing = list_shifts(from_at=min(row.starts_at for row in rows), to_at=max(row.ends_at for row in rows))
    known = {(shift.staff.number, shift.unit_code, shift.kind, shift.starts_at, shift.ends_at) for shift in standing}
    new = [row for row in rows if (row.staff_number, row.unit_code, row.kind, row.starts_at, row.ends_at) not in known]
    if new:
        load_shifts(actor=actor, shifts=new)
    return len(new)


def _shift(cells: Cells) -> NewShift:
    _check_order(cells)
    return NewShift(
        staff_number=needed(cells, "staff_number"),
        unit_code=needed(cells, "unit_code"),
        kind=ShiftKind(one_of(cells, "kind", [kind.value for kind in ShiftKind])),
        starts_at=moment(cells, "starts_at"),
        ends_at=moment(cells, "ends_at"),
        title=cells.get("title", ""),
    )


def _unit(cells: Cells) -> NewUnit:
    _check_order(cells)
    if not words(cells, "members"):
        raise CellError("members", "missing", "")
    longitude, latitude = number(cells, "longitude", 180), number(cells, "latitude", 90)
    return NewUnit(
        code=needed(cells, "code"),
        call_sign=needed(cells, "call_sign"),
        kind=UnitKind(one_of(cells, "kind", [kind.value for kind in UnitKind])),
        unit_code=needed(cells, "unit_code"),
        member_numbers=words(cells, "members"),
        starts_at=moment(cells, "starts_at"),
        ends_at=moment(cells, "ends_at"),
        position=None if longitude is None or latitude is None else Position(longitude, latitude),
        equipment=words(cells, "equipment"),
        is_community=yes_or_no(cells, "community"),
    )


def _check_order(cells: Cells) -> None:
    if moment(cells, "ends_at") <= moment(cells, "starts_at"):
        raise CellError("ends_at", "not_after_starts_at", cells["ends_at"])
