from datetime import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fengqiao.edge.configuration import load_zone_file, zones_of
from fengqiao.edge.errors import ConfigurationInvalidError
from fengqiao.edge.identifiers import new_uuid7
from fengqiao.edge.settings import read_settings

SQUARE = "polygon: [[0.1, 0.1], [0.9, 0.1], [0.9, 0.9], [0.1, 0.9]]"


def load(folder: Path, text: str) -> object:
    path = folder / "zones.yaml"
    path.write_text(text, encoding="utf-8")
    return load_zone_file(path=path, camera="CAM-1")


def test_a_zone_file_becomes_zones_with_their_hours_even_when_yaml_counts_in_sixties(tmp_path: Path) -> None:
    path = tmp_path / "zones.yaml"
    path.write_text(f"zones:\n- {{name: 后院, {SQUARE}, schedule: {{from: 21:00, to: 06:00}}}}\n", encoding="utf-8")
    (zone,) = zones_of(configuration=load_zone_file(path=path, camera="CAM-1"))
    assert zone.name == "后院"
    assert zone.schedule is not None
    assert (zone.schedule.from_time, zone.schedule.to_time) == (time(21), time(6))
    assert zone.classes == {"person"}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("- 1", "not a list of fields|is not"),
        ("zones: [", "line 1|line 2"),
        ("name: x", "zones: is missing"),
        ("zones: []", "zones"),
        (
            "zones: [{name: a, polygon: [[0.1, 0.1], [0.2, 0.2]]}]",
            "zones no. 1: polygon: needs at least three points",
        ),
        ("zones: [{name: a, polygon: [[0.1, 0.1], [5, 0.2], [0.3, 0.9]]}]", "outside the picture"),
        (f"zones: [{{name: a, {SQUARE}, min_frames: 9}}]", "could never be reached"),
        (f"zones: [{{name: a, {SQUARE}, clases: [car]}}]", "unknown field zones no. 1: clases"),
        (f"zones: [{{name: a, {SQUARE}}}, {{name: a, {SQUARE}}}]", "same name"),
        (f"zones: [{{name: a, {SQUARE}, schedule: {{from: '25:00', to: '06:00'}}}}]", "schedule"),
        (f"code: CAM-2\nzones: [{{name: a, {SQUARE}}}]", "for camera CAM-2, not for CAM-1"),
    ],
)
def test_a_bad_zone_file_is_told_with_its_field(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(ConfigurationInvalidError, match=message):
        load(tmp_path, text)


def test_a_missing_zone_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigurationInvalidError, match="no such file"):
        load_zone_file(path=tmp_path / "none.yaml", camera="CAM-1")


@pytest.mark.parametrize("environment", [{"FENGQIAO_TIME_ZONE": "Asia/Fengqiao"}, {"FENGQIAO_SPOOL_MIB": "much"}])
def test_a_wrong_setting_fails_at_start(environment: dict[str, str]) -> None:
    with pytest.raises(ConfigurationInvalidError):
        read_settings(environment=environment)


@given(st.integers(0, 2**48 - 2), st.integers(0, 2**74 - 1), st.integers(0, 2**74 - 1))
def test_ids_sort_by_their_time_whatever_is_random(moment: int, first: int, second: int) -> None:
    earlier = new_uuid7(unix_milliseconds=moment, random_bits=first)
    later = new_uuid7(unix_milliseconds=moment + 1, random_bits=second)
    assert str(earlier) < str(later)
    assert earlier.version == 7
    assert earlier.variant == "specified in RFC 4122"
