"""What a dispatch leaves behind: idle units, and the places they can still reach in time."""

from collections.abc import Sequence

import numpy as np

from fengqiao.engines.dispatching.contracts import Cover, CoverPoint, DispatchParameters, TravelTimes, Unit


def cover_left(
    *,
    idle_units: Sequence[Unit],
    sent_ids: frozenset[str],
    points: Sequence[CoverPoint],
    travel: TravelTimes,
    parameters: DispatchParameters,
) -> Cover:
    """Return idle units and covered shares before and after the units are sent.

    A point is covered when an idle unit of known position reaches it within the set minutes.
    """
    idle_after = sum(unit.id not in sent_ids for unit in idle_units)
    if not points:
        return Cover(len(idle_units), idle_after, None, None, ())
    reaches = _reaches(idle_units, points, travel, parameters)
    stays = np.array([unit.id not in sent_ids for unit in idle_units], dtype=bool)
    before, after = reaches.any(axis=0), reaches[stays].any(axis=0)
    weights = np.array([point.weight for point in points])
    total = float(weights.sum()) or 1.0
    lost = tuple(point.code for point, gone in zip(points, before & ~after, strict=True) if gone)
    return Cover(
        idle_before=len(idle_units),
        idle_after=idle_after,
        share_before=round(float(weights[before].sum()) / total, 4),
        share_after=round(float(weights[after].sum()) / total, 4),
        points_lost=lost,
    )


def _reaches(
    units: Sequence[Unit], points: Sequence[CoverPoint], travel: TravelTimes, parameters: DispatchParameters
) -> np.ndarray:
    """Return a table of units × points: True where the unit gets there in time."""
    reaches = np.zeros((len(units), len(points)), dtype=bool)
    placed = [(row, unit.position) for row, unit in enumerate(units) if unit.position is not None]
    if placed:
        minutes = travel.travel_minutes(
            origins=[position for _, position in placed],
            destinations=[point.position for point in points],
        )
        rows = [row for row, _ in placed]
        factors = np.array([parameters.minutes_factors[units[row].kind] for row in rows])
        reaches[rows] = minutes * factors[:, None] <= parameters.cover_within_minutes
    return reaches
