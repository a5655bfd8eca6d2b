"""What a roster costs: the one definition that every method answers to."""

from __future__ import annotations

from collections import Counter

from fengqiao.engines.rostering.contracts import OFF, Price, Roster
from fengqiao.engines.rostering.rules import Ground


def price_of(*, ground: Ground, roster: Roster) -> Price:
    """This function will return what a roster costs, by cause."""
    there = present(ground=ground, roster=roster)
    under = over = 0
    for cover in ground.problem.covers:
        count = there[cover.day, cover.shift, cover.group]
        under += cover.under_weight * max(0, cover.need - count)
        over += cover.over_weight * max(0, count - cover.need)
    return Price(under, over, _wishes(ground, roster), sum(_unfair(ground, roster)))


def present(*, ground: Ground, roster: Roster) -> Counter[tuple[int, str, str]]:
    """This function will count who is there by day, shift and group ("" for everybody)."""
    there: Counter[tuple[int, str, str]] = Counter()
    for code, row in roster.items():
        for day, shift in enumerate(row):
            if shift != OFF:
                there.update((day, shift, group) for group in ("", *ground.people[code].groups))
    return there


def _wishes(ground: Ground, roster: Roster) -> int:
    cost = 0
    for wish in ground.problem.wishes:
        given = roster[wish.person][wish.day]
        has_it = given != OFF if wish.shift == OFF else given == wish.shift
        cost += wish.weight * (has_it != wish.is_on)
    return cost


def burden(*, roster: Roster, person: str, shifts: frozenset[str], days: frozenset[int]) -> int:
    """This function will count the days among `days` on which a person has one of the shifts."""
    row = roster[person]
    return sum(row[day] in shifts for day in days)


def _unfair(ground: Ground, roster: Roster) -> list[int]:
    costs = []
    for fairness in ground.problem.fairness:
        for code, (least, most) in ground.share(fairness).items():
            had = fairness.carried.get(code, 0)
            had += burden(roster=roster, person=code, shifts=fairness.shifts, days=fairness.days)
            costs.append(fairness.weight * (max(0, had - most) + max(0, least - had)))
    return costs
