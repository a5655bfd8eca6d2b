"""Who does what together, and how many places fit into a day: work for several is in everybody's day or in none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from typing import Any, Final

from fengqiao.engines.planning.contracts import DayPlans, OfficerPlan, PlanTask

MOST_PLACES: Final = 10
"""The cap on a day: more places are not a plan but a wish. A second time at the same door counts once."""
LONG_STAY_MINUTES: Final = 120
MOST_PLACES_BESIDE_A_STAY: Final = 8
"""Half a day in one place (a village stay) leaves less of the day for others."""

Crew = frozenset[str]
Crews = Mapping[str, Crew]
"""Task → the officers who do it."""


def crews_of(plans: Iterable[OfficerPlan]) -> dict[str, Crew]:
    """This function will return who does each task of plans."""
    found: dict[str, set[str]] = defaultdict(set)
    for plan in plans:
        for stop in plan.stops:
            for work in stop.works:
                found[work.task_id].add(plan.officer_id)
    return {task: frozenset(crew) for task, crew in found.items()}


def cap_of(plan: OfficerPlan) -> int:
    """This function will return how many places fit into an officer's day."""
    has_stay = any(
        work.ends_minute - work.starts_minute >= LONG_STAY_MINUTES for stop in plan.stops for work in stop.works
    )
    return MOST_PLACES_BESIDE_A_STAY if has_stay else MOST_PLACES


def full_days(plans: DayPlans) -> dict[str, int]:
    """This function will return officer → places, for those whose day has the most places that a day may have."""
    places = {one.officer_id: len(_by_place(one)) for one in plans.plans}
    return {one.officer_id: places[one.officer_id] for one in plans.plans if places[one.officer_id] >= cap_of(one)}


def within_cap(plans: DayPlans, tasks: Mapping[str, PlanTask]) -> dict[str, Crew]:
    """This function will return what fits under the cap, with its crew. Mandatory places first, then the worthwhile.

    What one of a crew cannot keep, nobody of it keeps; the place so freed is given to the next in every day.
    """
    crews = crews_of(plans.plans)
    given_up: set[str] = set()
    while True:
        keeping = [(plan.officer_id, _kept_by(plan, tasks, given_up)) for plan in plans.plans]
        torn = {
            one
            for one, crew in crews.items()
            if 0 < sum(one in kept for officer, kept in keeping if officer in crew) < len(crew)
        }
        if not torn:
            return {one: crews[one] for _, kept in keeping for one in kept}
        given_up |= torn


def _kept_by(plan: OfficerPlan, tasks: Mapping[str, PlanTask], given_up: Collection[str]) -> list[str]:
    groups = [left for group in _by_place(plan).values() if (left := [one for one in group if one not in given_up])]
    worth = [
        (any(tasks[one].mandatory for one in group), sum(tasks[one].prize for one in group), -number)
        for number, group in enumerate(groups)
    ]
    return [one for _, _, minus in sorted(worth, reverse=True)[: cap_of(plan)] for one in groups[-minus]]


def _by_place(plan: OfficerPlan) -> dict[int, list[str]]:
    groups: dict[int, list[str]] = {}
    for stop in plan.stops:
        groups.setdefault(stop.location, []).extend(work.task_id for work in stop.works)
    return groups


def lead_first(*, row: Mapping[str, Any], crew: Crew, skills: Mapping[str, Collection[str]]) -> tuple[str, ...]:
    """This function will name who leads first, then who comes along. `row`: the task as it was planned.

    Whoever the list names before colleagues who help; never somebody without the skills of the work.
    """
    asked = set(row.get("skills", ()))
    order = [row.get("lead"), *row["officers"], *row["helpers"]]
    able = [one for one in order if one in crew and asked <= set(skills.get(one, ()))]
    lead = able[0] if able else min(crew)
    return (lead, *sorted(crew - {lead}))
