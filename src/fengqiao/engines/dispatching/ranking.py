"""In which order the units that may be sent come: the closest first, doubts counted in minutes."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from fengqiao.engines.dispatching.contracts import Candidate, DispatchParameters, Need, Refusal, TravelTimes, Unit
from fengqiao.primitives.reason import Reason

SECONDS_PER_MINUTE: Final = 60
# A unit whose position is unknown, or from where no road leads, comes after every other one.
UNKNOWN_MINUTES: Final = 24 * 60.0
TOO_FAR: Final = "too_far"


@dataclass(frozen=True, slots=True)
class Ranked:
    """A unit with its travel minutes and what they count for when units are compared."""

    unit: Unit
    travel_minutes: float | None
    counted_minutes: float
    reasons: tuple[Reason, ...]

    def as_candidate(self, *, rank: int, more: tuple[Reason, ...] = ()) -> Candidate:
        """Return the candidate to show; rank counts from 1."""
        minutes = None if self.travel_minutes is None else round(self.travel_minutes, 2)
        return Candidate(self.unit.id, rank, minutes, (*more, *self.reasons))


def rank_units(
    *, units: Sequence[Unit], need: Need, travel: TravelTimes, now: datetime, parameters: DispatchParameters
) -> list[Ranked]:
    """Return the units in the order in which they would get there; equal ones: own beat first, then id."""
    wanted = sorted({requirement.skill for requirement in need.requirements if requirement.skill})
    ranked = [
        _rank(unit, minutes, need, wanted, now=now, parameters=parameters)
        for unit, minutes in zip(units, _minutes_to(units, need, travel, parameters), strict=True)
    ]
    return sorted(ranked, key=lambda one: (one.counted_minutes, not one.unit.covers(need.beat_path), one.unit.id))


def within_reach(*, ranked: Sequence[Ranked], parameters: DispatchParameters) -> tuple[list[Ranked], list[Refusal]]:
    """Return the units that are near enough for their kind, and the refusals of the others, nearest first.

    A unit whose way is not known is not called too far: it stays, last in rank.
    """
    near: list[Ranked] = []
    refusals: list[Refusal] = []
    for one in ranked:
        limit = parameters.furthest_minutes.get(one.unit.kind, math.inf)
        minutes = one.travel_minutes
        if minutes is None or minutes <= limit:
            near.append(one)
            continue
        facts = {"kind": one.unit.kind.value, "minutes": math.ceil(minutes), "limit": limit}
        refusals.append(Refusal(one.unit.id, Reason(TOO_FAR, facts)))
    return near, refusals


def _minutes_to(
    units: Sequence[Unit], need: Need, travel: TravelTimes, parameters: DispatchParameters
) -> list[float | None]:
    origins = [unit.position for unit in units if unit.position is not None]
    if not origins:
        return [None] * len(units)
    by_car = iter(travel.travel_minutes(origins=origins, destinations=[need.position])[:, 0].tolist())
    return [None if unit.position is None else next(by_car) * parameters.minutes_factors[unit.kind] for unit in units]


def _rank(
    unit: Unit,
    minutes: float | None,
    need: Need,
    wanted: Sequence[str],
    *,
    now: datetime,
    parameters: DispatchParameters,
) -> Ranked:
    reasons: list[Reason] = []
    reachable = minutes is not None and minutes < UNKNOWN_MINUTES
    counted = minutes if minutes is not None and reachable else UNKNOWN_MINUTES
    if unit.position is None:
        reasons.append(Reason("position_unknown"))
    elif not reachable:
        reasons.append(Reason("no_way_found"))
    else:
        age = _age_minutes(unit, now)
        if age is None or age > parameters.stale_after_minutes:
            counted += parameters.stale_penalty_minutes
            age_shown = None if age is None else round(age)
            reasons.append(Reason("position_stale", {"age_minutes": age_shown}))
    if unit.covers(need.beat_path):
        reasons.append(Reason("own_beat", {"beat": need.beat_path}))
    reasons.extend(Reason("skilled", {"skill": skill}) for skill in wanted if unit.can(skill))
    if unit.is_community and need.danger_to_life and not unit.covers(need.beat_path):
        reasons.append(Reason("community_for_danger_to_life"))
    return Ranked(unit, minutes if reachable else None, counted, tuple(reasons))


def _age_minutes(unit: Unit, now: datetime) -> float | None:
    if unit.position_at is None:
        return None
    return (now - unit.position_at).total_seconds() / SECONDS_PER_MINUTE
