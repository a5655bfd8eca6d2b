"""The benchmark `planning`: public cases in one processor second each, then a station's day in five."""

from __future__ import annotations

from collections.abc import Sequence

from fengqiao.bench.contracts import Bench, BenchRequest
from fengqiao.bench.figures import BenchFigure
from fengqiao.bench.planning.cases import load_cases
from fengqiao.bench.planning.public_cases import measure_cases
from fengqiao.bench.planning.station_days import measure_stations
from fengqiao.bench.planning.stopping import Course

QUICK_EVERY = 13
"""With --quick every thirteenth case, one station and a tenth of PyVRP's minute."""


def run(request: BenchRequest) -> Sequence[BenchFigure]:
    """This function will measure the gap to the best values known, then the station's day.

    About a quarter of an hour on a processor of its own, with --quick one minute. Ctrl-C ends it with what there is.
    """
    cases = load_cases(data_dir=request.data_dir)
    course = Course(seed=request.seed, say=request.say)
    figures = measure_cases(cases=cases[::QUICK_EVERY] if request.is_quick else cases, course=course)
    stations, reference_seconds = (1, 6.0) if request.is_quick else (5, 60.0)
    return figures + measure_stations(stations=stations, reference_seconds=reference_seconds, course=course)


BENCH = Bench(
    name="planning",
    what="day plans: the gap to the best known, beside PyVRP and OR-Tools",
    figures=(
        "toptw_gap_percent",
        "toptw_gap_m2_percent",
        "toptw_gap_m3_percent",
        "toptw_gap_m4_percent",
        "toptw_cases",
        "toptw_gap_pyvrp_percent",
        "toptw_gap_ortools_percent",
        "toptw_longest_seconds",
        "toptw_violations",
        "station_short_of_pyvrp_percent",
        "station_workload_gini",
        "station_price_of_even_percent",
        "station_violations",
    ),
    run=run,
)
