"""Where idle units wait in a replay: which places each reaches, and which move is worth its kilometres."""

from __future__ import annotations

import numpy as np

from fengqiao.engines.dispatching.moving_up import Move, best_move, gains_of_posts
from fengqiao.engines.dispatching.simulation.contracts import Fleet, FloatArray, Policy, ReplayParameters
from fengqiao.engines.dispatching.simulation.fleet_state import FleetState
from fengqiao.engines.dispatching.simulation.ground import Demand

# A move of a few streets changes nothing that anybody would notice.
_SHORTEST_MOVE_KM = 0.3


class Placing:
    """The posts of a fleet (its homes) over the demand; knows what each unit reaches from where it goes."""

    def __init__(self, *, fleet: Fleet, demand: Demand, policy: Policy, parameters: ReplayParameters) -> None:
        self._demand, self._policy = demand, policy
        self._detour = parameters.detour
        self._reach_km: FloatArray = np.array(
            [
                parameters.late_after_minutes / (parameters.minutes_per_km * parameters.dispatch.minutes_factors[kind])
                for kind in fleet.kinds
            ]
        )
        self._east, self._north = fleet.east_km, fleet.north_km
        self._reaches: FloatArray = np.stack(
            [self._reached(unit, fleet.east_km[unit], fleet.north_km[unit]) for unit in range(len(fleet))]
        )
        self._posts_of = {
            km: np.stack([self._within(km, east, north) for east, north in zip(self._east, self._north, strict=True)])
            for km in set(self._reach_km.tolist())
        }

    def stands(self, unit: int, *, east: float, north: float) -> None:
        """Take note of where the unit waits, or will."""
        self._reaches[unit] = self._reached(unit, east, north)

    def post_for(self, unit: int, *, state: FleetState, now: float) -> tuple[float, float] | None:
        """Return the post for a unit that has become free and stands; None to stay where it is."""
        others = state.idle.copy()
        others[unit] = False
        east, north = state.to_east[unit], state.to_north[unit]
        posts = self._posts_of[float(self._reach_km[unit])]
        km = np.hypot(self._east - east, self._north - north) * self._detour
        options = np.vstack([posts, self._reached(unit, east, north)])
        gains = gains_of_posts(
            reaches=self._reaches[others],
            posts=options,
            weights=self._demand.at(now),
            busy_share=self._policy.busy_share,
        )
        worth = gains - self._policy.price_per_km * np.append(km, 0.0)
        if not self._policy.may_stay:
            worth[-1] = -np.inf
        best = int(worth.argmax())
        return None if best == len(km) else (float(self._east[best]), float(self._north[best]))

    def move(self, *, state: FleetState, now: float) -> tuple[Move, tuple[float, float]] | None:
        """Return the idle unit (its row in the fleet) that is worth moving now, and where to."""
        units = np.flatnonzero(state.idle)
        # Kinds have their own reach; a fleet that is mixed is moved within its most frequent kind.
        reach = float(self._reach_km[units[0]]) if len(units) else 0.0
        units = units[self._reach_km[units] == reach]
        if not len(units):
            return None
        east, north = state.places(now)
        east, north = east[units], north[units]
        to_go = np.hypot(state.to_east[units] - east, state.to_north[units] - north)
        straight = np.hypot(self._east[None, :] - east[:, None], self._north[None, :] - north[:, None])
        extra = np.where(straight < _SHORTEST_MOVE_KM, np.inf, straight - to_go[:, None]) * self._detour
        found = best_move(
            reaches=self._reaches[units],
            posts=self._posts_of[reach],
            weights=self._demand.at(now),
            extra_km=extra,
            busy_share=self._policy.busy_share,
            price_per_km=max(self._policy.price_per_km, 1e-9),
        )
        if found is None:
            return None
        place = float(self._east[found.post]), float(self._north[found.post])
        return Move(int(units[found.unit]), found.post, found.gained, found.km), place

    def _reached(self, unit: int, east: float, north: float) -> FloatArray:
        return self._within(float(self._reach_km[unit]), east, north)

    def _within(self, km: float, east: float, north: float) -> FloatArray:
        away = np.hypot(self._demand.east_km - east, self._demand.north_km - north)
        reached: FloatArray = (away <= km).astype(np.float64)
        return reached
