"""The recommendation: the closest suitable idle units for every place of the run card."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final

import numpy as np

from fengqiao.engines.dispatching.contracts import (
    Assignment,
    CoverPoint,
    DispatchParameters,
    Need,
    Recommendation,
    Refusal,
    Requirement,
    TravelTimes,
    Unit,
)
from fengqiao.engines.dispatching.cover import cover_left
from fengqiao.engines.dispatching.ranking import UNKNOWN_MINUTES, Ranked, rank_units, within_reach
from fengqiao.engines.dispatching.suitability import idle_pool, pool_available, sort_out
from fengqiao.primitives.reason import Reason

# A place left empty costs more than any travel, so that as many places as possible are filled.
_EMPTY_PLACE_MINUTES: Final = 1_000 * UNKNOWN_MINUTES


@dataclass(frozen=True, slots=True)
class _Filled:
    """A place of the run card and the unit that fills it."""

    ranked: Ranked
    place: Requirement


@dataclass(frozen=True, slots=True)
class _Choice:
    filled: Sequence[_Filled]
    candidates: Sequence[Ranked]
    held_back: Sequence[Ranked]
    taken_ids: frozenset[str]


def recommend(
    *,
    need: Need,
    units: Sequence[Unit],
    travel: TravelTimes,
    now: datetime,
    parameters: DispatchParameters,
    cover_points: Sequence[CoverPoint] = (),
) -> Recommendation:
    """Return whom to send, in which order, with the reasons for and against every unit.

    Places of the run card are filled so that their travel minutes together are smallest (an exact
    assignment). What cannot be filled is told as a shortfall, never hidden by an unsuitable unit; nor by one that is
    too far away for how it moves.
    """
    suitable, refusals = sort_out(units=units, need=need)
    pool = idle_pool(units)
    available = pool_available(need=need, pool=pool, parameters=parameters)
    in_order = rank_units(units=suitable, need=need, travel=travel, now=now, parameters=parameters)
    ranked, too_far = within_reach(ranked=in_order, parameters=parameters)
    choice = _choose(need, ranked, available)
    cut_off = Reason("priority_cut_off", {"priority": need.priority, "idle": len(pool), "may_be_used": available})
    rank_of = {one.unit.id: rank for rank, one in enumerate(choice.candidates, start=1)}
    others = [one for one in choice.candidates if one.unit.id not in choice.taken_ids]
    return Recommendation(
        need_id=need.id,
        assignments=_assignments(choice, rank_of),
        alternatives=tuple(
            one.as_candidate(rank=rank_of[one.unit.id]) for one in others[: parameters.alternatives_shown]
        ),
        refusals=(*too_far, *refusals, *(Refusal(one.unit.id, cut_off) for one in choice.held_back)),
        shortfalls=_shortfalls(need, choice.filled, cut_off if choice.held_back else None, too_far),
        cover=cover_left(
            idle_units=pool,
            sent_ids=choice.taken_ids,
            points=cover_points,
            travel=travel,
            parameters=parameters,
        ),
    )


def _choose(need: Need, ranked: Sequence[Ranked], available: int) -> _Choice:
    """Return the filled places, the units open to choice, and those that the cut-off holds back."""
    # With nothing to spare, the places go to those who are no part of the pool.
    eligible = ranked if available else [one for one in ranked if one.unit.is_community]
    filled = _within_cut_off(_fill_places(need, eligible), available)
    taken_ids = frozenset(one.ranked.unit.id for one in filled)
    is_used_up = sum(not one.ranked.unit.is_community for one in filled) >= available
    candidates: list[Ranked] = []
    held_back: list[Ranked] = []
    for one in ranked:
        is_free = one.unit.is_community or one.unit.id in taken_ids or not is_used_up
        (candidates if is_free or need.danger_to_life else held_back).append(one)
    return _Choice(filled, candidates, held_back, taken_ids)


def _fill_places(need: Need, ranked: Sequence[Ranked]) -> list[_Filled]:
    """Return the places that can be filled with their units, fewest minutes in all, nearest first."""
    places = [requirement for requirement in need.requirements for _ in range(requirement.count)]
    if not ranked:
        return []
    from scipy.optimize import linear_sum_assignment

    minutes = np.array(
        [
            [one.counted_minutes if place.is_met_by(one.unit) else _EMPTY_PLACE_MINUTES for place in places]
            for one in ranked
        ]
    )
    rows, columns = linear_sum_assignment(minutes)
    return [
        _Filled(ranked[row], places[column])
        for row, column in sorted(zip(rows.tolist(), columns.tolist(), strict=True))
        if minutes[row, column] < _EMPTY_PLACE_MINUTES
    ]


def _within_cut_off(filled: Sequence[_Filled], available: int) -> list[_Filled]:
    """Return what the priority may have: community officers are no part of the pool that is kept back."""
    kept: list[_Filled] = []
    left = available
    for one in filled:
        if one.ranked.unit.is_community:
            kept.append(one)
        elif left > 0:
            left -= 1
            kept.append(one)
    return kept


def _assignments(choice: _Choice, rank_of: dict[str, int]) -> tuple[Assignment, ...]:
    closest = {
        place: next(one.unit.id for one in choice.candidates if place.is_met_by(one.unit))
        for place in {one.place for one in choice.filled}
    }
    assignments = []
    for one in choice.filled:
        minutes = one.ranked.travel_minutes
        is_closest = closest[one.place] == one.ranked.unit.id
        reason = Reason(
            "closest_suitable" if is_closest else "next_closest_suitable",
            {"minutes": None if minutes is None else round(minutes, 1)},
        )
        candidate = one.ranked.as_candidate(rank=rank_of[one.ranked.unit.id], more=(reason,))
        assignments.append(Assignment(candidate, one.place))
    return tuple(assignments)


def _shortfalls(
    need: Need, filled: Sequence[_Filled], cut_off: Reason | None, too_far: Sequence[Refusal]
) -> tuple[Reason, ...]:
    """Return for each requirement how many places stay empty, and why free units do not fill them."""
    asked = Counter[Requirement]()
    for requirement in need.requirements:
        asked[requirement] += requirement.count
    found = Counter(one.place for one in filled)
    reasons = [
        Reason(
            "requirement_not_filled",
            {
                "missing": asked[requirement] - found[requirement],
                "asked": asked[requirement],
                "kind": requirement.unit_kind.value if requirement.unit_kind else None,
                "skill": requirement.skill or None,
            },
        )
        for requirement in asked
        if asked[requirement] > found[requirement]
    ]
    if not reasons:
        return ()
    distance = [Reason("free_units_too_far", {"units": len(too_far)})] if too_far else []
    return (*reasons, *distance, *([cut_off] if cut_off else []))
