"""The templates load as they are; a wrong row is told with its line while the others land."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest
from openpyxl import load_workbook
from tests.served_station import fill_sheet
from tests.stage import COUNTY, DAY, OLD_TOWN, STATION, Stage, at

from fengqiao.domains.incidents.public import list_units_now
from fengqiao.domains.organisation.public import list_shifts
from fengqiao.domains.places.public import list_premises, search_addresses
from fengqiao.foundation.scoping.contracts import SYSTEM
from fengqiao.foundation.tables import NotATableError
from fengqiao.integrations.station_tables.duty import import_shifts, import_units
from fengqiao.integrations.station_tables.places import import_addresses, import_premises
from fengqiao.integrations.station_tables.templates import write_templates

A_DAY = datetime.timedelta(days=1)
TOMORROW = ("2026-09-17 08:00", "2026-09-17 18:00")
CAR = (
    "CG-1",
    "城关一号",
    "car",
    STATION,
    "100004、F10008",
    "2026-09-16 07:00",
    "2026-09-16 19:00",
    108.88,
    33.604,
    "",
    "否",
)
DOOR = (
    "A1",
    "枫桥示范县城关镇老城社区东街12号",
    "东街12号",
    "城关镇",
    "老城社区",
    "",
    "东街",
    "12号",
    "",
    "",
    108.877,
    33.604,
    OLD_TOWN,
    "老汽车站",
)
HOTEL = ("P1", "东街旅馆", "hotel", "A1", "钱老板", "", "2020-05-01", "是", "", 40)


@pytest.fixture
def duty(stage: Stage, tmp_path: Path) -> Path:
    return write_templates(folder=tmp_path)[0]


@pytest.fixture
def places(stage: Stage, tmp_path: Path) -> Path:
    return write_templates(folder=tmp_path)[1]


LOADS = (
    (import_shifts, "shifts"),
    (import_units, "units"),
    (import_addresses, "addresses"),
    (import_premises, "premises"),
)


def test_the_examples_of_the_templates_are_left_out(duty: Path, places: Path) -> None:
    for load, title in LOADS:
        loaded = load(actor=SYSTEM, path=duty if title in ("shifts", "units") else places)
        assert (loaded.added, loaded.known, loaded.errors) == (0, 0, ()), title
        assert loaded.examples == ((2, 3) if title == "shifts" else (2,))


def test_the_examples_show_what_can_be_read(duty: Path, places: Path) -> None:
    """Their units and people are not of this station, so each changed row is refused by its own name."""
    for load, title in LOADS:
        path = duty if title in ("shifts", "units") else places
        book = load_workbook(path)
        sheet = book[title]
        for row in range(2, sheet.max_row + 1):
            sheet.cell(row, 1, f"own-{row}")
        book.save(path)
        loaded = load(actor=SYSTEM, path=path)
        assert loaded.examples == ()
        assert {error.code for error in loaded.errors} <= {"unknown_unit", "unknown_staff", "unknown_address"}
        assert loaded.errors


def test_shifts_land_once_and_a_wrong_row_is_told_with_its_line(duty: Path) -> None:
    fill_sheet(
        duty,
        "shifts",
        [
            ("100004", STATION, "on_duty", *TOMORROW, "甲班"),
            ("999999", STATION, "on_duty", *TOMORROW, ""),
            ("100005", OLD_TOWN, "day", *reversed(TOMORROW), ""),
            ("100006", OLD_TOWN, "sleeping", *TOMORROW, ""),
            ("100001", STATION, "on_duty", "2026-09-16 10:00", "2026-09-16 12:00", ""),
        ],
    )
    loaded = import_shifts(actor=SYSTEM, path=duty)
    assert loaded.added == 1
    assert [(error.line, error.column, error.code.split(":")[0]) for error in loaded.errors] == [
        (3, "", "unknown_staff"),
        (4, "ends_at", "not_after_starts_at"),
        (5, "kind", "not_one_of"),
        (6, "", "overlapping"),
    ]
    again = import_shifts(actor=SYSTEM, path=duty)
    assert (again.added, again.known) == (0, 1)
    planned = list_shifts(from_at=at(7, day=DAY + A_DAY), to_at=at(19, day=DAY + A_DAY))
    assert [(shift.staff.number, shift.title) for shift in planned] == [("100004", "甲班")]


def test_a_unit_of_now_can_be_sent_at_once(duty: Path, stage: Stage) -> None:
    fill_sheet(
        duty, "units", [CAR, ("CG-2", "城关二号", "boat", *CAR[3:]), ("CG-3", "城关三号", "foot", "1", *CAR[4:])]
    )
    loaded = import_units(actor=SYSTEM, path=duty)
    assert (loaded.added, [(error.line, error.code.split(":")[0]) for error in loaded.errors]) == (
        1,
        [(3, "not_one_of"), (4, "unknown_unit")],
    )
    (unit,) = list_units_now(actor=stage.actor("dispatcher"))
    assert unit.call_sign == "城关一号"


def test_addresses_with_aliases_and_premises_are_found(places: Path, stage: Stage) -> None:
    fill_sheet(places, "addresses", [DOOR, ("A2", DOOR[1], *DOOR[2:]), ("A3", "另一处", *DOOR[2:10], "东", *DOOR[11:])])
    fill_sheet(
        places, "premises", [HOTEL, ("P2", "无此处", "shop", "A9", *HOTEL[4:]), ("P3", *HOTEL[1:8], "monthly", 0)]
    )
    loaded = import_addresses(actor=SYSTEM, path=places)
    assert (loaded.added, [(error.line, error.code) for error in loaded.errors]) == (
        1,
        [(3, "duplicate_place"), (4, "not_a_number")],
    )
    loaded = import_premises(actor=SYSTEM, path=places)
    assert (loaded.added, [(error.line, error.code) for error in loaded.errors]) == (
        1,
        [(3, "unknown_address"), (4, "duplicate_place")],
    )
    assert import_premises(actor=SYSTEM, path=places).known == 1
    officer = stage.actor("officer")
    assert [match.address.code for match in search_addresses(actor=officer, text="老汽车站")] == ["A1"]
    assert [one.name for one in list_premises(actor=officer)] == ["东街旅馆"]


def test_a_file_of_another_template_is_refused_with_the_way_to_the_right_one(places: Path, tmp_path: Path) -> None:
    with pytest.raises(NotATableError, match="fq import templates"):
        import_units(actor=SYSTEM, path=places)
    book = load_workbook(places)
    book.save(tmp_path / "copy.xlsx")
    with pytest.raises(NotATableError, match="columns"):
        import_shifts(actor=SYSTEM, path=tmp_path / "copy.xlsx")


def test_what_the_database_refuses_is_told_as_a_row(places: Path) -> None:
    fill_sheet(places, "addresses", [("A" * 60, *DOOR[1:])])
    (error,) = import_addresses(actor=SYSTEM, path=places).errors
    assert error.line == 2
    assert "too long" in error.value
    assert COUNTY not in error.value
