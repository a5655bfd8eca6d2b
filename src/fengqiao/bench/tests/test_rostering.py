from __future__ import annotations

from pathlib import Path

import pytest

from fengqiao.bench.contracts import BenchRequest, DataMissingError
from fengqiao.bench.rostering import running
from fengqiao.bench.rostering.curtois import BadInstanceError, penalty_of, read_instance

INSTANCE = """# two people, three days
SECTION_HORIZON
3

SECTION_SHIFTS
E,480,
L,600,E

SECTION_STAFF
A,E=3|L=0,1500,480,2,1,1,1
B,E=3|L=3,1500,0,5,1,1,1

SECTION_DAYS_OFF
A,1

SECTION_SHIFT_ON_REQUESTS
A,0,E,4

SECTION_SHIFT_OFF_REQUESTS
B,2,L,3

SECTION_COVER
0,E,1,100,1
1,E,1,100,1
2,L,1,100,1
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "Instance1.txt"
    file.write_text(INSTANCE, encoding="utf-8")
    return file


def test_an_instance_is_read_with_all_its_rules(path: Path) -> None:
    problem = read_instance(path=path)
    first, second = problem.people
    assert (problem.days, [shift.code for shift in problem.shifts]) == (3, ["E", "L"])
    assert problem.shifts[1].not_followed_by == {"E"}
    assert (first.limits, first.max_minutes, first.min_minutes) == ({"E": 3, "L": 0}, 1500, 480)
    assert (first.max_consecutive, first.max_weekends, first.days_off) == (2, 1, {1})
    assert second.days_off == frozenset()
    assert [(wish.person, wish.is_on, wish.weight) for wish in problem.wishes] == [("A", True, 4), ("B", False, 3)]


def test_the_penalty_is_counted_from_the_file(path: Path) -> None:
    kept = {"A": ("E", "", ""), "B": ("", "E", "")}
    assert penalty_of(path=path, roster=kept) == 100
    assert penalty_of(path=path, roster={**kept, "B": ("E", "E", "L")}) == 1 + 3
    assert penalty_of(path=path, roster={**kept, "A": ("", "", "")}) == 4 + 100 + 100


def test_what_is_no_instance_is_refused(tmp_path: Path) -> None:
    bad = tmp_path / "Instance1.txt"
    bad.write_text("SECTION_HORIZON\nmany\n", encoding="utf-8")
    with pytest.raises(BadInstanceError):
        read_instance(path=bad)


def test_every_figure_is_said_also_without_the_solver(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "rosters"
    folder.mkdir()
    for number in range(1, 10):
        (folder / f"Instance{number}.txt").write_text(INSTANCE, encoding="utf-8")
    rows = "\n".join(f"{number},7,9" for number in range(1, 10))
    (folder / "published.csv").write_text(f"instance,one,other\n{rows}\n", encoding="utf-8")
    monkeypatch.setattr(running, "best_method", lambda: GREEDY_ONLY)
    figures = running.run(BenchRequest(data_dir=tmp_path, seed=0, is_quick=True, say=lambda line: None))
    assert [figure.name for figure in figures] == list(running.BENCH.figures)
    by_name = {figure.name: figure for figure in figures}
    assert by_name["roster_1"].skipped == running.MISSING
    assert [reference.value for reference in by_name["roster_1"].references] == [7, 3]
    assert by_name["roster_faults"].value == 0


GREEDY_ONLY = running.GREEDY


def test_a_folder_without_instances_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataMissingError):
        running.run(BenchRequest(data_dir=tmp_path, seed=0, is_quick=True, say=lambda line: None))
