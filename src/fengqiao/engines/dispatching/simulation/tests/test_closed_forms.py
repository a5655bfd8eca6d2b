"""The replay beside theory, where theory's assumptions hold: within ten per cent."""

import math

import numpy as np
import pytest

from fengqiao.engines.dispatching.simulation.closed_forms import (
    expected_distance_km,
    mean_wait_minutes,
    waiting_share,
)
from fengqiao.engines.dispatching.simulation.contracts import FIRST_COME, RETURN_HOME, InvalidReplayError
from fengqiao.engines.dispatching.simulation.proving import distances_beside_law, waits_beside_erlang


def test_erlang_c_gives_the_values_of_the_tables() -> None:
    # One server: the load itself. Two servers with a load of one: a third. Ten with eight: 0.4092.
    assert waiting_share(load=0.7, units=1) == pytest.approx(0.7)
    assert waiting_share(load=1.0, units=2) == pytest.approx(1 / 3)
    assert waiting_share(load=8.0, units=10) == pytest.approx(0.4092, abs=1e-4)
    assert mean_wait_minutes(load=0.5, units=1, work_minutes=30) == pytest.approx(30)


def test_more_load_than_units_means_that_everybody_waits_without_end() -> None:
    assert waiting_share(load=5.0, units=5) == 1.0
    assert math.isinf(mean_wait_minutes(load=6.0, units=5, work_minutes=30))


def test_many_units_do_not_overflow_the_formula() -> None:
    assert 0 < waiting_share(load=950.0, units=1000) < 1


def test_the_square_root_law_asks_for_an_area_and_for_units() -> None:
    assert expected_distance_km(area_km2=100, free_units=25) == 1.0
    with pytest.raises(InvalidReplayError):
        expected_distance_km(area_km2=100, free_units=0)


def test_replayed_distances_follow_the_square_root_law_within_ten_per_cent() -> None:
    for units in (100, 400):
        measured, law = distances_beside_law(units=units, calls=3000, seed=3)
        assert measured == pytest.approx(law, rel=0.1)


def test_replayed_waits_follow_erlang_c_within_ten_per_cent() -> None:
    beside = waits_beside_erlang(units=6, load=4.2, calls=25_000, seed=4)
    assert beside.measured_share == pytest.approx(beside.law_share, rel=0.1)
    assert beside.measured_minutes == pytest.approx(beside.law_minutes, rel=0.1)


def test_the_proofs_use_the_policies_whose_assumptions_the_laws_make() -> None:
    assert (RETURN_HOME.moves_an_event, FIRST_COME.queue.value) == (0, "first_come")
    assert np.isfinite(mean_wait_minutes(load=4.2, units=6, work_minutes=30))
