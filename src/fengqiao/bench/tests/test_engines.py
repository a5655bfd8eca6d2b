from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from fengqiao.bench.engines import timing
from fengqiao.bench.engines.addresses import TYPED, build_doors, measure_search
from fengqiao.bench.engines.dispatching import measure_recommendation
from fengqiao.bench.engines.duties import measure_proposals
from fengqiao.bench.engines.planning import measure_plan
from fengqiao.bench.engines.roads import measure_matrix
from fengqiao.bench.engines.running import BENCH
from fengqiao.bench.engines.tracking import measure_tracking
from fengqiao.bench.figures import BenchFigure
from fengqiao.domains.places.public import search_addresses

GOALS = {
    "plan_officer_seconds": 0.1,
    "plan_station_seconds": 3.0,
    "propose_station_seconds": 0.5,
    "road_matrix_seconds": 1.0,
    "recommend_thousand_units_ms": 50,
    "track_hundred_people_ms": 5,
    "address_search_ms": 20,
}
WITHOUT_REFERENCE = {"propose_station_seconds", "track_hundred_people_ms"}


@pytest.fixture
def small_figures(db: None) -> list[BenchFigure]:
    """Every figure of the benchmark, over hardly anything."""
    return [
        measure_plan(name="plan_officer_seconds", officers=1, tasks=3, goal_seconds=0.1, seed=1, repeats=1),
        measure_plan(name="plan_station_seconds", officers=2, tasks=6, goal_seconds=3.0, seed=1, repeats=1),
        measure_proposals(subjects=30, events=100, seed=1, repeats=1),
        measure_matrix(crossings=5, points=4, seed=1, repeats=1),
        measure_recommendation(units=10, seed=1, repeats=1),
        measure_tracking(a_side=2, frames=3),
        measure_search(actor=build_doors(per_street=1), repeats=1),
    ]


def test_every_figure_is_measured_beside_its_reference_and_goal(small_figures: list[BenchFigure]) -> None:
    assert [figure.name for figure in small_figures] == list(BENCH.figures)
    assert {figure.name: figure.goal.value for figure in small_figures if figure.goal} == GOALS
    assert {figure.name for figure in small_figures if not figure.references} == WITHOUT_REFERENCE
    for figure in small_figures:
        assert figure.value is not None
        assert figure.value > 0
        assert all(reference.value > 0 for reference in figure.references)


def test_the_first_time_is_left_out_and_the_median_of_the_others_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    moments: Iterator[float] = iter([0, 1, 10, 17, 20, 22])
    monkeypatch.setattr(time, "process_time", lambda: next(moments))
    done: list[int] = []
    seconds = timing.processor_seconds(work=lambda: done.append(1), repeats=3)

    assert (seconds, len(done)) == (2, 4)


def test_what_is_typed_finds_doors_where_a_street_begins_with_it_or_holds_two_signs_of_it(db: None) -> None:
    actor = build_doors(per_street=12)
    found = {text: len(search_addresses(actor=actor, text=text)) for text in TYPED}
    assert {text for text, count in found.items() if count == 0} == {"西", "zz", "不存在的路"}
