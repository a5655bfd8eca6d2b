from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from fengqiao.bench.contracts import BenchRequest, DataMissingError
from fengqiao.bench.planning import public_cases, running, solvers, station_days
from fengqiao.bench.planning.cases import Case, load_cases, read_case
from fengqiao.bench.planning.solvers import Day, missing_package, ours, pyvrp_alone, solve, warm_up
from fengqiao.engines.planning.contracts import OfficerPlan, PlanParameters

INSTANCE = """1 4 4 1
0 100
  0 0 0 0 0 0 0 0 0 100
  1 1 1 10 7 1 1 1 0 50
  2 3 0 10 5 1 1 1 20 30
  3 90 90 10 99 1 1 1 0 99
  4 0 3 10 2 1 1 1 0 90
"""
NO_UNEVEN = PlanParameters(0.001, 0.0)


def a_case(instance: str = "c101") -> Case:
    return read_case(text=INSTANCE, instance=instance, officers=2, best_known=14.0)


def a_day() -> Day:
    case = a_case()
    return Day(case.officers, case.tasks, case.travel, NO_UNEVEN)


def a_data_folder(path: Path, *, best_known: str = "14") -> Path:
    (path / "planning" / "toptw").mkdir(parents=True)
    (path / "planning" / "toptw" / "c101.txt").write_text(INSTANCE)
    rows = [f"{officers},c101,{best_known},found" for officers in (1, 2, 3, 4)]
    (path / "planning" / "toptw_best_known.csv").write_text("\n".join(["m,instance,best_known,source", *rows]) + "\n")
    return path


def test_a_case_is_read_as_published() -> None:
    case = a_case()

    assert case.name == "c101 × 2"
    assert [officer.closes_minute for officer in case.officers] == [100, 100]
    first = case.tasks[0]
    assert (first.minutes, first.prize, first.opens_minute, first.closes_minute) == (10, 7, 0, 60)
    # The root of two is cut off, not rounded: after one decimal, after two in Cordeau's cases.
    assert (case.travel[0, 1], a_case("pr01").travel[0, 1]) == (1.4, 1.41)
    assert case.travel[0, 2] == 3.0


def test_only_two_to_four_officers_are_asked_for(tmp_path: Path) -> None:
    assert [len(case.officers) for case in load_cases(data_dir=a_data_folder(tmp_path))] == [2, 3, 4]


def test_a_folder_without_cases_is_told(tmp_path: Path) -> None:
    with pytest.raises(DataMissingError):
        load_cases(data_dir=tmp_path)


def test_the_gap_is_against_the_best_known() -> None:
    warm_up(a_day())
    solved = solve(solver=ours, day=a_day(), seconds=0.1, seed=0)

    assert (solved.prize, solved.violations) == (14, 0)
    assert public_cases.gap_percent(a_case(), solved) == 0
    assert solved.processor_seconds < 0.1 + 1.0


def test_a_solver_that_cheats_is_found_out() -> None:
    def twice(day: Day, seconds: float, seed: int) -> Sequence[OfficerPlan]:
        plans = ours(day, seconds, seed)
        return [*plans, plans[0]]

    assert solve(solver=twice, day=a_day(), seconds=0.05, seed=0).violations > 0


@pytest.mark.skipif(missing_package("pyvrp") is not None, reason="pyvrp is not installed")
def test_pyvrp_alone_solves_the_same_day() -> None:
    solved = solve(solver=pyvrp_alone, day=a_day(), seconds=0.1, seed=0)

    assert (solved.prize, solved.violations) == (14, 0)


@pytest.mark.skipif(missing_package("ortools") is not None, reason="ortools is not installed")
def test_ortools_solves_the_same_day() -> None:
    from fengqiao.bench.planning.routing import ortools_routing

    solved = solve(solver=ortools_routing, day=a_day(), seconds=0.1, seed=0)

    assert (solved.prize, solved.violations) == (14, 0)


def test_every_figure_is_told_and_what_is_not_installed_is_skipped_by_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(solvers, "find_spec", lambda name: None)
    monkeypatch.setattr(public_cases, "SECONDS", 0.05)
    monkeypatch.setattr(station_days, "SECONDS", 0.05)
    monkeypatch.setattr(station_days, "OFFICERS", 2)
    monkeypatch.setattr(station_days, "TASKS", 20)
    lines: list[str] = []
    request = BenchRequest(a_data_folder(tmp_path), seed=0, is_quick=True, say=lines.append)
    figures = {one.name: one for one in running.run(request)}

    assert tuple(figures) == running.BENCH.figures
    assert figures["toptw_gap_pyvrp_percent"].skipped == "pyvrp is not installed"
    assert figures["toptw_gap_ortools_percent"].skipped == "ortools is not installed"
    assert figures["station_short_of_pyvrp_percent"].skipped == "pyvrp is not installed"
    assert figures["toptw_gap_percent"].value == 0
    assert figures["toptw_violations"].value == figures["station_violations"].value == 0
    assert [one.name for one in figures["toptw_gap_percent"].references] == ["the greedy plan"]
    assert figures["toptw_cases"].value == 1
    assert lines


def test_a_run_that_is_stopped_tells_what_it_has_measured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(public_cases, "SECONDS", 0.05)

    def stop_after_two(line: str) -> None:
        if "2 of 3" in line:
            raise KeyboardInterrupt

    request = BenchRequest(a_data_folder(tmp_path), seed=0, is_quick=False, say=stop_after_two)
    figures = {one.name: one for one in running.run(request)}

    assert tuple(figures) == running.BENCH.figures
    assert figures["toptw_cases"].value == 2
    assert figures["toptw_gap_percent"].value == 0
    assert figures["station_workload_gini"].value is None
    assert figures["station_workload_gini"].skipped == "stopped before"
