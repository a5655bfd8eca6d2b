from __future__ import annotations

import datetime
import gzip
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from openpyxl import Workbook

from fengqiao.domains.incidents.contracts import ImportedCall, Origin
from fengqiao.integrations.call_exports.converting import RowConverter
from fengqiao.integrations.call_exports.errors import ExportUnreadableError, RowRefusedError
from fengqiao.integrations.call_exports.mapping import Mapping
from fengqiao.integrations.call_exports.reading import open_export

MAPPING = Mapping.model_validate(
    {
        "source": "town",
        "columns": {
            "external_id": "id",
            "received_at": "time",
            "text": ["what"],
            "longitude": "lon",
            "latitude": "lat",
            "closed_at": "closed",
        },
        "time": {"zone": "Asia/Shanghai", "format": "%Y-%m-%d %H:%M:%S"},
        "categories": {
            "by": "kind",
            "exact": {"N": "dispute/neighbour_noise"},
            "patterns": [{"match": "T.*", "to": "traffic/collision"}],
            "default": "other",
        },
        "origins": {"by": "kind", "patterns": [{"match": "TS", "to": "officer"}], "default": "call_110"},
        "units": {"by": "beat", "codes": {"1": "B1"}},
    }
)
HEADER = "id,time,closed,what,kind,lon,lat,beat\n"
GOOD_LINE = "c1,2026-03-01 22:41:03,,吵架,N,108.88,33.60,1\n"


def calls_of(path: Path) -> list[ImportedCall]:
    with open_export(path=path, mapping=MAPPING) as export:
        converter = RowConverter(mapping=MAPPING, header=export.header, unit_codes={})
        return [converter.convert(row) for row in export.rows]


def written(tmp_path: Path, *lines: str, name: str = "calls.csv") -> Path:
    path = tmp_path / name
    content = (HEADER + "".join(lines)).encode()
    path.write_bytes(gzip.compress(content) if name.endswith(".gz") else content)
    return path


@pytest.mark.parametrize("name", ["calls.csv", "calls.csv.gz"])
def test_a_row_becomes_a_call_in_its_own_time_zone(tmp_path: Path, name: str) -> None:
    [call] = calls_of(written(tmp_path, GOOD_LINE, name=name))
    assert call.received_at == datetime.datetime(2026, 3, 1, 22, 41, 3, tzinfo=ZoneInfo("Asia/Shanghai"))
    assert (call.category, call.subcategory, call.origin) == ("dispute", "neighbour_noise", Origin.CALL_110)
    assert (call.longitude, call.latitude, call.unit_code, call.closed_at) == (108.88, 33.60, "B1", None)


def test_an_excel_sheet_reads_like_the_csv(tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(HEADER.strip().split(","))
    sheet.append(["c1", "2026-03-01 22:41:03", None, "吵架", "N", 108.88, 33.6, 1])
    path = tmp_path / "calls.xlsx"
    book.save(path)
    assert calls_of(path) == calls_of(written(tmp_path, GOOD_LINE))


def test_what_officers_find_by_themselves_keeps_its_origin(tmp_path: Path) -> None:
    [call] = calls_of(written(tmp_path, GOOD_LINE.replace(",N,", ",TS,")))
    assert (call.category, call.origin) == ("traffic", Origin.OFFICER)


@pytest.mark.parametrize(
    ("old", "new", "column", "reason"),
    [
        ("2026-03-01 22:41:03", "2026-02-30 22:41:03", "time", "not a moment"),
        ("2026-03-01 22:41:03", "", "time", "empty"),
        ("c1", "", "id", "empty"),
        ("108.88", "east", "lon", "not a number"),
        ("108.88", "208.88", "lon", "within"),
        ("33.60", "nan", "lat", "within"),
        (",1\n", ",9\n", "beat", "no unit"),
    ],
)
def test_a_bad_cell_is_refused_with_column_value_and_reason(
    tmp_path: Path, old: str, new: str, column: str, reason: str
) -> None:
    with pytest.raises(RowRefusedError, match=reason) as refused:
        calls_of(written(tmp_path, GOOD_LINE.replace(old, new)))
    assert refused.value.column == column


def test_a_short_row_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RowRefusedError, match="has 2 cells"):
        calls_of(written(tmp_path, "c1,2026-03-01 22:41:03\n"))


def test_missing_columns_are_named_beside_those_that_are_there(tmp_path: Path) -> None:
    path = tmp_path / "calls.csv"
    path.write_text("id,when\n")
    with pytest.raises(ExportUnreadableError, match=r"beat, closed, kind.*Columns found: id, when"):
        calls_of(path)


def test_a_wrong_encoding_names_line_and_setting(tmp_path: Path) -> None:
    path = tmp_path / "calls.csv"
    path.write_bytes((HEADER + GOOD_LINE).encode("gb18030"))
    with pytest.raises(ExportUnreadableError, match=r"line 2: not written in utf-8"):
        calls_of(path)


@pytest.mark.parametrize("name", ["film.mp4", "calls.csv", "calls.xls"])
def test_a_file_that_is_no_table_is_refused_with_what_can_be_read(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"\0\0\0 ftypisom\0\0\2\0isomiso2avc1mp41")
    with pytest.raises(ExportUnreadableError, match=r"no table. What can be read: CSV, gzipped CSV, Excel"):
        calls_of(path)


def test_a_damaged_gzip_says_where(tmp_path: Path) -> None:
    path = written(tmp_path, GOOD_LINE * 5000, name="calls.csv.gz")
    path.write_bytes(path.read_bytes()[:-40])
    with pytest.raises(ExportUnreadableError, match="gzip file is damaged"):
        calls_of(path)


def test_a_missing_file_says_so(tmp_path: Path) -> None:
    with pytest.raises(ExportUnreadableError, match="does not exist"):
        calls_of(tmp_path / "none.csv")
