from __future__ import annotations

from pathlib import Path

from fengqiao.bench.contracts import BenchRequest
from fengqiao.bench.staffing import running
from fengqiao.bench.staffing.province import draw_province


def test_a_seed_draws_the_same_province_again() -> None:
    first, again = (draw_province(stations=20, beats=90, officers=5, seed=3) for _ in range(2))
    assert first == again
    assert first != draw_province(stations=20, beats=90, officers=5, seed=4)
    assert (len(first.stations), len(first.units)) == (20, 90)


def test_every_figure_is_said_also_without_the_solver(monkeypatch, tmp_path: Path) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(running, "best_method", lambda: running.GREEDY)
    said: list[str] = []
    figures = running.run(BenchRequest(data_dir=tmp_path, seed=0, is_quick=True, say=said.append))
    assert [figure.name for figure in figures] == list(running.BENCH.figures)
    by_name = {figure.name: figure for figure in figures}
    assert by_name["staffing_faults"].value == 0
    assert by_name["staffing_seconds"].skipped == running.MISSING
