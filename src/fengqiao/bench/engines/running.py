"""The benchmark `engines`: every engine at the size of a station, then the search on a database of its own."""

from __future__ import annotations

from collections.abc import Sequence

from fengqiao.bench.contracts import Bench, BenchRequest
from fengqiao.bench.database import throw_away_database
from fengqiao.bench.engines.dispatching import measure_recommendation
from fengqiao.bench.engines.duties import measure_proposals
from fengqiao.bench.engines.planning import measure_plan
from fengqiao.bench.engines.roads import measure_matrix
from fengqiao.bench.engines.tracking import measure_tracking
from fengqiao.bench.figures import BenchFigure

REPEATS, QUICK_REPEATS = 5, 1
"""The sizes are those of a station either way; --quick only measures fewer times."""
DOORS_PER_STREET = 100
CROWD_FRAMES = 40


def run(request: BenchRequest) -> Sequence[BenchFigure]:
    """This function will time every engine, in processor time of this process, and the search as somebody waits."""
    repeats = QUICK_REPEATS if request.is_quick else REPEATS
    request.say("plans, proposals, roads, recommendations, tracks")
    figures = measure_engines(seed=request.seed, repeats=repeats)
    request.say("12,000 doors and what is typed")
    with throw_away_database(name="engines"):
        from fengqiao.bench.engines.addresses import build_doors, measure_search

        actor = build_doors(per_street=DOORS_PER_STREET)
        figures.append(measure_search(actor=actor, repeats=3 * repeats))
    return figures


def measure_engines(*, seed: int, repeats: int) -> list[BenchFigure]:
    """This function will time the engines that need no database."""
    return [
        measure_plan(
            name="plan_officer_seconds", officers=1, tasks=15, goal_seconds=0.1, seed=seed, repeats=4 * repeats
        ),
        measure_plan(name="plan_station_seconds", officers=12, tasks=200, goal_seconds=3.0, seed=seed, repeats=repeats),
        measure_proposals(subjects=3_000, events=15_000, seed=seed, repeats=repeats),
        measure_matrix(crossings=120, points=200, seed=seed, repeats=repeats),
        measure_recommendation(units=1_000, seed=seed, repeats=4 * repeats),
        measure_tracking(a_side=10, frames=CROWD_FRAMES),
    ]


BENCH = Bench(
    name="engines",
    what="the engines at a station's size, and an address while it is typed",
    figures=(
        "plan_officer_seconds",
        "plan_station_seconds",
        "propose_station_seconds",
        "road_matrix_seconds",
        "recommend_thousand_units_ms",
        "track_hundred_people_ms",
        "address_search_ms",
    ),
    run=run,
)
