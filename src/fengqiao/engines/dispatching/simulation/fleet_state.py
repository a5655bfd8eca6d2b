"""Where every unit of a replay is, where it is going, and what it drove."""

from __future__ import annotations

import numpy as np

from fengqiao.engines.dispatching.simulation.contracts import Fleet, FloatArray, ReplayParameters

RESPONSE, RETURN, MOVE = 0, 1, 2
"""What a kilometre was driven for."""


class FleetState:
    """Units in the middle of a replay; times in minutes, places in kilometres.

    Each way is paid whole when it begins; what is not driven of it is given back when it is broken off.
    """

    def __init__(self, *, fleet: Fleet, parameters: ReplayParameters, begin: float) -> None:
        count = len(fleet)
        factors = parameters.dispatch.minutes_factors
        self.detour = parameters.detour
        self.minutes_per_km: FloatArray = np.array([factors[kind] for kind in fleet.kinds]) * parameters.minutes_per_km
        self.from_east, self.from_north = fleet.east_km.copy(), fleet.north_km.copy()
        self.to_east, self.to_north = fleet.east_km.copy(), fleet.north_km.copy()
        self.left_at: FloatArray = np.full(count, begin)
        self.there_at: FloatArray = np.full(count, begin)
        self.free_at: FloatArray = np.full(count, np.inf)
        self.idle = np.ones(count, dtype=bool)
        self.call = np.full(count, -1)
        self.purpose = np.zeros(count, dtype=np.int64)

    def places(self, now: float) -> tuple[FloatArray, FloatArray]:
        """Return where all units are."""
        length = np.maximum(self.there_at - self.left_at, 1e-9)
        done = np.clip((now - self.left_at) / length, 0.0, 1.0)
        return (
            self.from_east + (self.to_east - self.from_east) * done,
            self.from_north + (self.to_north - self.from_north) * done,
        )

    def place(self, unit: int, now: float) -> tuple[float, float]:
        """Return where one unit is."""
        left, there = self.left_at[unit], self.there_at[unit]
        done = 1.0 if now >= there else (now - left) / (there - left)
        east, north = self.from_east[unit], self.from_north[unit]
        return (
            float(east + (self.to_east[unit] - east) * done),
            float(north + (self.to_north[unit] - north) * done),
        )

    def break_off(self, unit: int, now: float) -> tuple[int, float]:
        """Stop the unit where it is. Return what the way was for and the kilometres that are not driven of it."""
        east, north = self.place(unit, now)
        spared = float(np.hypot(self.to_east[unit] - east, self.to_north[unit] - north)) * self.detour
        self.from_east[unit] = self.to_east[unit] = east
        self.from_north[unit] = self.to_north[unit] = north
        self.left_at[unit] = self.there_at[unit] = now
        return int(self.purpose[unit]), spared

    def set_off(self, unit: int, *, east: float, north: float, now: float, purpose: int) -> float:
        """Send a standing unit on a way. Return its kilometres."""
        straight = float(np.hypot(east - self.from_east[unit], north - self.from_north[unit]))
        self.to_east[unit], self.to_north[unit] = east, north
        self.left_at[unit] = now
        self.there_at[unit] = now + straight * self.minutes_per_km[unit]
        self.purpose[unit] = purpose
        return straight * self.detour
