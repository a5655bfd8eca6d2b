"""The table of benchmarks."""

from __future__ import annotations

from fengqiao.bench import console, evaluation, import_calls, startup
from fengqiao.bench.contracts import Bench
from fengqiao.bench.danger.running import BENCH as DANGER
from fengqiao.bench.dispatching.running import BENCH as DISPATCH
from fengqiao.bench.engines.running import BENCH as ENGINES
from fengqiao.bench.forecasting.running import BENCH as FORECAST
from fengqiao.bench.generation.running import BENCH as GENERATION
from fengqiao.bench.planning.running import BENCH as PLANNING
from fengqiao.bench.rostering.running import BENCH as ROSTER
from fengqiao.bench.staffing.running import BENCH as STAFFING

BENCHES: dict[str, Bench] = {
    bench.name: bench
    for bench in (
        import_calls.BENCH,
        console.BENCH,
        startup.BENCH,
        ENGINES,
        PLANNING,
        GENERATION,
        STAFFING,
        evaluation.BENCH,
        FORECAST,
        DANGER,
        DISPATCH,
        ROSTER,
    )
}
