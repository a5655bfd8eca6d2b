"""A sample that anybody can draw again: seeded, spread over the rows, one visit a household."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Candidate:
    """A visit that may be drawn. `stratum`: its row; `household_key`: whose door it was."""

    task_id: int
    stratum: tuple[str, int]
    household_key: str


def allot(*, sizes: Mapping[tuple[str, int], int], wanted: int) -> dict[tuple[str, int], int]:
    """This function will share `wanted` places among strata by their sizes (largest remainder), none above its size.

    While there are places for all, each stratum gets one first: a small row is looked at too.
    """
    total = sum(sizes.values())
    wanted = min(wanted, total)
    order = sorted(sizes, key=lambda key: (-sizes[key], key))
    places = {key: int(wanted >= len(sizes)) for key in sizes}
    left = wanted - sum(places.values())
    exact = {key: left * sizes[key] / total for key in sizes} if total else {}
    for key in order:
        places[key] = min(sizes[key], places[key] + int(exact[key]))
    by_rest = sorted(order, key=lambda key: (-(exact[key] - int(exact[key])), -sizes[key], key))
    while (missing := wanted - sum(places.values())) > 0:
        for key in [one for one in by_rest if places[one] < sizes[one]][:missing]:
            places[key] += 1
    return places


def draw(*, candidates: Iterable[Candidate], wanted: int, seed: int) -> Sequence[Candidate]:
    """This function will draw visits: the same seed over the same candidates gives the same visits in the same order.

    Never two of one household. When a stratum has no free household left, its places stay empty.
    """
    strata: dict[tuple[str, int], list[Candidate]] = defaultdict(list)
    for one in sorted(candidates, key=lambda one: one.task_id):
        strata[one.stratum].append(one)
    places = allot(sizes={key: len(found) for key, found in strata.items()}, wanted=wanted)
    dice, taken, drawn = random.Random(seed), set[str](), list[Candidate]()
    for key in sorted(strata):
        mixed = strata[key][:]
        dice.shuffle(mixed)
        free = [one for one in _one_each(mixed) if one.household_key not in taken][: places[key]]
        taken.update(one.household_key for one in free)
        drawn.extend(free)
    return drawn


def _one_each(candidates: Iterable[Candidate]) -> list[Candidate]:
    first: dict[str, Candidate] = {}
    for one in candidates:
        first.setdefault(one.household_key, one)
    return list(first.values())
