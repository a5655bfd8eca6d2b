from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import Result
from tests.stage import Stage
from typer.testing import CliRunner

from fengqiao.cli.cameras import SHAPE, cameras
from fengqiao.domains.cameras.public import list_cameras, read_configuration
from fengqiao.foundation.scoping.contracts import SYSTEM

LINE = """- {code: CAM-%(number)s, name: 停车场, place_type: %(place)s, longitude: 108.877, latitude: 33.604,
   bearing_degrees: 205, view_degrees: 84, height_metres: 5.5, filing_number: 枫公视备001, filed_date: 2025-03-01,
   has_sign: true, unit_code: 619999410100, retention_days: %(days)s,
   zones: [{name: 车位, corners: [[0.1, 0.4], [0.9, 0.4], [0.5, 0.9]], active_from: 20:00, active_to: 06:00}]}
"""


def line(number: int = 1, *, place: str = "car_park", days: int = 30) -> str:
    """This function will write one camera as a person would."""
    return LINE % {"number": number, "place": place, "days": days}


def fq_cameras(*arguments: str) -> Result:
    """This function will run the command in this process and database."""
    return CliRunner().invoke(cameras, list(arguments))


def add(folder: Path, text: str) -> Result:
    """This function will write the file and register it."""
    (folder / "cameras.yaml").write_text(text)
    return fq_cameras("add", str(folder / "cameras.yaml"))


def test_cameras_are_added_from_a_file_and_known_ones_counted(stage: Stage, tmp_path: Path) -> None:
    assert "1 camera registered, 0 known before" in add(tmp_path, line()).output
    assert "1 camera registered, 1 known before" in add(tmp_path, line() + line(2)).output
    first, _ = list_cameras(actor=SYSTEM)
    assert first.zones[0].active_from is not None
    assert first.zones[0].active_from.hour == 20


def test_the_shape_that_the_help_shows_is_accepted(stage: Stage, tmp_path: Path) -> None:
    shown = SHAPE.split("shape\n", 1)[1]
    assert "1 camera registered" in add(tmp_path, shown).output


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (line(place="changing_room"), "prohibited_place"),
        (line(days=7), "retention_too_short"),
        ("- {code: CAM-1}", "cameras no. 1: name: is missing"),
        (line().replace("has_sign", "has_sing"), "has_sing"),
        ("- {code: [", "line 1"),
        ("", "cameras"),
        (line().replace("619999410100", "610000000000"), "unknown_unit"),
    ],
)
def test_a_wrong_file_is_told_and_registers_nothing(stage: Stage, tmp_path: Path, text: str, words: str) -> None:
    result = add(tmp_path, line(9) + text if text.startswith("- {code: CAM-1, ") else text)
    assert result.exit_code == 2
    assert words in result.output
    assert list_cameras(actor=SYSTEM) == []


def test_a_missing_file_is_told(stage: Stage, tmp_path: Path) -> None:
    result = fq_cameras("add", str(tmp_path / "none.yaml"))
    assert result.exit_code == 2
    assert "cannot be read" in result.output


def test_a_key_is_printed_once_and_opens_its_cameras(stage: Stage, tmp_path: Path) -> None:
    add(tmp_path, line())
    result = fq_cameras("key", "box", "--camera", "CAM-1")
    assert result.exit_code == 0
    key = result.stdout.strip()
    assert read_configuration(key=key, camera_code="CAM-1").zones[0].name == "车位"
    again = fq_cameras("key", "box", "--camera", "CAM-1")
    assert (again.exit_code, "edge_key_name_taken" in again.output) == (2, True)
    assert fq_cameras("key", "other", "--camera", "CAM-7").exit_code == 2
    assert "is ended" in fq_cameras("revoke", "box").output
    assert fq_cameras("revoke", "nobody").exit_code == 2
