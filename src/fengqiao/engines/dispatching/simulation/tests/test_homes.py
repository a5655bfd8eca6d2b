import numpy as np
import pytest

from fengqiao.engines.dispatching.simulation.contracts import InvalidReplayError
from fengqiao.engines.dispatching.simulation.ground import demand_of, plane_of
from fengqiao.engines.dispatching.simulation.homes import fit_homes
from fengqiao.engines.dispatching.simulation.tests.samples import demand_at
from fengqiao.primitives.position import Position, distance_metres


def test_homes_lie_where_the_calls_are() -> None:
    homes = fit_homes(demand=demand_at(0, 0.1, 20, 20.2, 40), units=3, seed=1)

    assert sorted(np.round(homes[:, 0])) == [0, 20, 40]


def test_more_units_than_places_share_a_home() -> None:
    assert len(fit_homes(demand=demand_at(0, 5), units=4, seed=1)) == 4


def test_no_units_have_no_homes() -> None:
    with pytest.raises(InvalidReplayError):
        fit_homes(demand=demand_at(0), units=0, seed=1)


def test_the_plane_agrees_with_the_globe_to_a_thousandth_over_a_county() -> None:
    here, there = Position(109.0, 33.6), Position(109.3, 33.8)
    plane = plane_of([here, there])
    (east, north), (to_east, to_north) = plane.place(here), plane.place(there)

    assert np.hypot(to_east - east, to_north - north) * 1000 == pytest.approx(distance_metres(here, there), rel=1e-3)


def test_demand_knows_the_hours_and_forgets_no_place() -> None:
    minutes = np.array([180.0] * 90 + [1080.0] * 10)
    east = np.array([0.0] * 90 + [9.0] * 10)
    demand = demand_of(minutes=minutes, east_km=east, north_km=np.zeros(100))
    evening, night = demand.at(1081.0), demand.at(181.0)

    assert evening.sum() == pytest.approx(1)
    assert evening[demand.east_km > 5] > night[demand.east_km > 5]
    assert night.min() > 0
