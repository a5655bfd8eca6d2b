from __future__ import annotations

from pathlib import Path

import pytest
from tests.stage import OLD_TOWN, STATION, Stage

from fengqiao.domains.incidents.contracts import IncidentFilter
from fengqiao.domains.incidents.public import list_incidents
from fengqiao.foundation.scoping.contracts import SYSTEM
from fengqiao.integrations.call_exports import importing
from fengqiao.integrations.call_exports.importing import ImportResult, import_calls
from fengqiao.integrations.call_exports.mapping import Mapping

MAPPING = Mapping.model_validate(
    {
        "source": "town",
        "columns": {"external_id": "id", "received_at": "time", "text": "what"},
        "time": {"zone": "Asia/Shanghai"},
        "categories": {"by": "kind", "default": "other"},
        "units": {"by": "beat", "codes": {"1": OLD_TOWN}, "default": STATION},
    }
)


def export(tmp_path: Path, rows: int, *, bad: tuple[int, ...] = ()) -> Path:
    lines = ["id,time,what,kind,beat"]
    for number in range(rows):
        moment = "yesterday" if number in bad else f"2026-03-01T10:{number % 60:02d}:00"
        lines.append(f"c{number},{moment},吵架,N,{number % 2}")
    path = tmp_path / "calls.csv"
    path.write_text("\n".join(lines) + "\n")
    return path


def run(path: Path, tmp_path: Path, stop_after: int | None = None) -> ImportResult:
    batches = 0

    def count(result: ImportResult, share: float) -> None:
        nonlocal batches
        batches += 1

    return import_calls(
        actor=SYSTEM,
        path=path,
        mapping=MAPPING,
        unit_codes={},
        work_dir=tmp_path / "work",
        should_stop=lambda: stop_after is not None and batches >= stop_after,
        on_progress=count,
    )


def incidents_there() -> int:
    return len(list_incidents(actor=SYSTEM, query=IncidentFilter(), limit=1000, after=""))


def test_a_second_run_imports_nothing_twice(stage: Stage, tmp_path: Path) -> None:
    path = export(tmp_path, 30)
    assert run(path, tmp_path).added == 30
    again = run(path, tmp_path)
    assert (again.added, again.known) == (0, 30)
    assert incidents_there() == 30


def test_bad_rows_go_to_the_report_while_the_others_land(stage: Stage, tmp_path: Path) -> None:
    result = run(export(tmp_path, 10, bad=(3, 7)), tmp_path)
    assert (result.added, result.refused) == (8, 2)
    assert result.report is not None
    assert result.report.read_text().splitlines() == [
        "line,column,value,reason",
        "5,time,yesterday,is not a moment of the form iso",
        "9,time,yesterday,is not a moment of the form iso",
    ]


def test_what_the_incidents_refuse_is_reported_with_its_line(stage: Stage, tmp_path: Path) -> None:
    path = tmp_path / "calls.csv"
    path.write_text(
        "id,time,what,kind,beat,closed\n"
        "c1,2026-03-01T10:00:00,吵架,N,1,2026-03-01T11:00:00\n"
        "c2,2026-03-01T10:00:00,吵架,N,1,2026-03-01T09:00:00\n"
    )
    mapping = MAPPING.model_copy(update={"columns": MAPPING.columns.model_copy(update={"closed_at": "closed"})})
    result = import_calls(actor=SYSTEM, path=path, mapping=mapping, unit_codes={}, work_dir=tmp_path / "work")
    assert (result.added, result.refused) == (1, 1)
    assert result.report is not None
    assert result.report.read_text().splitlines()[1:] == ["3,,c2,stamp_before_call"]


def test_a_stopped_import_goes_on_where_it_was_and_loses_nothing(
    stage: Stage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(importing, "BATCH_ROWS", 10)
    path = export(tmp_path, 35)
    first = run(path, tmp_path, stop_after=2)
    assert (first.added, first.is_finished) == (20, False)
    second = run(path, tmp_path)
    assert (second.skipped, second.added, second.is_finished) == (20, 15, True)
    assert incidents_there() == 35


def test_a_refused_value_is_no_formula_in_the_report(stage: Stage, tmp_path: Path) -> None:
    path = tmp_path / "calls.csv"
    path.write_text("id,time,what,kind,beat\nc1,=cmd|' /C calc'!A0,吵架,N,1\n")
    report = run(path, tmp_path).report
    assert report is not None
    assert "2,time,'=cmd|' /C calc'!A0," in report.read_text()
    assert report.parent.stat().st_mode & 0o077 == 0, "it repeats what stood in the cells"
