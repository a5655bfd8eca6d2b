"""Which idle unit to move where, so that more calls lie within reach: one rule for the room and for the replay.

A place that k idle units reach is served with the chance 1 − q^k, q being the chance that one of them cannot come
(the expected cover of Daskin 1983, kept up to date as in DMEXCLP of Jagtenberg, Bhulai and van der Mei 2015). Each
move is priced by the kilometres it adds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np

FloatArray: TypeAlias = np.ndarray[Any, np.dtype[np.float64]]


@dataclass(frozen=True, slots=True)
class Move:
    """`unit`, `post`: their rows. `gained`: share of the calls that come into cover. `km`: what it adds to drive."""

    unit: int
    post: int
    gained: float
    km: float


def expected_cover(*, reaches: FloatArray, weights: FloatArray, busy_share: float) -> float:
    """Return the share of calls that find somebody in reach; `reaches` is units × places of 0 and 1."""
    return float(weights @ (1.0 - busy_share ** reaches.sum(axis=0)))


def gains_of_posts(*, reaches: FloatArray, posts: FloatArray, weights: FloatArray, busy_share: float) -> FloatArray:
    """Return for each post (rows of 0 and 1 over the places) what one more idle unit there would bring into cover."""
    still_open = weights * (1.0 - busy_share) * busy_share ** reaches.sum(axis=0)
    gains: FloatArray = posts @ still_open
    return gains


def best_move(
    *,
    reaches: FloatArray,
    posts: FloatArray,
    weights: FloatArray,
    extra_km: FloatArray,
    busy_share: float,
    price_per_km: float,
) -> Move | None:
    """Return the move that is worth most after its price; None when none is worth anything.

    `reaches`: idle units × places, from where each stands or is going; `posts`: posts × places; `extra_km`: units ×
    posts, what the unit would drive more than without the move.
    """
    still_open = weights * (1.0 - busy_share) * busy_share ** reaches.sum(axis=0)
    # Without unit k the places it reaches are open 1/q times as much.
    shared = (reaches * still_open) @ posts.T
    lost = (reaches @ still_open) / busy_share
    gained = (posts @ still_open)[None, :] + (1.0 / busy_share - 1.0) * shared - lost[:, None]
    worth = gained - price_per_km * extra_km
    unit, post = np.unravel_index(int(worth.argmax()), worth.shape)
    if worth[unit, post] <= 0 or gained[unit, post] <= 0:
        return None
    return Move(int(unit), int(post), float(gained[unit, post]), float(extra_km[unit, post]))
