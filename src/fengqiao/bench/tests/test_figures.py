from __future__ import annotations

import json
from pathlib import Path

from fengqiao.bench.figures import BenchFigure, BenchReport, Goal, Reference


def test_a_ratio_goal_is_held_against_the_reference_of_the_same_run() -> None:
    figure = BenchFigure("x", 10.0, "s", [Reference("bare", 4.0)], Goal("<=", 2, of="ratio"))
    assert figure.as_plain()["references"] == [{"name": "bare", "value": 4.0, "ratio": 2.5}]
    assert figure.holds() is False


def test_a_figure_that_was_skipped_neither_holds_nor_fails() -> None:
    assert BenchFigure("x", None, "s", goal=Goal("<=", 1), skipped="no data").holds() is None


def test_the_report_is_written_whole(tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    BenchReport("import", [BenchFigure("rows", 3, "rows", goal=Goal(">=", 3))]).write(path)
    assert json.loads(path.read_text())["figures"][0]["holds"] is True
    assert list(tmp_path.iterdir()) == [path]
