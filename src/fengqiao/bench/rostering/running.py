"""Public instances of staff scheduling: ours and the greedy way, each beside the best of those published."""

from __future__ import annotations

import csv
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from fengqiao.bench.contracts import Bench, BenchRequest, DataMissingError
from fengqiao.bench.figures import BenchFigure, Goal, Reference
from fengqiao.bench.rostering.curtois import penalty_of, read_instance
from fengqiao.engines.rostering.contracts import MadeRoster, RosterProblem, SearchBudget
from fengqiao.engines.rostering.making import CP_SAT, GREEDY, best_method, make_roster

FIRST, LAST, QUICK_LAST = 1, 9, 2
SECONDS, QUICK_SECONDS = 120.0, 20.0
TIMES_BEST = 1.05
MISSING = "ortools is not installed (requirements/staffing.txt)"
BUDGET = SearchBudget(looks=10_000)
"""The two minutes end it, not the number of looks."""


@dataclass(frozen=True, slots=True)
class _Run:
    penalty: int
    seconds: float
    faults: int
    was_proven: bool


def run(request: BenchRequest) -> Sequence[BenchFigure]:
    """This function will roster the instances by both methods, and compare with the best that is published."""
    folder = request.data_dir / "rosters"
    best = _published(folder / "published.csv")
    last, seconds = (QUICK_LAST, QUICK_SECONDS) if request.is_quick else (LAST, SECONDS)
    figures: list[BenchFigure] = []
    faults, longest = 0, 0.0
    for number in range(FIRST, last + 1):
        path = folder / f"Instance{number}.txt"
        greedy = _roster(path, GREEDY, seconds, request.seed)
        faults += greedy.faults
        ours = _roster(path, CP_SAT, seconds, request.seed) if best_method() == CP_SAT else None
        if ours is not None:
            faults, longest = faults + ours.faults, max(longest, ours.seconds)
            said = f"{ours.penalty} in {ours.seconds:.0f} s{' (proven best)' if ours.was_proven else ''}"
            request.say(f"instance {number}: {said}; greedy {greedy.penalty}; published best {best[number]}")
        figures.append(_figure(number, ours, greedy, best[number]))
    figures += [
        BenchFigure(_name(number), None, "", skipped="left out by --quick") for number in range(last + 1, LAST + 1)
    ]
    return [
        *figures,
        BenchFigure("roster_longest_seconds", longest or None, "s", skipped=None if longest else MISSING),
        BenchFigure("roster_faults", faults, "", goal=Goal("<=", 0)),
    ]


def _name(number: int) -> str:
    return f"roster_{number}"


def _figure(number: int, ours: _Run | None, greedy: _Run, best: int) -> BenchFigure:
    references = (Reference("published best", best), Reference("person by person", greedy.penalty))
    goal = Goal("<=", TIMES_BEST, of="ratio")
    if ours is None:
        return BenchFigure(_name(number), None, "penalty", references, skipped=MISSING)
    return BenchFigure(_name(number), ours.penalty, "penalty", references, goal=goal)


def _published(path: Path) -> dict[int, int]:
    if not path.is_file():
        raise DataMissingError(f"there is no {path}")
    with path.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {int(row["instance"]): min(int(value) for name, value in row.items() if name != "instance") for row in rows}


def _roster(path: Path, method: str, seconds: float, seed: int) -> _Run:
    problem = read_instance(path=path)
    began = time.perf_counter()

    def spent() -> float:
        return (time.perf_counter() - began + BUDGET.look_seconds + 1) / seconds

    made = _made(problem, method, seed, spent)
    took = time.perf_counter() - began
    return _Run(penalty_of(path=path, roster=made.roster), took, len(made.faults), made.is_proven)


def _made(problem: RosterProblem, method: str, seed: int, spent: Callable[[], float]) -> MadeRoster:
    budget = SearchBudget(seed=seed + 1, looks=BUDGET.looks)
    return make_roster(problem=problem, budget=budget, method=method, spent=spent, should_stop=lambda: spent() >= 1)


BENCH = Bench(
    name="roster",
    what="public staff-scheduling instances in two minutes each: ours and greedy beside the best published",
    figures=(*(_name(number) for number in range(FIRST, LAST + 1)), "roster_longest_seconds", "roster_faults"),
    run=run,
)
