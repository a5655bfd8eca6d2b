"""`generation`: the morning of a province, beside an INSERT … SELECT of the same rows into the same table."""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

import django

from fengqiao.bench.contracts import Bench, BenchRequest
from fengqiao.bench.database import throw_away_database
from fengqiao.bench.figures import BenchFigure, Goal, Reference
from fengqiao.bench.generation.sizes import COUNTY, PROVINCE, SIZES, Size
from fengqiao.bench.memory import peak_memory_mb

SECONDS_GOAL, RATIO_GOAL, CHANGES_GOAL = 60, 3, 2
STATIONS_PLANNED = 24
"""Day plans of all stations take an hour of processor; the cost of an officer is measured on these."""


@dataclass(frozen=True, slots=True)
class Measured:
    """What a fresh process did: how long, with how many tasks, at what peak of its memory."""

    seconds: float
    created: int
    peak_mb: float
    proposed: int = 0


def run(request: BenchRequest) -> Sequence[BenchFigure]:
    """This function will build the province and measure the morning, the second run, changes, plans, the reference."""
    size = SIZES.get(request.size) or (COUNTY if request.is_quick else PROVINCE)
    with throw_away_database(name="generation"):
        from fengqiao.bench.generation.checking import counts, duplicates, fingerprint, insert_again, make_changes
        from fengqiao.bench.generation.province import build_province

        built = build_province(size=size, say=request.say)
        request.say("the morning")
        morning = _in_own_process(_generate)
        before = fingerprint()
        request.say("the morning again")
        again = _in_own_process(_generate)
        differences = int(before != fingerprint())
        request.say(f"day plans of {min(STATIONS_PLANNED, size.stations)} stations")
        plans = _in_own_process(_plan)
        request.say(f"{size.changes} changes")
        changes = make_changes(size)
        rows, twice = counts(), duplicates()
        request.say("the same rows by INSERT … SELECT")
        bare = insert_again()
    return [
        BenchFigure("build_seconds", built, "s"),
        *(BenchFigure(name, value, "rows") for name, value in rows.items()),
        BenchFigure("tasks_proposed", morning.proposed, "tasks"),
        BenchFigure("tasks_made", morning.created, "tasks"),
        BenchFigure("morning_seconds", morning.seconds, "s", goal=_of_province(size, SECONDS_GOAL)),
        BenchFigure(
            "morning_to_insert",
            morning.seconds,
            "s",
            references=[Reference("INSERT … SELECT of the same rows", bare)],
            goal=Goal("<=", RATIO_GOAL, of="ratio"),
        ),
        BenchFigure("morning_peak_memory", morning.peak_mb, "MB"),
        BenchFigure("again_seconds", again.seconds, "s"),
        BenchFigure("again_made", again.created, "tasks", goal=Goal("<=", 0)),
        BenchFigure("again_differences", differences, "", goal=Goal("<=", 0)),
        BenchFigure("duplicates", twice, "tasks", goal=Goal("<=", 0)),
        BenchFigure("changes_seconds", changes.seconds, "s", goal=_of_province(size, CHANGES_GOAL)),
        BenchFigure("changes_made", changes.created, "tasks"),
        *_plan_figures(size, plans),
    ]


def _of_province(size: Size, seconds: float) -> Goal | None:
    return Goal("<=", seconds) if size is PROVINCE else None


def _plan_figures(size: Size, plans: Measured) -> list[BenchFigure]:
    each = plans.seconds / max(plans.created, 1)
    return [
        BenchFigure("plans_measured", plans.created, "officers"),
        BenchFigure("plan_officer_seconds", each, "s"),
        BenchFigure("plans_of_all_minutes_by_that_cost", each * size.officers / 60, "min"),
    ]


def _in_own_process(work: object) -> Measured:
    """A fresh process, as the job is: its peak holds nothing of the building."""
    with ProcessPoolExecutor(max_workers=1, mp_context=multiprocessing.get_context("spawn")) as pool:
        measured: Measured = pool.submit(work).result()  # type: ignore[arg-type]
    return measured


def _generate() -> Measured:
    django.setup()
    from fengqiao.bench.generation.province import DAY
    from fengqiao.domains.tasks.public import generate_tasks
    from fengqiao.foundation.scoping.contracts import SYSTEM

    began = time.perf_counter()
    report = generate_tasks(actor=SYSTEM, date=DAY)
    return Measured(time.perf_counter() - began, report.created, peak_memory_mb(), report.proposed)


def _plan() -> Measured:
    django.setup()
    from fengqiao.bench.generation.province import DAY
    from fengqiao.domains.organisation.contracts import UnitKind
    from fengqiao.domains.organisation.public import list_units
    from fengqiao.domains.tasks.public import generate_morning_lists
    from fengqiao.foundation.scoping.contracts import SYSTEM

    stations = list_units(kind=UnitKind.POLICE_STATION)
    chosen = stations[:: max(1, len(stations) // STATIONS_PLANNED)][:STATIONS_PLANNED]
    generate_morning_lists(actor=SYSTEM, date=DAY, under=chosen[0].path)
    began, officers = time.perf_counter(), 0
    for station in chosen[1:] or chosen:
        officers += generate_morning_lists(actor=SYSTEM, date=DAY, under=station.path).officers
    return Measured(time.perf_counter() - began, officers, peak_memory_mb())


BENCH = Bench(
    name="generation",
    what="the morning of a province, changes during the day, day plans",
    figures=(
        *("build_seconds", "tasks_made", "morning_seconds", "morning_to_insert", "morning_peak_memory"),
        *("again_made", "again_differences", "duplicates", "changes_seconds", "plan_officer_seconds"),
    ),
    run=run,
)
