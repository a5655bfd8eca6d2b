from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

from fengqiao.bench.contracts import Bench, BenchRequest
from fengqiao.bench.figures import BenchFigure, Goal, Reference
from fengqiao.bench.registry import BENCHES
from fengqiao.bench.spread import percentile
from fengqiao.cli.application import application

runner = CliRunner()


@pytest.fixture
def counting() -> Iterator[None]:
    """A benchmark that only counts the files of the data folder, so that the command itself can be looked at."""

    def run(request: BenchRequest) -> list[BenchFigure]:
        files = sum(1 for path in request.data_dir.iterdir() if path.is_file())
        return [
            BenchFigure("files", files, "files", [Reference("half", files / 2)], Goal("<=", 3, of="ratio")),
            BenchFigure("elsewhere", None, "s", skipped="no second folder"),
        ]

    BENCHES["counting"] = Bench("counting", "files", ("files", "elsewhere"), run)
    yield
    del BENCHES["counting"]


def test_without_a_name_every_benchmark_is_listed_with_its_figures(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "300")
    result = runner.invoke(application, ["bench"])
    assert result.exit_code == 0
    for bench in BENCHES.values():
        assert bench.name in result.output
        for figure in bench.figures:
            assert figure in result.output


def test_the_benchmarks_of_this_stage_are_there() -> None:
    assert {"import", "console", "startup"} <= set(BENCHES)


def test_an_unknown_name_is_bad_input() -> None:
    result = runner.invoke(application, ["bench", "nonsense"])
    assert result.exit_code == 2
    assert "import" in result.output


def test_a_folder_without_the_data_is_told_and_ends_with_three(tmp_path: Path) -> None:
    result = runner.invoke(application, ["bench", "import", "--data", str(tmp_path)])
    assert result.exit_code == 3
    assert "calls/*.csv.gz" in result.output.replace("\n", " ")


def test_a_data_folder_that_is_none_is_bad_input(tmp_path: Path) -> None:
    assert runner.invoke(application, ["bench", "import", "--data", str(tmp_path / "none")]).exit_code == 2


def test_the_report_has_the_promised_shape(tmp_path: Path, counting: None) -> None:
    data, report = tmp_path / "data", tmp_path / "report.json"
    data.mkdir()
    for number in range(4):
        (data / f"{number}.csv").touch()
    result = runner.invoke(application, ["bench", "counting", "--data", str(data), "--json", str(report)])
    assert result.exit_code == 0
    told = json.loads(report.read_text())
    assert set(told) == {"bench", "machine", "figures"}
    assert told["figures"] == [
        {
            "name": "files",
            "value": 4,
            "unit": "files",
            "references": [{"name": "half", "value": 2.0, "ratio": 2.0}],
            "goal": {"op": "<=", "value": 3, "of": "ratio"},
            "holds": True,
            "skipped": None,
        },
        {
            "name": "elsewhere",
            "value": None,
            "unit": "s",
            "references": [],
            "goal": None,
            "holds": None,
            "skipped": "no second folder",
        },
    ]


@pytest.mark.parametrize(("share", "value"), [(0.5, 2), (0.95, 4), (0.75, 3), (0.0, 1)])
def test_a_percentile_is_one_of_the_values(share: float, value: int) -> None:
    assert percentile([4, 1, 3, 2], share) == value
