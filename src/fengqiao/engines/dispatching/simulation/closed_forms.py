"""What theory says of the same figures: a check beside the replay, where its assumptions hold."""

from __future__ import annotations

import math
from typing import Final

from fengqiao.engines.dispatching.simulation.contracts import InvalidReplayError

# Units strewn evenly and by chance: the nearest of m on an area A is ½·√(A/m) away on a straight line (Larson and
# Odoni 1981, 3.7.1; Kolesar and Blum 1973 found the same law with other constants in the fire companies of New York).
SQUARE_ROOT_CONSTANT: Final = 0.5


def expected_distance_km(*, area_km2: float, free_units: float, constant: float = SQUARE_ROOT_CONSTANT) -> float:
    """Return the distance to the nearest free unit: c·√(area ÷ free units).

    Holds for calls and units spread evenly and independently, with many units free and little edge.
    """
    if area_km2 <= 0 or free_units <= 0:
        raise InvalidReplayError("area and free units must be positive")
    return constant * math.sqrt(area_km2 / free_units)


def waiting_share(*, load: float, units: int) -> float:
    """Return the share of calls that find nobody free (Erlang C); 1 when the load is more than the units.

    `load`: calls an hour × hours of work a call. Holds for calls by chance at an even rate, first come first served.
    """
    if load < 0 or units < 1:
        raise InvalidReplayError("the load is not negative and there is at least one unit")
    if load >= units:
        return 1.0
    # Erlang B by its recursion; sums of powers overflow from some hundred units on.
    blocked = 1.0
    for number in range(1, units + 1):
        blocked = load * blocked / (number + load * blocked)
    return blocked / (1 - load / units * (1 - blocked))


def mean_wait_minutes(*, load: float, units: int, work_minutes: float) -> float:
    """Return the mean wait for a free unit (Erlang C, work of exponential length); infinite when overloaded."""
    if load >= units:
        return math.inf
    return waiting_share(load=load, units=units) * work_minutes / (units - load)
