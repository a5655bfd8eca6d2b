import numpy as np
import pytest

from fengqiao.engines.dispatching.simulation.contracts import DayFigures, InvalidReplayError
from fengqiao.engines.dispatching.simulation.measures import (
    draw_service_minutes,
    figures_of,
    join_days,
    split_at_outages,
    spread_of,
    spread_of_difference,
)
from fengqiao.engines.dispatching.simulation.tests.samples import calls_at


def days_with(late: list[float], km: float = 100.0) -> DayFigures:
    count = len(late)
    return DayFigures(
        first_day=0,
        calls=np.full(count, 100.0),
        late=np.array(late, dtype=np.float64),
        response_minutes=np.full(count, 300.0),
        busy_minutes=np.full(count, 1440.0),
        response_km=np.full(count, km),
        return_km=np.full(count, 50.0),
        move_km=np.full(count, 10.0),
    )


def test_figures_are_shares_of_calls_and_kilometres_of_a_day() -> None:
    found = figures_of(days=days_with([10, 20]), units=2)

    assert (found.late_share, found.mean_minutes, found.busy_share) == (0.15, 3.0, 0.5)
    assert (found.km_a_day, found.response_km_a_day, found.move_km_a_day) == (160.0, 100.0, 10.0)


def test_the_spread_holds_the_figure_and_is_wider_where_days_differ_more() -> None:
    calm = spread_of(days=days_with([10, 11] * 30), units=2, draws=300, seed=1)["late_share"]
    wild = spread_of(days=days_with(([0] * 7 + [21] * 7) * 5), units=2, draws=300, seed=1)["late_share"]

    assert calm.low <= 0.105 <= calm.high
    assert wild.high - wild.low > 3 * (calm.high - calm.low)


def test_a_short_stretch_has_a_spread_too() -> None:
    found = spread_of(days=days_with([0, 30, 5]), units=2, draws=200, seed=1)["late_share"]

    assert found.low < found.high


def test_a_difference_is_judged_on_the_same_days_so_that_wild_days_hide_nothing() -> None:
    base = [0.0] * 7 + [40.0] * 7
    ours = [late + 1 for late in base]

    found = spread_of_difference(
        days=days_with(ours * 4), units=2, base_days=days_with(base * 4), base_units=2, draws=300, seed=1
    )["late_share"]

    assert (found.low, found.high) == (pytest.approx(0.01), pytest.approx(0.01))


def test_other_days_are_not_compared() -> None:
    with pytest.raises(InvalidReplayError):
        spread_of_difference(days=days_with([1, 2]), units=1, base_days=days_with([1]), base_units=1, draws=10, seed=1)


def test_stretches_end_where_the_recording_has_a_gap_and_short_ones_are_left_out() -> None:
    calls = calls_at((0, 0), (100, 0), (1500, 0), (9000, 0), (9010, 0), (20_000, 0), (21_600, 0))

    found = split_at_outages(calls=calls, outage_minutes=2000, least_minutes=1440)

    assert [one.minutes.tolist() for one in found] == [[0, 100, 1500], [20_000, 21_600]]


def test_joined_days_keep_every_day() -> None:
    joined = join_days([days_with([1, 2]), days_with([3])])

    assert joined.late.tolist() == [1, 2, 3]


def test_drawn_work_has_the_mean_that_was_asked_for_and_the_same_seed_draws_the_same() -> None:
    first, again = (draw_service_minutes(count=50_000, mean_minutes=30, sigma=0.8, seed=9) for _ in range(2))

    assert first.mean() == pytest.approx(30, rel=0.02)
    assert (first == again).all()
