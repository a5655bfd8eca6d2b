"""Which unit is sent to a call: the rule of `recommendation.recommend`, over arrays.

A replay makes some hundred thousand choices; through `recommend` with its reasons each takes a millisecond, so
the same rule stands here once more over arrays. `tests/test_choosing.py` holds the two together over drawn scenes.
"""

from __future__ import annotations

import numpy as np

from fengqiao.engines.dispatching.contracts import DispatchParameters
from fengqiao.engines.dispatching.simulation.contracts import BoolArray, Fleet, FloatArray, Policy


class Chooser:
    """The rule for one fleet under one policy."""

    def __init__(self, *, fleet: Fleet, policy: Policy, parameters: DispatchParameters) -> None:
        limits = parameters.furthest_minutes
        self._skills = fleet.skills
        self._limits: FloatArray = np.array([limits.get(kind, np.inf) for kind in fleet.kinds])
        self._kept = {**parameters.idle_units_kept, **policy.idle_units_kept}
        self._has_skills = bool(fleet.skills.any())

    def suits(self, needs: int) -> BoolArray:
        """Return which units have every skill that is needed."""
        fits: BoolArray = (needs & ~self._skills) == 0
        return fits

    def may_use(self, *, idle_count: int, priority: int) -> bool:
        """Tell whether the cut-off leaves a unit for this priority."""
        return idle_count > self._kept.get(priority, 0)

    def closest(
        self, *, minutes: FloatArray, idle: BoolArray, needs: int, priority: int, is_out_of_reach: bool
    ) -> int | None:
        """Return the unit that is there first, the lower one of two alike; None when the call has to wait.

        `is_out_of_reach`: no suitable unit has its home near enough; then one beyond the limit is sent all the same.
        """
        if not self.may_use(idle_count=int(idle.sum()), priority=priority):
            return None
        fits = idle & self.suits(needs) if self._has_skills or needs else idle
        if not is_out_of_reach:
            fits = fits & (minutes <= self._limits)
        if not fits.any():
            return None
        return int(np.where(fits, minutes, np.inf).argmin())

    def reaches(self, *, minutes: FloatArray, needs: int) -> bool:
        """Tell whether a suitable unit would be near enough from these minutes."""
        return bool((self.suits(needs) & (minutes <= self._limits)).any())

    def is_near(self, *, unit: int, minutes: float) -> bool:
        """Tell whether the unit is near enough for its kind."""
        return bool(minutes <= self._limits[unit])
