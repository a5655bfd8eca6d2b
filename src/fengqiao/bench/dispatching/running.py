"""The benchmark `dispatch`: homes fitted on the calls before a date, policies replayed on those after it."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from statistics import fmean
from typing import Final

from fengqiao.bench.contracts import Bench, BenchRequest
from fengqiao.bench.dispatching.decisions import measure_decisions
from fengqiao.bench.dispatching.reading import Recorded, read_recorded
from fengqiao.bench.figures import BenchFigure, Goal, Reference
from fengqiao.engines.dispatching.simulation.contracts import (
    DMEXCLP,
    FIRST_COME,
    HAND_OVER,
    MOVE_UP,
    MOVE_UP_AND_HAND_OVER,
    RETURN_HOME,
    DayFigures,
    Policy,
    ReplayParameters,
    cars_at,
)
from fengqiao.engines.dispatching.simulation.homes import fit_homes
from fengqiao.engines.dispatching.simulation.measures import Figures, figures_of, join_days, spread_of_difference
from fengqiao.engines.dispatching.simulation.proving import distances_beside_law, waits_beside_erlang
from fengqiao.engines.dispatching.simulation.replaying import replay

TEST_FROM: Final = datetime.date(2024, 1, 1)
FLEETS: Final = (36, 44, 52)
LATE_GOAL, KM_GOAL, CLOSED_FORM_GOAL = 0.75, 2.0, 0.1
DRAWS: Final = 200
BASE: Final = RETURN_HOME
OURS: Final = MOVE_UP_AND_HAND_OVER
BESIDE: Final = (FIRST_COME, DMEXCLP, MOVE_UP, HAND_OVER)
DECISIONS, QUICK_DECISIONS = 200, 20
Replayed = Mapping[tuple[str, int], DayFigures]


def run(request: BenchRequest) -> Sequence[BenchFigure]:
    """This function will replay, then time decisions and hold the replay against theory. About ten minutes."""
    # First, while nothing of the calls fills the memory, which Python's collector would walk through meanwhile.
    decisions = measure_decisions(repeats=QUICK_DECISIONS if request.is_quick else DECISIONS, seed=request.seed)
    request.say("reading the calls")
    recorded = read_recorded(
        data_dir=request.data_dir,
        test_from=request.test_from or TEST_FROM,
        seed=request.seed,
        is_quick=request.is_quick,
    )
    request.say(
        f"homes fitted on {recorded.earlier_calls:,} calls; {recorded.calls:,} calls in {len(recorded.stretches)} "
        f"unbroken stretches are replayed, {recorded.left_out:,} beside gaps are left out"
    )
    return [
        *measure_policies(recorded=recorded, request=request),
        *decisions,
        *measure_closed_forms(seed=request.seed, is_quick=request.is_quick),
    ]


def measure_policies(*, recorded: Recorded, request: BenchRequest) -> list[BenchFigure]:
    """This function will replay every policy with every fleet and set the means over the fleets side by side."""
    days: dict[tuple[str, int], DayFigures] = {}
    for units in FLEETS:
        homes = cars_at(fit_homes(demand=recorded.earlier, units=units, seed=request.seed))
        for policy in (BASE, OURS, *BESIDE):
            parts = [
                replay(
                    calls=calls, fleet=homes, policy=policy, parameters=ReplayParameters(), demand=recorded.earlier
                ).days
                for calls in recorded.stretches
            ]
            days[policy.code, units] = join_days(parts)
            request.say(_told(policy, units, figures_of(days=days[policy.code, units], units=units)))
    return [*_means(days), *_by_fleet(days, request.seed)]


def measure_closed_forms(*, seed: int, is_quick: bool) -> list[BenchFigure]:
    """This function will return how far replays lie off theory where its assumptions hold."""
    size = 10 if is_quick else 1
    measured, law = distances_beside_law(units=400, calls=5000 // size, seed=seed)
    waits = waits_beside_erlang(units=10, load=7.5, calls=200_000 // size, seed=seed)
    goal = Goal("<=", CLOSED_FORM_GOAL)
    return [
        BenchFigure("square_root_law_gap", abs(measured / law - 1), "share", goal=goal),
        BenchFigure("erlang_share_gap", abs(waits.measured_share / waits.law_share - 1), "share", goal=goal),
        BenchFigure("erlang_wait_gap", abs(waits.measured_minutes / waits.law_minutes - 1), "share", goal=goal),
    ]


def _means(days: Replayed) -> list[BenchFigure]:
    def mean(policy: Policy, name: str) -> float:
        return fmean(getattr(figures_of(days=days[policy.code, units], units=units), name) for units in FLEETS)

    def beside(figure: str, name: str, unit: str, goal: Goal | None = None) -> BenchFigure:
        references = [Reference(policy.code, mean(policy, name)) for policy in (BASE, *BESIDE)]
        return BenchFigure(figure, mean(OURS, name), unit, references, goal)

    return [
        beside("late_share", "late_share", "share of calls", Goal("<=", LATE_GOAL, of="ratio")),
        beside("all_km_a_day", "km_a_day", "km", Goal("<=", KM_GOAL, of="ratio")),
        beside("mean_response_minutes", "mean_minutes", "min"),
        beside("busy_share", "busy_share", "share of time"),
    ]


def _by_fleet(days: Replayed, seed: int) -> list[BenchFigure]:
    """The late share of each fleet, and how far the difference may lie: the end that speaks least for us."""
    figures = []
    for units in FLEETS:
        ours, base = days[OURS.code, units], days[BASE.code, units]
        late, base_late = (figures_of(days=one, units=units).late_share for one in (ours, base))
        spread = spread_of_difference(days=ours, units=units, base_days=base, base_units=units, draws=DRAWS, seed=seed)[
            "late_share"
        ]
        figures.append(BenchFigure(f"late_share_{units}", late, "share of calls", [Reference(BASE.code, base_late)]))
        figures.append(BenchFigure(f"late_difference_{units}_high", spread.high, "share of calls"))
    return figures


def _told(policy: Policy, units: int, found: Figures) -> str:
    return (
        f"{units} units, {policy.code}: {found.late_share:.1%} late, {found.mean_minutes:.2f} min, "
        f"busy {found.busy_share:.0%}, {found.km_a_day:,.0f} km a day ({found.response_km_a_day:,.0f} to calls, "
        f"{found.return_km_a_day:,.0f} back, {found.move_km_a_day:,.0f} moving up)"
    )


BENCH = Bench(
    name="dispatch",
    what="recorded calls replayed: late arrivals and kilometres by policy; decisions; closed forms",
    figures=(
        "late_share",
        "all_km_a_day",
        "mean_response_minutes",
        "busy_share",
        *(f"{name}" for units in FLEETS for name in (f"late_share_{units}", f"late_difference_{units}_high")),
        "decision_p99_ms",
        "move_p99_ms",
        "square_root_law_gap",
        "erlang_share_gap",
        "erlang_wait_gap",
    ),
    run=run,
)
